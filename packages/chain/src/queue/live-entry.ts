/** An open outbox entry while a queue works on it, with those who wait for its end. */
import type { ErrorCode, EvlockError } from '@evlock/protocol';
import type { OutboxEntry, TransactionResult } from './outbox.ts';

interface Waiter {
  resolve(result: TransactionResult): void;
  reject(error: EvlockError): void;
}

export class LiveEntry {
  entry: OutboxEntry;
  /** Monotonic milliseconds of the newest sending; `undefined` when this process has not sent it yet. */
  sentAt: number | undefined;
  /** Monotonic milliseconds since which this process has it. */
  readonly since: number;
  /** Monotonic milliseconds since which the newest attempt waits. */
  waitsSince: number;
  /** Newest block when that waiting began; `undefined` until the chain was looked at. */
  waitsFrom: number | undefined;
  /** Looks in a row that found the nonce used, but none of our attempts. */
  missing = 0;
  /** Looks in a row that did not find a transaction that was final. */
  lost = 0;
  /** Down to which block the transaction that took the nonce was looked for. */
  searched: number | undefined;
  /** Every node refused the offered fee. */
  underpriced = false;
  /** The refusal of more gas that was logged last, and when, in monotonic milliseconds. */
  bound: { readonly code: ErrorCode; readonly loggedAt: number } | undefined;
  readonly #waiters = new Set<Waiter>();

  constructor(entry: OutboxEntry, now: number) {
    this.entry = entry;
    this.since = now;
    this.waitsSince = now;
  }

  /** The end of the entry, if it comes in this process. */
  wait(): Promise<TransactionResult> {
    return new Promise((resolve, reject) => this.#waiters.add({ resolve, reject }));
  }

  succeed(result: TransactionResult): void {
    for (const waiter of this.#waiters) waiter.resolve(result);
    this.#waiters.clear();
  }

  /** Tells those who wait; the entry itself may stay open. */
  fail(error: EvlockError): void {
    for (const waiter of this.#waiters) waiter.reject(error);
    this.#waiters.clear();
  }
}
