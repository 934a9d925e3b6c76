/** A mock clock that only the test advances. */
import { type Clock, type Milliseconds, milliseconds, type Timestamp, timestamp } from '@evlock/protocol';
import { START } from '@evlock/testing/meter/samples';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export class ManualClock implements Clock {
  #time = 0;
  /** Seconds by which somebody set the clock; the monotonic one is unaffected. */
  #set = 0;
  #sleepers: Sleeper[] = [];

  now(): Timestamp {
    return timestamp(START + this.#set + Math.floor(this.#time / 1000));
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

  /** Advances, waking each sleeper at its time, and lets what follows happen. */
  async advance(ms: number): Promise<void> {
    const until = this.#time + ms;
    for (;;) {
      await settled();
      const next = this.#sleepers.filter(({ at }) => at <= until).sort((left, right) => left.at - right.at)[0];
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
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
