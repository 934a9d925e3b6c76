/** A clock that only the test advances. */
import { type Clock, type Milliseconds, milliseconds, type Timestamp, timestamp } from '@evlock/protocol';

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** Event-loop turns after which every promise that can proceed has done so. */
const TURNS = 12;

export class ManualClock implements Clock {
  readonly #start: number;
  #time = 0;
  /** Seconds by which somebody set the clock; the monotonic one is unaffected. */
  #set = 0;
  #sleepers: Sleeper[] = [];

  /** `start` is UTC seconds. */
  constructor(start = 1_800_000_000) {
    this.#start = start;
  }

  now(): Timestamp {
    return timestamp(this.#start + this.#set + Math.floor(this.#time / 1000));
  }

  /** Sets the clock, seconds forward or back. */
  set(seconds: number): void {
    this.#set += seconds;
  }

  monotonic(): Milliseconds {
    return milliseconds(this.#time);
  }

  sleep(length: Milliseconds, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const sleeper = { at: this.#time + length, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        reject(signal.reason);
      });
    });
  }

  /** Advances by milliseconds, waking each sleeper at its time, and lets what follows happen. */
  async advance(length: number): Promise<void> {
    const until = this.#time + length;
    for (;;) {
      await settled();
      const next = this.#sleepers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.#sleepers = this.#sleepers.filter((one) => one !== next);
      this.#time = Math.max(this.#time, next.at);
      next.wake();
    }
    this.#time = until;
    await settled();
  }
}

/** Lets every promise that can proceed do so. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
}
