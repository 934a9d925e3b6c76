/**
 * A meter's local page: the provisioning socket for a person with a browser on the same machine. It has an origin of its own, which
 * no gateway and no other page reaches; what goes through it is what `evlock meter provision`, `bind` and `enrolments request` do.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { ChainReader, readDeployment } from '@evlock/chain';
import { readSecretFile, replaceFile } from '@evlock/files';
import {
  type Clock,
  EvlockError,
  type LocalState,
  milliseconds,
  type Part,
  parseJson,
  systemClock,
  timeField,
  toJson,
} from '@evlock/protocol';
import { type Calibration, SecureWorldClient } from '@evlock/secure-world';
import { z } from 'zod';
import type { enrolMeter } from '../enrolment/enrolment.ts';
import { createLog, type Log } from '../log.ts';
import { localPageFile, type MeterProfile, statusFile } from '../profile.ts';
import type { SensorTest } from '../self-test/self-test.ts';
import { makeAccessCode } from './access-code.ts';
import { Gate } from './gate.ts';
import { LocalDesk, type LocalDeskModules, type LocalSecureWorld } from './local-desk.ts';
import type { LocalPageProfile } from './local-page-profile.ts';
import { createLocalServer, listenLocally } from './local-server.ts';
import { testIdleSensor } from './sensor-test.ts';

/** Longer than the self-test, which runs between two commands. */
const SECURE_WORLD_WITHIN = milliseconds(15_000);
/** The status file of a running meter is rewritten at least every 30 s. */
const STATUS_SECONDS = 90;

/** Where the page is. The code is in the file, so that it reaches no log. */
export interface LocalPageReady {
  readonly localPage: { readonly url: string; readonly file: string };
}

export interface LocalPageOptions {
  readonly profile: MeterProfile;
  /** Where the profile names no folder of built pages. */
  readonly pagesFolder?: string | undefined;
  /** Of known hardware, where the settings file has none. */
  readonly calibration?: Calibration | undefined;
}

/** Every default is the real thing. */
export interface LocalPageModules {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly random?: (size: number) => Uint8Array;
  readonly chain?: LocalDeskModules['chain'];
  readonly atSecureWorld?: LocalDeskModules['atSecureWorld'];
  readonly testSensor?: (secureWorld: LocalSecureWorld) => Promise<SensorTest>;
  readonly enrol?: typeof enrolMeter;
  /** Of a meter in the same process. */
  readonly daemon?: () => LocalState['daemon'];
  readonly changed?: () => void;
}

const pageFileSchema = z.looseObject({ port: z.number().int().min(1).max(65_535) });
const statusSchema = z.looseObject({ time: timeField.schema, fault: z.string().nullable() });
const MAX_FILE = 65_536;

export class LocalPage implements Part<LocalPageReady> {
  readonly failed: Promise<EvlockError>;
  readonly #options: LocalPageOptions;
  readonly #modules: LocalPageModules;
  readonly #local: LocalPageProfile;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #stopped = new AbortController();
  #fail: (error: EvlockError) => void;
  #server: Server | undefined;
  #code = '';

  /** Throws `PROFILE_INVALID` where the profile has no local page. */
  constructor(options: LocalPageOptions, modules: LocalPageModules = {}) {
    const { localPage } = options.profile;
    if (!localPage) throw new EvlockError('PROFILE_INVALID', { field: 'localPage', problem: 'is not set' });
    this.#local = localPage;
    this.#options = options;
    this.#modules = modules;
    this.#clock = modules.clock ?? systemClock;
    this.#log = modules.log ?? createLog(options.profile.log);
    const { promise, resolve } = Promise.withResolvers<EvlockError>();
    this.failed = promise;
    this.#fail = resolve;
  }

  /** The code of this start, or of the label. */
  get code(): string {
    return this.#code;
  }

