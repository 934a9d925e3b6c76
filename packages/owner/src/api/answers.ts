/** What an owner is told, each with how far it holds. */
import type { Bytes32, OfferView, TradeView } from '@evlock/protocol';
import type { Shown, Verdict } from '../verification/index.ts';
import type { ApiEvent } from './event-stream.ts';

/** Offers, and whether there are more of them. */
export interface OfferList {
  readonly offers: readonly Shown<OfferView>[];
  readonly more: boolean;
}

/** What a gateway says it put on chain. */
export interface Sent {
  readonly transaction: Bytes32;
  readonly verdict: Verdict;
}

/** What a meter says of a mandate that it was to forget. */
export interface Revoked {
  /** Null where there was no order to cancel. */
  readonly transaction: Bytes32 | null;
  /** The meter had no such mandate. */
  readonly unknown?: true | undefined;
  readonly verdict: Verdict;
}

/** An event of the stream, its view judged as if it had been asked for. */
export type ShownEvent =
  | { readonly name: 'offer'; readonly data: Shown<OfferView> }
  | { readonly name: 'trade'; readonly data: Shown<TradeView> }
  | Extract<ApiEvent, { name: 'status' }>;
