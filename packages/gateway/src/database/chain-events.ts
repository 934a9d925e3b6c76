/** The chain's events as they were read, the cursor, and how to rebuild what was derived from them. */
import type { ChainEvent } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  type Deployment,
  EvlockError,
  isSameMarket,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import { bytes, time } from './columns.ts';
import { forgetMovements } from './movements.ts';
import {
  nothingTouched,
  type PlacedEvent,
  project,
  projectAccounts,
  projectMeters,
  projectOffers,
  projectTrade,
  type Touched,
} from './projection.ts';
import type { Statements } from './statements.ts';

export interface Cursor {
  /** The last indexed block. */
  readonly block: number;
  /** Of the newest finalized block when that was done. */
  readonly time: Timestamp;
}

/** The indexer's cursor; a new database begins before the deployment. Throws `CHAIN_WRONG_NETWORK`. */
export async function readCursor(statements: Statements, deployment: Deployment): Promise<Cursor> {
  const [row] = await statements.query<{ chain_id: bigint; market: Address; block: bigint; time: bigint }>(
    `WITH made AS (
       INSERT INTO chain_cursor (chain_id, market, block, time) VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING RETURNING *)
     SELECT * FROM made UNION ALL SELECT * FROM chain_cursor LIMIT 1`,
    [deployment.chainId, bytes(deployment.market), deployment.block - 1],
  );
  if (!row) throw new EvlockError('INTERNAL', { table: 'chain_cursor' });
  const own = { chainId: Number(row.chain_id), market: row.market };
  if (!isSameMarket(own, deployment)) {
    throw new EvlockError('CHAIN_WRONG_NETWORK', {
      databaseChain: own.chainId,
      databaseMarket: own.market,
      chain: deployment.chainId,
      market: deployment.market,
    });
  }
  return { block: Number(row.block), time: time(row.time) };
}

/** The time of the newest indexed block; `otherwise` before the first. */
export async function chainTime(statements: Statements, otherwise: Timestamp): Promise<Timestamp> {
  const [row] = await statements.query<{ time: bigint }>('SELECT time FROM chain_cursor WHERE time > 0');
  return row ? time(row.time) : otherwise;
}

/**
 * Indexes the blocks after `from` up to `to.block`: stores their events and applies them. Must run in
 * one transaction. Throws `INTERNAL` when somebody else moved the cursor, or an event is not of these blocks.
 */
export async function advance(
  statements: Statements,
  from: number,
  to: Cursor,
  events: readonly PlacedEvent[],
): Promise<Touched> {
  const moved = await statements.query(
    'UPDATE chain_cursor SET block = $2, time = $3 WHERE block = $1 RETURNING block',
    [from, to.block, to.time],
  );
  if (moved.length !== 1) throw new EvlockError('INTERNAL', { problem: 'gap in the blocks taken in', block: from });
  const touched = nothingTouched();
  for (const placed of events) {
    const { block } = placed.event;
    if (block <= from || block > to.block) throw new EvlockError('INTERNAL', { problem: 'event out of range', block });
    await store(statements, placed);
    await project(statements, placed, touched);
  }
  return touched;
}

/** The meter that an event is about, for the index. */
const meterOf = (event: ChainEvent): Address | null => ('meterKey' in event ? event.meterKey : null);

