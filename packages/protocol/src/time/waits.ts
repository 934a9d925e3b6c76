/**
 * How long an owner's request may take, and each step of it. Whoever is asked gives up before whoever asks does, so that the
 * answer says what became of the request.
 */
import { type Milliseconds, milliseconds } from '../values/units.ts';

const sum = (...parts: readonly Milliseconds[]): Milliseconds =>
  milliseconds(parts.reduce((all, part) => all + part, 0));

/** A meter signs an order within this time after it was asked, or not at all. A self-test takes about two seconds of it. */
export const ORDER_SIGNED_WITHIN = milliseconds(11_000);

/** What a gateway waits for in turn, at most, when an owner places an offer or buys one. */
export const GATEWAY_WAITS = {
  /** The chain's answers, before a meter is asked. */
  chain: milliseconds(8_000),
  /** The meter takes in the mandate. */
  mandate: milliseconds(6_000),
  /** The meter's order. */
  order: sum(ORDER_SIGNED_WITHIN, milliseconds(1_000)),
  /** The transaction that opens a trade: this at least, longer where the steps before took less time. */
  opening: milliseconds(1_000),
} as const;

/** From a purchase's arrival, where nothing is slow but the chain: then the trade is given back as it stands. */
export const PURCHASE_ANSWERED_WITHIN = milliseconds(16_000);

const gatewayWaits = sum(...Object.values(GATEWAY_WAITS));

/** What an owner's client waits for a gateway. */
export const CLIENT_WAITS = sum(gatewayWaits, milliseconds(3_000));
