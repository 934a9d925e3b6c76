/**
 * An order that has been checked but not approved. A page shows a person what the draft's bounds say, in words, and the passkey then
 * approves these bounds: nothing is composed anew in between, so that what was read and what is signed cannot differ.
 */
import {
  type Address,
  checkBid,
  checkOrder,
  type DeploymentFile,
  EvlockError,
  type Mandate,
  type OfferView,
  type Order,
  type OrderTerms,
  type Timestamp,
} from '@evlock/protocol';
import { type BuyWish, bidTerms, mandateFor, type OfferWish, offerTerms } from './mandates.ts';

/** A mandate before it is approved: everything but the moment and the number of its approval. */
export type MandateBounds = Omit<Mandate, 'approvedAt' | 'mandateId'>;

export interface Draft {
  /** What the meter is to sign. */
  readonly terms: OrderTerms;
  /** What the passkey approves, and the secure world checks: exactly these terms and nothing more. */
  readonly bounds: MandateBounds;
}

/** Whose order it is, and where it is to be traded. */
export interface DraftFacts {
  readonly deployment: DeploymentFile;
  readonly pinned: { readonly account: Address; readonly meterKey: Address };
}

function draft(terms: OrderTerms, { pinned: { meterKey } }: DraftFacts): Draft {
  const {
    approvedAt: _approvedAt,
    mandateId: _mandateId,
    ...bounds
  } = mandateFor(terms, {
    meterKey,
    mandateId: 0,
    approvedAt: 0 as Timestamp,
  });
  return { terms, bounds };
}

/** Throws what `checkOrder` throws. */
export function offerDraft(wish: OfferWish, facts: DraftFacts): Draft {
  const terms = offerTerms(wish);
  checkOrder({ ...terms, ...facts.pinned, nonce: 0 }, facts.deployment.minimumLot);
  return draft(terms, facts);
}

/** Throws `PRICE_ABOVE_LIMIT`, and what `checkBid` throws. The offer was proven before. */
export function bidDraft(offer: OfferView, wish: BuyWish, now: Timestamp, facts: DraftFacts): Draft {
  const { order } = offer.offer;
  if (order.price > wish.maxPrice) {
    throw new EvlockError('PRICE_ABOVE_LIMIT', { price: String(order.price), maxPrice: String(wish.maxPrice) });
  }
  const terms = bidTerms(wish, offer, now);
  const bid: Order = { ...terms, ...facts.pinned, nonce: 0 };
  checkBid(bid, order, offer.hash, facts.deployment.minimumLot);
  return draft(terms, facts);
}
