/** A day's or a month's statement: what was bought, sold and paid, and what the own meter's registers counted. */
import type { Address, Energy, Money, MovementView, Price, RouteResponse } from '@evlock/protocol';
import { KILOWATT_HOUR } from '@evlock/protocol';
import type { Shown } from '../verification/index.ts';
import type { EnergyRow } from './energy-rows.ts';
import type { CalendarPeriod } from './local-time.ts';

export interface Traded {
  readonly trades: number;
  readonly energy: bigint;
  readonly money: bigint;
}

/** Sums of one stretch of time. */
export interface StatementSums {
  readonly from: number;
  readonly until: number;
  readonly movements: number;
  readonly bought: Traded;
  readonly sold: Traded;
  readonly deposited: bigint;
  readonly withdrawn: bigint;
  readonly fees: bigint;
  /** Free and locked money at its end. */
  readonly balance: Money;
  readonly locked: Money;
  /** By the meter's registers; null where it was not read. */
  readonly import: Energy | null;
  readonly export: Energy | null;
}

/** Everything bought from, or sold to, one partner. */
export interface StatementSource extends Traded {
  readonly side: 'bought' | 'sold';
  readonly partner: Address | null;
  /** What a kWh cost on average, rounded down. */
  readonly price: Price;
}

export interface Statement {
  readonly period: CalendarPeriod;
  /** IANA name of the time zone in which its days are. */
  readonly zone: string;
  readonly from: number;
  readonly until: number;
  /** The time at which it was made; a period that is not over is provisional. */
  readonly made: number;
  readonly opening: { readonly balance: Money; readonly locked: Money };
  readonly sums: StatementSums;
  /** Of a month: each day. */
  readonly days: readonly StatementSums[];
  /** Of a day: each quarter hour. */
  readonly quarters: readonly EnergyRow[];
  readonly sources: readonly StatementSource[];
  /** Newest first. */
  readonly movements: readonly Shown<MovementView>[];
  /** Whether `movements` and `sources` hold all of them; the sums always do. */
  readonly complete: boolean;
}

export type Totals = RouteResponse<'totals'>;

/** The average price of a kWh, rounded down; zero where nothing was traded. */
export const averagePrice = ({ energy, money }: Pick<Traded, 'energy' | 'money'>): Price =>
  (energy === 0n ? 0n : (money * KILOWATT_HOUR) / energy) as Price;

/** What a buyer paid or a seller received in a movement of a settled trade. */
export const paidIn = ({ kind, balanceChange, lockedChange }: MovementView): bigint =>
  kind === 'bought' ? -(balanceChange + lockedChange) : balanceChange;

/** Each partner, the dearest first. */
export function sourcesOf(movements: readonly MovementView[]): StatementSource[] {
  const ended = movements.filter(({ kind }) => kind === 'bought' || kind === 'sold');
  const groups = Map.groupBy(ended, ({ kind, other }) => `${kind} ${other}`);
  return [...groups.values()]
    .map((group): StatementSource => {
      const energy = group.reduce((sum, one) => sum + (one.energy ?? 0n), 0n);
      const money = group.reduce((sum, one) => sum + paidIn(one), 0n);
      const side = group[0]?.kind === 'sold' ? 'sold' : 'bought';
      const price = averagePrice({ energy, money });
      return { side, partner: group[0]?.other ?? null, trades: group.length, energy, money, price };
    })
    .sort((one, other) => Number(other.money > one.money) - Number(other.money < one.money));
}

/** The totals that the movements themselves give, for comparison. */
export function sumsOf(
  movements: readonly MovementView[],
): Omit<StatementSums, 'from' | 'until' | 'balance' | 'locked' | 'import' | 'export'> {
  const of = (kind: MovementView['kind'], value: (one: MovementView) => bigint): bigint =>
    movements.filter((one) => one.kind === kind).reduce((sum, one) => sum + value(one), 0n);
  const traded = (kind: 'bought' | 'sold'): Traded => ({
    trades: movements.filter((one) => one.kind === kind).length,
    energy: of(kind, ({ energy }) => energy ?? 0n),
    money: of(kind, paidIn),
  });
  return {
    movements: movements.length,
    bought: traded('bought'),
    sold: traded('sold'),
    deposited: of('deposited', ({ balanceChange }) => balanceChange),
    withdrawn: -of('withdrawn', ({ balanceChange }) => balanceChange),
    fees: -of('fee', ({ balanceChange }) => balanceChange),
  };
}
