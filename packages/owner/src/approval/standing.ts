/** Turns an owner's wish into a standing order: the mandate that the passkey approves, and the rules that the meter keeps. Pure. */
import {
  type Address,
  type Energy,
  energy,
  lock,
  type Money,
  type Power,
  type Ppm,
  type Price,
  type SensorClass,
  type StandingHours,
  type StandingRules,
  type Timestamp,
} from '@evlock/protocol';
import type { MandateBounds } from './drafts.ts';
import { DEFAULT_LOSS_BAND, DEFAULT_MIN_REPUTATION, DEFAULT_POWER } from './mandates.ts';

/** What an owner wants to be traded by itself. */
export interface StandingWish {
  /** `offer` sells, `bid` buys. */
  readonly side: 'offer' | 'bid';
  /** The lowest price when selling, which is its offers' price; the highest when buying. Micro-units per kWh. */
  readonly limitPrice: Price;
  /** At most in all, mWh. */
  readonly energyCap: Energy;
  /** At most in all, when buying; what `energyCap` costs at the limit price if omitted. */
  readonly moneyCap?: Money | undefined;
  /** Now if omitted. */
  readonly from?: Timestamp | undefined;
  readonly until: Timestamp;
  /** At most in one trade, mWh; all of it if omitted. What one trade can lose at most counts once for each. */
  readonly lot?: Energy | undefined;
  /** At least in one trade, mWh; half a lot if omitted. */
  readonly minEnergy?: Energy | undefined;
  /** Maximum power, mW; `DEFAULT_POWER` if omitted. */
  readonly power?: Power | undefined;
  /** Longest delivery of one lot, in seconds; three times what it takes at full power, and half a minute, if omitted. */
  readonly seconds?: number | undefined;
  /** Local hours; all day if omitted. */
  readonly hours?: StandingHours | undefined;
  /** When selling: what stays in the battery, as a share of all that it holds. */
  readonly reservePpm?: Ppm | undefined;
  /** When selling: only while the panel gives more than the household uses. */
  readonly surplusOnly?: boolean | undefined;
  /** Accounts to trade with, such as those to which a wire leads; any if omitted. */
  readonly partners?: readonly Address[] | undefined;
  readonly lossBandPpm?: Ppm | undefined;
  readonly minReputation?: number | undefined;
  readonly minSensorClass?: SensorClass | undefined;
}

const SECONDS_PER_HOUR = 3_600n;

function deliverySeconds(lot: Energy, power: Power): number {
  const atFullPower = Number((lot * SECONDS_PER_HOUR + BigInt(power) - 1n) / BigInt(power));
  return Math.min(12 * 3_600, atFullPower * 3 + 30);
}

/** A standing order before it is approved, to be read: what the passkey approves, and what the meter's program keeps. */
export interface StandingDraft {
  readonly bounds: MandateBounds;
  readonly rules: StandingRules;
}

/**
 * Bounds and rules of a standing order, with the defaults above.
 *
 * @example
 * const wish = { side: 'offer', limitPrice: price(100_000n), energyCap: energy(5_000_000n), until } as const; // 5 kWh at 0.10 or more
 * const { bounds, rules } = standingDraft(wish, { meterKey, now: systemClock.now() });
 */
export function standingDraft(
  wish: StandingWish,
  { meterKey, now }: { readonly meterKey: Address; readonly now: Timestamp },
): StandingDraft {
  const lot = wish.lot ?? wish.energyCap;
  const power = wish.power ?? DEFAULT_POWER;
  const bounds: MandateBounds = {
    meterKey,
    side: wish.side,
    energyCap: wish.energyCap,
    minEnergy: wish.minEnergy ?? energy((lot + 1n) / 2n),
    moneyCap: wish.side === 'bid' ? (wish.moneyCap ?? lock(wish.energyCap, wish.limitPrice)) : (0n as Money),
    limitPrice: wish.limitPrice,
    deliveryFrom: wish.from ?? now,
    deliveryUntil: wish.until,
    validUntil: wish.until,
    minReputation: wish.minReputation ?? DEFAULT_MIN_REPUTATION,
    minSensorClass: wish.minSensorClass ?? 'normal-world',
    lossBandPpm: wish.lossBandPpm ?? DEFAULT_LOSS_BAND,
  };
  const rules: StandingRules = {
    lot,
    power,
    seconds: wish.seconds ?? deliverySeconds(lot, power),
    hours: wish.hours ?? null,
    reservePpm: wish.reservePpm ?? null,
    surplusOnly: wish.surplusOnly ?? false,
    partners: wish.partners ? [...wish.partners] : null,
  };
  return { bounds, rules };
}
