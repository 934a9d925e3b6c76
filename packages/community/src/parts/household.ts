/** One household of a community: a meter and its secure world as processes, and the owner who approves with a passkey. */
import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChainReader } from '@evlock/chain';
import { ReservedFile, readTextFile, replaceFile } from '@evlock/files';
import { enrolMeter, type MeterProfileInput, readMeterProfile } from '@evlock/meter';
import type { ApiClient, Operator, Owner } from '@evlock/owner';
import { type OperatorLedger, openOwner, readOwnerProfile, writeOwnerProfile } from '@evlock/owner/node';
import {
  type Address,
  type Bytes32,
  type DeploymentFile,
  domainOf,
  EvlockError,
  energy,
  milliseconds,
  money,
  power,
  systemClock,
  toJson,
} from '@evlock/protocol';
import { passkeyConfirmation, SecureWorldClient, type SecureWorldInfo } from '@evlock/secure-world';
import { nominalCalibration, SoftwarePasskey } from '@evlock/simulator';
import { type ChainKey, ensureChainKey } from '../folder/keys.ts';
import type { HouseholdLayout } from '../folder/layout.ts';
import { entries, type GatewayAddress, trustzoneImage } from './entries.ts';
import { ManagedProcess } from './process.ts';

export interface HouseholdOptions {
  readonly layout: HouseholdLayout;
  readonly logFile: (process: string) => string;
  readonly deployment: DeploymentFile;
  readonly deploymentFile: string;
  /** Two RPC endpoints of different providers; a development community has one chain, listed twice. */
  readonly endpoints: readonly [string, string];
  /** The owner's, who need not trust the meter's providers. */
  readonly ownerEndpoints: readonly [string, string];
  /** Runs the secure world in a TrustZone machine under QEMU instead of an emulator. */
  readonly trustzone?: boolean;
}

/** Limits no passkey can exceed: 1 440 W (48 V, 30 A), 100 kWh and 1 000 tokens per mandate. */
const limits = {
  powerLimit: power(1_440_000),
  mandateEnergyMax: energy(100_000_000),
  mandateMoneyMax: money(1_000_000_000),
  submitterFeeMax: money(10_000),
};

/** A machine boots in ten seconds on a quiet host, and times out on its own before this. */
const MACHINE_READY_WITHIN = 90_000;
const ONLINE_WITHIN = milliseconds(30_000);
const ONLINE_POLL = milliseconds(200);

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

interface EnrolmentParts {
  readonly chain: Pick<ChainReader, 'finalized' | 'meter' | 'meterOfAccount' | 'registryNonce'>;
  /** The operator's own list. */
  readonly ledger: OperatorLedger;
}

export class Household {
  readonly name: string;
  readonly layout: HouseholdLayout;
  readonly secureWorld: ManagedProcess;
  readonly meter: ManagedProcess;
  readonly #options: HouseholdOptions;
  #owner: { owner: Owner; api: ApiClient } | undefined;
  #wallet: ChainKey | undefined;
  #deviceId: Bytes32 | undefined;
  #meterKey: Address | undefined;
  #account: Address | undefined;

