/**
 * The rules of a standing order: what the meter's program keeps beyond the mandate, which the secure world checks. Whoever owns the
 * meter's normal world can break them, within the mandate.
 */
import { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import { lock } from '../settlement/settlement.ts';
import { MAX_DELIVERY_SECONDS, mostEnergy } from '../signed-data/orders.ts';
import type { Mandate, Order } from '../signed-data/structs.ts';
import * as f from '../values/field.ts';
import type { Energy, Timestamp } from '../values/units.ts';

const QUARTER_SECONDS = 900;
const DAY_MINUTES = 1_440;
/** Share of the battery above its reserve from which something new is sold: otherwise it would begin and stop again and again. */
export const RESERVE_MARGIN_PPM = 20_000;
/** Shortest delivery of one lot: meters and chain take seconds to begin and to end. */
const SHORTEST_DELIVERY_SECONDS = 10;

const PARTNERS_MAX = 32;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

const quarter = z
  .number()
  .int()
  .min(0)
  .max(DAY_MINUTES - 15)
  .multipleOf(15);

export const standingHoursSchema = z
  .strictObject({
    /** Minutes after local midnight, a multiple of 15. */
    from: quarter,
    /** The first minute that is outside again; before `from` where the hours pass midnight. */
    until: quarter,
    /** IANA name, such as `Asia/Seoul`. */
    timeZone: z.string().min(1).max(64).refine(isTimeZone, 'an IANA time zone'),
  })
  .refine(({ from, until }) => from !== until, { message: 'the hours are empty', path: ['until'] });
export type StandingHours = z.infer<typeof standingHoursSchema>;

export const standingRulesSchema = z.strictObject({
  /** Most energy of one order, mWh. */
  lot: f.energyField.schema,
  /** Most power of its orders, mW; a bid has its offer's. */
  power: f.powerField.schema,
  /** Longest delivery of one lot, in seconds. */
  seconds: z.number().int().min(SHORTEST_DELIVERY_SECONDS).max(MAX_DELIVERY_SECONDS),
  /** Local hours within which deliveries lie; null for all day. */
  hours: standingHoursSchema.nullable(),
  /** Selling only while the battery holds more than this share; null without a reserve. */
  reservePpm: f.ppmField.schema
    .nullable()
    .refine((share) => share === null || share <= 1_000_000, 'more than all of it'),
  /** Selling only while the panel gives more than the household uses. */
  surplusOnly: z.boolean(),
  /** Accounts to trade with, such as those to which a wire leads; null for any. Kept when a delivery is about to begin. */
  partners: z.array(f.address.schema).min(1).max(PARTNERS_MAX).nullable(),
});
export type StandingRules = z.infer<typeof standingRulesSchema>;

/** What a meter reads of its household besides its own sensor. Unverified; null where there is no such input. */
export const householdInputsSchema = z.strictObject({
  /** State of charge of the battery, as a share of all that it holds. */
  chargePpm: z.number().int().min(0).max(1_000_000).nullable(),
  /** Of the panel, mW. */
  generation: z.number().int().nonnegative().nullable(),
  /** What the household itself uses, mW. */
  load: z.number().int().nonnegative().nullable(),
});
export type HouseholdInputs = z.infer<typeof householdInputsSchema>;

/** Not known. */
export const NO_INPUTS: HouseholdInputs = { chargePpm: null, generation: null, load: null };

export const STANDING_RULES = ['lot', 'power', 'hours', 'reserve', 'surplus', 'partner'] as const;
export type StandingRuleName = (typeof STANDING_RULES)[number];

const formats = new Map<string, Intl.DateTimeFormat>();

function localMinute(timeZone: string, time: number): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    formats.set(timeZone, format);
  }
  const parts = format.formatToParts(time * 1000);
  const part = (type: 'hour' | 'minute'): number => Number(parts.find((one) => one.type === type)?.value);
  return part('hour') * 60 + part('minute');
}

function isInside({ from, until, timeZone }: StandingHours, time: number): boolean {
  const minute = localMinute(timeZone, time);
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

/**
 * Until when it stays within the hours from `start` on, at most `latest`; `start` itself where it lies outside. Local time changes by
 * quarters of an hour, so every quarter is looked at: also where clocks are set in between.
 */
export function endOfHours(hours: StandingHours | null, start: Timestamp, latest: Timestamp): Timestamp {
  if (!hours || latest <= start) return latest;
  for (let time: number = start; time < latest; time = (Math.floor(time / QUARTER_SECONDS) + 1) * QUARTER_SECONDS) {
    if (!isInside(hours, time)) return time as Timestamp;
  }
  return latest;
}

export const isPartner = ({ partners }: Pick<StandingRules, 'partners'>, account: f.Address): boolean =>
  partners === null || partners.includes(account);

/** What of the household keeps it from selling; undefined where nothing does. An input that is missing allows nothing. */
export function brokenSellingRule(
  { reservePpm, surplusOnly }: Pick<StandingRules, 'reservePpm' | 'surplusOnly'>,
  { chargePpm, generation, load }: HouseholdInputs,
  /** Of something that is being delivered, none is left. */
  marginPpm = RESERVE_MARGIN_PPM,
): StandingRuleName | undefined {
  if (reservePpm !== null) {
    const needed = Math.min(1_000_000, reservePpm + marginPpm);
    if (chargePpm === null || chargePpm < needed) return 'reserve';
  }
  if (surplusOnly && (generation === null || load === null || generation <= load)) return 'surplus';
  return undefined;
}

/** The first rule that an order breaks; undefined where it keeps all. Reserve and surplus are rules for selling. */
export function brokenRule(
  rules: StandingRules,
  { side, energy, power, start, end }: Pick<Order, 'side' | 'energy' | 'power' | 'start' | 'end'>,
  inputs: HouseholdInputs,
): StandingRuleName | undefined {
  if (energy > rules.lot) return 'lot';
  if (power > rules.power) return 'power';
  if (endOfHours(rules.hours, start, end) < end) return 'hours';
  return side === 'offer' ? brokenSellingRule(rules, inputs) : undefined;
}

const invalid = (field: string, value: string | number | bigint): EvlockError =>
  new EvlockError('ORDER_INVALID', { field, value: String(value) });

/** Throws `ORDER_INVALID` or `BELOW_MINIMUM_LOT` where no order could ever be placed. `minimumLot` is in mWh. */
export function checkStandingOrder(
  mandate: Omit<Mandate, 'approvedAt' | 'mandateId'>,
  rules: StandingRules,
  minimumLot: Energy,
): void {
  const { lot, seconds, power } = rules;
  if (mandate.minEnergy < minimumLot) {
    throw new EvlockError('BELOW_MINIMUM_LOT', { energy: String(mandate.minEnergy), minimumLot: String(minimumLot) });
  }
  if (lot < mandate.minEnergy || lot > mandate.energyCap) throw invalid('lot', lot);
  if (lot > mostEnergy(power, seconds)) throw invalid('seconds', seconds);
  if (mandate.deliveryUntil - mandate.deliveryFrom < seconds) throw invalid('deliveryUntil', mandate.deliveryUntil);
  if (mandate.side === 'bid' && mandate.moneyCap < lock(mandate.minEnergy, mandate.limitPrice)) {
    throw invalid('moneyCap', mandate.moneyCap);
  }
  if (mandate.side === 'bid' && rules.reservePpm !== null) throw invalid('reservePpm', rules.reservePpm);
  if (mandate.side === 'bid' && rules.surplusOnly) throw invalid('surplusOnly', 'true');
}
