/** Every call that Evlock makes, as calldata. Pure: what the contract checks is not checked here. */
import {
  type Address,
  type Cancel,
  compactSignature,
  type Deployment,
  EvlockError,
  type Money,
  type Order,
  type Replace,
  type Signature,
  type SignedEnrolment,
  type SignedReceipt,
  type Timestamp,
  type TradeOrders,
  type Withdrawal,
} from '@evlock/protocol';
import { type Abi, type ContractFunctionName, type EncodeFunctionDataParameters, encodeFunctionData } from 'viem';
import { batchesAbi, marketAbi, registryAbi, tokenAbi } from './abi.ts';
import {
  type Claiming,
  claimingArgument,
  enrolmentArgument,
  type FinalPair,
  finalPairArgument,
  namesOrder,
  openingArgument,
  orderArgument,
  splitSignature,
} from './arguments.ts';
import type { Call } from './call.ts';
import { packTerms } from './packing.ts';

export type { Claiming, FinalPair };

type Arguments<A extends Abi, Name extends ContractFunctionName<A>> = NonNullable<
  EncodeFunctionDataParameters<A, Name>['args']
>;

/** A call encoder for one contract. */
const caller =
  <const A extends Abi>(abi: A, contract: 'market' | 'batches' | 'registry' | 'token') =>
  <Name extends ContractFunctionName<A, 'nonpayable'>>(
    deployment: Deployment,
    name: Name,
    args: Arguments<A, Name>,
  ): Call => ({
    to: deployment[contract] as Address,
    // viem cannot narrow its own parameters by a generic name; `args` above is checked against the ABI.
    data: encodeFunctionData({ abi: abi as Abi, functionName: name as string, args: args as readonly unknown[] }),
    label: name as string,
  });

const market = caller(marketAbi, 'market');
const batches = caller(batchesAbi, 'batches');
const registry = caller(registryAbi, 'registry');
const token = caller(tokenAbi, 'token');

// --- trades: anyone may send these

export function openTrade(deployment: Deployment, orders: TradeOrders): Call {
  const { terms, bidSignature, offerSignature } = openingArgument(orders);
  return market(deployment, 'openTrade', [terms, bidSignature, offerSignature]);
}

export function settleFinal(
  deployment: Deployment,
  orders: TradeOrders,
  buyer: SignedReceipt,
  seller: SignedReceipt,
): Call {
  const pair = finalPairArgument({ orders, buyer, seller });
  return market(deployment, 'settleFinal', [
    pair.terms,
    pair.buyerReceipt,
    pair.buyerSignature,
    pair.sellerReceipt,
    pair.sellerSignature,
  ]);
}

export function claim(deployment: Deployment, orders: TradeOrders, signedReceipt: SignedReceipt): Call {
  const { terms, receipt, signature } = claimingArgument({ orders, receipt: signedReceipt });
  return market(deployment, 'claim', [terms, receipt, signature]);
}

export const settleClaimed = (deployment: Deployment, orders: TradeOrders): Call =>
  market(deployment, 'settleClaimed', [packTerms(orders)]);

export const expire = (deployment: Deployment, orders: TradeOrders): Call =>
  market(deployment, 'expire', [packTerms(orders)]);

/** Lets the meters of a trade that is over, or finally claimed, trade in the rest of its interval. */
export const free = (deployment: Deployment, orders: TradeOrders): Call =>
  market(deployment, 'free', [packTerms(orders)]);

// --- batches: a refused item is skipped and reported by `ItemSkipped`

export const openMany = (deployment: Deployment, items: readonly TradeOrders[]): Call =>
  batches(deployment, 'openMany', [items.map(openingArgument)]);

export const settleFinalMany = (deployment: Deployment, items: readonly FinalPair[]): Call =>
  batches(deployment, 'settleFinalMany', [items.map(finalPairArgument)]);

export const claimMany = (deployment: Deployment, items: readonly Claiming[]): Call =>
  batches(deployment, 'claimMany', [items.map(claimingArgument)]);

