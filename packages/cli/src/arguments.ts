/** How arguments are written by a person → integers of our units. Pure; no float on the way. */
import {
  type Address,
  address,
  type Bytes32,
  bytes32,
  type Energy,
  EvlockError,
  energy,
  type Money,
  money,
  type Power,
  type Ppm,
  type Price,
  parse,
  parseDecimal,
  power,
  ppm,
  price,
  type Timestamp,
  timestamp,
} from '@evlock/protocol';

const outOfRange = (unit: string, value: string): EvlockError => new EvlockError('UNIT_OUT_OF_RANGE', { unit, value });

/** `text` as a decimal and one of the units, whose value is its number of decimals above the smallest. */
function decimalWithUnit(text: string, units: Readonly<Record<string, number>>): bigint {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(text);
  const decimals = units[match?.[2] ?? ''];
  if (!match?.[1] || decimals === undefined) throw outOfRange(`decimal with ${Object.keys(units).join(', ')}`, text);
  return decimals === 0 ? integer(match[1]) : parseDecimal(match[1], decimals);
}

function integer(text: string): bigint {
  if (!/^\d{1,39}$/.test(text)) throw outOfRange('whole number', text);
  return BigInt(text);
}

/** `2kWh`, `500 Wh`, `1500mWh`. Throws `UNIT_OUT_OF_RANGE`; the unit is never left out. */
export const readEnergy = (text: string): Energy => energy(decimalWithUnit(text, { MWh: 9, kWh: 6, Wh: 3, mWh: 0 }));

/** `3kW`, `250W`, `1500mW`. */
export const readPower = (text: string): Power => power(Number(decimalWithUnit(text, { kW: 6, W: 3, mW: 0 })));

/** Token units per kWh: `0.12`. */
export const readPrice = (text: string): Price => price(parseDecimal(text, 6));

/** Token units: `12.5`. */
export const readMoney = (text: string): Money => money(parseDecimal(text, 6));

/** `3%` or `0.5 %`, as parts per million. */
export function readFraction(text: string): Ppm {
  const match = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text);
  if (!match?.[1]) throw outOfRange('percentage', text);
  return ppm(Number(parseDecimal(match[1], 4)));
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `90s`, `15m`, `2h`, `1d` or sums like `1h30m`, in seconds. */
export function readDuration(text: string): number {
  if (!/^(\d{1,9}[smhd])+$/.test(text)) throw outOfRange('duration like 90s, 15m, 1h30m', text);
  const parts = text.match(/\d+[smhd]/g) ?? [];
  return timestamp(parts.reduce((sum, part) => sum + Number(part.slice(0, -1)) * (SECONDS[part.slice(-1)] ?? 0), 0));
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;

/** `now`, `+5m` from now, `2026-11-22T18:30Z` (a zone is never left out), or UTC seconds. */
export function readTime(text: string, now: Timestamp): Timestamp {
  if (text === 'now') return now;
  if (text.startsWith('+')) return timestamp(now + readDuration(text.slice(1)));
  if (/^\d{9,12}$/.test(text)) return timestamp(Number(text));
  const milliseconds = ISO.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw outOfRange('time like now, +5m, 2026-11-22T18:30Z', text);
  return timestamp(Math.floor(milliseconds / 1000));
}

/** A trade id, order hash or device id. */
export const readHash = (text: string): Bytes32 => parse(bytes32.schema, text);

export const readAddress = (text: string): Address => parse(address.schema, text);

/** A whole number between `least` and `most`. */
export const readInteger =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw outOfRange(`whole number ${least} to ${most}`, text);
    return value;
  };
