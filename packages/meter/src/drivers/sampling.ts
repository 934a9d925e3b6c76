/**
 * The stream of samples into the secure world, which never stops while the meter runs: readings need the registers too. The
 * watchdog is fed only here, where a batch was measured, accepted and is not in doubt.
 */
import { type Clock, type ErrorCode, EvlockError, type Milliseconds } from '@evlock/protocol';
import type { SampleOutcome, SecureWorld } from '@evlock/secure-world';
import type { Log } from '../log.ts';
import type { SampleBatch, SampleConsumer, Sampler } from './sampler.ts';
import type { Watchdog } from './watchdog.ts';

/** Fast when a delivery is near, slow while the bus idles. */
export type Pace = 'idle' | 'delivering';

export interface SamplingModules {
  readonly secureWorld: Pick<SecureWorld, 'addSamples'>;
  readonly samplers: Readonly<Record<Pace, Pick<Sampler, 'run'>>>;
  readonly watchdog: Pick<Watchdog, 'feed'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface SamplingEvents {
  measured(outcome: SampleOutcome): void;
  /** Samples are being lost; energy flowing meanwhile is not counted. */
  late(): void;
  failed(code: ErrorCode): void;
}

/**
 * Consecutive batches showing more power than can flow: one is line noise and is lost, two are a gap, five (one second of a
 * delivery) are a sensor that shows what is not there.
 */
const EXCESS_GAP = 2;
const EXCESS_FAULT = 5;

export class Sampling {
  readonly #modules: SamplingModules;
  #events: SamplingEvents | undefined;
  #pace: Pace = 'idle';
  #paceChange = new AbortController();
  #suspended = false;
  /** The next batch holds samples from before `resume`. */
  #stale = false;
  /** Consecutive batches with too much power. */
  #excess = 0;
  /** Why samples are currently being lost. */
  #gap: string | undefined;
  #lastBatch: Milliseconds;

  constructor(modules: SamplingModules) {
    this.#modules = modules;
    this.#lastBatch = modules.clock.monotonic();
  }

  /** Milliseconds since the secure world last accepted a batch. */
  get age(): number {
    return this.#modules.clock.monotonic() - this.#lastBatch;
  }

  set pace(pace: Pace) {
    if (pace === this.#pace) return;
    this.#pace = pace;
    this.#paceChange.abort();
  }

  /** Batches are dropped until `resume`: the self-test draws a current that belongs to nobody. */
  suspend(): void {
    this.#suspended = true;
    this.#stale = true;
  }

  resume(): void {
    this.#suspended = false;
  }

  /** Samples until the signal is aborted. */
  async run(events: SamplingEvents, signal: AbortSignal): Promise<void> {
    this.#events = events;
    const consumer: SampleConsumer = {
      batch: (batch) => this.#take(batch),
      fault: (error) => this.#lost(error),
    };
    while (!signal.aborted) {
      this.#paceChange = new AbortController();
      await this.#modules.samplers[this.#pace].run(consumer, AbortSignal.any([signal, this.#paceChange.signal]));
    }
  }

  async #take(batch: SampleBatch): Promise<void> {
    if (this.#suspended || this.#stale) {
      this.#stale = this.#suspended;
      this.#alive();
      return;
    }
    try {
      const outcome = await this.#modules.secureWorld.addSamples(batch);
      this.#alive();
      this.#events?.measured(outcome);
    } catch (cause) {
      this.#refused(EvlockError.from(cause));
    }
  }

  #lost(error: EvlockError): void {
    // Logged once per reason: it recurs with every sample.
    if (this.#gap !== error.code) this.#modules.log.warn({ error }, 'samples are being lost');
    this.#gap = error.code;
    if (error.code === 'SAMPLES_LATE') this.#events?.late();
    else this.#events?.failed(error.code);
  }

  #alive(): void {
    if (this.#gap !== undefined) this.#modules.log.info({}, 'sampling resumed');
    this.#gap = undefined;
    this.#excess = 0;
    this.#lastBatch = this.#modules.clock.monotonic();
    try {
      this.#modules.watchdog.feed();
    } catch (error) {
      this.#events?.failed(EvlockError.from(error).code);
    }
  }

  #refused(error: EvlockError): void {
    // The secure world's clock decides; the batch is lost, not the sensor.
    if (error.details.check === 'SAMPLE_TIME') {
      this.#modules.log.debug({ error }, 'a batch came too early');
      return;
    }
    this.#modules.log.warn({ error }, 'a batch was refused');
    if (error.code !== 'LIMIT_EXCEEDED') this.#events?.failed(error.code);
    else this.#exceeded();
  }

  #exceeded(): void {
    this.#excess++;
    if (this.#excess >= EXCESS_FAULT) this.#events?.failed('SENSOR_FAULT');
    else if (this.#excess >= EXCESS_GAP) this.#events?.late();
  }
}
