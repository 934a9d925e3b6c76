/** A rate limit that allows bursts. */
import type { Clock } from '@evlock/protocol';

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

  /** Whether one more is allowed now; takes it if so. */
  take(): boolean {
    const now = this.#clock.monotonic();
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + ((now - this.#filled) / 1000) * this.#rate.perSecond);
    this.#filled = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
