/** What a person types → integers of the smaller unit, without a float in between. A comma is a point. */
import type { Energy, Money, Price } from '@evlock/protocol';

const UINT64_MAX = (1n << 64n) - 1n;

/** `1.5` or `1,5` with at most `decimals` places; undefined for anything else. */
function decimal(text: string, decimals: number): bigint | undefined {
  const [, whole = '', fraction = ''] = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (whole === '' || fraction.length > decimals) return undefined;
  const value = BigInt(whole + fraction.padEnd(decimals, '0'));
  return value <= UINT64_MAX ? value : undefined;
}

/** kWh as typed → mWh. */
export const parseEnergy = (text: string): Energy | undefined => decimal(text, 6) as Energy | undefined;
/** Tokens as typed → micro-units. */
export const parseMoney = (text: string): Money | undefined => decimal(text, 6) as Money | undefined;
/** Tokens per kWh as typed → micro-units per kWh. */
export const parsePrice = (text: string): Price | undefined => decimal(text, 6) as Price | undefined;

/** As an input field shows it again: `1.5`. */
export function decimalInput(value: bigint): string {
  const digits = value.toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  return `${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`;
}