  constructor(options: HouseholdOptions) {
    this.#options = options;
    this.layout = options.layout;
    this.name = options.layout.name;
    this.secureWorld = new ManagedProcess({
      name: `${this.name}'s secure world`,
      entry: options.trustzone ? entries.trustzone : entries.emulator,
      args: ['--profile', this.#file('secure-world.json')],
      logFile: options.logFile(`${this.name}-secure-world`),
      ...(options.trustzone && { readyWithin: MACHINE_READY_WITHIN }),
    });
    this.meter = new ManagedProcess({
      name: `${this.name}'s meter`,
      entry: entries.meter,
      args: ['--profile', this.meterProfile],
      logFile: options.logFile(`${this.name}-meter`),
    });
  }

  get owner(): Owner {
    if (!this.#owner) throw new Error(`${this.name} is not set up`);
    return this.#owner.owner;
  }

  get account(): Address {
    if (!this.#account) throw new Error(`${this.name} is not set up`);
    return this.#account;
  }

  get deviceId(): Bytes32 {
    if (!this.#deviceId) throw new Error(`${this.name} is not set up`);
    return this.#deviceId;
  }

  /** Undefined until its secure world has one, as below. */
  get accountOrNone(): Address | undefined {
    return this.#account;
  }

  get deviceIdOrNone(): Bytes32 | undefined {
    return this.#deviceId;
  }

  get meterKeyOrNone(): Address | undefined {
    return this.#meterKey;
  }

  get meterKey(): Address {
    if (!this.#meterKey) throw new Error(`${this.name} is not set up`);
    return this.#meterKey;
  }

  /** Pays deposits; created on first use. */
  async wallet(): Promise<ChainKey> {
    this.#wallet ??= await ensureChainKey(this.#key('wallet.key'));
    return this.#wallet;
  }

  get meterProfile(): string {
    return this.#file('meter.json');
  }

  /** For `evlock trades list --profile FILE` and the other commands of an owner. */
  get ownerProfile(): string {
    return this.#file('owner.json');
  }

  get socket(): string {
    return join(this.layout.run, 'secure-world.sock');
  }

  #key(name: string): string {
    return join(this.layout.keys, name);
  }

  #file(name: string): string {
    return join(this.layout.folder, name);
  }

  /** `signal` aborts a long boot. */
  async startSecureWorld(signal?: AbortSignal): Promise<void> {
    await this.layout.create();
    const common = { keyFolder: this.layout.keys, socket: this.socket, consoleSocket: this.#console };
    const profile = this.#options.trustzone
      ? { ...common, dataFolder: join(this.layout.folder, 'machine'), imageFolder: trustzoneImage }
      : { ...common, dataFolder: join(this.layout.folder, 'secure-world'), serial: this.name };
    await replaceFile(this.#file('secure-world.json'), toJson(profile, 2), 0o644);
    const stop = (): void => void this.secureWorld.stop();
    signal?.addEventListener('abort', stop, { once: true });
    await this.secureWorld.start().finally(() => signal?.removeEventListener('abort', stop));
  }

  get #console(): string {
    return join(this.layout.run, 'console.sock');
  }

  /** Through the meter's provisioning socket, once: keys, limits, calibration, and the owner's passkey. */
  async provision(): Promise<void> {
    const wallet = await this.wallet();
    const passkeyFile = this.#key('passkey.pem');
    const client = await SecureWorldClient.connect({ path: this.#console });
    try {
      if ((await client.info()).state === 'unprovisioned') {
        await this.#makeKeys(client, wallet.address);
      }
      const { passkeys, deviceId, meterKey, account } = await client.info();
      if (passkeys === 0) await this.#bindPasskey(client, passkeyFile);
      this.#deviceId = deviceId;
      this.#meterKey = meterKey;
      this.#account = account;
    } finally {
      await client.close();
    }
  }

  async #makeKeys(client: SecureWorldClient, withdrawTo: Address): Promise<void> {
    const { deployment } = this.#options;
    const file = this.#key('words.txt');
    // A reservation left by a start that did not get as far as the recovery phrase.
    if ((await readFile(file, 'utf8').catch(() => undefined))?.trim() === '') await rm(file);
    const place = await ReservedFile.open(file);
    const input = {
      domain: domainOf(deployment),
      rpId: deployment.rpId,
      origins: deployment.origins,
      limits,
      calibration: nominalCalibration(),
      withdrawalAddresses: [withdrawTo],
    };
    const { words } = await client.provision(input).catch(async (failure: unknown) => {
      await place.abandon();
      throw failure;
    });
    await place.write(words);
  }

  async #bindPasskey(client: SecureWorldClient, file: string): Promise<void> {
    const passkey = (await exists(file)) ? await SoftwarePasskey.load(file) : await SoftwarePasskey.create(file);
    const { x, y } = passkey.publicKey;
    await client.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });
  }

  /** The provisioning socket. */
  get console(): string {
    return this.#console;
  }

  /** What its secure world says of itself, by then provisioned by somebody else; undefined while it is not. */
  async learn(): Promise<SecureWorldInfo | undefined> {
    const client = await SecureWorldClient.connect({ path: this.#console });
    try {
      const info = await client.info();
      if (info.state === 'unprovisioned') return undefined;
      this.#deviceId = info.deviceId;
      this.#meterKey = info.meterKey;
      this.#account = info.account;
      return info;
    } finally {
      await client.close();
    }
  }

  /** The meter process's profile; written at every start, because ports may change. */
  async writeMeterProfile(gateway: GatewayAddress, localPage?: MeterProfileInput['localPage']): Promise<void> {
    // Its own copy, as a remote meter has it: the meter keeps it up to date.
    const authorityFile = this.#file('authority.pem');
    await replaceFile(authorityFile, await readTextFile(gateway.authorityFile), 0o644);
    const profile = {
      dataFolder: this.layout.folder,
      deviceLink: {
        url: `wss://localhost:${gateway.devicePort}`,
        serverName: 'localhost',
        certificateFile: this.#file('certificate.pem'),
        authorityFile,
        privateKeyFile: this.#key('tls-key.pem'),
      },
      gateway: { url: gateway.url, authorityFile },
      secureWorld: { path: this.socket },
      chain: { endpoints: this.#options.endpoints, deploymentFile: this.#options.deploymentFile },
      sysfsRoot: this.layout.devices,
      devRoot: join(this.layout.devices, 'dev'),
      inputs: {
        battery: 'class/power_supply/battery0/capacity',
        generation: 'class/hwmon/hwmon0/power1_input',
        load: 'class/hwmon/hwmon0/power2_input',
      },
      ...(localPage && { localPage }),
    };
    await replaceFile(this.meterProfile, toJson(profile, 2), 0o644);
  }

  /** Presents a one-time code to the gateway and stores the issued certificate; does nothing if there is one. */
  async enrol(operator: Operator, { chain, ledger }: EnrolmentParts): Promise<void> {
    if (await exists(this.#file('certificate.pem'))) return;
    const { x, y } = (await SoftwarePasskey.load(this.#key('passkey.pem'))).publicKey;
    const secureWorld = await SecureWorldClient.connect({ path: this.#console });
    try {
      const { deviceId } = this;
      const made = await operator.createCode(deviceId);
      await ledger.codeMade(deviceId, made, systemClock.now());
      const { code } = made;
      const profile = await readMeterProfile(this.meterProfile);
      await enrolMeter({ profile, code, passkey: { publicKeyX: x, publicKeyY: y } }, { secureWorld, chain });
    } finally {
      await secureWorld.close();
    }
  }

  /** The owner's process: knows the deployment's market, and the gateway by its authority. */
  async openOwner(gateway: GatewayAddress): Promise<Owner> {
    await writeOwnerProfile(this.ownerProfile, {
      gateway: { url: gateway.url, authorityFile: gateway.authorityFile },
      passkeyFile: this.#key('passkey.pem'),
      stateFile: this.#key('owner-state.json'),
      meterKey: this.meterKey,
      account: this.account,
      deployment: this.#options.deployment,
      chain: { endpoints: [...new Set(this.#options.ownerEndpoints)] },
    });
    const passkey = await SoftwarePasskey.load(this.#key('passkey.pem'));
    this.#owner = await openOwner(await readOwnerProfile(this.ownerProfile), { passkey });
    return this.#owner.owner;
  }

  /** Waits until the meter has reached the gateway, which happens after its process is ready. Throws `DEVICE_OFFLINE`. */
  async awaitOnline(): Promise<void> {
    const deadline = systemClock.monotonic() + ONLINE_WITHIN;
    while (!(await this.owner.account()).online) {
      if (systemClock.monotonic() > deadline) throw new EvlockError('DEVICE_OFFLINE', { meterKey: this.meterKey });
      await systemClock.sleep(ONLINE_POLL);
    }
  }

  async stop(): Promise<void> {
    this.#owner?.api.close();
    await this.meter.stop();
    await this.secureWorld.stop();
  }
}
