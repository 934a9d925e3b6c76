/** Turns an owner's wish into the mandate that the passkey approves and the terms of its order. Pure. */
import {
  type Address,
  type Energy,
  lock,
  type Mandate,
  type Money,
  type OfferView,
  type OrderTerms,
  type Power,
  type Ppm,
  type Price,
  power,
  ppm,
  type SensorClass,
  type Timestamp,
  ZERO_BYTES32,
} from '@evlock/protocol';

/** Default loss band of an order: 3 %. */
export const DEFAULT_LOSS_BAND = ppm(30_000);
/** Default minimum reputation of a partner: one lost trade (-3) is forgiven. */
export const DEFAULT_MIN_REPUTATION = -3;

/** Default power of an offer: a 48 V bus at 30 A. */
export const DEFAULT_POWER = power(1_440_000);

/**
 * Default seconds between a bid and the start of its delivery: a bid must be opened on chain before the start, which takes meter,
 * gateway and two or three blocks.
 */
export const OPENING_SECONDS = 6;

/** What an owner wants to sell. */
export interface OfferWish {
  /** At most, mWh. */
  readonly energy: Energy;
  /** The least a buyer may take; `energy` if omitted. */
  readonly minEnergy?: Energy | undefined;
  /** Micro-units per kWh. */
  readonly price: Price;
  /** Maximum power, mW; `DEFAULT_POWER` if omitted. */
  readonly power?: Power | undefined;
  readonly start: Timestamp;
  readonly end: Timestamp;
  /** Must be opened before this; `end` if omitted. */
  readonly openBefore?: Timestamp | undefined;
  readonly lossBandPpm?: Ppm | undefined;
  readonly minReputation?: number | undefined;
  readonly minSensorClass?: SensorClass | undefined;
}

/** What an owner wants to take from an offer, at its price and power. */
export interface BuyWish {
  /** Exact energy, mWh. */
  readonly energy: Energy;
  /**
   * The highest acceptable price, micro-units per kWh: the price is whatever the offer's hash commits to, regardless of what was
   * shown.
   */
  readonly maxPrice: Price;
  /** The offer's start if omitted, or `OPENING_SECONDS` from now if that is later. */
  readonly start?: Timestamp | undefined;
  /** The offer's end if omitted. */
  readonly end?: Timestamp | undefined;
  /** Must be opened before this, at most `start`; if omitted, the earlier of `start` and the offer's. */
  readonly openBefore?: Timestamp | undefined;
  readonly lossBandPpm?: Ppm | undefined;
  readonly minReputation?: number | undefined;
  readonly minSensorClass?: SensorClass | undefined;
}

/** An offer's terms, with the defaults above for what the wish leaves out. */
export function offerTerms(wish: OfferWish): OrderTerms {
  return {
    side: 'offer',
    counterOrder: ZERO_BYTES32,
    energy: wish.energy,
    minEnergy: wish.minEnergy ?? wish.energy,
    power: wish.power ?? DEFAULT_POWER,
    price: wish.price,
    start: wish.start,
    end: wish.end,
    openBefore: wish.openBefore ?? wish.end,
    lossBandPpm: wish.lossBandPpm ?? DEFAULT_LOSS_BAND,
    minReputation: wish.minReputation ?? DEFAULT_MIN_REPUTATION,
    minSensorClass: wish.minSensorClass ?? 'normal-world',
  };
}

/** The terms of a bid on this offer: its price and power, and its times unless the wish names others. */
export function bidTerms(wish: BuyWish, { hash, offer: { order } }: OfferView, now: Timestamp): OrderTerms {
  const start = wish.start ?? (Math.max(order.start, now + OPENING_SECONDS) as Timestamp);
  return {
    side: 'bid',
    counterOrder: hash,
    energy: wish.energy,
    minEnergy: wish.energy,
    power: order.power,
    price: order.price,
    start,
    end: wish.end ?? order.end,
    openBefore: wish.openBefore ?? (Math.min(order.openBefore, start) as Timestamp),
    lossBandPpm: wish.lossBandPpm ?? order.lossBandPpm,
    minReputation: wish.minReputation ?? DEFAULT_MIN_REPUTATION,
    minSensorClass: wish.minSensorClass ?? 'normal-world',
  };
}

/**
 * The tightest mandate that allows exactly one order with these terms.
 *
 * @example
 * const terms = offerTerms({ energy: energy(2_000_000n), price: price(120_000n), start, end });
 * const mandate = mandateFor(terms, { meterKey, mandateId: 1, approvedAt: systemClock.now() });
 * const challenge = Mandate.digest(domainOf(deployment), mandate); // what the passkey signs
 */
export function mandateFor(
  terms: OrderTerms,
  { meterKey, mandateId, approvedAt }: { meterKey: Address; mandateId: number; approvedAt: Timestamp },
): Mandate {
  return {
    meterKey,
    side: terms.side,
    energyCap: terms.energy,
    minEnergy: terms.minEnergy,
    moneyCap: terms.side === 'bid' ? lock(terms.energy, terms.price) : (0n as Money),
    limitPrice: terms.price,
    deliveryFrom: terms.start,
    deliveryUntil: terms.end,
    approvedAt,
    validUntil: terms.openBefore,
    minReputation: terms.minReputation,
    minSensorClass: terms.minSensorClass,
    lossBandPpm: terms.lossBandPpm,
    mandateId,
  };
}
