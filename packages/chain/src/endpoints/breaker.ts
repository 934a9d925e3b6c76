/**
 * Whether an endpoint is asked now. One that took a request and kept silent, while nothing else came from it either, makes
 * whoever asks it wait for a whole time limit each time; it rests, longer and longer, until a probe is answered.
 */
import type { Clock } from '@evlock/protocol';

const FIRST_REST_MILLISECONDS = 1_000;
const LONGEST_REST_MILLISECONDS = 30_000;

export class Breaker {
  readonly #clock: Clock;
  #answeredAt = Number.NEGATIVE_INFINITY;
  #rest = 0;
  #until = 0;
  #probing = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get open(): boolean {
    return this.#rest > 0;
  }

  allows(): boolean {
    return !this.open;
  }

  /** Whether it rests, and the time has come to ask once; true for one caller only. */
  mayProbe(): boolean {
    if (!this.open || this.#probing || this.#clock.monotonic() < this.#until) return false;
    this.#probing = true;
    return true;
  }

  /** Something came back, whatever it says, or nothing can come: nobody waits for it. */
  answered(): void {
    this.#answeredAt = this.#clock.monotonic();
    this.#rest = 0;
    this.#probing = false;
  }

  /** A request sent at `sentAt` had no answer in time. */
  silent(sentAt: number): void {
    // It answers others, so that one was only too much; or it rests already.
    if (this.#answeredAt > sentAt || (this.open && !this.#probing)) return;
    this.#pause(this.#rest === 0 ? FIRST_REST_MILLISECONDS : this.#rest * 2);
  }

  /** It asked to be left alone, for `seconds` where it says so. */
  limited(seconds: number): void {
    this.#pause(seconds > 0 ? seconds * 1_000 : FIRST_REST_MILLISECONDS);
  }

  #pause(length: number): void {
    this.#probing = false;
    this.#rest = Math.min(length, LONGEST_REST_MILLISECONDS);
    this.#until = this.#clock.monotonic() + this.#rest;
  }
}