async function store(statements: Statements, { event, tradeId, gas }: PlacedEvent): Promise<void> {
  const { block, blockHash, time: seconds, transaction, logIndex, name, ...fields } = event;
  const meterKey = meterOf(event);
  await statements.query(
    `INSERT INTO chain_events
       (block, log_index, block_hash, transaction, time, name, trade_id, meter_key, fields, gas)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      block,
      logIndex,
      bytes(blockHash),
      bytes(transaction),
      seconds,
      name,
      tradeId && bytes(tradeId),
      meterKey && bytes(meterKey),
      toJson(fields),
      gas,
    ],
  );
}

interface Row {
  block: bigint;
  log_index: number;
  block_hash: Bytes32;
  transaction: Bytes32;
  time: bigint;
  name: string;
  trade_id: Bytes32 | null;
  fields: Record<string, string | number | boolean>;
  gas: bigint | null;
}

/** Decimal strings in `fields` are the bigints that were stored; every other string there is hex or a role. */
function placedEvent(row: Row): PlacedEvent {
  const fields = Object.entries(row.fields).map(([key, value]) => [
    key,
    typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : value,
  ]);
  const place = {
    block: Number(row.block),
    blockHash: row.block_hash,
    time: time(row.time),
    transaction: row.transaction,
    logIndex: row.log_index,
  };
  const event = { ...Object.fromEntries(fields), ...place, name: row.name } as unknown as ChainEvent;
  return { event, tradeId: row.trade_id, gas: row.gas === null ? null : Number(row.gas) };
}

/** A block that holds events, with one transaction of it. */
export interface EventBlock {
  readonly block: number;
  readonly blockHash: Bytes32;
  readonly transaction: Bytes32;
}

/** The newest `limit` blocks that hold events, newest first. */
export async function eventBlocks(statements: Statements, limit: number): Promise<EventBlock[]> {
  const rows = await statements.query<{ block: bigint; block_hash: Bytes32; transaction: Bytes32 }>(
    `SELECT DISTINCT ON (block) block, block_hash, transaction FROM chain_events
     ORDER BY block DESC LIMIT $1`,
    [limit],
  );
  return rows.map((row) => ({
    block: Number(row.block),
    blockHash: row.block_hash,
    transaction: row.transaction,
  }));
}

/** Whether the blocks `from` to `to` were indexed with exactly these events. */
export async function isSameAsStored(
  statements: Statements,
  { from, to }: { readonly from: number; readonly to: number },
  events: readonly ChainEvent[],
): Promise<boolean> {
  const rows = await statements.query<{ block: bigint; log_index: number; transaction: Bytes32 }>(
    'SELECT block, log_index, transaction FROM chain_events WHERE block BETWEEN $1 AND $2 ORDER BY block, log_index',
    [from, to],
  );
  return (
    rows.length === events.length &&
    rows.every(
      (row, index) =>
        Number(row.block) === events[index]?.block &&
        row.log_index === events[index]?.logIndex &&
        row.transaction === events[index]?.transaction,
    )
  );
}

/** Rebuilds one trade from its events, for a trade that became known here after it was opened. */
export async function replayTrade(statements: Statements, id: Bytes32): Promise<void> {
  await statements.query(
    `UPDATE trades SET state = 'signed', delivered = NULL, paid = NULL, refunded = NULL,
       buyer_reputation = NULL, seller_reputation = NULL,
       freed = false,
       buyer_claim = NULL, buyer_claim_final = false, seller_claim = NULL, seller_claim_final = false,
       opened_transaction = NULL, opened_block = NULL, opened_time = NULL, opened_gas = NULL,
       ended_transaction = NULL, ended_block = NULL, ended_time = NULL, ended_gas = NULL
     WHERE id = $1`,
    [bytes(id)],
  );
  const rows = await statements.query<Row>('SELECT * FROM chain_events WHERE trade_id = $1 ORDER BY block, log_index', [
    bytes(id),
  ]);
  for (const row of rows) await projectTrade(statements, placedEvent(row), nothingTouched());
}

/** Whether the chain's events hold the opening of this trade. */
export async function isOpenedOnChain(statements: Statements, id: Bytes32): Promise<boolean> {
  const rows = await statements.query(`SELECT FROM chain_events WHERE trade_id = $1 AND name = 'TradeOpened'`, [
    bytes(id),
  ]);
  return rows.length > 0;
}

/**
 * Drops every block after `block` and rebuilds what they touched. Finality never goes back; a development chain that
 * was killed may have lost its last blocks. Must run in one transaction.
 */
export async function rewind(statements: Statements, block: number): Promise<void> {
  await forgetMovements(statements, block);
  const removed = await statements.query<{ trade_id: Bytes32 | null }>(
    'DELETE FROM chain_events WHERE block > $1 RETURNING trade_id',
    [block],
  );
  const trades = new Set(removed.flatMap(({ trade_id }) => trade_id ?? []));
  for (const id of trades) await replayTrade(statements, id);
  if (removed.length > 0) await replayTheRest(statements);
  await statements.query('UPDATE chain_cursor SET block = $1', [block]);
}

async function replayTheRest(statements: Statements): Promise<void> {
  await statements.query('UPDATE offers SET opened_trade = NULL, cancelled = false');
  await statements.query('DELETE FROM chain_meters');
  await statements.query('DELETE FROM chain_accounts');
  const rows = await statements.query<Row>('SELECT * FROM chain_events ORDER BY block, log_index');
  for (const { event } of rows.map(placedEvent)) {
    await projectOffers(statements, event, nothingTouched());
    await projectMeters(statements, event);
    await projectAccounts(statements, event);
  }
}
