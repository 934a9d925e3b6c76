/**
 * The hardware watchdog in the relay's supply, as Linux presents one: opening it arms it, any write feeds it, and only a `V`
 * before the close disarms it. Once it fires, the relay stays without supply until feeding resumes *and* the line that
 * drives the relay was low: a meter that comes back must decide again.
 */

export class Watchdog {
  readonly timeoutMs: number;
  #fedAt: number | undefined;
  #fired = false;
  /** The watchdog no longer fires. */
  dead = false;

  constructor(options: { timeoutMs: number }) {
    this.timeoutMs = options.timeoutMs;
  }

  /** Whether the relay is held open. */
  get fired(): boolean {
    return this.#fired;
  }

  get armed(): boolean {
    return this.#fedAt !== undefined;
  }

  /** When it fires next unless it is fed, in simulated ms. */
  get firesAt(): number | undefined {
    return this.#fedAt === undefined || this.#fired || this.dead ? undefined : this.#fedAt + this.timeoutMs;
  }

  feed(now: number): void {
    this.#fedAt = now;
  }

  /** `V`, then closed. */
  disarm(): void {
    this.#fedAt = undefined;
  }

  /** `low`: the line that drives the relay is low. */
  settle(now: number, low: boolean): void {
    const late = this.#fedAt !== undefined && now >= this.#fedAt + this.timeoutMs;
    if (late && !this.dead) this.#fired = true;
    else if (this.#fired && low) this.#fired = false;
  }
}
