/** How many connections a listener holds. */
import type { Rate } from '@evlock/protocol';

export interface ConnectionLimits {
  /** At a time, in all and from one source address. */
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /** At a time, of strangers; as many places again are kept for addresses that are known. */
  readonly strangers: number;
  readonly strangersPerAddress: number;
  /** New connections of one source address. */
  readonly connectionRate: Rate;
}
