/** Signed structs as the contracts' functions expect them: trades packed, enums as numbers, signatures compact. */
import {
  type Cancel,
  compactSignature,
  ENROLMENT_PURPOSES,
  type Enrolment,
  type Hex,
  type Order,
  SENSOR_CLASSES,
  SIDES,
  type Signature,
  type SignedReceipt,
  type TradeOrders,
} from '@evlock/protocol';
import { packReceipt, packTerms } from './packing.ts';

export const orderArgument = (order: Order) => ({
  ...order,
  side: SIDES.indexOf(order.side),
  minSensorClass: SENSOR_CLASSES.indexOf(order.minSensorClass),
});

export const enrolmentArgument = (enrolment: Enrolment) => ({
  ...enrolment,
  purpose: ENROLMENT_PURPOSES.indexOf(enrolment.purpose),
  sensorClass: SENSOR_CLASSES.indexOf(enrolment.sensorClass),
});

export const openingArgument = (orders: TradeOrders) => ({
  terms: packTerms(orders),
  bidSignature: compactSignature(orders.bid.signature),
  offerSignature: compactSignature(orders.offer.signature),
});

/** Both final receipts of a trade. */
export interface FinalPair {
  readonly orders: TradeOrders;
  readonly buyer: SignedReceipt;
  readonly seller: SignedReceipt;
}

export const finalPairArgument = ({ orders, buyer, seller }: FinalPair) => ({
  terms: packTerms(orders),
  buyerReceipt: packReceipt(buyer.receipt),
  buyerSignature: compactSignature(buyer.signature),
  sellerReceipt: packReceipt(seller.receipt),
  sellerSignature: compactSignature(seller.signature),
});

/** One side's receipt of a trade. */
export interface Claiming {
  readonly orders: TradeOrders;
  readonly receipt: SignedReceipt;
}

export const claimingArgument = ({ orders, receipt }: Claiming) => ({
  terms: packTerms(orders),
  receipt: packReceipt(receipt.receipt),
  signature: compactSignature(receipt.signature),
});

/** Whether a cancel names an order. */
export const namesOrder = (command: Cancel): boolean => BigInt(command.orderHash) !== 0n;

/** A signature in the three parts ERC-2612 expects. */
export const splitSignature = (signature: Signature): { v: number; r: Hex; s: Hex } => ({
  r: `0x${signature.slice(2, 66)}`,
  s: `0x${signature.slice(66, 130)}`,
  v: Number.parseInt(signature.slice(130), 16),
});
