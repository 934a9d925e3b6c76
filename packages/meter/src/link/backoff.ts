/** How long to wait before the next attempt: doubling up to a limit, with jitter so that a thousand meters do not come at once. */
import { type Milliseconds, milliseconds } from '@evlock/protocol';

export interface BackoffOptions {
  readonly first: Milliseconds;
  readonly most: Milliseconds;
}

export class Backoff {
  readonly #options: BackoffOptions;
  readonly #random: () => number;
  #next: number;

  /** `random` gives 0 up to but not 1. */
  constructor(options: BackoffOptions, modules: { readonly random: () => number }) {
    this.#options = options;
    this.#random = modules.random;
    this.#next = options.first;
  }

  /** Between half and the whole of the present length, which then doubles. */
  next(): Milliseconds {
    const length = this.#next;
    this.#next = Math.min(length * 2, this.#options.most);
    return milliseconds(Math.round(length / 2 + (length / 2) * this.#random()));
  }

  reset(): void {
    this.#next = this.#options.first;
  }
}
