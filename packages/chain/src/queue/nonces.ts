/** One account's nonces, handed out in sequence. */
import pLimit from 'p-limit';

export class Nonces {
  /** Runs one task at a time, first come, first served. */
  readonly inTurn = pLimit(1);
  /** The lowest nonce not yet handed out. */
  next = 0;
}
