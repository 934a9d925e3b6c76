/** Signed structs as the contracts' functions take them: enumerations as numbers, signatures compact. */
import {
  CAUSES,
  type Cancel,
  compactSignature,
  type Hex,
  type Order,
  type Receipt,
  ROLES,
  SIDES,
  type Signature,
  type SignedReceipt,
  type TradeOrders,
} from '@evlock/protocol';

export const orderArgument = (order: Order) => ({ ...order, side: SIDES.indexOf(order.side) });

export const receiptArgument = ({ final, ...receipt }: Receipt) => ({
  ...receipt,
  isFinal: final,
  role: ROLES.indexOf(receipt.role),
  cause: CAUSES.indexOf(receipt.cause),
});

export const termsArgument = ({ bid, offer }: TradeOrders) => ({
  bid: orderArgument(bid.order),
  offer: orderArgument(offer.order),
});

export const openingArgument = (orders: TradeOrders) => ({
  ...termsArgument(orders),
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
  ...termsArgument(orders),
  buyerReceipt: receiptArgument(buyer.receipt),
  buyerSignature: compactSignature(buyer.signature),
  sellerReceipt: receiptArgument(seller.receipt),
  sellerSignature: compactSignature(seller.signature),
});

/** One side's receipt of a trade. */
export interface Claiming {
  readonly orders: TradeOrders;
  readonly receipt: SignedReceipt;
}

export const claimingArgument = ({ orders, receipt }: Claiming) => ({
  ...termsArgument(orders),
  receipt: receiptArgument(receipt.receipt),
  signature: compactSignature(receipt.signature),
});

/** Whether a cancel names an order. */
export const namesOrder = (command: Cancel): boolean => BigInt(command.orderHash) !== 0n;

/** A signature in the three parts that ERC-2612 takes. */
export const splitSignature = (signature: Signature): { v: number; r: Hex; s: Hex } => ({
  r: `0x${signature.slice(2, 66)}`,
  s: `0x${signature.slice(66, 130)}`,
  v: Number.parseInt(signature.slice(130), 16),
});
