/** Arguments as a person writes them → integers in our units. Pure; no floats involved. */
import {
  type Address,
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
  parseAddress,
  parseDecimal,
  power,
  ppm,
  price,
  requirePayable,
  type Timestamp,
  timestamp,
} from '@evlock/protocol';
import { argument } from './usage.ts';

const outOfRange = (problem: string, value: string): EvlockError =>
  new EvlockError('UNIT_OUT_OF_RANGE', { problem, value });

/** Decimals of each unit above the smallest. */
type Units = Readonly<Record<string, number>>;
const ENERGY: Units = { MWh: 9, kWh: 6, Wh: 3, mWh: 0 };
const POWER: Units = { kW: 6, W: 3, mW: 0 };

/** A unit in any case, if unambiguous: `m` is a thousandth and `M` a million, so they are never guessed. */
function unitOf(name: string, units: Units): string | undefined {
  if (Object.hasOwn(units, name)) return name;
  if (/^m/i.test(name)) return undefined;
  return Object.keys(units).find((unit) => !/^m/i.test(unit) && unit.toLowerCase() === name.toLowerCase());
}

/** `text` as a decimal and one of the units. Words errors for a person. */
function decimalWithUnit(text: string, units: Units, example: string): bigint {
  const list = Object.keys(units).join(', ');
  checkPoint(text);
  const [, number = '', name = ''] = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*$/.exec(text) ?? [];
  if (number === '') throw outOfRange(`not a number with one of ${list}, such as ${example}`, text);
  if (name === '')
    throw outOfRange(`has no unit: one of ${list}, without a space or in quotes, such as ${example}`, text);
  const unit = unitOf(name, units);
  const decimals = units[unit ?? ''];
  if (decimals === undefined) {
    const sizes = Object.keys(units).filter((one) => one.toLowerCase() === name.toLowerCase());
    if (sizes.length === 0) throw outOfRange(`${name} is not one of ${list}`, text);
    throw outOfRange(`${name} could mean ${named(sizes)}: write it exactly`, text);
  }
  return decimals === 0 ? integer(number) : parseDecimal(number, decimals);
}

/** `mWh (a thousandth)`. */
const named = (units: readonly string[]): string =>
  units.map((unit) => `${unit} (${unit.startsWith('M') ? 'a million' : 'a thousandth'})`).join(' or ');

/** A comma is a decimal separator to some people and a thousands separator to others. */
function checkPoint(text: string): void {
  if (!/\d,\d/.test(text)) return;
  const point = text.trim().replace(',', '.');
  const plain = text.trim().replaceAll(',', '');
  const thousands = /^[1-9]\d{0,2}(,\d{3})+\D*$/.test(text.trim());
  throw outOfRange(`the decimal separator is a point: write ${point}${thousands ? `, or ${plain}` : ''}`, text);
}

function integer(text: string): bigint {
  if (!/^\d{1,39}$/.test(text)) throw outOfRange('not a whole number', text);
  return BigInt(text);
}

/** `2kWh`, `500 Wh`, `1500mWh`, `2KWH`. Throws `UNIT_OUT_OF_RANGE`; the unit is required. */
export const readEnergy = (text: string): Energy => energy(decimalWithUnit(text, ENERGY, '2kWh'));

/** `3kW`, `250W`, `1500mW`. */
export const readPower = (text: string): Power => power(Number(decimalWithUnit(text, POWER, '250W')));

function readDecimal(text: string, what: string, example: string): bigint {
  checkPoint(text);
  if (!/^\s*\d+(\.\d+)?\s*$/.test(text)) throw outOfRange(`not ${what}, such as ${example}`, text);
  return parseDecimal(text, 6);
}

/** Token units per kWh: `0.12`. */
export const readPrice = (text: string): Price => price(readDecimal(text, 'a price in tokens per kWh', '0.12'));

/** Token units: `12.5`. */
export const readMoney = (text: string): Money => money(readDecimal(text, 'an amount in tokens', '12.5'));

/** Native balance, in wei: `1`, `0.5`. */
export function readNative(text: string): bigint {
  checkPoint(text);
  if (!/^\s*\d{1,9}(\.\d{1,18})?\s*$/.test(text)) throw outOfRange('not an amount, such as 1 or 0.5', text);
  return parseDecimal(text, 18);
}

