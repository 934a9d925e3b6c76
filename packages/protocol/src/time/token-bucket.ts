/** A rate limit that allows bursts. */
import type { Clock } from './clock.ts';

export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

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

  /** Whether `amount` more is allowed now; takes it if so. */
  take(amount = 1): boolean {
    this.#fill();
    if (this.#tokens < amount) return false;
    this.#tokens -= amount;
    return true;
  }

  /** Whole seconds until one more is allowed; 0 when it is now. */
  secondsLeft(): number {
    this.#fill();
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) / this.#rate.perSecond);
  }

  /** Whether nothing was taken lately: a bucket like a new one. */
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
