/**
 * Circuit breaker for one endpoint. One that accepts a request and goes silent costs every caller a full timeout; it rests, for
 * longer each time, until a probe is answered.
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

  /** Whether it is resting and a probe is due; true for one caller only. */
  mayProbe(): boolean {
    if (!this.open || this.#probing || this.#clock.monotonic() < this.#until) return false;
    this.#probing = true;
    return true;
  }

  /** A response of any kind, or an immediate failure: no caller is kept waiting. */
  answered(): void {
    this.#answeredAt = this.#clock.monotonic();
    this.#rest = 0;
    this.#probing = false;
  }

  /** A request sent at `sentAt` timed out. */
  silent(sentAt: number): void {
    // It answers others, so only that request was too heavy; or it is already resting.
    if (this.#answeredAt > sentAt || (this.open && !this.#probing)) return;
    this.#pause(this.#rest === 0 ? FIRST_REST_MILLISECONDS : this.#rest * 2);
  }

  /** It asked us to back off, for `seconds` if given. */
  limited(seconds: number): void {
    this.#pause(seconds > 0 ? seconds * 1_000 : FIRST_REST_MILLISECONDS);
  }

  #pause(length: number): void {
    this.#probing = false;
    this.#rest = Math.min(length, LONGEST_REST_MILLISECONDS);
    this.#until = this.#clock.monotonic() + this.#rest;
  }
}
