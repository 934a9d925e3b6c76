/** How a transaction queue is set up. */
import type { Clock, Hex } from '@evlock/protocol';
import type { Fees } from '../accounts/fees.ts';
import type { EndpointSet } from '../endpoints/endpoint-set.ts';
import type { Log } from '../log.ts';
import type { Outbox } from './outbox.ts';

export interface QueueOptions {
  /** RPC addresses; or a set that a reader uses too. What is signed is sent to all, and read from whichever are not behind. */
  readonly endpoints: readonly string[] | EndpointSet;
  /** Read from a 0600 file by the caller; kept in memory only. */
  readonly privateKey: Hex;
  readonly chainId: number;
  /** `legacy` for chains without EIP-1559. Default `eip1559`. */
  readonly fees?: Fees['type'];
  /** Most entries not yet final. Default 500. */
  readonly capacity?: number;
  /** Milliseconds after which a transaction that several blocks went by is replaced with a higher fee. Default 15 000. */
  readonly stuckAfter?: number;
  /** Milliseconds after which one not yet included is sent again: a node that restarts forgets its pool. Default 3 000. */
  readonly resendAfter?: number;
  /** Milliseconds after which `submit` gives up waiting; the queue goes on. Default 120 000. */
  readonly patience?: number;
  /** Milliseconds between two looks at the chain. Default 500. */
  readonly pollInterval?: number;
  /** Most milliseconds for one answer. Default 5 000. */
  readonly timeout?: number;
}

/** Bounds what an account spends on gas. */
export interface GasBudget {
  /** Takes up to `wei` for one transaction, in all its attempts. Throws `GAS_BUDGET_SPENT` when that is too much now. */
  reserve(key: string, wei: bigint): void;
}

export interface QueueModules {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log?: Log;
  /** Asked before anything is signed. Without one there is no bound. */
  readonly budget?: GasBudget;
  /** How a request is carried. Default: the platform's. */
  readonly fetch?: typeof fetch;
}

export const QUEUE_DEFAULTS = {
  fees: 'eip1559',
  capacity: 500,
  stuckAfter: 15_000,
  resendAfter: 3_000,
  patience: 120_000,
  pollInterval: 500,
} as const;
