/** A rate limit that allows bursts: a token bucket. */
import type { Clock } from './clock.ts';

export interface Rate {
  /** Long-term average. */
  readonly perSecond: number;
  /** Maximum number at once. */
  readonly burst: number;
}

/**
 * Counts what one identity does, in any unit: requests, bytes.
 *
 * @example
 * const bucket = new TokenBucket({ perSecond: 2, burst: 10 }, { clock: systemClock });
 * if (!bucket.take()) throw new EvlockError('RATE_LIMITED', { seconds: bucket.secondsLeft() });
 */
export class TokenBucket {
  readonly #rate: Rate;
  readonly #clock: Clock;
  #tokens: number;
  #filled: number;

  constructor(rate: Rate, modules: { readonly clock: Clock }) {
    this.#rate = rate;
    this.#clock = modules.clock;
    this.#tokens = rate.burst;
    this.#filled = modules.clock.monotonic();
  }

  /** Takes `amount` tokens if there are that many; returns whether there were. */
  take(amount = 1): boolean {
    this.#fill();
    if (this.#tokens < amount) return false;
    this.#tokens -= amount;
    return true;
  }

  /** Whole seconds until there is a token; 0 if there is one now. */
  secondsLeft(): number {
    this.#fill();
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) / this.#rate.perSecond);
  }

  /** Whether the bucket is full, like a new one, so that it can be forgotten. */
  get full(): boolean {
    this.#fill();
    return this.#tokens >= this.#rate.burst;
  }

  #fill(): void {
    const now = this.#clock.monotonic();
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + ((now - this.#filled) / 1000) * this.#rate.perSecond);
    this.#filled = now;
  }
}
