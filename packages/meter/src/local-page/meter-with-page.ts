/**
 * A meter whose process serves its local page: the page is up before there is anything to run, and the meter starts by itself once
 * it has been provisioned and has a certificate.
 */
import { access } from 'node:fs/promises';
import { type Clock, EvlockError, type LocalState, milliseconds, type Part, systemClock } from '@evlock/protocol';
import { type Calibration, SecureWorldClient, type SecureWorldInfo } from '@evlock/secure-world';
import { createLog, type Log } from '../log.ts';
import { createMeter, type Meter, type MeterReady } from '../meter.ts';
import type { MeterProfile } from '../profile.ts';
import type { LocalSecureWorld } from './local-desk.ts';
import { LocalPage, type LocalPageReady } from './local-page.ts';
import { testIdleSensor } from './sensor-test.ts';

const LOOK_MS = milliseconds(1_000);

export type MeterWithPageReady = LocalPageReady & (MeterReady | { readonly waiting: true });

export interface MeterWithPageModules {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly meter?: (profile: MeterProfile) => Pick<Meter, 'start' | 'stop' | 'failed' | 'testSensor'>;
  readonly info?: () => Promise<Pick<SecureWorldInfo, 'state'>>;
  readonly page?: (...options: ConstructorParameters<typeof LocalPage>) => Part<LocalPageReady>;
}

export interface MeterWithPageOptions {
  readonly profile: MeterProfile;
  readonly pagesFolder?: string | undefined;
  readonly calibration?: Calibration | undefined;
}

export class MeterWithPage implements Part<MeterWithPageReady> {
  readonly failed: Promise<EvlockError>;
  readonly #options: MeterWithPageOptions;
  readonly #modules: MeterWithPageModules;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #stopped = new AbortController();
  #fail: (error: EvlockError) => void;
  #meter: Pick<Meter, 'start' | 'stop' | 'failed' | 'testSensor'> | undefined;
  #daemon: LocalState['daemon'] = { state: 'waiting', problem: null };
  #page: Part<LocalPageReady> | undefined;
  #waiting: Promise<void> | undefined;
  #look = new AbortController();

  constructor(options: MeterWithPageOptions, modules: MeterWithPageModules = {}) {
    this.#options = options;
    this.#modules = modules;
    this.#clock = modules.clock ?? systemClock;
    this.#log = modules.log ?? createLog(options.profile.log);
    const { promise, resolve } = Promise.withResolvers<EvlockError>();
    this.failed = promise;
    this.#fail = resolve;
  }

  /** Throws what the page throws; and for a meter that is set up, what the meter throws. */
  async start(): Promise<MeterWithPageReady> {
    const [clock, log] = [this.#clock, this.#log];
    const make = this.#modules.page ?? ((...args) => new LocalPage(...args));
    this.#page = make(this.#options, {
      clock,
      log,
      daemon: () => this.#daemon,
      changed: () => this.#look.abort(),
      testSensor: (secureWorld) => this.#testSensor(secureWorld),
    });
    void this.#page.failed.then(this.#fail);
    const page = await this.#page.start();
    if (await this.#isSetUp()) return { ...page, ...(await this.#startMeter()) };
    this.#log.info({}, 'the meter waits for an owner');
    this.#waiting = this.#wait();
    return { ...page, waiting: true };
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#waiting;
    await this.#meter?.stop();
    await this.#page?.stop();
  }

  async #wait(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      this.#look = new AbortController();
      await this.#clock.sleep(LOOK_MS, AbortSignal.any([signal, this.#look.signal])).catch(() => undefined);
      if (signal.aborted || !(await this.#isSetUp())) continue;
      try {
        await this.#startMeter();
        return;
      } catch (cause) {
        const error = EvlockError.from(cause);
        this.#log.warn({ error }, 'the meter could not start; it is tried again');
        this.#daemon = { state: 'failed', problem: error.code };
      }
    }
  }

  async #startMeter(): Promise<MeterReady> {
    const meter = (this.#modules.meter ?? createMeter)(this.#options.profile);
    // Stopped while it starts: it ends with what has been opened by then.
    this.#meter = meter;
    try {
      const ready = await meter.start();
      this.#daemon = { state: 'running', problem: null };
      void meter.failed.then(this.#fail);
      return ready;
    } catch (error) {
      this.#meter = undefined;
      throw error;
    }
  }

  async #isSetUp(): Promise<boolean> {
    try {
      await access(this.#options.profile.deviceLink.certificateFile);
      return (await (this.#modules.info ?? (() => this.#info()))()).state === 'provisioned';
    } catch {
      return false;
    }
  }

  async #info(): Promise<SecureWorldInfo> {
    const client = await SecureWorldClient.connect(this.#options.profile.secureWorld);
    try {
      return await client.info();
    } finally {
      await client.close();
    }
  }

  #testSensor(secureWorld: LocalSecureWorld) {
    if (this.#meter) return this.#meter.testSensor();
    return testIdleSensor(this.#options.profile, { secureWorld, clock: this.#clock }, this.#stopped.signal);
  }
}

/** What `meter run` runs: the meter, with its page where the profile says so. */
export const createMeterProcess = (
  options: MeterWithPageOptions,
  modules: { readonly clock?: Clock } = {},
): Part<object> =>
  options.profile.localPage?.process === 'meter'
    ? new MeterWithPage(options, modules)
    : createMeter(options.profile, modules);
