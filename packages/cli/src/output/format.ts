/** Integers in our units → text for people. */
import { type Energy, formatDecimal, type Money, type Power, type Price, type Timestamp } from '@evlock/protocol';
import { oneLine } from './printable.ts';

/** Wh below one kWh: a household's first trades are small. */
export const kWh = (value: Energy): string =>
  value < 1_000_000n ? `${formatDecimal(value, 3)} Wh` : `${formatDecimal(value, 6)} kWh`;
/** W below one kW; negative for inflow. */
export const kW = (value: Power): string =>
  Math.abs(value) < 1_000_000 ? `${formatDecimal(BigInt(value), 3)} W` : `${formatDecimal(BigInt(value), 6)} kW`;
/** Tokens, for where the symbol is shown elsewhere. */
export const decimal = (value: Money): string => formatDecimal(value, 6);
export const tokens = (value: Money, symbol: string): string => `${decimal(value)} ${symbol}`;
/** Wei. */
export const native = (value: bigint): string => `${formatDecimal(value, 18)} KAIA`;
export const perKwh = (value: Price, symbol: string): string => `${formatDecimal(value, 6)} ${symbol}/kWh`;
/** UTC, to the second. */
export const utc = (value: Timestamp): string =>
  new Date(value * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');

/** Labels and values in two columns; a value of `null` is left out. A value stays on its line, whoever wrote it. */
export function fields(rows: readonly (readonly [label: string, value: string | null])[]): string {
  const shown = rows.filter((row): row is readonly [string, string] => row[1] !== null);
  const width = Math.max(0, ...shown.map(([label]) => label.length));
  return shown.map(([label, value]) => `${label.padEnd(width)}  ${oneLine(value)}`.trimEnd()).join('\n');
}

/** Columns as wide as their widest cell, each row on its line. `right` names the columns of numbers. */
export function table(
  header: readonly string[],
  cells: readonly (readonly string[])[],
  right: readonly string[] = [],
): string {
  const rows = cells.map((row) => row.map(oneLine));
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return right.includes(header[column] ?? '') ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(line).join('\n');
}
