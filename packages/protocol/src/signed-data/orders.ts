/** The rules for one order, and for a bid with its offer: the same named checks as the contract's `openTrade`. */
import { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import type { Bytes32 } from '../values/field.ts';
import { type Energy, type Power, type Ppm, type Timestamp, timestamp } from '../values/units.ts';
import { type Signature, signatureSchema, verifySignature } from './signature.ts';
import { Order, ZERO_BYTES32 } from './structs.ts';
import type { Domain } from './typed-struct.ts';

/** Maximum length of a delivery interval, in seconds. */
export const MAX_DELIVERY_SECONDS = 12 * 3600;
/** How long before its `start` a trade can be opened at the earliest, in seconds. */
export const HORIZON_SECONDS = 48 * 3600;

/** The energy, in mWh, that `power` delivers in that many seconds, rounded down. */
export const mostEnergy = (power: Power, seconds: number): Energy =>
  ((BigInt(power) * BigInt(seconds)) / 3600n) as Energy;

export const signedOrderSchema = z.strictObject({ order: Order.schema, signature: signatureSchema });
export interface SignedOrder {
  readonly order: Order;
  readonly signature: Signature;
}

/** Both signed orders of a trade: all that is needed to open and close it. */
export const tradeOrdersSchema = z.strictObject({ bid: signedOrderSchema, offer: signedOrderSchema });
export interface TradeOrders {
  readonly bid: SignedOrder;
  readonly offer: SignedOrder;
}

const invalid = (field: string, value: string | number | bigint): EvlockError =>
  new EvlockError('ORDER_INVALID', { field, value: String(value) });

/** Throws `ORDER_INVALID` or `BELOW_MINIMUM_LOT` unless the order is valid on its own. `minimumLot` is in mWh. */
export function checkOrder(order: Order, minimumLot: Energy): void {
  if (order.energy < minimumLot) {
    throw new EvlockError('BELOW_MINIMUM_LOT', { energy: String(order.energy), minimumLot: String(minimumLot) });
  }
  if (order.minEnergy === 0n || order.minEnergy > order.energy) throw invalid('minEnergy', order.minEnergy);
  if (order.side === 'bid' && order.minEnergy !== order.energy) throw invalid('minEnergy', order.minEnergy);
  if (order.end <= order.start) throw invalid('end', order.end);
  if (order.end - order.start > MAX_DELIVERY_SECONDS) throw invalid('end', order.end);
  if (order.openBefore > (order.side === 'bid' ? order.start : order.end)) {
    throw invalid('openBefore', order.openBefore);
  }
  if (order.energy > mostEnergy(order.power, order.end - order.start)) throw invalid('power', order.power);
  if (order.lossBandPpm > 1_000_000) throw invalid('lossBandPpm', order.lossBandPpm);
  if ((order.side === 'offer') !== (order.counterOrder === ZERO_BYTES32)) {
    throw invalid('counterOrder', order.counterOrder);
  }
}

/**
 * Throws unless `bid` takes `offer`: `ORDER_INVALID`, `WRONG_PARTNER`, `PRICE_MISMATCH`, `ENERGY_OUT_OF_OFFER` or
 * `INTERVAL_OUT_OF_OFFER`.
 */
export function checkMatch(bid: Order, offer: Order, offerHash: Bytes32): void {
  if (bid.side !== 'bid') throw invalid('side', bid.side);
  if (offer.side !== 'offer') throw invalid('side', offer.side);
  if (bid.counterOrder !== offerHash) {
    throw new EvlockError('WRONG_PARTNER', { counterOrder: bid.counterOrder, offer: offerHash });
  }
  if (bid.meterKey === offer.meterKey) throw invalid('meterKey', bid.meterKey);
  if (bid.price !== offer.price) {
    throw new EvlockError('PRICE_MISMATCH', { bid: String(bid.price), offer: String(offer.price) });
  }
  if (bid.power !== offer.power) throw invalid('power', bid.power);
  if (bid.energy < offer.minEnergy || bid.energy > offer.energy) {
    throw new EvlockError('ENERGY_OUT_OF_OFFER', {
      energy: String(bid.energy),
      least: String(offer.minEnergy),
      most: String(offer.energy),
    });
  }
  if (bid.start < offer.start || bid.end > offer.end) {
    throw new EvlockError('INTERVAL_OUT_OF_OFFER', { start: bid.start, end: bid.end });
  }
}

/**
 * Both checks of a bid before it is signed, in the order in which a buyer can act on them: energy above what is offered is
 * also above what the power delivers. Throws `OWN_OFFER`, or what `checkMatch` and `checkOrder` throw.
 */
export function checkBid(bid: Order, offer: Order, offerHash: Bytes32, minimumLot: Energy): void {
  if (bid.meterKey === offer.meterKey) throw new EvlockError('OWN_OFFER', { offer: offerHash, meterKey: bid.meterKey });
  checkMatch(bid, offer, offerHash);
  checkOrder(bid, minimumLot);
}

/** Throws `ORDER_EXPIRED` if the order can no longer be opened at `now`. */
export function checkOpenBefore(order: Order, now: Timestamp): void {
  if (now >= order.openBefore) throw new EvlockError('ORDER_EXPIRED', { openBefore: order.openBefore, now });
}

/** Throws `TOO_FAR_AHEAD` if the bid cannot yet be opened at `now`. */
export function checkHorizon({ start }: Order, now: Timestamp): void {
  if (start <= now + HORIZON_SECONDS) return;
  throw new EvlockError('TOO_FAR_AHEAD', { start, opensFrom: timestamp(start - HORIZON_SECONDS) });
}

/** Throws `INVALID_SIGNATURE` unless the order's meter key signed it. */
export function checkOrderSignature(domain: Domain, { order, signature }: SignedOrder): void {
  verifySignature(Order.digest(domain, order), signature, order.meterKey);
}

/** The terms of a trade, derived from its two orders. */
export interface Trade {
  readonly id: Bytes32;
  readonly offerHash: Bytes32;
  /** `nonce` is the nonce of the party's order. */
  readonly buyer: Pick<Order, 'account' | 'meterKey' | 'nonce'>;
  readonly seller: Pick<Order, 'account' | 'meterKey' | 'nonce'>;
  readonly energy: Energy;
  /** Maximum power. */
  readonly power: Power;
  readonly price: Order['price'];
  readonly start: Timestamp;
  readonly end: Timestamp;
  /** The earlier of the two orders' `openBefore`. */
  readonly openBefore: Timestamp;
  /** The smaller of the two orders' loss bands. */
  readonly lossBandPpm: Ppm;
}

/**
 * The trade that two orders form; its id is the digest of the bid. Checks nothing: see `verifyTrade`.
 *
 * @example
 * const { id, energy, price } = tradeOf(domain, orders);
 * const locked = lock(energy, price);
 */
export function tradeOf(domain: Domain, { bid, offer }: TradeOrders): Trade {
  return {
    id: Order.digest(domain, bid.order),
    offerHash: Order.digest(domain, offer.order),
    buyer: partyOf(bid.order),
    seller: partyOf(offer.order),
    energy: bid.order.energy,
    power: bid.order.power,
    price: bid.order.price,
    start: bid.order.start,
    end: bid.order.end,
    openBefore: Math.min(bid.order.openBefore, offer.order.openBefore) as Timestamp,
    lossBandPpm: Math.min(bid.order.lossBandPpm, offer.order.lossBandPpm) as Ppm,
  };
}

const partyOf = ({ account, meterKey, nonce }: Order): Trade['buyer'] => ({ account, meterKey, nonce });

/**
 * Verifies both orders and their signatures; what only the chain knows (registry, balance, nonces, busy meters) is left to the
 * contract. Throws what `checkOrder`, `checkMatch` and `checkOrderSignature` throw.
 *
 * @example
 * const trade = verifyTrade(domainOf(deployment), orders, deployment.minimumLot);
 */
export function verifyTrade(domain: Domain, orders: TradeOrders, minimumLot: Energy): Trade {
  const trade = tradeOf(domain, orders);
  checkOrder(orders.offer.order, minimumLot);
  checkOrder(orders.bid.order, minimumLot);
  checkMatch(orders.bid.order, orders.offer.order, trade.offerHash);
  checkOrderSignature(domain, orders.offer);
  checkOrderSignature(domain, orders.bid);
  return trade;
}
