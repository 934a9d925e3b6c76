/** How a statement is displayed. */
import {
  averagePrice,
  paidIn,
  type Shown,
  type Statement,
  type StatementSums,
  TimeZone,
  type Traded,
} from '@evlock/owner';
import { checksummed, type DeploymentFile, type Energy, formatDecimal, type Price } from '@evlock/protocol';
import { decimal, fields, kWh, perKwh, table, tokens } from './format.ts';
import { mark } from './proof.ts';

const whole = (energy: bigint | null): string => (energy === null ? '-' : kWh(energy as Energy));
const signed = (value: bigint): string => `${value > 0n ? '+' : ''}${formatDecimal(value, 6)}`;

const tradedText = (side: Traded, symbol: string): string | null =>
  side.trades === 0
    ? null
    : `${whole(side.energy)} for ${tokens(side.money as never, symbol)}: ${perKwh(averagePrice(side), symbol)} in ${side.trades} trades`;

export function statementText(statement: Shown<Statement>, { tokenSymbol: symbol }: DeploymentFile): string {
  const { sums, opening, zone, verdict, made } = statement;
  const local = new TimeZone(zone);
  const minute = (seconds: number): string => local.iso(seconds).slice(0, 16).replace('T', ' ');
  const money = (value: bigint): string | null => (value === 0n ? null : tokens(value as never, symbol));
  const parts = [
    fields([
      ['period', `${minute(sums.from)} to ${minute(sums.until)}, ${zone}`],
      ['state', made < sums.until ? 'provisional: the period is not over' : 'complete'],
      ['proven', verdict.failed.length > 0 ? `NO: ${verdict.failed.join(', ')}` : 'yes'],
      ['  not checked', verdict.unchecked.length > 0 ? verdict.unchecked.join(', ') : null],
      ['bought', tradedText(sums.bought, symbol)],
      ['sold', tradedText(sums.sold, symbol)],
      ['deposited', money(sums.deposited)],
      ['withdrawn', money(sums.withdrawn)],
      ['fees', money(sums.fees)],
      ['free before', tokens(opening.balance, symbol)],
      ['free after', tokens(sums.balance, symbol)],
      ['locked after', tokens(sums.locked, symbol)],
      ['register in', sums.import === null ? null : whole(sums.import)],
      ['register out', sums.export === null ? null : whole(sums.export)],
      ['own use', 'not measured by this meter'],
    ]),
    sourcesTable(statement, symbol),
    daysTable(statement, local),
    quartersTable(statement, local),
    movementsTable(statement, minute),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function sourcesTable({ sources }: Statement, symbol: string): string {
  if (sources.length === 0) return '';
  const rows = sources.map(({ side, partner, energy, price, money, trades }) => [
    side,
    partner === null ? '-' : checksummed(partner),
    whole(energy),
    perKwh(price as Price, symbol),
    tokens(money as never, symbol),
    String(trades),
  ]);
  return table(['SIDE', 'PARTNER', 'ENERGY', 'PRICE', 'MONEY', 'TRADES'], rows, ['ENERGY', 'PRICE', 'MONEY', 'TRADES']);
}

/** Days on which something happened. */
function daysTable({ days }: Statement, local: TimeZone): string {
  const busy = days.filter((day) => day.movements > 0 || (day.import ?? 0n) > 0n || (day.export ?? 0n) > 0n);
  if (busy.length === 0) return '';
  const row = (day: StatementSums): string[] => [
    local.iso(day.from).slice(0, 10),
    whole(day.bought.energy),
    decimal(day.bought.money as never),
    whole(day.sold.energy),
    decimal(day.sold.money as never),
    whole(day.import),
    whole(day.export),
    decimal(day.balance),
  ];
  const header = ['DAY', 'BOUGHT', 'PAID', 'SOLD', 'RECEIVED', 'REGISTER IN', 'REGISTER OUT', 'FREE AFTER'];
  return table(header, busy.map(row), header.slice(1));
}

function quartersTable({ quarters }: Statement, local: TimeZone): string {
  const busy = quarters.filter((row) => row.import !== null || row.bought > 0n || row.sold > 0n);
  if (busy.length === 0) return '';
  const rows = busy.map((row) => [
    local.iso(row.from).slice(11, 16),
    local.iso(row.from).slice(19),
    whole(row.import),
    whole(row.export),
    whole(row.bought),
    whole(row.sold),
    row.since === null ? '' : `since ${local.iso(row.since).slice(11, 16)}`,
  ]);
  const header = ['FROM', 'UTC', 'REGISTER IN', 'REGISTER OUT', 'BOUGHT', 'SOLD', 'COUNTED'];
  return table(header, rows, header.slice(2, 6));
}

function movementsTable({ movements, complete }: Statement, minute: (seconds: number) => string): string {
  if (movements.length === 0) return 'No movements.';
  const rows = movements.map((one) => [
    minute(one.time),
    one.kind,
    signed(one.balanceChange),
    one.kind === 'bought' || one.kind === 'sold' ? decimal(paidIn(one) as never) : '',
    decimal(one.balance),
    decimal(one.locked),
    `${one.transaction}${mark(one.verdict)}`,
  ]);
  const header = ['TIME', 'WHAT', 'FREE', 'PAID', 'FREE AFTER', 'LOCKED AFTER', 'TRANSACTION'];
  const shown = table(header, rows, header.slice(2, 6));
  return complete ? shown : `${shown}\nThere are more: evlock statement of single days lists them.`;
}
