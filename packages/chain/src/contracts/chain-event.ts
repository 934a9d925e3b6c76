/** Every event of the registry, the market and its batches, in the units of `@evlock/protocol`. `name` matches the contracts. */
import type { Address, Bytes32, Energy, Hex, Money, Price, Role, SensorClass, Timestamp } from '@evlock/protocol';

/** Where an event occurred. Block and log index order a chain's events. */
export interface EventPlace {
  readonly block: number;
  readonly blockHash: Bytes32;
  /** Block time. */
  readonly time: Timestamp;
  readonly transaction: Bytes32;
  readonly logIndex: number;
}

/** The fields of each event. */
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
/** An event by name; without a name, any event, discriminated by `name`. */
export type ChainEvent<Name extends EventName = EventName> = {
  [N in Name]: EventPlace & { readonly name: N } & Readonly<EventFields[N]>;
}[Name];
