/** The nonces of one account: given out one after the other. */
import pLimit from 'p-limit';

export class Nonces {
  /** Runs one piece of work at a time, in the order in which they came. */
  readonly inTurn = pLimit(1);
  /** The lowest one that is not given out yet. */
  next = 0;
}
