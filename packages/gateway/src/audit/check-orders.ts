/** Offers and trades: every column follows from a signed order or from an event of the chain. */
import type { ChainEvent } from '@evlock/chain';
import { lock, Order, tradeOf } from '@evlock/protocol';
import type { OfferRow, TradeRow } from '../database/snapshot.ts';
import type { TradeHistory } from './chain-history.ts';
import { type Columns, compareRow, type Difference } from './difference.ts';
import { type Facts, orderIn } from './facts.ts';
import { checkSignature } from './signatures.ts';

/** Every offer is signed by its meter, and marked taken or cancelled exactly when the chain says so. */
export const checkOffers = (facts: Facts): Difference[] => facts.tables.offers.flatMap((row) => checkOffer(facts, row));

function checkOffer({ offers, domain, history }: Facts, row: OfferRow): Difference[] {
  const place = { check: 'offers', table: 'offers', key: row.hash };
  const order = offers.get(row.hash);
  const opened = { opened_trade: history.openedBy.get(row.hash) };
  if (!order) {
    const recorded = orderIn(row.body);
    const digest = recorded ? Order.digest(domain, recorded) : 'no order';
    return [
      { ...place, field: 'body', recorded: digest, expected: row.hash },
      ...compareRow(place, { ...row }, opened),
    ];
  }
  const { meterKey, account, nonce, openBefore } = order;
  const cancelled = history.isCancelled(row.hash, meterKey, nonce);
  const columns: Columns = { meter_key: meterKey, account, nonce, open_before: openBefore, ...opened, cancelled };
  return [...checkSignature(place, row.hash, row.signature, meterKey), ...compareRow(place, { ...row }, columns)];
}

/** Every trade is signed by both meters, and matches the chain. */
export const checkTrades = (facts: Facts): Difference[] => facts.tables.trades.flatMap((row) => checkTrade(facts, row));

function checkTrade(facts: Facts, row: TradeRow): Difference[] {
  const place = { check: 'trades', table: 'trades', key: row.id };
  const bid = facts.bids.get(row.id);
  const history = facts.history.trades.get(row.id);
  const ofChain = chainColumns(facts, history);
  if (!bid) {
    const recorded = orderIn(row.bid_body);
    const digest = recorded ? Order.digest(facts.domain, recorded) : 'no order';
    return [{ ...place, field: 'bid_body', recorded: digest, expected: row.id }, ...compareRow(place, row, ofChain)];
  }
  return [
    ...checkSignature({ ...place, field: 'bid_signature' }, row.id, row.bid_signature, bid.meterKey),
    ...compareRow(place, row, { ...ofChain, ...orderColumns(facts, bid) }),
    ...checkUnopened(facts, row, bid),
  ];
}

/** What follows from the bid, and from the offer if that is valid. */
function orderColumns({ domain, offers }: Facts, bid: Order): Columns {
  const columns: Columns = {
    offer_hash: bid.counterOrder,
    buyer_meter: bid.meterKey,
    buyer_account: bid.account,
    energy: bid.energy,
    price: bid.price,
    locked: lock(bid.energy, bid.price),
    starts: bid.start,
    ends: bid.end,
  };
  const offer = offers.get(bid.counterOrder);
  if (!offer) return columns;
  const signature = '0x';
  const { seller, openBefore } = tradeOf(domain, {
    bid: { order: bid, signature },
    offer: { order: offer, signature },
  });
  return { ...columns, seller_meter: seller.meterKey, seller_account: seller.account, open_before: openBefore };
}

/** A trade unknown to the chain is signed, or was abandoned. */
function checkUnopened({ history }: Facts, row: TradeRow, bid: Order): Difference[] {
  if (history.trades.has(row.id)) return [];
  const place = { check: 'trades', table: 'trades', key: row.id };
  const taken = history.openedBy.has(bid.counterOrder);
  const possible = taken ? ['failed'] : ['signed', 'failed'];
  if (possible.includes(row.state)) return [];
  return [{ ...place, field: 'state', recorded: row.state, expected: possible.join(' or ') }];
}

/** What follows from the events; all empty for a trade that was never opened. */
function chainColumns(facts: Facts, history: TradeHistory | undefined): Columns {
  const { ended, claims, reputation } = history ?? {};
  return {
    ...(history && { state: ended?.state ?? (claims?.buyer || claims?.seller ? 'claimed' : 'open') }),
    ...(history && openingColumns(facts, history)),
    ...placeColumns(facts, 'opened', history?.opened),
    ...placeColumns(facts, 'ended', ended?.event),
    buyer_claim: claims?.buyer?.energy,
    buyer_claim_final: claims?.buyer?.final ?? false,
    seller_claim: claims?.seller?.energy,
    seller_claim_final: claims?.seller?.final ?? false,
    delivered: ended?.delivered,
    paid: ended?.paid,
    refunded: ended?.refunded,
    freed: history?.freed ?? false,
    buyer_reputation: ended && reputation?.buyer,
    seller_reputation: ended && reputation?.seller,
  };
}

function openingColumns({ history }: Facts, { opened }: TradeHistory): Columns {
  const { buyerMeter, sellerMeter, energy, price, start, end, offerHash } = opened;
  return {
    offer_hash: offerHash,
    buyer_meter: buyerMeter,
    buyer_account: history.meters.get(buyerMeter)?.account,
    seller_meter: sellerMeter,
    seller_account: history.meters.get(sellerMeter)?.account,
    energy,
    price,
    starts: start,
    ends: end,
  };
}

function placeColumns({ gas }: Facts, prefix: 'opened' | 'ended', event: ChainEvent | undefined): Columns {
  return {
    [`${prefix}_transaction`]: event?.transaction,
    [`${prefix}_block`]: event?.block,
    [`${prefix}_time`]: event?.time,
    [`${prefix}_gas`]: event && gas.get(event.transaction),
  };
}
