/** What a reader returns from the chain. */
import type { Address, Bytes32, Energy, Money, Order, SensorClass, Timestamp } from '@evlock/protocol';

export interface FinalizedBlock {
  readonly number: number;
  readonly hash: Bytes32;
  readonly time: Timestamp;
}

export type { TradeOnChain } from '@evlock/protocol';

/** A trade by id, plus its bid's meter and nonce, its key on chain. Satisfied by a `Trade`. */
export interface TradePlace {
  readonly id: Bytes32;
  readonly buyer: Pick<Order, 'meterKey' | 'nonce'>;
}

/** An order by meter and nonce, and the deadline for opening it. */
export type OrderPlace = Pick<Order, 'meterKey' | 'nonce' | 'openBefore'>;

export interface AccountOnChain {
  /** Free to lock or withdraw. */
  readonly balance: Money;
  readonly locked: Money;
  /** Net result of its closed trades. */
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

/** A replacement that an account has requested on chain and not yet finished. */
export interface PendingReplacement {
  readonly newMeterKey: Address;
  /** From this time the old key opens no more trades, and anyone may finish the replacement. */
  readonly effectiveFrom: Timestamp;
}

export interface MarketTerms {
  readonly minimumLot: Energy;
  /** Least energy of a trade that affects reputation. */
  readonly minimumReputationLot: Energy;
  /** Maximum fee a meter key may pay for a cancel. */
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
  /** False: reverted when it was mined. */
  readonly success: boolean;
  readonly from: Address;
  /** Gas used. */
  readonly gas: number;
}
