/** Transaction queue configuration. */
import type { Clock, Hex } from '@evlock/protocol';
import type { Fees } from '../accounts/fees.ts';
import type { EndpointSet } from '../endpoints/endpoint-set.ts';
import type { Log } from '../log.ts';
import type { Outbox } from './outbox.ts';

export interface QueueOptions {
  /** RPC URLs, or a set shared with a reader. Sends go to all; reads to whichever are not behind. */
  readonly endpoints: readonly string[] | EndpointSet;
  /** Read from a 0600 file by the caller; kept in memory only. */
  readonly privateKey: Hex;
  readonly chainId: number;
  /** `legacy` for chains without EIP-1559. Default `eip1559`. */
  readonly fees?: Fees['type'];
  /** Maximum entries not yet final. Default 500. */
  readonly capacity?: number;
  /** Milliseconds after which a transaction that several blocks passed by is replaced with a higher fee. Default 15 000. */
  readonly stuckAfter?: number;
  /** Milliseconds after which one not yet included is resent: a restarted node forgets its pool. Default 3 000. */
  readonly resendAfter?: number;
  /** Milliseconds after which `submit` stops waiting; the queue continues. Default 120 000. */
  readonly patience?: number;
  /** Milliseconds between reads of the chain. Default 500. */
  readonly pollInterval?: number;
  /** Timeout per request, milliseconds. Default 5 000. */
  readonly timeout?: number;
}

/** Caps what an account spends on gas. */
export interface GasBudget {
  /** Reserves up to `wei` for one transaction, all attempts included. Throws `GAS_BUDGET_SPENT` when that exceeds the budget. */
  reserve(key: string, wei: bigint): void;
}

export interface QueueModules {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log?: Log;
  /** Asked before anything is signed. Without one there is no limit. */
  readonly budget?: GasBudget;
  /** HTTP transport. Default: the platform's. */
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
