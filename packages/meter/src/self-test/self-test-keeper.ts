/** Runs the self-test when the last one is too old, once for all callers, and keeps its currents out of the registers. */
import { EvlockError, milliseconds } from '@evlock/protocol';
import type { SecureWorld } from '@evlock/secure-world';
import type { Sampling } from '../drivers/sampling.ts';
import type { SelfTest, SensorTest } from './self-test.ts';

/** Nine of the ten minutes for which the secure world accepts a self-test: leaves time to sign or to open. */
const FRESH = milliseconds(9 * 60_000);

export interface SelfTestKeeperModules {
  readonly secureWorld: Pick<SecureWorld, 'info'>;
  readonly selfTest: Pick<SelfTest, 'run' | 'show'>;
  readonly sampling: Pick<Sampling, 'suspend' | 'resume'>;
}

export class SelfTestKeeper {
  readonly #modules: SelfTestKeeperModules;
  readonly #signal: AbortSignal;
  #running: Promise<void> | undefined;
  #showing: Promise<SensorTest> | undefined;

  constructor(options: { readonly signal: AbortSignal }, modules: SelfTestKeeperModules) {
    this.#signal = options.signal;
    this.#modules = modules;
  }

  /**
   * Resolves when the secure world holds a fresh, passed self-test. Call only with the relay open. Throws `SENSOR_FAULT`
   * with the fault found, `RELAY_FAULT`, or why the secure world did not answer.
   */
  ensure(): Promise<void> {
    this.#running ??= this.#ensure().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Tests now, however recent the last test is, and shows the samples. Call only with the relay open. */
  show(): Promise<SensorTest> {
    const before = this.#running ?? Promise.resolve();
    this.#showing ??= before
      .catch(() => undefined)
      .then(() => this.#suspended(() => this.#modules.selfTest.show(this.#signal)))
      .finally(() => {
        this.#showing = undefined;
      });
    return this.#showing;
  }

  async #suspended<T>(work: () => Promise<T>): Promise<T> {
    const { sampling } = this.#modules;
    sampling.suspend();
    try {
      return await work();
    } finally {
      sampling.resume();
    }
  }

  async #ensure(): Promise<void> {
    const { secureWorld, selfTest } = this.#modules;
    await this.#showing?.catch(() => undefined);
    const { selfTest: last, selfTestAge } = await secureWorld.info();
    if (last === 'passed' && selfTestAge < FRESH) return;
    const { fault, openCurrent, referenceCurrent } = await this.#suspended(() => selfTest.run(this.#signal));
    if (fault !== 'none') throw new EvlockError('SENSOR_FAULT', { selfTest: fault, openCurrent, referenceCurrent });
  }
}
