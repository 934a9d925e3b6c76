/**
 * What a person does at the meter: provision, restore, bind, test, ask for admission. Each is one command of the provisioning
 * socket, with the market from the operator's deployment file alone. No secret is logged or kept here.
 */
import { access } from 'node:fs/promises';
import type { ChainReader } from '@evlock/chain';
import { readSecretFile, readTextFile } from '@evlock/files';
import {
  DEFAULT_LIMITS,
  type DeploymentFile,
  deploymentFingerprint,
  domainOf,
  EvlockError,
  isSameMarket,
  type LocalBody,
  type LocalLimits,
  type LocalResponse,
  type LocalState,
  type ProvisionFile,
  parseJson,
  provisionFileSchema,
  requirePayable,
  type Timestamp,
} from '@evlock/protocol';
import type { Calibration, ProvisionInput, SecureWorldClient, SecureWorldInfo } from '@evlock/secure-world';
import { type EnrolmentOptions, enrolMeter } from '../enrolment/enrolment.ts';
import type { Log } from '../log.ts';
import type { MeterProfile } from '../profile.ts';
import type { SensorTest } from '../self-test/self-test.ts';
import type { LocalPageProfile } from './local-page-profile.ts';

const MAX_SETTINGS = 65_536;

export interface LocalDeskOptions {
  readonly profile: MeterProfile;
  readonly local: LocalPageProfile;
  readonly deployment: DeploymentFile;
  /** Of known hardware, where the settings file has none. */
  readonly calibration?: Calibration | undefined;
}

export type LocalSecureWorld = Pick<
  SecureWorldClient,
  | 'info'
  | 'provision'
  | 'restore'
  | 'bindPasskey'
  | 'listPasskeys'
  | 'removePasskey'
  | 'attest'
  | 'signEnrolment'
  | 'selfTestResult'
>;

export interface LocalDeskModules {
  /** Runs work on a connection to the provisioning socket. */
  readonly atSecureWorld: <T>(work: (secureWorld: LocalSecureWorld) => Promise<T>) => Promise<T>;
  readonly chain: Pick<ChainReader, 'finalized' | 'meter' | 'meterOfAccount' | 'registryNonce'>;
  readonly testSensor: (secureWorld: LocalSecureWorld) => Promise<SensorTest>;
  readonly daemon: () => Promise<LocalState['daemon']>;
  /** The meter may be able to start now. */
  readonly changed: () => void;
  readonly now: () => Timestamp;
  readonly enrol?: typeof enrolMeter;
  readonly log: Log;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

export class LocalDesk {
  readonly #options: LocalDeskOptions;
  readonly #modules: LocalDeskModules;
  /** The last step that the chain confirmed. */
  #seen: 'enrolled' | 'suspended' | undefined;

  constructor(options: LocalDeskOptions, modules: LocalDeskModules) {
    this.#options = options;
    this.#modules = modules;
  }

  async state(): Promise<Omit<LocalState, 'loopback'>> {
    const { deployment } = this.#options;
    const info = await this.#modules.atSecureWorld((secureWorld) => secureWorld.info());
    const isSet = info.state === 'provisioned';
    const [settings, enrolment, daemon] = await Promise.all([
      this.#settings(),
      this.#enrolment(info),
      this.#modules.daemon(),
    ]);
    const { chainId, network, market, tokenSymbol, rpId, origins } = deployment;
    return {
      state: info.state,
      securityClass: info.securityClass,
      sensorClass: info.sensorClass,
      deviceId: isSet ? info.deviceId : null,
      meterKey: isSet ? info.meterKey : null,
      account: isSet ? info.account : null,
      passkeys: info.passkeys,
      deployment: {
        fingerprint: deploymentFingerprint(deployment),
        ...{ chainId, network, market, tokenSymbol, rpId, origins: [...origins] },
      },
      proposed: {
        limits: { ...DEFAULT_LIMITS, ...settings.limits } as LocalLimits,
        withdrawalAddresses: settings.withdrawalAddresses ?? [],
      },
      selfTest: { result: info.selfTest, ageMs: info.selfTestAge },
      import: info.import,
      export: info.export,
      enrolment,
      daemon,
    };
  }

