/** The nonces of one account: given out one after the other. */
import { Turn } from '../turn.ts';

export class Nonces {
  readonly turn = new Turn();
  /** The lowest one that is not given out yet. */
  next = 0;
}
