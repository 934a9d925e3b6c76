/** A call of a contract, ready to be put into a transaction. */
import type { Address, Hex } from '@evlock/protocol';

export interface Call {
  readonly to: Address;
  readonly data: Hex;
  /** The function's name, for logs and errors. */
  readonly label: string;
  /** What a batch does, item by item; absent where the call does one thing. */
  readonly items?: readonly BatchItem[];
}

/** One thing that a batch does, and how the receipt of the batch proves it. Plain JSON. */
export interface BatchItem {
  /** The submitter's idempotency key of this item. */
  readonly key: string;
  /** Its place, as `ItemSkipped` counts it. */
  readonly index: number;
  /** The log that proves that it was done. */
  readonly proof: { readonly contract: Address; readonly topics: readonly Hex[] };
}
