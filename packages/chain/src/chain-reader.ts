/** Finalized state and events of one deployment, read from one or more endpoints. */
import {
  type Address,
  type Bytes32,
  type Claim,
  type Clock,
  type Deployment,
  type Energy,
  EvlockError,
  type Money,
  type Timestamp,
} from '@evlock/protocol';
import type { ChainEvent } from './chain-event.ts';
import type { Log } from './log.ts';

export interface ReaderOptions {
  /** RPC addresses, by preference; for a meter two, of different providers. */
  readonly endpoints: readonly string[];
  readonly deployment: Deployment;
  /** Most milliseconds for one answer. Default 5 000. */
  readonly timeout?: number;
  /** Most bytes of one answer. Default 4 MiB. */
  readonly responseLimit?: number;
  /** Most blocks by which one endpoint may be behind another. Default 30. */
  readonly lagLimit?: number;
  /** Most blocks asked for in one log query. Default 1 000. */
  readonly logRange?: number;
  /** Milliseconds between two looks for a new block. Default 500. */
  readonly pollInterval?: number;
}

export interface ReaderModules {
  readonly clock: Clock;
  readonly log?: Log;
}

export interface FinalizedBlock {
  readonly number: number;
  readonly hash: Bytes32;
  readonly time: Timestamp;
}

export interface TradeOnChain {
  readonly state: 'none' | 'open' | 'claimed' | 'settled' | 'expired';
  readonly buyer?: Claim;
  readonly seller?: Claim;
}

export interface AccountOnChain {
  readonly balance: Money;
  readonly locked: Money;
  /** The nonce that the next `Withdrawal` of this account must have. */
  readonly withdrawalNonce: bigint;
}

export interface MeterOnChain {
  readonly account: Address;
  /** Enrolled, not suspended, no replacement in effect: may open trades. */
  readonly active: boolean;
  readonly status: 'standby' | 'active' | 'replaced';
  readonly suspended: boolean;
  readonly reputation: number;
  readonly deviceIdHash: Bytes32;
}

export interface MarketTerms {
  readonly minimumLot: Energy;
  readonly minimumReputationLot: Energy;
  readonly paused: boolean;
  readonly tokenSymbol: string;
  readonly tokenDecimals: number;
}

/** A finalized transaction. */
export interface FinalReceipt {
  readonly transaction: Bytes32;
  readonly block: number;
  readonly blockHash: Bytes32;
  readonly time: Timestamp;
  readonly success: boolean;
  readonly from: Address;
  /** Gas used. */
  readonly gas: number;
}

export class ChainReader {
  constructor(_options: ReaderOptions, _modules: ReaderModules) {}

  finalized(): Promise<FinalizedBlock> {
    throw new EvlockError('INTERNAL');
  }
  trade(_tradeId: Bytes32): Promise<TradeOnChain> {
    throw new EvlockError('INTERNAL');
  }
  tradeOpened(_tradeId: Bytes32, _from: { fromBlock: number }): Promise<ChainEvent<'TradeOpened'> | undefined> {
    throw new EvlockError('INTERNAL');
  }
  account(_account: Address): Promise<AccountOnChain> {
    throw new EvlockError('INTERNAL');
  }
  meter(_meterKey: Address): Promise<MeterOnChain | undefined> {
    throw new EvlockError('INTERNAL');
  }
  /** The account's active meter key. */
  meterOfAccount(_account: Address): Promise<Address | undefined> {
    throw new EvlockError('INTERNAL');
  }
  /** The nonce that the next `Replace` of this account must have. */
  replaceNonce(_account: Address): Promise<bigint> {
    throw new EvlockError('INTERNAL');
  }
  isNonceSpent(_meterKey: Address, _nonce: number): Promise<boolean> {
    throw new EvlockError('INTERNAL');
  }
  marketTerms(): Promise<MarketTerms> {
    throw new EvlockError('INTERNAL');
  }
  /** Settlement tokens outside the market. */
  tokenBalance(_owner: Address): Promise<Money> {
    throw new EvlockError('INTERNAL');
  }
  /** All events of registry and market in finalized blocks `fromBlock` to `toBlock`, both included, in order. */
  events(_fromBlock: number, _toBlock: number): Promise<readonly ChainEvent[]> {
    throw new EvlockError('INTERNAL');
  }
  transactionReceipt(_transaction: Bytes32): Promise<FinalReceipt | undefined> {
    throw new EvlockError('INTERNAL');
  }
  /** Every new finalized head, the present one first. Numbers may jump. Ends when the signal is aborted. */
  blocks(_signal: AbortSignal): AsyncIterable<FinalizedBlock> {
    throw new EvlockError('INTERNAL');
  }
}
