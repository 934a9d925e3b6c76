/**
 * Branded integers. Energy, money and price are `bigint` (they reach uint64 and uint128 on chain); electrical
 * quantities and times are safe integers. A float is refused at construction, so none reaches a signature, a row or a wire.
 */
import { EvlockError } from '../errors/evlock-error.ts';

declare const unit: unique symbol;
export type Branded<Base, Unit extends string> = Base & { readonly [unit]: Unit };

/** Energy in mWh, as uint64. */
export type Energy = Branded<bigint, 'mWh'>;
/** Money in micro-units of the settlement token (6 decimals), as uint128. */
export type Money = Branded<bigint, 'micro'>;
/** Price in micro-units per kWh, as uint64. */
export type Price = Branded<bigint, 'micro/kWh'>;
/** Power in mW, signed. */
export type Power = Branded<number, 'mW'>;
/** Voltage in mV. */
export type Voltage = Branded<number, 'mV'>;
/** Current in mA, signed: positive flows out of the household. */
export type Current = Branded<number, 'mA'>;
/** A moment in UTC seconds, as uint40. */
export type Timestamp = Branded<number, 's since 1970'>;
/** A length of time in milliseconds. */
export type Milliseconds = Branded<number, 'ms'>;
/** A fraction in parts per million, 0 to 1 000 000. */
export type Ppm = Branded<number, 'ppm'>;

const UINT64_MAX = (1n << 64n) - 1n;
const UINT128_MAX = (1n << 128n) - 1n;
const UINT40_MAX = 2 ** 40 - 1;

const bigintUnit = <T extends bigint>(name: string, max: bigint) => {
  return (value: bigint | number | string): T => {
    let integer: bigint;
    try {
      integer = BigInt(value);
    } catch {
      throw new EvlockError('UNIT_OUT_OF_RANGE', { unit: name, value: String(value) });
    }
    if (integer < 0n || integer > max) throw new EvlockError('UNIT_OUT_OF_RANGE', { unit: name, value: String(value) });
    return integer as T;
  };
};

const numberUnit = <T extends number>(name: string, min: number, max: number) => {
  return (value: number): T => {
    if (!Number.isSafeInteger(value) || value < min || value > max) {
      throw new EvlockError('UNIT_OUT_OF_RANGE', { unit: name, value: String(value) });
    }
    return value as T;
  };
};

/**
 * Energy from an integer number of mWh. Throws `UNIT_OUT_OF_RANGE`, as every unit here does, unless it is an integer within range.
 *
 * @example
 * energy(1_500_000n); // 1.5 kWh
 * energy(parseDecimal('1.5', 6)); // the same, as a person writes it
 */
export const energy = bigintUnit<Energy>('mWh', UINT64_MAX);
/**
 * Money from an integer number of micro-units of the settlement token.
 *
 * @example
 * money(2_500_000n); // 2.5 tokens
 */
export const money = bigintUnit<Money>('micro-units', UINT128_MAX);
/**
 * A price from an integer number of micro-units per kWh.
 *
 * @example
 * price(120_000n); // 0.12 tokens per kWh
 */
export const price = bigintUnit<Price>('micro-units/kWh', UINT64_MAX);
/** Power from an integer number of mW. */
export const power = numberUnit<Power>('mW', -(2 ** 31), 2 ** 31 - 1);
/** Voltage from an integer number of mV. */
export const voltage = numberUnit<Voltage>('mV', 0, 2 ** 31 - 1);
/** Current from an integer number of mA. */
export const current = numberUnit<Current>('mA', -(2 ** 31), 2 ** 31 - 1);
/**
 * A moment from whole seconds since 1970, UTC.
 *
 * @example
 * timestamp(Math.floor(Date.now() / 1000));
 */
export const timestamp = numberUnit<Timestamp>('s', 0, UINT40_MAX);
/** A length of time from whole milliseconds. */
export const milliseconds = numberUnit<Milliseconds>('ms', 0, Number.MAX_SAFE_INTEGER);
/**
 * A fraction from an integer number of parts per million.
 *
 * @example
 * ppm(50_000); // 5 %
 */
export const ppm = numberUnit<Ppm>('ppm', 0, 1_000_000);

/**
 * Reads a decimal of the larger unit ("1.5" kWh, "0.12" per kWh) into the integer of the smaller one without passing
 * through a float. `decimals` is 6 for money, price and kWh. Throws `UNIT_OUT_OF_RANGE` on excess digits, or more than 20 before the point.
 *
 * @example
 * parseDecimal('0.12', 6); // 120_000n
 */
export function parseDecimal(text: string, decimals: number): bigint {
  const [, whole = '', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  if (whole === '' || fraction.length > decimals) {
    const problem = `not a decimal with at most ${decimals} places`;
    throw new EvlockError('UNIT_OUT_OF_RANGE', { problem, value: text });
  }
  if (whole.length > 20) throw new EvlockError('UNIT_OUT_OF_RANGE', { problem: 'is too large', value: text });
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

/**
 * Writes an integer of the smaller unit as a decimal of the larger one, without trailing zeros.
 *
 * @example
 * formatDecimal(120_000n, 6); // '0.12'
 */
export function formatDecimal(value: bigint, decimals: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals);
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}

/** 1 kWh in mWh; also the divisor of every payment. */
export const KILOWATT_HOUR = 1_000_000n as Energy;
