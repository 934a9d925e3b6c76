/** Puts calls of one account on chain: in nonce order, stored before sent, resent until final. */
import { type Address, type Clock, EvlockError, type Hex } from '@evlock/protocol';
import type { Call } from './call.ts';
import type { Log } from './log.ts';
import type { Outbox, TransactionResult } from './outbox.ts';

export interface QueueOptions {
  readonly endpoint: string;
  /** Read from a 0600 file by the caller; kept in memory only. */
  readonly privateKey: Hex;
  readonly chainId: number;
  /** `legacy` for chains without EIP-1559. Default `eip1559`. */
  readonly fees?: 'eip1559' | 'legacy';
  /** Most entries not yet final. Default 500. */
  readonly capacity?: number;
  /** Milliseconds after which a transaction not yet included is replaced with a higher fee. Default 10 000. */
  readonly stuckAfter?: number;
  /** Milliseconds after which `submit` gives up waiting; the queue goes on. Default 120 000. */
  readonly patience?: number;
  /** Milliseconds between two looks at the chain. Default 500. */
  readonly pollInterval?: number;
  /** Most milliseconds for one answer. Default 5 000. */
  readonly timeout?: number;
}

export interface QueueModules {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log?: Log;
}

export class TransactionQueue {
  /** The account that pays the gas. */
  readonly address: Address = '0x';
  constructor(_options: QueueOptions, _modules: QueueModules) {}

  /** Throws `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE`. Takes up what the outbox holds. */
  start(): Promise<void> {
    throw new EvlockError('INTERNAL');
  }
  /** Stops looking at the chain; what is open stays in the outbox. */
  stop(): Promise<void> {
    throw new EvlockError('INTERNAL');
  }
  /** Entries not yet final. */
  pending(): number {
    throw new EvlockError('INTERNAL');
  }
  submit(_key: string, _call: Call): Promise<TransactionResult> {
    throw new EvlockError('INTERNAL');
  }
}
