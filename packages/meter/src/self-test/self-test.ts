/**
 * A meter's test of its own sensor before it trades: with the relay open no current may flow, and the reference load must
 * show its known current. The secure world evaluates the raw samples; this only takes them.
 */
import { type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import type { Sample, SecureWorldClient, SelfTestOutcome } from '@evlock/secure-world';
import type { Iio } from '../drivers/iio.ts';
import type { ReferenceLoad } from '../drivers/reference-load.ts';
import type { Relay } from '../drivers/relay.ts';
import { collectSamples } from '../drivers/sampler.ts';

export interface SelfTestOptions {
  /** With the relay open, and again on the reference load. Default 25. */
  readonly samples?: number;
  /** Between two samples, in ms. Default 40. */
  readonly periodMs?: number;
  /** Settling time of a contact or the load, in ms. Default 80. */
  readonly settleMs?: number;
}

export interface SelfTestModules {
  readonly clock: Clock;
  readonly iio: Pick<Iio, 'read'>;
  readonly relay: Pick<Relay, 'drive'>;
  readonly referenceLoad: Pick<ReferenceLoad, 'switch'>;
  readonly secureWorld: Pick<SecureWorldClient, 'selfTestResult'>;
}

/** An outcome with the samples that it was judged by. */
export interface SensorTest extends SelfTestOutcome {
  readonly open: readonly Sample[];
  readonly reference: readonly Sample[];
  /** Between two samples, in ms. */
  readonly periodMs: number;
}

export class SelfTest {
  readonly #options: Required<SelfTestOptions>;
  readonly #modules: SelfTestModules;

  constructor(options: SelfTestOptions, modules: SelfTestModules) {
    const { samples = 25, periodMs = 40, settleMs = 80 } = options;
    this.#options = { samples, periodMs, settleMs };
    this.#modules = modules;
  }

  /**
   * Opens the relay and runs for about two seconds. The outcome's `fault` is `none` when the sensor passed. Throws
   * `SENSOR_FAULT`, `RELAY_FAULT`, `CANCELLED`, or the secure world's error.
   */
  async run(signal: AbortSignal): Promise<SelfTestOutcome> {
    return await this.#modules.secureWorld.selfTestResult(await this.#samples(signal));
  }

  /** As `run`, with what the sensor showed. */
  async show(signal: AbortSignal): Promise<SensorTest> {
    const samples = await this.#samples(signal);
    const outcome = await this.#modules.secureWorld.selfTestResult(samples);
    return { ...outcome, ...samples, periodMs: this.#options.periodMs };
  }

  async #samples(signal: AbortSignal): Promise<Pick<SensorTest, 'open' | 'reference'>> {
    const { relay, referenceLoad } = this.#modules;
    relay.drive('open');
    referenceLoad.switch(false);
    const open = await this.#collect(signal);
    return { open, reference: await this.#onReferenceLoad(signal) };
  }

  async #onReferenceLoad(signal: AbortSignal): Promise<readonly Sample[]> {
    const { referenceLoad } = this.#modules;
    referenceLoad.switch(true);
    try {
      return await this.#collect(signal);
    } finally {
      referenceLoad.switch(false);
    }
  }

  async #collect(signal: AbortSignal): Promise<readonly Sample[]> {
    const { samples, periodMs, settleMs } = this.#options;
    await this.#modules.clock.sleep(milliseconds(settleMs), signal).catch((cause: unknown) => {
      throw new EvlockError('CANCELLED', { work: 'self-test' }, { cause });
    });
    return await collectSamples({ count: samples, periodMs }, this.#modules, signal);
  }
}
