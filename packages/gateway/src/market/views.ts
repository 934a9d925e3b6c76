/** What owners are shown of offers and trades. */
import { errorOfCause, type OfferView, type SignedReceipt, type Timestamp, type TradeView } from '@evlock/protocol';
import type { OfferRecord } from '../database/offers.ts';
import type { TradeRecord } from '../database/trades.ts';

function offerState({ cancelled, taken, offer }: OfferRecord, now: Timestamp): OfferView['state'] {
  if (taken) return 'taken';
  if (cancelled) return 'cancelled';
  return now >= offer.order.openBefore ? 'expired' : 'open';
}

/** An offer in its state at `now`, the chain's time. */
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
  const buyer = party(bid.order, record.receipts.buyer, record.reputation.buyer);
  const seller = party(offer.order, record.receipts.seller, record.reputation.seller);
  return {
    id: record.id,
    state: record.state,
    buyer,
    seller,
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
    // A failed transaction takes precedence over what the meters report.
    error: record.error ?? errorOfCause(buyer.cause) ?? errorOfCause(seller.cause),
  };
}
