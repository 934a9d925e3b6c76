/**
 * Takes samples at a fixed cadence and hands them over in batches with their true spacing. The cadence follows a grid of the
 * monotonic clock, so that lateness does not accumulate; millisecond rounding is carried over.
 */
import { type Clock, EvlockError, type Milliseconds } from '@evlock/protocol';
import type { Sample } from '@evlock/secure-world';
import { EVLOCK_INTERVAL_MAX_MICROS } from '@evlock/secure-world';
import type { Iio } from './iio.ts';

export interface SamplerOptions {
  /** Between two samples, in ms. Default 40. */
  readonly periodMs?: number;
  /** Samples in a batch. Default 5. */
  readonly batchSize?: number;
  /** Samples that may wait for a busy consumer; excess samples are dropped. Default 25. */
  readonly waitingMax?: number;
}

/**
 * Consecutive failed conversions: fewer are lost and their time goes to the others; this many make a gap, in which nothing
 * is counted. Each is 40 ms of a delivery.
 */
export const GAP_AFTER = 3;
/** Milliseconds of failed conversions after which the sensor is faulty rather than busy. */
export const FAULT_AFTER_MS = 5000;

/** As `addSamples` of the secure world expects it. */
export interface SampleBatch {
  readonly intervalMicros: number;
  readonly samples: readonly Sample[];
}

export interface SampleConsumer {
  /** Consumes a batch. Samples taken meanwhile wait and arrive as one larger batch. A rejection ends the sampling. */
  batch(batch: SampleBatch): Promise<void>;
  /**
   * `SAMPLES_LATE` on a gap: with the number of dropped samples, or why none can be taken. `SENSOR_FAULT` when it persists.
   * Sampling continues.
   */
  fault(error: EvlockError): void;
}

type Modules = { readonly clock: Clock; readonly iio: Pick<Iio, 'read'> };

export class Sampler {
  readonly #period: number;
  readonly #batchSize: number;
  readonly #waitingMax: number;
  readonly #clock: Clock;
  readonly #iio: Pick<Iio, 'read'>;
  #waiting: Sample[] = [];
  /** Start time of the next batch, in ms. */
  #since = 0;
  #carryMicros = 0;
  /** Consecutive failed conversions. */
  #failed = 0;
  /** The consumer's work on the last batch. */
  #handed: Promise<void> | undefined;
  #failure: unknown;

  constructor(options: SamplerOptions, modules: Modules) {
    this.#period = options.periodMs ?? 40;
    this.#batchSize = options.batchSize ?? 5;
    this.#waitingMax = options.waitingMax ?? 25;
    this.#clock = modules.clock;
    this.#iio = modules.iio;
  }

  /** Samples until the signal is aborted and the last batch is consumed; rejects with what `batch` rejected with. */
  async run(consumer: SampleConsumer, signal: AbortSignal): Promise<void> {
    this.#failure = undefined;
    this.#restart(this.#clock.monotonic());
    for await (const now of ticks(this.#period, this.#clock, signal)) {
      if (this.#failure !== undefined) throw this.#failure;
      this.#take(now, consumer);
    }
    await this.#handed;
    if (this.#failure !== undefined) throw this.#failure;
  }

  #take(now: number, consumer: SampleConsumer): void {
    try {
      this.#waiting.push(this.#iio.read());
      this.#failed = 0;
    } catch (error) {
      this.#missed(now, EvlockError.from(error), consumer);
      return;
    }
    if (this.#waiting.length >= this.#batchSize && this.#handed === undefined) {
      this.#hand(now, consumer);
    } else if (this.#waiting.length > this.#waitingMax) {
      const thrownAway = this.#waiting.length;
      this.#restart(now);
      consumer.fault(new EvlockError('SAMPLES_LATE', { thrownAway }));
    }
  }

  #missed(now: number, error: EvlockError, consumer: SampleConsumer): void {
    this.#failed++;
    if (this.#failed < GAP_AFTER) return;
    this.#restart(now);
    const lasting = this.#failed * this.#period >= FAULT_AFTER_MS;
    consumer.fault(lasting ? error : new EvlockError('SAMPLES_LATE', { ...error.details, failed: this.#failed }));
  }

  #hand(now: number, consumer: SampleConsumer): void {
    const samples = this.#waiting;
    const micros = (now - this.#since) * 1000 + this.#carryMicros;
    // A spacing beyond the secure world's limit is a gap; its time is not counted.
    const intervalMicros = Math.min(Math.floor(micros / samples.length), EVLOCK_INTERVAL_MAX_MICROS);
    const carry = micros - intervalMicros * samples.length;
    this.#restart(now);
    this.#carryMicros = carry < samples.length ? carry : 0;
    this.#handed = consumer
      .batch({ intervalMicros, samples })
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => {
        this.#handed = undefined;
      });
  }

  #restart(now: number): void {
    this.#waiting = [];
    this.#since = now;
    this.#carryMicros = 0;
  }
}

/**
 * `count` samples, `periodMs` apart. Throws `SENSOR_FAULT` when several in a row fail, or `CANCELLED` when the signal is
 * aborted.
 */
export async function collectSamples(
  options: { readonly count: number; readonly periodMs: number },
  modules: Modules,
  signal: AbortSignal,
): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  let failed = 0;
  for await (const _now of ticks(options.periodMs, modules.clock, signal)) {
    try {
      if (samples.push(modules.iio.read()) === options.count) return samples;
      failed = 0;
    } catch (error) {
      failed++;
      if (failed >= GAP_AFTER) throw error;
    }
  }
  throw new EvlockError('CANCELLED', { work: 'sampling' });
}

/** Yields the time at every point of a `period` ms grid; missed points are skipped, never made up. */
async function* ticks(period: number, clock: Clock, signal: AbortSignal): AsyncGenerator<number> {
  let due = clock.monotonic() as number;
  while (!signal.aborted) {
    const missed = Math.max(0, Math.floor((clock.monotonic() - due) / period));
    due += (missed + 1) * period;
    try {
      await clock.sleep((due - clock.monotonic()) as Milliseconds, signal);
    } catch {
      return;
    }
    yield clock.monotonic();
  }
}