/** `3%` or `0.5 %`, as parts per million. */
export function readFraction(text: string): Ppm {
  checkPoint(text);
  const match = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text);
  if (!match?.[1]) throw outOfRange('not a percentage, such as 3%', text);
  return ppm(Number(parseDecimal(match[1], 4)));
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `90s`, `15m`, `2h`, `1d` or sums like `1h30m`, in seconds. */
export function readDuration(text: string): number {
  if (!/^(\d{1,9}[smhd])+$/i.test(text)) throw outOfRange('not a duration, such as 90s, 15m, 1h30m', text);
  const parts = text.toLowerCase().match(/\d+[smhd]/g) ?? [];
  return timestamp(parts.reduce((sum, part) => sum + Number(part.slice(0, -1)) * (SECONDS[part.slice(-1)] ?? 0), 0));
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?$/i;
const EXAMPLE = 'such as now, +5m, 2026-11-22T18:30Z';

/** `now`, `+5m` from now, `2026-11-22T18:30Z` (the zone is required), or UTC seconds. */
export function readTime(text: string, now: Timestamp): Timestamp {
  if (text === 'now') return now;
  if (text.startsWith('+')) return timestamp(now + readDuration(text.slice(1)));
  if (/^\d{9,12}$/.test(text)) return timestamp(Number(text));
  const match = ISO.exec(text);
  if (!match) throw outOfRange(`not a time, ${EXAMPLE}`, text);
  const [, ...parts] = match;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(0, 6).map(Number);
  const zone = parts[6]?.toUpperCase();
  if (zone === undefined) throw outOfRange('has no zone: end it with Z for UTC, or with +01:00', text);
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second || 0));
  // A nonexistent date rolls over into another day.
  const is = [utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate(), utc.getUTCHours(), utc.getUTCMinutes()];
  if (is.join() !== [year, month, day, hour, minute].join() || second > 59) throw outOfRange('no such time', text);
  return timestamp(Math.floor(utc.getTime() / 1000) - zoneSeconds(zone, text));
}

/** East of UTC. */
function zoneSeconds(zone: string, text: string): number {
  if (zone === 'Z') return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  if (hours > 14 || minutes > 59) throw outOfRange(`no such zone: ${zone}`, text);
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** A trade id, order hash or device id, in any case. Throws `INVALID_INPUT` without its value, which may be a key. */
export function readHash(text: string): Bytes32 {
  if (!/^\s*0x[0-9a-f]{64}\s*$/i.test(text))
    throw new EvlockError('INVALID_INPUT', { problem: 'not 0x and 64 hex digits' });
  return parse(bytes32.schema, text.trim().toLowerCase());
}

/** Throws `INVALID_INPUT`, also for an invalid checksum and for the zero address. */
export function readAddress(text: string): Address {
  if (!/^\s*0x[0-9a-f]{40}\s*$/i.test(text))
    throw new EvlockError('INVALID_INPUT', { problem: 'not an address: 0x and 40 hex digits' });
  return parseAddress(text);
}

/** The same, but for nothing. */
export const positive =
  <T extends bigint | number>(read: (text: string) => T) =>
  (text: string): T => {
    const value = read(text);
    if (value <= 0) throw outOfRange('must be above 0', text);
    return value;
  };

/** Wrong usage of `argument` when it names one of the contracts, from which nothing comes back. */
export const checkPayable = (name: string, to: Address, deployment: Parameters<typeof requirePayable>[1]): void =>
  argument(name, () => requirePayable(to, deployment))(to);

/** A whole number between `least` and `most`. */
export const readInteger =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw outOfRange(`not a whole number from ${least} to ${most}`, text);
    return value;
  };

/** Throws `INVALID_INPUT`. */
export function readHttpUrl(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new EvlockError('INVALID_INPUT', { value: text, problem: 'not an http(s) URL, such as http://127.0.0.1:8545' });
}

/** Of a gateway, which is reached in no other way. Throws `INVALID_INPUT`. */
export function readHttpsUrl(text: string): string {
  if (/^https:\/\//.test(text) && URL.canParse(text)) return text;
  throw new EvlockError('INVALID_INPUT', {
    value: text,
    problem: 'is not an https URL, such as https://gateway.example:8443',
  });
}

/** Throws `INVALID_INPUT` for an empty name: `--data "$UNSET"` would fill the current folder. */
export function readPath(text: string): string {
  if (text.trim() !== '') return text;
  throw new EvlockError('INVALID_INPUT', { problem: 'is empty; `.` is the current folder' });
}
