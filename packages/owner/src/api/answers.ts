/** What an owner is shown, each with how far it is proven. */
import type { Bytes32, OfferView, TradeView } from '@evlock/protocol';
import type { Shown, Verdict } from '../verification/index.ts';
import type { ApiEvent } from './event-stream.ts';

/** Offers, and whether there are more. */
export interface OfferList {
  readonly offers: readonly Shown<OfferView>[];
  readonly more: boolean;
}

/** What a gateway claims to have put on chain. */
export interface Sent {
  readonly transaction: Bytes32;
  readonly verdict: Verdict;
}

/** A meter's answer when told to forget a mandate. */
export interface Revoked {
  /** Null if there was no order to cancel. */
  readonly transaction: Bytes32 | null;
  /** The meter had no such mandate. */
  readonly unknown?: true | undefined;
  readonly verdict: Verdict;
}

/** A stream event, its view verified as if it had been requested. */
export type ShownEvent =
  | { readonly name: 'offer'; readonly data: Shown<OfferView> }
  | { readonly name: 'trade'; readonly data: Shown<TradeView> }
  | Extract<ApiEvent, { name: 'status' }>;