  /** Throws `DEPLOYMENT_MISSING`, `NOT_DEPLOYED`, `SECRET_EXPOSED`, `FILE_UNUSABLE`, and the system's error for a taken port. */
  async start(): Promise<LocalPageReady> {
    const { profile } = this.#options;
    const { codeFile } = this.#local;
    this.#code = codeFile ? await readSecretFile(codeFile) : makeAccessCode(this.#modules.random ?? randomBytes);
    const desk = await this.#desk();
    const hosts: string[] = [];
    const gate = new Gate({ hosts, scheme: 'http', code: this.#code }, { clock: this.#clock });
    const handlers = {
      state: async () => ({ ...(await desk.state()), loopback: true }),
      provision: desk.provision.bind(desk),
      restore: desk.restore.bind(desk),
      bind: desk.bind.bind(desk),
      passkeys: desk.passkeys.bind(desk),
      removePasskey: desk.removePasskey.bind(desk),
      selfTest: desk.selfTest.bind(desk),
      enrol: desk.enrol.bind(desk),
    };
    const pagesFolder = this.#local.pagesFolder ?? this.#options.pagesFolder;
    this.#server = createLocalServer({ pagesFolder }, { gate, desk: handlers, log: this.#log });
    const port = await this.#listen(this.#server);
    this.#server.on('error', (cause) => this.#fail(EvlockError.from(cause)));
    hosts.push(`localhost:${port}`, `127.0.0.1:${port}`);
    const [file, url] = [localPageFile(profile), `http://localhost:${port}/`];
    await replaceFile(file, `${toJson({ url, port, code: this.#code }, 2)}\n`, 0o600);
    this.#log.info({ url, file }, 'the local page is up; its code is in the file');
    return { localPage: { url, file } };
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  async #desk(): Promise<LocalDesk> {
    const { profile, calibration } = this.#options;
    const { chain: endpoints, dataFolder } = profile;
    const deployment = await readDeployment(endpoints.deploymentFile);
    const reader = { endpoints: endpoints.endpoints, deployment };
    const batch = endpoints.batchSize === undefined ? {} : { batchSize: endpoints.batchSize };
    const { chain, atSecureWorld, testSensor, enrol, daemon, changed } = this.#modules;
    const [clock, log] = [this.#clock, this.#log];
    this.#log.debug({ dataFolder }, 'the local page reads the meter');
    return new LocalDesk(
      { profile, local: this.#local, deployment, calibration },
      {
        chain: chain ?? new ChainReader({ ...reader, ...batch }, { clock, log }),
        atSecureWorld: atSecureWorld ?? ((work) => this.#atSecureWorld(work)),
        testSensor:
          testSensor ?? ((secureWorld) => testIdleSensor(profile, { secureWorld, clock }, this.#stopped.signal)),
        daemon: daemon ? async () => daemon() : () => this.#foreignDaemon(),
        changed: changed ?? (() => undefined),
        now: () => clock.now(),
        ...(enrol && { enrol }),
        log,
      },
    );
  }

  /** One connection for each piece of work: nothing is held open towards the provisioning socket. */
  async #atSecureWorld<T>(work: (secureWorld: LocalSecureWorld) => Promise<T>): Promise<T> {
    const client = await SecureWorldClient.connect(this.#local.provisioningSocket, { timeout: SECURE_WORLD_WITHIN });
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }

  /** A meter in another process shows itself by its status file. */
  async #foreignDaemon(): Promise<LocalState['daemon']> {
    try {
      const text = await readFile(statusFile(this.#options.profile), 'utf8');
      const { time, fault } = parseJson(statusSchema, text, MAX_FILE);
      if (this.#clock.now() - time <= STATUS_SECONDS) return { state: 'elsewhere', problem: fault };
    } catch {
      // No meter has run here yet, or it is being replaced.
    }
    return { state: 'waiting', problem: null };
  }

  /** The port of the profile, or that of the last start, or any. */
  async #listen(server: Server): Promise<number> {
    if (this.#local.port !== undefined) return listenLocally(server, this.#local.port);
    const last = await this.#lastPort();
    if (last === undefined) return listenLocally(server, 0);
    return listenLocally(server, last).catch(() => listenLocally(server, 0));
  }

  async #lastPort(): Promise<number | undefined> {
    try {
      return parseJson(pageFileSchema, await readFile(localPageFile(this.#options.profile), 'utf8'), MAX_FILE).port;
    } catch {
      return undefined;
    }
  }
}
