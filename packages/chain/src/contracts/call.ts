/** A contract call, ready to be put into a transaction. */
import type { Address, Hex } from '@evlock/protocol';

export interface Call {
  readonly to: Address;
  readonly data: Hex;
  /** The function's name, for logs and errors. */
  readonly label: string;
  /** The batch's items; absent for a single call. */
  readonly items?: readonly BatchItem[];
}

/** One batch item, and how the batch's receipt proves it. Plain JSON. */
export interface BatchItem {
  /** The submitter's idempotency key of this item. */
  readonly key: string;
  /** Its index, as `ItemSkipped` counts it. */
  readonly index: number;
  /** The log that proves it was done. */
  readonly proof: { readonly contract: Address; readonly topics: readonly Hex[] };
}
