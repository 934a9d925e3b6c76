/** The orders that a standing order may have signed now: within its mandate, its rules, and what is left of both. Pure. */
import {
  type Energy,
  endOfHours,
  lock,
  type Mandate,
  type Money,
  mostEnergy,
  type OfferView,
  type OrderTerms,
  type Price,
  type Timestamp,
  ZERO_BYTES32,
} from '@evlock/protocol';
import type { StandingOrder, StandingProgress } from '../database/standing-orders.ts';

/** How long an offer stands that nobody buys; what it reserves returns an hour later. */
export const OFFER_SECONDS = 3_600;
/** From a bid's signing to its delivery: self-test, signature and two or three blocks. */
export const OPENING_SECONDS = 12;

const least = <T extends bigint>(...values: readonly T[]): T =>
  values.reduce((one, other) => (one < other ? one : other));
const earliest = (...times: readonly Timestamp[]): Timestamp => Math.min(...times) as Timestamp;
const latest = (...times: readonly number[]): Timestamp => Math.max(...times) as Timestamp;

export interface Left {
  readonly energy: Energy;
  readonly money: Money;
}

/** What a standing order may still have signed. */
export const leftOf = (
  { approval: { mandate } }: Pick<StandingOrder, 'approval'>,
  { energyUsed, energyReserved, moneyUsed, moneyReserved }: StandingProgress,
): Left => ({
  energy: (mandate.energyCap - energyUsed - energyReserved) as Energy,
  money: (mandate.moneyCap - moneyUsed - moneyReserved) as Money,
});

/** Whether nothing can be traded any more, whatever returns of what is reserved: its time, energy or money is over. */
export function isUsedUp(
  { approval: { mandate } }: Pick<StandingOrder, 'approval'>,
  { energyUsed, moneyUsed }: StandingProgress,
  now: Timestamp,
): boolean {
  const money = (mandate.moneyCap - moneyUsed) as Money;
  return (
    now >= Math.min(mandate.validUntil, mandate.deliveryUntil) ||
    !isEnough(mandate, { energy: (mandate.energyCap - energyUsed) as Energy, money })
  );
}

/** Whether the smallest order fits in, bought at the highest price. */
export const isEnough = ({ side, minEnergy, limitPrice }: Mandate, { energy, money }: Left): boolean =>
  energy >= minEnergy && (side === 'offer' || money >= lock(minEnergy, limitPrice));

/** The terms of an offer from now on; undefined while there is none. */
export function standingOfferTerms(
  { approval: { mandate }, rules }: Pick<StandingOrder, 'approval' | 'rules'>,
  left: Left,
  now: Timestamp,
): OrderTerms | undefined {
  const start = latest(now, mandate.deliveryFrom);
  const end = endOfHours(rules.hours, start, earliest((start + OFFER_SECONDS) as Timestamp, mandate.deliveryUntil));
  // Bought later, there would be too little time for a lot.
  const openBefore = earliest((end - rules.seconds) as Timestamp, mandate.validUntil);
  const energy = least(rules.lot, left.energy, mostEnergy(rules.power, end - start));
  if (start > now || openBefore <= now + OPENING_SECONDS || energy < mandate.minEnergy) return undefined;
  return {
    side: 'offer',
    counterOrder: ZERO_BYTES32,
    energy,
    minEnergy: mandate.minEnergy,
    power: rules.power,
    price: mandate.limitPrice,
    start,
    end,
    openBefore,
    lossBandPpm: mandate.lossBandPpm,
    minReputation: mandate.minReputation,
    minSensorClass: mandate.minSensorClass,
  };
}

/** Whole mWh that money buys, so that their lock is within it. */
const affordable = (money: Money, price: Price): Energy =>
  (price === 0n ? 2n ** 63n : ((money < 0n ? 0n : money) * 1_000_000n) / price) as Energy;

/** The terms of a bid for this offer; undefined where the two do not fit now. */
export function standingBidTerms(
  { approval: { mandate }, rules }: Pick<StandingOrder, 'approval' | 'rules'>,
  { hash, reputation, offer: { order } }: Pick<OfferView, 'hash' | 'reputation' | 'offer'>,
  left: Left,
  now: Timestamp,
): OrderTerms | undefined {
  if (order.price > mandate.limitPrice || reputation < mandate.minReputation || order.power > rules.power)
    return undefined;
  const start = latest(order.start, now + OPENING_SECONDS, mandate.deliveryFrom);
  const end = endOfHours(
    rules.hours,
    start,
    earliest((start + rules.seconds) as Timestamp, order.end, mandate.deliveryUntil),
  );
  const energy = least(
    rules.lot,
    left.energy,
    order.energy,
    mostEnergy(order.power, Math.max(0, end - start)),
    affordable(left.money, order.price),
  );
  const openBefore = earliest(start, order.openBefore, mandate.validUntil);
  // Neither a start far ahead nor an opening that cannot come in time.
  if (start > now + OFFER_SECONDS || openBefore < now + OPENING_SECONDS) return undefined;
  if (energy < mandate.minEnergy || energy < order.minEnergy) return undefined;
  return {
    side: 'bid',
    counterOrder: hash,
    energy,
    minEnergy: energy,
    power: order.power,
    price: order.price,
    start,
    end,
    openBefore,
    lossBandPpm: mandate.lossBandPpm,
    minReputation: mandate.minReputation,
    minSensorClass: mandate.minSensorClass,
  };
}
