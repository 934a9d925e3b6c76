/** Every call that Evlock makes, as calldata. Pure: nothing is checked here that the contract checks. */
import {
  type Address,
  type Bytes32,
  type Cancel,
  type Deployment,
  EvlockError,
  type Money,
  type Order,
  type Replace,
  type Signature,
  type SignedReceipt,
  type Timestamp,
  type TradeOrders,
  type Withdrawal,
} from '@evlock/protocol';
import type { Call } from './call.ts';

const pending = (..._args: unknown[]): Call => {
  throw new EvlockError('INTERNAL');
};

export interface FinalPair {
  readonly orders: TradeOrders;
  readonly buyer: SignedReceipt;
  readonly seller: SignedReceipt;
}
export interface Claiming {
  readonly orders: TradeOrders;
  readonly receipt: SignedReceipt;
}

export const openTrade = (deployment: Deployment, orders: TradeOrders): Call => pending(deployment, orders);
export const settleFinal = (
  deployment: Deployment,
  orders: TradeOrders,
  buyer: SignedReceipt,
  seller: SignedReceipt,
): Call => pending(deployment, orders, buyer, seller);
export const claim = (deployment: Deployment, orders: TradeOrders, receipt: SignedReceipt): Call =>
  pending(deployment, orders, receipt);
export const settleClaimed = (deployment: Deployment, orders: TradeOrders): Call => pending(deployment, orders);
export const expire = (deployment: Deployment, orders: TradeOrders): Call => pending(deployment, orders);

export const openMany = (deployment: Deployment, items: readonly TradeOrders[]): Call => pending(deployment, items);
export const settleFinalMany = (deployment: Deployment, items: readonly FinalPair[]): Call =>
  pending(deployment, items);
export const claimMany = (deployment: Deployment, items: readonly Claiming[]): Call => pending(deployment, items);
export const settleClaimedMany = (deployment: Deployment, items: readonly TradeOrders[]): Call =>
  pending(deployment, items);
export const expireMany = (deployment: Deployment, items: readonly TradeOrders[]): Call => pending(deployment, items);

/** With the order whose digest `cancel.orderHash` is; without one, only the nonces below `minNonce` are spent. */
export const cancel = (deployment: Deployment, command: Cancel, signature: Signature, order: Order | undefined): Call =>
  pending(deployment, command, signature, order);
export const withdraw = (deployment: Deployment, withdrawal: Withdrawal, signature: Signature): Call =>
  pending(deployment, withdrawal, signature);

/** By the enroller. */
export const enrol = (
  deployment: Deployment,
  meter: { deviceIdHash: Bytes32; meterKey: Address; account: Address },
): Call => pending(deployment, meter);
/** By the suspender. */
export const suspend = (deployment: Deployment, meterKey: Address): Call => pending(deployment, meterKey);
export const resume = (deployment: Deployment, meterKey: Address): Call => pending(deployment, meterKey);
/** Requests a replacement; anyone may send it. */
export const replace = (deployment: Deployment, request: Replace, signature: Signature): Call =>
  pending(deployment, request, signature);
/** Makes a requested replacement effective, 48 h later; anyone may send it. */
export const finishReplace = (deployment: Deployment, oldMeterKey: Address): Call => pending(deployment, oldMeterKey);
/** By the pauser. */
export const setPaused = (deployment: Deployment, paused: boolean): Call => pending(deployment, paused);

/** Moves the sender's approved tokens into the balance of `account`. */
export const deposit = (deployment: Deployment, account: Address, amount: Money): Call =>
  pending(deployment, account, amount);
/** Moves `account`'s tokens into its balance, by its ERC-2612 permit for exactly `amount`; anyone may send it. */
export const depositFor = (
  deployment: Deployment,
  permit: { account: Address; amount: Money; deadline: Timestamp; signature: Signature },
): Call => pending(deployment, permit);
/** Allows the market to take `amount` of the sender's tokens. */
export const approve = (deployment: Deployment, amount: Money): Call => pending(deployment, amount);
/** Test token only, by its owner. */
export const mint = (deployment: Deployment, to: Address, amount: Money): Call => pending(deployment, to, amount);
