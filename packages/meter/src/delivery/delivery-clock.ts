/**
 * The time that deliveries go by. The clock of the machine can be set, by mistake or by whoever has its root; the finalized
 * blocks and the monotonic clock cannot. A delivery begins only while clock and chain agree, and a clock that is set
 * meanwhile neither lengthens nor cuts it.
 */
import { type Clock, EvlockError, type Milliseconds, type Timestamp, timestamp } from '@evlock/protocol';

/** Seconds by which clock and newest finalized block may differ: finality, polling, a slow endpoint. */
export const CLOCK_TOLERANCE = 30;

interface Known {
  readonly time: Timestamp;
  /** When that was, by the monotonic clock. */
  readonly at: Milliseconds;
}

export class DeliveryClock {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>;
  /** The newest finalized block. */
  #chain: Known | undefined;
  /** The last second that was told while nothing was held. */
  #anchor: Known | undefined;

  constructor(modules: { readonly clock: Pick<Clock, 'now' | 'monotonic'> }) {
    this.#clock = modules.clock;
  }

  /** A finalized block was read just now. */
  chainSaid(time: Timestamp): void {
    const at = this.#clock.monotonic();
    // A second look at one block does not move time back; a chain that lost blocks or was moved says something new.
    if (this.#chain?.time !== time) this.#chain = { time, at };
  }

  /** UTC. While a delivery is `held` it goes on from where it stood; otherwise a clock that contradicts the chain is not believed. */
  now(held: boolean): Timestamp {
    const system = this.#clock.now();
    const chain = this.#chain && this.#later(this.#chain);
    if (held && this.#anchor) {
      const steady = this.#steady(system, this.#later(this.#anchor), chain);
      // The monotonic clock stands still while a machine sleeps; the chain does not.
      return chain !== undefined && chain > steady + CLOCK_TOLERANCE ? chain : steady;
    }
    const now = chain !== undefined && Math.abs(system - chain) > CLOCK_TOLERANCE ? chain : system;
    if (this.#anchor?.time !== now) this.#anchor = { time: now, at: this.#clock.monotonic() };
    return now;
  }

  /** Throws `CLOCK_WRONG`, or `CHAIN_UNREACHABLE` while no block was read: then there is nothing to compare with. */
  require(): void {
    if (!this.#chain) throw new EvlockError('CHAIN_UNREACHABLE', { problem: 'no block was read since the start' });
    const difference = this.#clock.now() - this.#later(this.#chain);
    if (Math.abs(difference) <= CLOCK_TOLERANCE) return;
    throw new EvlockError('CLOCK_WRONG', { secondsAhead: difference, tolerance: CLOCK_TOLERANCE });
  }

  /**
   * A clock that was wrong when the delivery began and has been corrected since is told from one that is set now by the chain:
   * the first comes nearer to it.
   */
  #steady(system: Timestamp, elapsed: Timestamp, chain: Timestamp | undefined): Timestamp {
    if (Math.abs(system - elapsed) <= 1) return system;
    const corrected = chain !== undefined && Math.abs(system - chain) + 1 < Math.abs(elapsed - chain);
    if (!corrected || Math.abs(system - chain) > CLOCK_TOLERANCE) return elapsed;
    this.#anchor = { time: system, at: this.#clock.monotonic() };
    return system;
  }

  #later({ time, at }: Known): Timestamp {
    return timestamp(time + Math.floor((this.#clock.monotonic() - at) / 1000));
  }
}
