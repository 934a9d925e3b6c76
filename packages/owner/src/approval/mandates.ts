/** From what an owner wants to the mandate that the passkey approves and the terms of the order inside it. Pure. */
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

/** Loss band of an order when the owner names none: 3 %. */
export const DEFAULT_LOSS_BAND = ppm(30_000);
/** Least reputation asked of a partner when the owner names none: one lost trade (-3) is forgiven. */
export const DEFAULT_MIN_REPUTATION = -3;

/** Power of an offer when the owner names none: that of a 48 V bus with 30 A. */
export const DEFAULT_POWER = power(1_440_000);

/**
 * Seconds between a bid and the start of its delivery when the owner names no start: a bid must be opened on chain before
 * it, and until then meter, gateway and two or three blocks have their turn.
 */
export const OPENING_SECONDS = 6;

/** What an owner wants to sell. */
export interface OfferWish {
  /** The most, mWh. */
  readonly energy: Energy;
  /** The least that a buyer may take; `energy` when left out. */
  readonly minEnergy?: Energy | undefined;
  /** Micro-units per kWh. */
  readonly price: Price;
  /** The most that flows, mW: `DEFAULT_POWER` when left out. */
  readonly power?: Power | undefined;
  readonly start: Timestamp;
  readonly end: Timestamp;
  /** Not to be opened at or after this; `end` when left out. */
  readonly openBefore?: Timestamp | undefined;
  readonly lossBandPpm?: Ppm | undefined;
  readonly minReputation?: number | undefined;
  readonly minSensorClass?: SensorClass | undefined;
}

/** What an owner wants to take of an offer, whose price and power it has. */
export interface BuyWish {
  /** Exact energy, mWh. */
  readonly energy: Energy;
  /** The most that may be paid, micro-units per kWh: the offer's price is what its hash names, whatever was shown. */
  readonly maxPrice: Price;
  /** The offer's start when left out, or `OPENING_SECONDS` from now where that is later. */
  readonly start?: Timestamp | undefined;
  /** The offer's end when left out. */
  readonly end?: Timestamp | undefined;
  /** Not to be opened at or after this, at most `start`; the earlier of `start` and the offer's when left out. */
  readonly openBefore?: Timestamp | undefined;
  readonly lossBandPpm?: Ppm | undefined;
  readonly minReputation?: number | undefined;
  readonly minSensorClass?: SensorClass | undefined;
}

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

/** The tightest mandate that allows one order of these terms and nothing else. */
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
