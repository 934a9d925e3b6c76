/** The form of a standing order as a pure function: what was typed → a wish, or what is wrong with which field. */
import type { StandingWish } from '@evlock/owner';
import type { Energy, Money, Ppm, Timestamp } from '@evlock/protocol';
import { parseMoney } from '../../shared/format/input.ts';
import type { MarketRules } from '../market/form.ts';
import { typedEnergy, typedPower, typedPrice } from '../market/typed.ts';

export interface StandingForm {
  readonly side: 'offer' | 'bid';
  readonly price: string;
  /** In all, and in one trade. */
  readonly energy: string;
  readonly lot: string;
  /** In all, when buying; empty for what the energy costs at the highest price. */
  readonly money: string;
  readonly days: number;
  /** `HH:MM`; undefined all day. */
  readonly hours: { readonly from: string; readonly until: string } | undefined;
  /** Percent of the battery; undefined without a reserve. */
  readonly reserve: string | undefined;
  readonly surplusOnly: boolean;
  readonly power: string;
}

export const START: StandingForm = {
  side: 'offer',
  price: '',
  energy: '',
  lot: '0.5',
  money: '',
  days: 7,
  hours: undefined,
  reserve: undefined,
  surplusOnly: false,
  power: '1.44',
};

export type StandingField = 'price' | 'energy' | 'lot' | 'money' | 'hours' | 'reserve' | 'power';
/** Key of a message. */
export type StandingProblem =
  | 'problemPrice'
  | 'problemEnergy'
  | 'problemLot'
  | 'problemMoney'
  | 'problemHours'
  | 'problemReserve'
  | 'problemPower';
export type StandingProblems = { readonly [Name in StandingField]?: StandingProblem };

const DAY_SECONDS = 86_400;
const PPM_PER_PERCENT = 10_000;

/** Minutes after midnight, in quarters of an hour. */
function quarter(text: string): number | undefined {
  const [, hours = '', minutes = ''] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) % 15 !== 0 || Number(minutes) > 45) return undefined;
  return Number(hours) * 60 + Number(minutes);
}

function hoursOf(hours: StandingForm['hours'], timeZone: string) {
  if (!hours) return undefined;
  const [from, until] = [quarter(hours.from), quarter(hours.until)];
  return from === undefined || until === undefined || from === until ? null : { from, until, timeZone };
}

function reserveOf(text: string | undefined): Ppm | null | undefined {
  if (text === undefined) return undefined;
  return /^\s*\d{1,3}\s*%?\s*$/.test(text) && Number.parseInt(text, 10) <= 100
    ? ((Number.parseInt(text, 10) * PPM_PER_PERCENT) as Ppm)
    : null;
}

/** `null` of a part: it cannot be read. */
export function standingWish(
  form: StandingForm,
  now: Timestamp,
  { symbol, minimumLot }: MarketRules,
  timeZone: string,
): { readonly wish?: StandingWish; readonly problems: StandingProblems } {
  const sells = form.side === 'offer';
  const price = typedPrice(form.price, symbol);
  const energy = typedEnergy(form.energy);
  const lot = typedEnergy(form.lot);
  const power = typedPower(form.power);
  const money = form.money.trim() === '' ? undefined : (parseMoney(form.money) ?? null);
  const hours = hoursOf(form.hours, timeZone);
  const reserve = sells ? reserveOf(form.reserve) : undefined;
  const least = lot === undefined ? undefined : (((lot + 1n) / 2n) as Energy);
  const isLot = lot !== undefined && least !== undefined && least >= minimumLot && lot > 0n;
  const problems: StandingProblems = {
    ...((price === undefined || price === 0n) && { price: 'problemPrice' }),
    ...((energy === undefined || energy === 0n) && { energy: 'problemEnergy' }),
    ...((!isLot || (energy !== undefined && energy > 0n && lot > energy)) && { lot: 'problemLot' }),
    ...(!sells && (money === null || money === 0n) && { money: 'problemMoney' }),
    ...(hours === null && { hours: 'problemHours' }),
    ...(reserve === null && { reserve: 'problemReserve' }),
    ...(power === undefined && { power: 'problemPower' }),
  };
  const isComplete = price !== undefined && energy !== undefined && lot !== undefined && power !== undefined;
  if (!isComplete || Object.keys(problems).length > 0) return { problems };
  return {
    problems,
    wish: {
      ...{ side: form.side, limitPrice: price, energyCap: energy, lot, power },
      // On the minute, so that the sentence can be read.
      until: (Math.ceil((now + form.days * DAY_SECONDS) / 60) * 60) as Timestamp,
      from: (Math.floor(now / 60) * 60) as Timestamp,
      moneyCap: sells ? undefined : ((money ?? undefined) as Money | undefined),
      hours: hours ?? undefined,
      reservePpm: reserve ?? undefined,
      surplusOnly: sells && form.surplusOnly,
    },
  };
}
