/** Delay before the next attempt: doubles up to a limit, with jitter so that a thousand meters do not reconnect at once. */
import { type Milliseconds, milliseconds } from '@evlock/protocol';

export interface BackoffOptions {
  readonly first: Milliseconds;
  readonly most: Milliseconds;
}

export class Backoff {
  readonly #options: BackoffOptions;
  readonly #random: () => number;
  #next: number;

  /** `random` returns 0 inclusive to 1 exclusive. */
  constructor(options: BackoffOptions, modules: { readonly random: () => number }) {
    this.#options = options;
    this.#random = modules.random;
    this.#next = options.first;
  }

  /** Between half and all of the current delay, which then doubles. */
  next(): Milliseconds {
    const length = this.#next;
    this.#next = Math.min(length * 2, this.#options.most);
    return milliseconds(Math.round(length / 2 + (length / 2) * this.#random()));
  }

  reset(): void {
    this.#next = this.#options.first;
  }
}
