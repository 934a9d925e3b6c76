/** Time is injected through modules. `now` is the date, which may jump; `monotonic` never goes backwards. */
import { type Milliseconds, milliseconds, type Timestamp, timestamp } from '../values/units.ts';

export interface Clock {
  /** UTC seconds. */
  now(): Timestamp;
  /** Milliseconds since an arbitrary moment; never decreases. */
  monotonic(): Milliseconds;
  /** Resolves after `length`; rejects with the signal's reason if the signal is aborted first. */
  sleep(length: Milliseconds, signal?: AbortSignal): Promise<void>;
}

/** The clock of this process. */
export const systemClock: Clock = {
  now: () => timestamp(Math.floor(Date.now() / 1000)),
  monotonic: () => milliseconds(Math.floor(performance.now())),
  sleep: (length, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, length);
      signal?.addEventListener('abort', stop, { once: true });
    }),
};
