/** Every account's movements of money, each with the money after it: written with the chain's events, read by page and by sum. */
import type { ChainEvent } from '@evlock/chain';
import type { Address, Bytes32, Energy, Money, MovementKind, MovementView, Price } from '@evlock/protocol';
import { bytes, time } from './columns.ts';
import type { Statements } from './statements.ts';

/** Events that `money_changes` knows. */
const MOVES_MONEY: ReadonlySet<ChainEvent['name']> = new Set([
  'Deposited',
  'Withdrawn',
  'SubmitterPaid',
  'TradeOpened',
  'TradeSettled',
  'TradeExpired',
] as const);

/** Adds the movements of one stored event, after those of every event before it. */
export async function projectMovements(statements: Statements, event: ChainEvent): Promise<void> {
  if (!MOVES_MONEY.has(event.name)) return;
  await statements.query(
    `INSERT INTO movements
     SELECT c.account, c.block, c.log_index, c.part, c.time, c.transaction, c.kind, c.trade_id, c.opened_block, c.other,
       c.energy, c.price, c.balance_change, c.locked_change,
       COALESCE(last.balance, 0) + sum(c.balance_change) OVER so_far, COALESCE(last.locked, 0) + sum(c.locked_change) OVER so_far
     FROM money_changes c
     LEFT JOIN LATERAL (SELECT m.balance, m.locked FROM movements m WHERE m.account = c.account
                        ORDER BY m.block DESC, m.log_index DESC, m.part DESC LIMIT 1) last ON true
     WHERE c.block = $1 AND c.log_index = $2
     WINDOW so_far AS (PARTITION BY c.account ORDER BY c.part)`,
    [event.block, event.logIndex],
  );
}

/** Drops what happened after `block`; what came before does not depend on it. */
export async function forgetMovements(statements: Statements, block: number): Promise<void> {
  await statements.query('DELETE FROM movements WHERE block > $1', [block]);
}

interface Row {
  block: bigint;
  log_index: number;
  part: number;
  time: bigint;
  transaction: Bytes32;
  kind: MovementKind;
  trade_id: Bytes32 | null;
  opened_block: bigint | null;
  other: Address | null;
  energy: Energy | null;
  price: Price | null;
  balance_change: bigint;
  locked_change: bigint;
  balance: Money;
  locked: Money;
}

const record = (row: Row): MovementView => ({
  kind: row.kind,
  block: Number(row.block),
  logIndex: row.log_index,
  transaction: row.transaction,
  time: time(row.time),
  trade: row.trade_id,
  opened: row.opened_block === null ? null : Number(row.opened_block),
  other: row.other,
  energy: row.energy,
  price: row.price,
  balanceChange: row.balance_change,
  lockedChange: row.locked_change,
  balance: row.balance,
  locked: row.locked,
});

export interface MovementsPage {
  readonly limit: number;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Time, block, log index and part of the last one of the page before. */
  readonly after?: string | undefined;
}

/** After every movement there can be. */
const END_OF_TIME = '9223372036854775807.0.0.0';

/** An account's movements, newest first, and where the next page begins. */
export async function movementsOfAccount(
  statements: Statements,
  account: Address,
  { limit, from, until, after = END_OF_TIME }: MovementsPage,
): Promise<{ movements: MovementView[]; next: string | null }> {
  const rows = await statements.query<Row>(
    `SELECT * FROM movements
     WHERE account = $1 AND (time, block, log_index, part) < ($2::bigint, $3::bigint, $4::int, $5::int)
       AND time >= $6 AND ($7::bigint IS NULL OR time < $7)
     ORDER BY time DESC, block DESC, log_index DESC, part DESC LIMIT $8`,
    [bytes(account), ...after.split('.'), from ?? 0, until ?? null, limit + 1],
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const next = last ? `${last.time}.${last.block}.${last.log_index}.${last.part}` : null;
  return { movements: shown.map(record), next };
}

/** Free and locked money. */
export interface Standing {
  readonly balance: Money;
  readonly locked: Money;
}

/** An account's money just before each moment. */
export async function standingsAt(
  statements: Statements,
  account: Address,
  moments: readonly number[],
): Promise<Standing[]> {
  const rows = await statements.query<Standing>(
    `SELECT COALESCE(last.balance, 0) AS balance, COALESCE(last.locked, 0) AS locked
     FROM unnest($2::bigint[]) WITH ORDINALITY AS asked (moment, place)
     LEFT JOIN LATERAL (SELECT m.balance, m.locked FROM movements m WHERE m.account = $1 AND m.time < asked.moment
                        ORDER BY m.time DESC, m.block DESC, m.log_index DESC, m.part DESC LIMIT 1) last ON true
     ORDER BY asked.place`,
    [bytes(account), moments],
  );
  return rows.map(({ balance, locked }) => ({ balance, locked }));
}

/** The movements of one kind between two moments, summed. */
export interface KindSum {
  /** Index of the moment at which they begin. */
  readonly place: number;
  readonly kind: MovementKind;
  readonly count: number;
  readonly energy: bigint;
  readonly balanceChange: bigint;
  readonly lockedChange: bigint;
}

export async function sumsBetween(
  statements: Statements,
  account: Address,
  moments: readonly number[],
): Promise<KindSum[]> {
  const rows = await statements.query<{
    place: number;
    kind: MovementKind;
    count: bigint;
    energy: bigint;
    balance_change: bigint;
    locked_change: bigint;
  }>(
    `SELECT width_bucket(time, $2::bigint[]) - 1 AS place, kind, count(*) AS count, COALESCE(sum(energy), 0) AS energy,
       sum(balance_change) AS balance_change, sum(locked_change) AS locked_change
     FROM movements WHERE account = $1 AND time >= $3 AND time < $4 GROUP BY 1, 2`,
    [bytes(account), moments, moments[0], moments.at(-1)],
  );
  return rows.map((row) => ({
    place: row.place,
    kind: row.kind,
    count: Number(row.count),
    energy: row.energy,
    balanceChange: row.balance_change,
    lockedChange: row.locked_change,
  }));
}
