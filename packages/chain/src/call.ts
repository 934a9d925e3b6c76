/** A call of a contract, ready to be put into a transaction. */
import type { Address, Hex } from '@evlock/protocol';

export interface Call {
  readonly to: Address;
  readonly data: Hex;
  /** The function's name, for logs and errors. */
  readonly label: string;
}
