/** A household whose meter is at hand: a local chain, a secure world in this process, a passkey and a profile, and no gateway. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calls, fund, writeDeployment } from '@evlock/chain';
import { firstPage } from '@evlock/owner';
import { writeOwnerProfile } from '@evlock/owner/node';
import { type Address, type DeploymentFile, domainOf, milliseconds, money, timestamp } from '@evlock/protocol';
import { type Limits, passkeyConfirmation, SecureWorldClient } from '@evlock/secure-world';
import { provisionInput } from '@evlock/secure-world/compliance/fixture';
import { Emulator, type EmulatorServer, MemoryStorage, SoftwarePasskey, serveEmulator } from '@evlock/simulator';
import { householdNamed, keyNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { evlock, type Surroundings } from '@evlock/testing/cli/test-context';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { seededBytes } from '@evlock/testing/protocol/seeded-random';
import { expect } from 'vitest';

export const BALANCE = 5_000_000n;
/** The one address on the meter's list. */
export const PURSE: Address = keyNamed('purse').address;
/** Any key that puts on chain what was signed. */
const stranger = keyNamed('a stranger');

/** A secure world in this process, from a seed. */
function serveWorld(folder: string): Promise<EmulatorServer> {
  const secureWorld = new Emulator(
    { serial: 'TEST-1' },
    {
      clock: { monotonic: () => milliseconds(Math.floor(performance.now())) },
      random: seededBytes(1),
      storage: new MemoryStorage(),
      makeTlsKey: () => undefined,
    },
  );
  const [path, consolePath] = [join(folder, 'meter.sock'), join(folder, 'console.sock')];
  return serveEmulator({ path, consolePath }, secureWorld);
}

export class LocalHousehold {
  readonly folder: string;
  readonly localMarket: LocalMarket;
  readonly server: EmulatorServer;
  readonly deployment: DeploymentFile;
  words = '';
  account: Address = '0x';
  meterKey: Address = '0x';
  passkey!: SoftwarePasskey;

  private constructor(folder: string, localMarket: LocalMarket, server: EmulatorServer) {
    [this.folder, this.localMarket, this.server] = [folder, localMarket, server];
    this.deployment = deploymentFile(localMarket.deployment);
  }

  /** Enrolled, with money in the market. */
  static async start(): Promise<LocalHousehold> {
    const folder = await mkdtemp(join(tmpdir(), 'evlock-local-'));
    const [localMarket, server] = await Promise.all([LocalMarket.start(), serveWorld(folder)]);
    const household = new LocalHousehold(folder, localMarket, server);
    await fund(localMarket.chain.url, stranger.address, 10n ** 20n);
    await writeFile(household.at('stranger.key'), stranger.privateKey, { mode: 0o600 });
    await household.#provision();
    await household.#enrol();
    return household;
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.localMarket.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  async atConsole<T>(work: (secureWorld: SecureWorldClient) => Promise<T>): Promise<T> {
    const client = await SecureWorldClient.connect({ path: this.at('console.sock') });
    return work(client).finally(() => client.close());
  }

  /** Arguments for the meter at hand. */
  get here(): string[] {
    return ['--profile', this.at('profile.json'), '--socket', this.at('console.sock')];
  }

  submit(name: string) {
    const key = ['--rpc', this.localMarket.chain.url, '--key-file', this.at('stranger.key')];
    return done(['chain', 'submit', this.at(name), ...key]);
  }

  ofStranger() {
    return this.localMarket.reader.tokenBalance(stranger.address);
  }

  async #provision(): Promise<void> {
    const { deployment } = this;
    this.passkey = await SoftwarePasskey.create(this.at('passkey.pem'));
    const { x, y } = this.passkey.publicKey;
    const { rpId, origin } = firstPage(deployment);
    const limits = {
      powerLimit: 1_500_000,
      mandateEnergyMax: 20_000_000n,
      mandateMoneyMax: 100_000_000n,
      submitterFeeMax: 10_000n,
    } as Limits;
    const settings = { limits, calibration: provisionInput.calibration, withdrawalAddresses: [PURSE] };
    await this.atConsole(async (console) => {
      const made = await console.provision({ domain: domainOf(deployment), rpId, origins: [origin], ...settings });
      await console.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });
      [this.words, this.account, this.meterKey] = [made.words, made.account, made.meterKey];
    });
    await writeFile(this.at('words'), this.words, { mode: 0o600 });
    await writeDeployment(this.at('deployment.json'), deployment);
    await this.#writeProfile();
  }

  async #writeProfile(): Promise<void> {
    const { meterKey, account, deployment, localMarket } = this;
    await writeOwnerProfile(this.at('profile.json'), {
      gateway: { url: 'https://127.0.0.1:1', authorityFile: 'none.pem' },
      passkeyFile: 'passkey.pem',
      ...{ meterKey, account, deployment },
      chain: { endpoints: [localMarket.chain.url] },
    });
  }

  async #enrol(): Promise<void> {
    const { deployment, operator } = this.localMarket;
    const { deviceIdHash } = householdNamed('local');
    const deadline = timestamp((await this.localMarket.now()) + 3_600);
    const enrolment = await this.atConsole((console) =>
      console.signEnrolment({ purpose: 'active', deviceIdHash, nonce: 0n, deadline }),
    );
    await this.localMarket.submitAll([
      calls.mint(deployment, operator.address, money(BALANCE)),
      calls.approve(deployment, money(BALANCE)),
      calls.enrol(deployment, enrolment),
    ]);
    await this.localMarket.submit(calls.deposit(deployment, this.account, money(BALANCE)));
  }
}

/** The JSON result of a command that succeeds. */
export async function done(argv: readonly string[], around: Surroundings = {}) {
  const { exit, out, err } = await evlock([...argv, '--json'], around);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  return JSON.parse(out);
}

/** The error of a command that fails. */
export async function failure(argv: readonly string[], around: Surroundings = {}) {
  const { exit, out, err } = await evlock([...argv, '--json'], around);
  expect(out).toBe('');
  return { exit, err, error: JSON.parse(err) };
}
