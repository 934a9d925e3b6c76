/** A signed register reading at the end of every interval: chained in the secure world, stored, then sent. */
import { type Clock, type ErrorCode, EvlockError, milliseconds, type Timestamp, timestamp } from '@evlock/protocol';
import { EVLOCK_READING_STEP_MAX_S, type SecureWorld } from '@evlock/secure-world';
import type { Log } from '../log.ts';
import type { Recovery } from '../store/recovery.ts';
import type { Store } from '../store/store.ts';

export interface ReadingsModules {
  readonly secureWorld: Pick<SecureWorld, 'signReading' | 'info'>;
  readonly store: Pick<Store, 'addReading' | 'latestReading'>;
  /** Throws while nothing new may be signed. */
  readonly recovery: Pick<Recovery, 'require'>;
  /** A reading is in the outbox. */
  readonly stored: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Bit 0: the clock was set when the reading was made. */
const CLOCK_SET = 1;
/** No meter of this kind existed earlier; an earlier date is a clock that was never set. */
const FIRST_PLAUSIBLE_DATE = timestamp(Date.UTC(2026, 0, 1) / 1000);
const LOOK_MS = milliseconds(1000);
/** Polls over which the clock must advance evenly before its time is signed; fewer where readings are more frequent. */
const STEADY_LOOKS = 60;
const STEADY_SHARE = 15;
/** Seconds by which two polls may differ beyond the time between them. */
const JUMP = 2;

export class Readings {
  readonly #interval: number;
  readonly #modules: ReadingsModules;
  #problem: ErrorCode | null = null;
  /** How far the clock is ahead of the monotonic one, and for how many polls it has been so. */
  #offset = Number.NaN;
  #steady = 0;

  /** `interval` in seconds; readings end on its multiples. */
  constructor(options: { readonly interval: number }, modules: ReadingsModules) {
    this.#interval = options.interval;
    this.#modules = modules;
  }

  /** Makes readings until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#modules;
    let begin = this.#modules.store.latestReading()?.reading.intervalEnd;
    while (!signal.aborted) {
      const steady = this.#isSteady();
      // A future date, once signed, would block every reading until then.
      if (steady) begin ??= this.#lastBoundary();
      if (steady && begin !== undefined) begin = await this.#after(begin);
      await clock.sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  /**
   * Whether the clock has not been set for a while: it may be wrong for seconds after startup, or be set wrong by mistake.
   */
  #isSteady(): boolean {
    const { clock } = this.#modules;
    const offset = clock.now() - clock.monotonic() / 1000;
    this.#steady = Math.abs(offset - this.#offset) <= JUMP ? this.#steady + 1 : 0;
    this.#offset = offset;
    return this.#steady >= Math.min(STEADY_LOOKS, Math.ceil(this.#interval / STEADY_SHARE));
  }

  /** After a long pause, in steps that the secure world accepts at once. */
  async #after(begin: Timestamp): Promise<Timestamp> {
    const end = timestamp(Math.min(this.#lastBoundary(), begin + EVLOCK_READING_STEP_MAX_S));
    return end > begin ? this.#make(begin, end) : begin;
  }

  #lastBoundary(): Timestamp {
    const now = this.#modules.clock.now();
    return timestamp(now - (now % this.#interval));
  }

  /** Start of the next reading: unchanged when retried, and it then covers this time too. */
  async #make(intervalStart: Timestamp, intervalEnd: Timestamp): Promise<Timestamp> {
    const { secureWorld, store, recovery, stored, log } = this.#modules;
    try {
      recovery.require();
      const flags = intervalEnd >= FIRST_PLAUSIBLE_DATE ? CLOCK_SET : 0;
      store.addReading(await secureWorld.signReading({ intervalStart, intervalEnd, flags }));
      stored();
      this.#problem = null;
      return intervalEnd;
    } catch (cause) {
      const error = EvlockError.from(cause);
      // Logged once per reason; without the gateway it would be logged every second.
      if (error.code !== this.#problem) log.warn({ error, intervalEnd }, 'no reading was made');
      this.#problem = error.code;
      // Signed before, and lost with the store: the chain continues from here.
      if (error.code === 'REPLAYED') return intervalEnd;
      return error.code === 'LIMIT_EXCEEDED' ? this.#knownDate(intervalStart) : intervalStart;
    }
  }

  /** The secure world's last reading, or its date, is older than the store's: catch up from there, step by step. */
  async #knownDate(otherwise: Timestamp): Promise<Timestamp> {
    try {
      const { date, lastReadingEnd } = await this.#modules.secureWorld.info();
      return timestamp(Math.max(date, lastReadingEnd));
    } catch {
      return otherwise;
    }
  }
}
