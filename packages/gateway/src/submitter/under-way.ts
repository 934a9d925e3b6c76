/**
 * Bounds the pending transactions of accounts: no account fills the submitter's queue, and all together leave room
 * for transactions that end trades.
 */
import { type Address, EvlockError } from '@evlock/protocol';

/** Maximum number of pending transactions of one account: more than an honest one needs. */
const MOST_OF_ACCOUNT = 16;
/** Queued transactions at which no new ones are accepted from accounts; the queue holds 500. */
const MOST_BEGINNING = 400;

export class UnderWay {
  readonly #counts = new Map<Address, number>();

  /** Runs `work` for the accounts. Throws `RATE_LIMITED` when one of them, or the queue with its `pending`, has too much. */
  async run<T>(accounts: readonly Address[], pending: number, work: () => Promise<T>): Promise<T> {
    if (pending >= MOST_BEGINNING) throw new EvlockError('RATE_LIMITED', { pending });
    const busy = accounts.find((account) => this.#of(account) >= MOST_OF_ACCOUNT);
    if (busy !== undefined) throw new EvlockError('RATE_LIMITED', { account: busy, underWay: MOST_OF_ACCOUNT });
    for (const account of accounts) this.#counts.set(account, this.#of(account) + 1);
    try {
      return await work();
    } finally {
      for (const account of accounts) this.#leave(account);
    }
  }

  #of(account: Address): number {
    return this.#counts.get(account) ?? 0;
  }

  #leave(account: Address): void {
    const left = this.#of(account) - 1;
    if (left > 0) this.#counts.set(account, left);
    else this.#counts.delete(account);
  }
}
