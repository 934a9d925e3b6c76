/** An open outbox entry while a queue works on it, and those awaiting its end. */
import type { ErrorCode, EvlockError } from '@evlock/protocol';
import type { OutboxEntry, TransactionResult } from './outbox.ts';

interface Waiter {
  resolve(result: TransactionResult): void;
  reject(error: EvlockError): void;
}

export class LiveEntry {
  entry: OutboxEntry;
  /** Monotonic milliseconds of the latest send; `undefined` when this process has not sent it yet. */
  sentAt: number | undefined;
  /** Monotonic milliseconds when this process took it on. */
  readonly since: number;
  /** Monotonic milliseconds when the newest attempt began to wait. */
  waitsSince: number;
  /** Newest block when that wait began; `undefined` until the chain was read. */
  waitsFrom: number | undefined;
  /** Consecutive reads that found the nonce used, but none of our attempts. */
  missing = 0;
  /** Consecutive reads that missed a transaction that was final. */
  lost = 0;
  /** Block down to which the transaction that used the nonce was searched for. */
  searched: number | undefined;
  /** Every node refused the offered fee. */
  underpriced = false;
  /** The last logged refusal of a fee increase, and when, in monotonic milliseconds. */
  bound: { readonly code: ErrorCode; readonly loggedAt: number } | undefined;
  readonly #waiters = new Set<Waiter>();

  constructor(entry: OutboxEntry, now: number) {
    this.entry = entry;
    this.since = now;
    this.waitsSince = now;
  }

  /** The entry's end, if it comes in this process. */
  wait(): Promise<TransactionResult> {
    return new Promise((resolve, reject) => this.#waiters.add({ resolve, reject }));
  }

  succeed(result: TransactionResult): void {
    for (const waiter of this.#waiters) waiter.resolve(result);
    this.#waiters.clear();
  }

  /** Settles those who wait; the entry itself may stay open. */
  fail(error: EvlockError): void {
    for (const waiter of this.#waiters) waiter.reject(error);
    this.#waiters.clear();
  }
}