export const settleClaimedMany = (deployment: Deployment, items: readonly TradeOrders[]): Call =>
  batches(deployment, 'settleClaimedMany', [items.map(packTerms)]);

export const expireMany = (deployment: Deployment, items: readonly TradeOrders[]): Call =>
  batches(deployment, 'expireMany', [items.map(packTerms)]);

export const freeMany = (deployment: Deployment, items: readonly TradeOrders[]): Call =>
  batches(deployment, 'freeMany', [items.map(packTerms)]);

/** Frees the meters of `closed`, then opens `items`, which may need them. */
export const freeAndOpenMany = (
  deployment: Deployment,
  closed: readonly TradeOrders[],
  items: readonly TradeOrders[],
): Call => batches(deployment, 'freeAndOpenMany', [closed.map(packTerms), items.map(openingArgument)]);

// --- orders and money

/**
 * Pass the order whose digest is `command.orderHash`; without one, only nonces below `minNonce` are spent. Throws
 * `ORDER_NOT_FOUND` when the command names an order that is not passed.
 */
export function cancel(deployment: Deployment, command: Cancel, signature: Signature, order: Order | undefined): Call {
  const compact = compactSignature(signature);
  if (order) return market(deployment, 'cancelOrder', [command, orderArgument(order), compact]);
  if (namesOrder(command)) throw new EvlockError('ORDER_NOT_FOUND', { orderHash: command.orderHash });
  return market(deployment, 'cancelNonces', [command, compact]);
}

export const withdraw = (deployment: Deployment, withdrawal: Withdrawal, signature: Signature): Call =>
  market(deployment, 'withdraw', [withdrawal, compactSignature(signature)]);

/** Moves the sender's approved tokens into the balance of `account`. */
export const deposit = (deployment: Deployment, account: Address, amount: Money): Call =>
  market(deployment, 'deposit', [account, amount]);

export interface Permit {
  readonly account: Address;
  readonly amount: Money;
  /** Last second at which the permit is valid. */
  readonly deadline: Timestamp;
  readonly signature: Signature;
}

/** Moves `account`'s tokens into its balance using its ERC-2612 permit for exactly `amount`; anyone may send it. */
export function depositFor(deployment: Deployment, permit: Permit): Call {
  const { v, r, s } = splitSignature(permit.signature);
  return market(deployment, 'depositFor', [permit.account, permit.amount, BigInt(permit.deadline), v, r, s]);
}

/** Approves the market to spend `amount` of the sender's tokens. */
export const approve = (deployment: Deployment, amount: Money): Call =>
  token(deployment, 'approve', [deployment.market as Address, amount]);

/** Test token only; by its owner. */
export const mint = (deployment: Deployment, to: Address, amount: Money): Call =>
  token(deployment, 'mint', [to, amount]);

// --- meters

/** By the enroller. */
export const enrol = (deployment: Deployment, { enrolment, signatures }: SignedEnrolment): Call =>
  registry(deployment, 'enrol', [
    enrolmentArgument(enrolment),
    compactSignature(signatures.account),
    compactSignature(signatures.meter),
  ]);

/** By the suspender. */
export const suspend = (deployment: Deployment, meterKey: Address): Call => registry(deployment, 'suspend', [meterKey]);

/** By the suspender. */
export const resume = (deployment: Deployment, meterKey: Address): Call => registry(deployment, 'resume', [meterKey]);

/** Requests a replacement; anyone may send it. */
export const replace = (deployment: Deployment, request: Replace, signature: Signature): Call =>
  registry(deployment, 'requestReplace', [request, compactSignature(signature)]);

/** Makes a requested replacement effective, 48 h later; anyone may send it. */
export const finishReplace = (deployment: Deployment, oldMeterKey: Address): Call =>
  registry(deployment, 'finishReplace', [oldMeterKey]);

/** By the pauser. */
export const setPaused = (deployment: Deployment, paused: boolean): Call => market(deployment, 'setPaused', [paused]);
