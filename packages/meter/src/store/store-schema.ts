/**
 * The store's tables, their migrations, and how a row becomes a value again. JSON columns hold signed data as it travels.
 */
import type { DatabaseSync } from 'node:sqlite';
import {
  type Bytes32,
  type ErrorCode,
  EvlockError,
  exportedCancelSchema,
  gatewayMethods,
  parseJson,
  type Role,
  type StandingRules,
  standingRulesSchema,
  type Timestamp,
  type TradeOrders,
  tradeOrdersSchema,
  ZERO_BYTES32,
} from '@evlock/protocol';
import type { Delivery, FinalCause, TradeStage } from '../trade/trade-progress.ts';
import { guarded, type Row } from './sql.ts';

/** What of a trade outlives the process. */
export interface TradeRecord {
  readonly id: Bytes32;
  readonly orders: TradeOrders;
  readonly role: Role;
  readonly fromBlock: number;
  readonly end: Timestamp;
  readonly stage: TradeStage;
  readonly delivery: Delivery;
  readonly cause: FinalCause | null;
  readonly error: ErrorCode | null;
  readonly claimed: boolean;
}

export const signedReadingSchema = gatewayMethods.reading.request;
export const signedCancelSchema = exportedCancelSchema.omit({ order: true });
const MAX_ORDERS = 16_384;

export const SCHEMA_VERSION = 8;

/** Each migrates the version before it; the first begins with an empty file. Never edited. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE trades (
    id TEXT PRIMARY KEY, orders TEXT NOT NULL, role TEXT NOT NULL, from_block INTEGER NOT NULL, stage TEXT NOT NULL,
    delivery TEXT NOT NULL, cause TEXT, error TEXT, claimed INTEGER NOT NULL, ends INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE receipts (
    trade TEXT NOT NULL, role TEXT NOT NULL, sequence INTEGER NOT NULL, final INTEGER NOT NULL, receipt TEXT NOT NULL,
    PRIMARY KEY (trade, role, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE readings (sequence INTEGER PRIMARY KEY, ends INTEGER NOT NULL, reading TEXT NOT NULL) STRICT;
  CREATE TABLE orders (
    hash TEXT PRIMARY KEY, signed TEXT NOT NULL, from_block INTEGER NOT NULL, open_before INTEGER NOT NULL,
    closed INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE mandates (id INTEGER PRIMARY KEY, approval TEXT NOT NULL, revoked INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE cancels (id INTEGER PRIMARY KEY, cancel TEXT NOT NULL) STRICT;
  -- AUTOINCREMENT: the id of a message that was replaced is never used again.
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, slot TEXT NOT NULL UNIQUE, method TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE probe (count INTEGER NOT NULL) STRICT;
  INSERT INTO probe (count) VALUES (0);`,
  // Which meter's store this is, and why it no longer signs anything new. One row.
  'CREATE TABLE meter (meter_key TEXT NOT NULL, fault TEXT) STRICT;',
  // One cancel in place of all that it covers; no trade that the meter has not itself seen on chain.
  `ALTER TABLE cancels RENAME TO every_cancel;
  CREATE TABLE cancels (id INTEGER PRIMARY KEY AUTOINCREMENT, slot TEXT NOT NULL UNIQUE, cancel TEXT NOT NULL) STRICT;
  INSERT OR REPLACE INTO cancels (slot, cancel)
    SELECT CASE
      WHEN json_extract(cancel, '$.cancel.orderHash') <> '${ZERO_BYTES32}' THEN json_extract(cancel, '$.cancel.orderHash')
      WHEN json_extract(cancel, '$.cancel.deadline') = ${2 ** 40 - 1} THEN 'revoked' ELSE 'approved' END, cancel
    FROM every_cancel ORDER BY json_extract(cancel, '$.cancel.minNonce'), id;
  DROP TABLE every_cancel;
  DELETE FROM trades WHERE stage = 'opened';`,
  // When a cancel was signed, and which submitter of the meter's list got what.
  `ALTER TABLE cancels ADD COLUMN stored INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE submissions (
    id TEXT PRIMARY KEY, phase TEXT NOT NULL, turn INTEGER NOT NULL, submitter TEXT NOT NULL, at INTEGER NOT NULL, error TEXT
  ) STRICT, WITHOUT ROWID;`,
  // Partners whose trades ended by loss or silence.
  'CREATE TABLE partners (account TEXT PRIMARY KEY, strikes INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;',
  // What the meter's own gas key has signed, and its maximum cost.
  `CREATE TABLE transactions (
    key TEXT PRIMARY KEY, nonce INTEGER NOT NULL, state TEXT NOT NULL, day INTEGER NOT NULL, entry TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE gas (key TEXT PRIMARY KEY, day INTEGER NOT NULL, wei TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  // States of orders by name. `open`: it may still become a trade. `traded`: it did. `withdrawn`: by a cancel, which may come too
  // late. `released`: the secure world no longer reserves anything for it.
  `ALTER TABLE orders ADD COLUMN state TEXT NOT NULL DEFAULT 'open'
    CHECK (state IN ('open', 'traded', 'withdrawn', 'released'));
  UPDATE orders SET state = CASE closed WHEN 0 THEN 'open' WHEN 1 THEN 'traded' WHEN 2 THEN 'withdrawn' ELSE 'released' END;
  ALTER TABLE orders DROP COLUMN closed;`,
  // The rules of a standing order: as they came with its mandate, and those that bind an order.
  `ALTER TABLE mandates ADD COLUMN rules TEXT;
  ALTER TABLE orders ADD COLUMN rules TEXT;`,
];

export const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);

/** Migrates the tables to this version, in one commit. Throws `STORE_FAILED` for those of a newer one. */
export function migrate(database: DatabaseSync): void {
  const version = versionOf(database);
  if (version > SCHEMA_VERSION)
    throw new EvlockError('STORE_FAILED', { problem: 'written by a newer version', version });
  if (version === SCHEMA_VERSION) return;
  const steps = MIGRATIONS.slice(version, SCHEMA_VERSION).join(' ');
  database.exec(`BEGIN IMMEDIATE; ${steps} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
}

/** Null where there are none. */
export const readRules = (column: unknown): StandingRules | null =>
  typeof column === 'string' ? guarded('read', () => parseJson(standingRulesSchema, column, MAX_ORDERS)) : null;

/** Throws `STORE_FAILED` when the row is not what this version writes. */
export function readTrade(row: Row): TradeRecord {
  try {
    return {
      id: String(row.id) as Bytes32,
      orders: parseJson(tradeOrdersSchema, String(row.orders), MAX_ORDERS),
      role: row.role as Role,
      fromBlock: Number(row.from_block),
      end: Number(row.ends) as Timestamp,
      stage: row.stage as TradeStage,
      delivery: row.delivery as Delivery,
      cause: row.cause as FinalCause | null,
      error: row.error as ErrorCode | null,
      claimed: row.claimed === 1,
    };
  } catch (cause) {
    throw new EvlockError('STORE_FAILED', { problem: 'unreadable row', table: 'trades' }, { cause });
  }
}
