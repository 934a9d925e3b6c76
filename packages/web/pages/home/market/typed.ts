/**
 * What a person types into the forms of selling and buying → our units: `0,3`, `0.3 kWh`, `300 Wh`, `18:30`. Nothing is guessed: what
 * cannot be read is undefined, and what has more digits than the unit is refused rather than rounded.
 */
import type { Energy, Power, Price, Timestamp } from '@evlock/protocol';
import { decimalInput, parseEnergy, parsePrice } from '../../shared/format/input.ts';

/** A number and what stands behind it, if anything. */
function split(text: string): { readonly number: string; readonly unit: string } {
  const [, number = '', unit = ''] = /^\s*([\d.,]*)\s*(.*?)\s*$/.exec(text) ?? [];
  return { number, unit: unit.toLowerCase() };
}

/** `1.5` of a unit that is 10^`less` times smaller than the one whose integers have six places. */
const scaled = (number: string, less: number): bigint | undefined => {
  const value = parseEnergy(number);
  if (value === undefined) return undefined;
  const divisor = 10n ** BigInt(less);
  return value % divisor === 0n ? value / divisor : undefined;
};

/** Energy in kWh, or in the unit that stands behind it: `kWh` or `Wh`. */
export function typedEnergy(text: string): Energy | undefined {
  const { number, unit } = split(text);
  if (unit === '' || unit === 'kwh') return parseEnergy(number);
  if (unit === 'wh') return scaled(number, 3) as Energy | undefined;
  return undefined;
}

/** Power in kW, or in `W`. */
export function typedPower(text: string): Power | undefined {
  const { number, unit } = split(text);
  const value = unit === '' || unit === 'kw' ? scaled(number, 0) : unit === 'w' ? scaled(number, 3) : undefined;
  return value !== undefined && value > 0n && value <= 2_000_000_000n ? (Number(value) as Power) : undefined;
}

/** Price in tokens per kWh; the token's symbol may stand behind it. */
export function typedPrice(text: string, symbol: string): Price | undefined {
  const { number, unit } = split(text);
  const units = ['', symbol.toLowerCase(), `${symbol.toLowerCase()}/kwh`, 'kwh', '/kwh'];
  return units.includes(unit.replaceAll(' ', '')) ? parsePrice(number) : undefined;
}

/**
 * The next time that a clock on the wall shows `18:30`, today or tomorrow; local, so that a day of 23 or 25 hours is right. Undefined
 * for what is no time of day.
 */
export function nextTime(text: string, now: Timestamp): Timestamp | undefined {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const date = new Date(now * 1000);
  const on = (days: number): Timestamp => {
    const day = new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, Number(hours), Number(minutes));
    return Math.floor(day.getTime() / 1000) as Timestamp;
  };
  const today = on(0);
  return today > now ? today : on(1);
}

/** The energy that a power delivers in that many seconds, rounded down: as `mostEnergy` of the protocol. */
export const mostEnergy = (power: Power, seconds: number): Energy =>
  ((BigInt(power) * BigInt(Math.max(0, seconds))) / 3600n) as Energy;

/** A quantity as a person of that language would type it: `1,5` where the comma is the point. */
export const localInput = (value: bigint, language: string): string =>
  language === 'de' ? decimalInput(value).replace('.', ',') : decimalInput(value);
