/**
 * The time base of deliveries. The system clock can be set, by mistake or by an attacker with root; finalized blocks and the
 * monotonic clock cannot. A delivery begins only while clock and chain agree, and setting the clock afterwards neither
 * lengthens nor shortens it.
 */
import { type Clock, EvlockError, type Milliseconds, type Timestamp, timestamp } from '@evlock/protocol';

/** Seconds by which the clock and the latest finalized block may differ: finality, polling, a slow endpoint. */
export const CLOCK_TOLERANCE = 30;

interface Known {
  readonly time: Timestamp;
  /** Monotonic time of that block. */
  readonly at: Milliseconds;
}

export class DeliveryClock {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>;
  /** The latest finalized block. */
  #chain: Known | undefined;
  /** The last second reported while not held. */
  #anchor: Known | undefined;

  constructor(modules: { readonly clock: Pick<Clock, 'now' | 'monotonic'> }) {
    this.#clock = modules.clock;
  }

  /** A finalized block was just read. */
  chainSaid(time: Timestamp): void {
    const at = this.#clock.monotonic();
    // Reading the same block twice does not move time back; a chain that lost blocks or was moved reports a new one.
    if (this.#chain?.time !== time) this.#chain = { time, at };
  }

  /**
   * UTC. While a delivery is `held`, time continues from where it was; otherwise a clock that contradicts the chain is not
   * trusted.
   */
  now(held: boolean): Timestamp {
    const system = this.#clock.now();
    const chain = this.#chain && this.#later(this.#chain);
    if (held && this.#anchor) {
      const steady = this.#steady(system, this.#later(this.#anchor), chain);
      // The monotonic clock stops while a machine sleeps; the chain does not.
      return chain !== undefined && chain > steady + CLOCK_TOLERANCE ? chain : steady;
    }
    const now = chain !== undefined && Math.abs(system - chain) > CLOCK_TOLERANCE ? chain : system;
    if (this.#anchor?.time !== now) this.#anchor = { time: now, at: this.#clock.monotonic() };
    return now;
  }

  /** Throws `CLOCK_WRONG`, or `CHAIN_UNREACHABLE` before any block was read: there is nothing to compare with. */
  require(): void {
    if (!this.#chain) throw new EvlockError('CHAIN_UNREACHABLE', { problem: 'no block has been read since startup' });
    const difference = this.#clock.now() - this.#later(this.#chain);
    if (Math.abs(difference) <= CLOCK_TOLERANCE) return;
    throw new EvlockError('CLOCK_WRONG', { secondsAhead: difference, tolerance: CLOCK_TOLERANCE });
  }

  /**
   * Tells a clock that was wrong when the delivery began and has since been corrected from one that is being set now: the
   * first moves closer to the chain.
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
