/**
 * The delivery mark: when the next interruption is due, and whether the expected ones were seen. Section 5 of the header.
 */
import { createHmac } from 'node:crypto';
import type { Bytes32 } from '@evlock/protocol';
import {
  EVLOCK_MARK_INTERVAL_MIN_MS,
  EVLOCK_MARK_INTERVAL_SPAN_MS,
  EVLOCK_MARK_LABEL,
  EVLOCK_MARK_RESUMES_MAX,
  EVLOCK_MARK_RESYNC,
  EVLOCK_MARK_TOLERANCE_MS,
  fromHex,
} from '@evlock/secure-world';
import type { FlowEvent } from './flow.ts';

/** Milliseconds from the previous event to mark `k`. `secret` is the ECDH secret of the two meter keys. */
export function markInterval(secret: Uint8Array, tradeId: Bytes32, k: number): number {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(k);
  const hmac = createHmac('sha256', secret).update(EVLOCK_MARK_LABEL).update(fromHex(tradeId)).update(counter);
  return EVLOCK_MARK_INTERVAL_MIN_MS + (hmac.digest().readUInt32BE(0) % EVLOCK_MARK_INTERVAL_SPAN_MS);
}

const TOLERANCE = EVLOCK_MARK_TOLERANCE_MS * 1000;

/** Follows one delivery's marks in the meter's current. Both sides count alike; only the buyer decides. */
export class MarkTracker {
  missing = false;
  private readonly judges: boolean;
  private readonly interval: (k: number) => number;
  /** Start, resume or mark from which the next is timed; undefined while no current flows. */
  private anchor: number | undefined;
  /** Candidates for the next mark, by increasing k: more than one after a resume, until marks resolve it. */
  private possible: readonly number[] = [0];
  private started = false;
  private resumesInRow = 0;
  private announced = false;

  /** `interval` returns ms for mark k. */
  constructor(options: { readonly judges: boolean }, modules: { readonly interval: (k: number) => number }) {
    this.judges = options.judges;
    this.interval = modules.interval;
  }

  /** Processes an event of the flow detector; true when it was a mark. */
  observe(event: FlowEvent): boolean {
    if (event.kind === 'pause') {
      this.anchor = undefined;
      return false;
    }
    return event.kind === 'flow' ? this.flow(event.at) : this.interruption(event.at);
  }

  /** The stream of samples has reached `time`; `dipSince` is an interruption that has begun but not ended. */
  pass(time: number, dipSince: number | undefined): void {
    const last = Math.max(...this.due()) + TOLERANCE;
    if (!this.judges || this.anchor === undefined || time <= last) return;
    if (dipSince === undefined || dipSince > last) this.missing = true;
  }

  /**
   * ms until the next mark begins, at stream time `now`; undefined while none is timed. A mark is announced until it is due
   * and then not again until the meter's current has shown it, so that no mark is made twice.
   */
  next(now: number): number | undefined {
    const [due] = this.due();
    if (this.anchor === undefined || due === undefined) return undefined;
    if (now > due && this.announced) return undefined;
    this.announced = true;
    return Math.max(0, Math.ceil((due - now) / 1000));
  }

  private due(): number[] {
    const { anchor } = this;
    return anchor === undefined ? [] : this.possible.map((k) => anchor + this.interval(k) * 1000);
  }

  private flow(at: number): false {
    if (this.started) {
      const next = (this.possible[0] ?? 0) + 1;
      // The seller counts its own marks; the buyer cannot know whether the seller classified the pause the same way.
      this.possible = Array.from({ length: this.judges ? EVLOCK_MARK_RESYNC : 1 }, (_, ahead) => next + ahead);
      this.resumesInRow += 1;
      if (this.judges && this.resumesInRow > EVLOCK_MARK_RESUMES_MAX) this.missing = true;
    }
    this.started = true;
    this.anchor = at;
    this.announced = false;
    return false;
  }

  private interruption(at: number): boolean {
    const due = this.due();
    const matching = this.possible.filter((_, index) => Math.abs(at - (due[index] ?? Number.NaN)) <= TOLERANCE);
    // The seller made this interruption itself: it is the announced mark.
    const seen = this.judges ? matching : this.possible;
    if (seen.length === 0) {
      this.missing = true;
      return false;
    }
    this.possible = seen.map((k) => k + 1);
    this.anchor = at;
    this.resumesInRow = 0;
    this.announced = false;
    return true;
  }
}