  /** Creates all keys, once. Throws `ALREADY_PROVISIONED`. The recovery phrase is in the answer and nowhere else. */
  async provision(body: LocalBody<'provision'>): Promise<LocalResponse<'provision'>> {
    return this.#modules.atSecureWorld(async (secureWorld) => {
      const input = await this.#input(await secureWorld.info(), body);
      const { words, meterKey, account } = await secureWorld.provision(input);
      this.#modules.log.info({ meterKey, account }, 'provisioned at the local page');
      return { words, meterKey, account };
    });
  }

  /** A new meter key beside the account of a recovery phrase. */
  async restore({ words, ...body }: LocalBody<'restore'>): Promise<LocalResponse<'restore'>> {
    return this.#modules.atSecureWorld(async (secureWorld) => {
      const input = await this.#input(await secureWorld.info(), body);
      const { meterKey, account } = await secureWorld.restore(phraseIn(words), input);
      this.#modules.log.info({ meterKey, account }, 'restored at the local page');
      return { meterKey, account };
    });
  }

  /** Binds the first passkey. Throws the secure world's error when the fingerprint is not that of the key. */
  async bind(body: LocalBody<'bind'>): Promise<LocalResponse<'bind'>> {
    return this.#modules.atSecureWorld(async (secureWorld) => {
      await secureWorld.bindPasskey({ ...body, confirmation: body.confirmation as `0x${string}` });
      const { meterKey, account } = await secureWorld.info();
      this.#modules.log.info({ meterKey, account }, 'a passkey was bound at the local page');
      return { meterKey, account };
    });
  }

  async passkeys(): Promise<LocalResponse<'passkeys'>> {
    return this.#modules.atSecureWorld(async (secureWorld) => ({
      passkeys: (await secureWorld.listPasskeys()).map(({ x, y }) => ({ publicKeyX: x, publicKeyY: y })),
    }));
  }

  /** At the provisioning socket a lost passkey needs no assertion; the last one needs the recovery phrase. */
  async removePasskey({ words, ...key }: LocalBody<'removePasskey'>): Promise<object> {
    return this.#modules.atSecureWorld(async (secureWorld) => {
      const { meterKey, nextBindingId: bindingId } = await secureWorld.info();
      const removal = { meterKey, ...key, bindingId };
      await secureWorld.removePasskey(removal, words === undefined ? {} : { words: phraseIn(words) });
      this.#modules.log.info({}, 'a passkey was removed at the local page');
      return {};
    });
  }

  async selfTest(): Promise<LocalResponse<'selfTest'>> {
    return this.#modules.atSecureWorld(async (secureWorld) => {
      const { open, reference, periodMs, ...outcome } = await this.#modules.testSensor(secureWorld);
      const counts = (samples: typeof open) => samples.map(({ current }) => current);
      return { ...outcome, open: counts(open), reference: counts(reference), periodMs };
    });
  }

  /** Sends evidence and certificate request with the operator's code; the operator decides. */
  async enrol({ code: typed, passkey }: LocalBody<'enrol'>): Promise<object> {
    const { profile, local } = this.#options;
    const { chain, enrol = enrolMeter } = this.#modules;
    const code = typed ?? (local.enrolmentCodeFile && (await readSecretFile(local.enrolmentCodeFile)));
    if (!code) throw new EvlockError('ENROLMENT_CODE_INVALID', { problem: 'none was given' });
    const options: EnrolmentOptions = { profile, code: code.trim(), passkey };
    return this.#modules.atSecureWorld(async (secureWorld) => {
      const { deviceId } = await enrol(options, { secureWorld, chain });
      this.#modules.log.info({ deviceId }, 'asked for admission from the local page');
      this.#modules.changed();
      return {};
    });
  }

  async #input(
    info: SecureWorldInfo,
    { limits, withdrawalAddresses }: LocalBody<'provision'>,
  ): Promise<ProvisionInput> {
    if (info.state === 'provisioned') throw new EvlockError('ALREADY_PROVISIONED', { meterKey: info.meterKey });
    const { deployment } = this.#options;
    const calibration = ((await this.#settings()).calibration ?? this.#options.calibration) as Calibration | undefined;
    if (calibration === undefined)
      throw new EvlockError('PROFILE_INVALID', { field: 'localPage.settingsFile', problem: 'has no calibration' });
    for (const to of withdrawalAddresses) requirePayable(to, deployment);
    const { rpId, origins } = deployment;
    const date = this.#modules.now();
    return { domain: domainOf(deployment), rpId, origins, date, limits, calibration, withdrawalAddresses };
  }

  /** Read each time: a person edits it. */
  async #settings(): Promise<ProvisionFile> {
    const file = this.#options.local.settingsFile;
    return file === undefined ? {} : parseJson(provisionFileSchema, await readTextFile(file), MAX_SETTINGS);
  }

  async #enrolment({ state, domain, meterKey }: SecureWorldInfo): Promise<LocalState['enrolment']> {
    const { profile, local, deployment } = this.#options;
    const codeHere = local.enrolmentCodeFile !== undefined && (await exists(local.enrolmentCodeFile));
    const requested = state === 'provisioned' && (await exists(profile.deviceLink.certificateFile));
    if (!requested) return { step: 'none', chainAsked: false, codeHere };
    if (!domain || !isSameMarket(domain, deployment)) return { step: 'requested', chainAsked: false, codeHere };
    try {
      const found = await this.#modules.chain.meter(meterKey);
      this.#seen = found && (found.suspended ? 'suspended' : 'enrolled');
      return { step: this.#seen ?? 'requested', chainAsked: true, codeHere };
    } catch {
      return { step: this.#seen ?? 'requested', chainAsked: false, codeHere };
    }
  }
}

/** Single spaces, lower case, without the numbers written beside the words. */
const phraseIn = (text: string): string =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && !/^\d{1,2}[.):]?$/.test(word))
    .join(' ');
