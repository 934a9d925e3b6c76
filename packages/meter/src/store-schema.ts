/** The tables of the store, and how a row becomes a value again. JSON columns hold signed data as it travels. */
import {
  type Bytes32,
  type ErrorCode,
  EvlockError,
  exportedCancelSchema,
  gatewayMethods,
  parseJson,
  type Role,
  type Timestamp,
  type TradeOrders,
  tradeOrdersSchema,
} from '@evlock/protocol';
import type { Delivery, FinalCause, TradeStage } from './trade-progress.ts';

export type Row = Readonly<Record<string, unknown>>;

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

export const SCHEMA_VERSION = 2;
/** Since version 2: whose store this is, and why the meter signs nothing new any more. One row. */
export const METER_TABLE = 'CREATE TABLE meter (meter_key TEXT NOT NULL, fault TEXT) STRICT;';
export const SCHEMA = `
  CREATE TABLE trades (
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
  INSERT INTO probe (count) VALUES (0);
`;

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
    throw new EvlockError('STORE_FAILED', { problem: 'row cannot be read', table: 'trades' }, { cause });
  }
}
