/** What owners are shown of offers and trades. */
import type { OfferView, SignedReceipt, Timestamp, TradeView } from '@evlock/protocol';
import type { OfferRecord } from '../database/offers.ts';
import type { TradeRecord } from '../database/trades.ts';

function offerState({ cancelled, taken, offer }: OfferRecord, now: Timestamp): OfferView['state'] {
  if (taken) return 'taken';
  if (cancelled) return 'cancelled';
  return now >= offer.order.openBefore ? 'expired' : 'open';
}

/** An offer as it stands at `now`, the chain's time. */
export const offerView = (record: OfferRecord, now: Timestamp): OfferView => ({
  hash: record.hash,
  offer: record.offer,
  reputation: record.reputation,
  state: offerState(record, now),
});

const party = (
  { account, meterKey }: Pick<TradeView['buyer'], 'account' | 'meterKey'>,
  receipt: SignedReceipt | null,
  reputation: number | null,
): TradeView['buyer'] => ({ account, meterKey, receipt, cause: receipt?.receipt.cause ?? 'none', reputation });

export function tradeView(record: TradeRecord): TradeView {
  const { bid, offer } = record.orders;
  return {
    id: record.id,
    state: record.state,
    buyer: party(bid.order, record.receipts.buyer, record.reputation.buyer),
    seller: party(offer.order, record.receipts.seller, record.reputation.seller),
    bid,
    offer,
    energy: bid.order.energy,
    price: bid.order.price,
    locked: record.locked,
    start: bid.order.start,
    end: bid.order.end,
    delivered: record.delivered,
    paid: record.paid,
    refunded: record.refunded,
    ordered: record.ordered,
    opened: record.opened,
    ended: record.ended,
    error: record.error,
  };
}
