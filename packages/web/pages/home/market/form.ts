/** The forms of selling and buying as pure functions: what was typed → a wish, or what is wrong with which field. */
import type { BuyWish, OfferWish } from '@evlock/owner';
import type { Energy, OfferView, Power, Timestamp } from '@evlock/protocol';
import { mostEnergy, nextTime, typedEnergy, typedPower, typedPrice } from './typed.ts';

/** Longest delivery, in seconds. */
const LONGEST = 12 * 3600;
/** Time from the press of the button to the start of a bid's delivery: reading, passkey, and opening on chain. */
export const LEAD_SECONDS = 40;

/** Key of a message, with its values still as quantities. */
export interface FieldProblem {
  readonly key:
    | 'problemEnergyMissing'
    | 'problemEnergyForm'
    | 'problemEnergySmall'
    | 'problemPriceForm'
    | 'problemPart'
    | 'problemPower'
    | 'problemUntilForm'
    | 'problemUntilPast'
    | 'problemUntilFar'
    | 'problemTooMuch'
    | 'problemAboveOffer'
    | 'problemBelowOffer';
  readonly least?: Energy;
  readonly most?: Energy;
  readonly power?: Power;
}

export type Problems<Fields extends string> = { readonly [Name in Fields]?: FieldProblem };
/** A wish, or what is wrong. */
export type Formed<Wish, Fields extends string> =
  | { readonly wish: Wish; readonly problems: Record<string, never> }
  | { readonly wish?: undefined; readonly problems: Problems<Fields> };

/** Minutes from now, or `HH:MM` by the wall's clock. */
export type Until = { readonly minutes: number } | { readonly clock: string };

const minuteBefore = (time: Timestamp): Timestamp => (Math.floor(time / 60) * 60) as Timestamp;
const minuteAfter = (time: Timestamp): Timestamp => (Math.ceil(time / 60) * 60) as Timestamp;

export function untilTime(until: Until, now: Timestamp): Timestamp | undefined {
  if ('minutes' in until) return minuteAfter((now + until.minutes * 60) as Timestamp);
  return nextTime(until.clock, now);
}

export interface SellForm {
  readonly energy: string;
  readonly price: string;
  readonly until: Until;
  /** The least part that a buyer may take; undefined for the whole only. */
  readonly part: string | undefined;
  readonly power: string;
}
export type SellField = 'energy' | 'price' | 'until' | 'part' | 'power';

export interface MarketRules {
  readonly minimumLot: Energy;
  readonly symbol: string;
}

function energyProblem(text: string, { minimumLot }: MarketRules): FieldProblem | undefined {
  if (text.trim() === '') return { key: 'problemEnergyMissing' };
  const energy = typedEnergy(text);
  if (energy === undefined) return { key: 'problemEnergyForm' };
  return energy < minimumLot || energy === 0n ? { key: 'problemEnergySmall', least: minimumLot } : undefined;
}

function untilProblem(end: Timestamp | undefined, start: Timestamp): FieldProblem | undefined {
  if (end === undefined) return { key: 'problemUntilForm' };
  if (end <= start) return { key: 'problemUntilPast' };
  return end - start > LONGEST ? { key: 'problemUntilFar' } : undefined;
}

const only = <Fields extends string>(problems: { [Name in Fields]?: FieldProblem | undefined }): Problems<Fields> =>
  Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== undefined)) as Problems<Fields>;

/** An offer from now on. */
export function sellWish(form: SellForm, now: Timestamp, rules: MarketRules): Formed<OfferWish, SellField> {
  const energy = typedEnergy(form.energy);
  const price = typedPrice(form.price, rules.symbol);
  const power = typedPower(form.power);
  const end = untilTime(form.until, now);
  const part = form.part === undefined ? energy : typedEnergy(form.part);
  const fits = part !== undefined && energy !== undefined && part >= rules.minimumLot && part > 0n && part <= energy;
  const problems = only<SellField>({
    energy: energyProblem(form.energy, rules),
    price: price === undefined ? { key: 'problemPriceForm' } : undefined,
    power: power === undefined ? { key: 'problemPower' } : undefined,
    until: untilProblem(end, now),
    part: form.part !== undefined && !fits ? { key: 'problemPart', least: rules.minimumLot } : undefined,
  });
  const isWhole = energy !== undefined && price !== undefined && power !== undefined && end !== undefined;
  if (!isWhole || Object.keys(problems).length > 0) return { problems };
  const most = mostEnergy(power, end - now);
  if (energy > most) return { problems: { energy: { key: 'problemTooMuch', most, power } } };
  return { wish: { energy, minEnergy: part, price, power, start: minuteBefore(now), end }, problems: {} };
}

export interface BuyForm {
  readonly energy: string;
  /** The offer's end where it is undefined. */
  readonly until: Until | undefined;
}
export type BuyField = 'energy' | 'until';

/** A bid on an offer, as soon as it can be opened. Its highest price is the one that was shown. */
export function buyWish(
  form: BuyForm,
  { offer: { order } }: OfferView,
  now: Timestamp,
  rules: MarketRules,
): Formed<BuyWish, BuyField> {
  const energy = typedEnergy(form.energy);
  const start = Math.max(order.start, now + LEAD_SECONDS) as Timestamp;
  const wanted = form.until ? untilTime(form.until, now) : order.end;
  const end = wanted === undefined ? undefined : (Math.min(wanted, order.end) as Timestamp);
  const problems = only<BuyField>({
    energy: energyProblem(form.energy, rules) ?? outsideOffer(energy, order),
    until: untilProblem(end, start),
  });
  if (energy === undefined || end === undefined || Object.keys(problems).length > 0) return { problems };
  const most = mostEnergy(order.power, end - start);
  if (energy > most) return { problems: { energy: { key: 'problemTooMuch', most, power: order.power } } };
  return { wish: { energy, maxPrice: order.price, start, end }, problems: {} };
}

function outsideOffer(
  energy: Energy | undefined,
  order: Pick<OfferView['offer']['order'], 'energy' | 'minEnergy'>,
): FieldProblem | undefined {
  if (energy === undefined) return undefined;
  if (energy > order.energy) return { key: 'problemAboveOffer', most: order.energy };
  return energy < order.minEnergy ? { key: 'problemBelowOffer', least: order.minEnergy } : undefined;
}

/** 10 Wh: a round number to begin with. */
const ROUND = 10_000n;

/**
 * What a form of buying begins with: all of the offer, or what flows until its end less a tenth, rounded down, so that it still fits
 * when the person has read it.
 */
export function suggestedOf(offer: OfferView, now: Timestamp): Energy {
  const { energy, minEnergy } = offer.offer.order;
  const most = (flowsUntilEnd(offer, now) * 9n) / 10n;
  if (most >= energy) return energy;
  const round = most - (most % ROUND);
  return (round < minEnergy ? minEnergy : round) as Energy;
}

function flowsUntilEnd({ offer: { order } }: OfferView, now: Timestamp): Energy {
  return mostEnergy(order.power, order.end - Math.max(order.start, now + LEAD_SECONDS));
}

/** The most that can still be bought of an offer: what flows until its end, at most all of it. */
export function mostOf(offer: OfferView, now: Timestamp): Energy {
  const most = flowsUntilEnd(offer, now);
  const { energy } = offer.offer.order;
  return most < energy ? most : energy;
}
