/** Runs the self-test when the last one is too old, once for all callers, and keeps its currents out of the registers. */
import { EvlockError, milliseconds } from '@evlock/protocol';
import type { SecureWorld } from '@evlock/secure-world';
import type { Sampling } from '../drivers/sampling.ts';
import type { SelfTest } from './self-test.ts';

/** Nine of the ten minutes for which the secure world accepts a self-test: leaves time to sign or to open. */
const FRESH = milliseconds(9 * 60_000);

export interface SelfTestKeeperModules {
  readonly secureWorld: Pick<SecureWorld, 'info'>;
  readonly selfTest: Pick<SelfTest, 'run'>;
  readonly sampling: Pick<Sampling, 'suspend' | 'resume'>;
}

export class SelfTestKeeper {
  readonly #modules: SelfTestKeeperModules;
  readonly #signal: AbortSignal;
  #running: Promise<void> | undefined;

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

  async #ensure(): Promise<void> {
    const { secureWorld, selfTest, sampling } = this.#modules;
    const { selfTest: last, selfTestAge } = await secureWorld.info();
    if (last === 'passed' && selfTestAge < FRESH) return;
    sampling.suspend();
    try {
      const { fault, openCurrent, referenceCurrent } = await selfTest.run(this.#signal);
      if (fault !== 'none') throw new EvlockError('SENSOR_FAULT', { selfTest: fault, openCurrent, referenceCurrent });
    } finally {
      sampling.resume();
    }
  }
}
