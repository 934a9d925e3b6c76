/** What a reader tells of the chain. */
import type { Address, Bytes32, Energy, Money, Order, SensorClass, Timestamp } from '@evlock/protocol';

export interface FinalizedBlock {
  readonly number: number;
  readonly hash: Bytes32;
  readonly time: Timestamp;
}

export type { TradeOnChain } from '@evlock/protocol';

/** A trade by its id, and its bid's meter and nonce, under which the chain keeps it. A `Trade` is one. */
export interface TradePlace {
  readonly id: Bytes32;
  readonly buyer: Pick<Order, 'meterKey' | 'nonce'>;
}

/** An order by its meter and nonce, and until when it can be opened. */
export type OrderPlace = Pick<Order, 'meterKey' | 'nonce' | 'openBefore'>;

export interface AccountOnChain {
  /** Free to lock or withdraw. */
  readonly balance: Money;
  readonly locked: Money;
  /** What the ends of its trades gave and took. */
  readonly reputation: number;
  /** The nonce that the next `Withdrawal` of this account must have. */
  readonly withdrawalNonce: bigint;
}

export interface MeterOnChain {
  readonly account: Address;
  /** Enrolled, not suspended, no replacement in effect: may open trades. */
  readonly active: boolean;
  readonly status: 'standby' | 'active' | 'replaced';
  readonly suspended: boolean;
  /** What it was enrolled with. */
  readonly sensorClass: SensorClass;
  readonly deviceIdHash: Bytes32;
}

/** A replacement that an account has put on chain and that is not finished. */
export interface PendingReplacement {
  readonly newMeterKey: Address;
  /** From then on the old key opens no more trades, and anyone may finish the move. */
  readonly effectiveFrom: Timestamp;
}

export interface MarketTerms {
  readonly minimumLot: Energy;
  /** Least energy of a trade that moves reputation. */
  readonly minimumReputationLot: Energy;
  /** Most that a meter key can pay for a cancel. */
  readonly meterKeyFeeCap: Money;
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
  /** False: the contract refused when it was mined. */
  readonly success: boolean;
  readonly from: Address;
  /** Gas used. */
  readonly gas: number;
}
