/**
 * Statements as CSV (RFC 4180). Columns keep their names, order and units: a new one goes to the end. Decimals have a point and no
 * rounding, times are given in UTC and in the statement's zone.
 */
import { formatDecimal, type MovementView } from '@evlock/protocol';
import type { Shown } from '../verification/index.ts';
import type { EnergyRow } from './energy-rows.ts';
import { TimeZone } from './local-time.ts';
import { paidIn, type Statement, type StatementSums } from './statement.ts';

export const MOVEMENT_COLUMNS = [
  'time_utc',
  'time_local',
  'kind',
  'currency',
  'balance_change',
  'locked_change',
  'balance_after',
  'locked_after',
  'paid',
  'energy_kwh',
  'price_per_kwh',
  'other_account',
  'trade',
  'transaction',
  'block',
  'log_index',
  'not_proven',
] as const;

export const DAY_COLUMNS = [
  'from_utc',
  'until_utc',
  'from_local',
  'currency',
  'bought_kwh',
  'bought_paid',
  'bought_trades',
  'sold_kwh',
  'sold_received',
  'sold_trades',
  'deposited',
  'withdrawn',
  'fees',
  'balance_after',
  'locked_after',
  'register_import_kwh',
  'register_export_kwh',
] as const;

export const QUARTER_COLUMNS = [
  'from_utc',
  'until_utc',
  'from_local',
  'register_import_kwh',
  'register_export_kwh',
  'counted_since_utc',
  'bought_kwh',
  'sold_kwh',
] as const;

/** A cell that a spreadsheet would take for a formula does not exist here: numbers, names of ours, hex and times. */
const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

const lines = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');

const utc = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
const six = (value: bigint | null): string => (value === null ? '' : formatDecimal(value, 6));

/** Every movement, oldest first. */
export function movementsCsv({ movements, zone }: Statement, currency: string): string {
  const local = new TimeZone(zone);
  const row = (one: Shown<MovementView>): string[] => [
    utc(one.time),
    local.iso(one.time),
    one.kind,
    currency,
    six(one.balanceChange),
    six(one.lockedChange),
    six(one.balance),
    six(one.locked),
    one.kind === 'bought' || one.kind === 'sold' ? six(paidIn(one)) : '',
    six(one.energy),
    six(one.price),
    one.other ?? '',
    one.trade ?? '',
    one.transaction,
    String(one.block),
    String(one.logIndex),
    [...one.verdict.failed, ...one.verdict.unchecked].join(' '),
  ];
  return lines(MOVEMENT_COLUMNS, movements.toReversed().map(row));
}

/** The days of a month, or the one day. */
export function daysCsv({ days, sums, zone }: Statement, currency: string): string {
  const local = new TimeZone(zone);
  const row = (one: StatementSums): string[] => [
    utc(one.from),
    utc(one.until),
    local.iso(one.from),
    currency,
    six(one.bought.energy),
    six(one.bought.money),
    String(one.bought.trades),
    six(one.sold.energy),
    six(one.sold.money),
    String(one.sold.trades),
    six(one.deposited),
    six(one.withdrawn),
    six(one.fees),
    six(one.balance),
    six(one.locked),
    six(one.import),
    six(one.export),
  ];
  return lines(DAY_COLUMNS, (days.length > 0 ? days : [sums]).map(row));
}

/** The quarter hours of a day: 92, 96 or 100. */
export function quartersCsv({ quarters, zone }: Statement): string {
  const local = new TimeZone(zone);
  const row = (one: EnergyRow): string[] => [
    utc(one.from),
    utc(one.until),
    local.iso(one.from),
    six(one.import),
    six(one.export),
    one.since === null ? '' : utc(one.since),
    six(one.bought),
    six(one.sold),
  ];
  return lines(QUARTER_COLUMNS, quarters.map(row));
}

export const STATEMENT_TABLES = ['days', 'quarters', 'movements'] as const;
export type StatementTable = (typeof STATEMENT_TABLES)[number];

/** One of a statement's tables. */
export function statementCsv(statement: Statement, table: StatementTable, currency: string): string {
  if (table === 'quarters') return quartersCsv(statement);
  return table === 'days' ? daysCsv(statement, currency) : movementsCsv(statement, currency);
}
