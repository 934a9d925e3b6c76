/** How many connections a listener holds. */
import type { Rate } from '@evlock/protocol';

export interface ConnectionLimits {
  /** Maximum at a time, in total and from one source address. */
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /** Maximum of unauthenticated connections at a time; as many again are reserved for recently authenticated addresses. */
  readonly unauthenticated: number;
  readonly unauthenticatedPerAddress: number;
  /** Rate of new connections from one source address. */
  readonly connectionRate: Rate;
}
