/** Every event of the registry, the market and its batches, in the units of `@evlock/protocol`. `name` is the one in the contracts. */
import type { Address, Bytes32, Energy, Hex, Money, Price, Role, SensorClass, Timestamp } from '@evlock/protocol';

/** The place of an event. Block and log index order the events of a chain. */
export interface EventPlace {
  readonly block: number;
  readonly blockHash: Bytes32;
  /** Of the block. */
  readonly time: Timestamp;
  readonly transaction: Bytes32;
  readonly logIndex: number;
}

/** What each event says. */
export interface EventFields {
  // --- market
  TradeOpened: {
    tradeId: Bytes32;
    buyerMeter: Address;
    sellerMeter: Address;
    offerHash: Bytes32;
    energy: Energy;
    price: Price;
    start: Timestamp;
    end: Timestamp;
  };
  Claimed: { tradeId: Bytes32; role: Role; energy: Energy; final: boolean };
  TradeSettled: { tradeId: Bytes32; delivered: Energy; paid: Money; refunded: Money };
  TradeExpired: { tradeId: Bytes32; refunded: Money };
  MetersFreed: { tradeId: Bytes32 };
  ReputationChanged: { account: Address; change: number; reputation: number };
  Deposited: { account: Address; from: Address; amount: Money };
  Withdrawn: { account: Address; to: Address; amount: Money };
  SubmitterPaid: { account: Address; submitter: Address; fee: Money };
  Cancelled: { meterKey: Address; orderHash: Bytes32; nonce: number };
  NoncesCancelled: { meterKey: Address; minNonce: number };
  PauseChanged: { paused: boolean; by: Address };
  // --- batches
  /** An item of a batch was refused; `reason` is the selector of its error. */
  ItemSkipped: { index: number; reason: Hex };
  // --- registry
  Enrolled: {
    meterKey: Address;
    account: Address;
    deviceIdHash: Bytes32;
    sensorClass: SensorClass;
    active: boolean;
  };
  Suspended: { meterKey: Address };
  Resumed: { meterKey: Address };
  ReplaceRequested: { account: Address; oldMeterKey: Address; newMeterKey: Address; effectiveFrom: Timestamp };
  ReplaceWithdrawn: { account: Address; oldMeterKey: Address };
  Replaced: { account: Address; oldMeterKey: Address; newMeterKey: Address };
}

export type EventName = keyof EventFields;
/** An event by name; without a name, any of them, discriminated by `name`. */
export type ChainEvent<Name extends EventName = EventName> = {
  [N in Name]: EventPlace & { readonly name: N } & Readonly<EventFields[N]>;
}[Name];
