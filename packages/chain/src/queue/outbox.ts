/**
 * Where a transaction queue stores what it signed, before sending it. Entries are plain JSON, fit for a row or a file. One outbox
 * belongs to one account on one chain.
 */
import { type Address, type Bytes32, type ErrorBody, EvlockError, type Hex, type Timestamp } from '@evlock/protocol';
import type { Attempt } from '../accounts/signer.ts';
import type { BatchItem } from '../contracts/call.ts';
import type { SkippedItem } from './batch-outcome.ts';

/** A transaction that is final on chain. */
export interface TransactionResult {
  readonly transaction: Bytes32;
  readonly block: number;
  /** Block time. */
  readonly time: Timestamp;
  /** Gas used. */
  readonly gas: number;
  /** Batches: the items the contract refused while executing the others. */
  readonly skipped?: readonly SkippedItem[];
}

/**
 * `sent`: signed, not yet final. `included`: final, but a local chain may still lose it when killed. `done` and `reverted` are
 * terminal.
 */
export type OutboxState = 'sent' | 'included' | 'done' | 'reverted';

export interface OutboxEntry {
  /** The submitter's idempotency key. */
  readonly key: string;
  readonly chainId: number;
  readonly from: Address;
  readonly to: Address;
  readonly data: Hex;
  readonly label: string;
  /** Of a batch. */
  readonly items?: readonly BatchItem[];
  readonly nonce: number;
  /** Gas limit. */
  readonly gasLimit: number;
  /** Newest last; never empty. */
  readonly attempts: readonly Attempt[];
  readonly state: OutboxState;
  /** Of `included` and `done`. */
  readonly result: TransactionResult | null;
  /** Of `reverted`. */
  readonly error: ErrorBody | null;
}

/** Every promise resolves only once the change is durable. */
export interface Outbox {
  /** The entry under this key, in any state. */
  find(key: string): Promise<OutboxEntry | undefined>;
  /** Stores a new entry. Throws `REPLAYED` when the key exists. */
  put(entry: OutboxEntry): Promise<void>;
  /** Replaces the entry with the same key. */
  update(entry: OutboxEntry): Promise<void>;
  /** Entries in state `sent` or `included`, by nonce. */
  open(): Promise<readonly OutboxEntry[]>;
}

/** For one-shot commands and tests: lost with the process. */
export class MemoryOutbox implements Outbox {
  readonly #entries = new Map<string, OutboxEntry>();

  async find(key: string): Promise<OutboxEntry | undefined> {
    return this.#entries.get(key);
  }

  async put(entry: OutboxEntry): Promise<void> {
    if (this.#entries.has(entry.key)) throw new EvlockError('REPLAYED', { key: entry.key });
    this.#entries.set(entry.key, entry);
  }

  async update(entry: OutboxEntry): Promise<void> {
    this.#entries.set(entry.key, entry);
  }

  async open(): Promise<readonly OutboxEntry[]> {
    const open = [...this.#entries.values()].filter(({ state }) => state === 'sent' || state === 'included');
    return open.sort((one, other) => one.nonce - other.nonce);
  }
}
