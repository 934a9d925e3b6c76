/**
 * The meter's memory: SQLite in WAL mode with every commit synced, so that what was stored survives kill -9 and power
 * cuts. A receipt is stored before it is sent. Every failure is `STORE_FAILED`.
 */
import { chmodSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import {
  type Address,
  type Bytes32,
  type ErrorCode,
  EvlockError,
  type GatewayRequest,
  type MandateApproval,
  parseJson,
  type Role,
  type SignedOrder,
  type SignedReceipt,
  signedOrderSchema,
  signedReceiptSchema,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import type { SignedCancel, SignedReading } from '@evlock/secure-world';
import {
  METER_TABLE,
  type Row,
  readTrade,
  SCHEMA,
  SCHEMA_VERSION,
  signedCancelSchema,
  signedReadingSchema,
  type TradeRecord,
} from './store-schema.ts';

/** A message that the gateway has not yet acknowledged. */
export type OutboxEntry =
  | { readonly id: number; readonly method: 'receipt'; readonly body: GatewayRequest<'receipt'> }
  | { readonly id: number; readonly method: 'reading'; readonly body: GatewayRequest<'reading'> };

const MAX_JSON = 16_384;
const PRUNE_AFTER = 30 * 86_400;

export class Store {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Opens or makes the file, 0600. Throws `STORE_FAILED` when it cannot be written, is damaged or of a newer version. */
  static open(file: string): Store {
    return guarded('open', () => {
      const database = new DatabaseSync(file);
      try {
        chmodSync(file, 0o600);
        database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
        const [check] = database.prepare('PRAGMA quick_check(1)').all();
        if (check?.quick_check !== 'ok') throw new EvlockError('STORE_FAILED', { problem: 'damaged' });
        migrate(database);
        return new Store(database);
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  /**
   * Opens the file for reading alone, also while the daemon writes it. Throws `STORE_FAILED` when it is not there, damaged
   * or of another version.
   */
  static openReadOnly(file: string): Store {
    return guarded('open', () => {
      const database = new DatabaseSync(file, { readOnly: true });
      const version = versionOf(database);
      if (version === SCHEMA_VERSION) return new Store(database);
      database.close();
      throw new EvlockError('STORE_FAILED', { problem: 'of another version', version });
    });
  }

  close(): void {
    guarded('close', () => this.#database.close());
  }

  // --- the meter

  /** The meter key that this store belongs to: the first that it was opened for. */
  adopt(meterKey: Address): Address {
    const row = this.#row('SELECT meter_key FROM meter');
    if (row) return String(row.meter_key) as Address;
    this.#run('INSERT INTO meter (meter_key) VALUES (?)', [meterKey]);
    return meterKey;
  }

  /** Why this meter signs nothing new any more; null while it may. */
  fault(): ErrorCode | null {
    return (this.#row('SELECT fault FROM meter')?.fault ?? null) as ErrorCode | null;
  }

  setFault(code: ErrorCode): void {
    this.#run('UPDATE meter SET fault = ?', [code]);
  }

  // --- trades

  saveTrade(record: TradeRecord): void {
    const { id, orders, role, fromBlock, stage, delivery, cause, error, claimed, end } = record;
    this.#run(
      `INSERT INTO trades (id, orders, role, from_block, stage, delivery, cause, error, claimed, ends)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET stage = excluded.stage,
       delivery = excluded.delivery, cause = excluded.cause, error = excluded.error, claimed = excluded.claimed`,
      [id, toJson(orders), role, fromBlock, stage, delivery, cause, error, Number(claimed), end],
    );
  }

  trade(id: Bytes32): TradeRecord | undefined {
    const row = this.#row('SELECT * FROM trades WHERE id = ?', [id]);
    return row && readTrade(row);
  }

  /** Trades that are not over, oldest first. */
  openTrades(): TradeRecord[] {
    return this.#rows("SELECT * FROM trades WHERE stage NOT IN ('settled', 'expired') ORDER BY ends").map(readTrade);
  }

  /** Trades with something left to do here, oldest first: not over, or over with a delivery that was not closed. */
  unfinishedTrades(): TradeRecord[] {
    return this.#rows(
      `SELECT * FROM trades WHERE stage NOT IN ('settled', 'expired') OR delivery IN ('opening', 'open', 'closing')
       ORDER BY ends`,
    ).map(readTrade);
  }

  // --- receipts

  /** Stores an own receipt and puts it in the outbox, in one commit. A newer one of the same trade takes its place there. */
  addOwnReceipt(signed: SignedReceipt): void {
    this.#together(() => {
      this.#insertReceipt(signed);
      this.#post(`receipt:${signed.receipt.tradeId}`, 'receipt', signed);
    });
  }

  /** Keeps an own receipt that the gateway has already. */
  keepReceipt(signed: SignedReceipt): void {
    this.#insertReceipt(signed);
  }

  /** Keeps the partner's newest receipt, and all its final ones. */
  addPartnerReceipt(signed: SignedReceipt): void {
    const { tradeId, role, sequence } = signed.receipt;
    this.#together(() => {
      this.#insertReceipt(signed);
      this.#run('DELETE FROM receipts WHERE trade = ? AND role = ? AND final = 0 AND sequence < ?', [
        tradeId,
        role,
        sequence,
      ]);
    });
  }

  latestReceipt(tradeId: Bytes32, role: Role): SignedReceipt | undefined {
    const row = this.#row('SELECT receipt FROM receipts WHERE trade = ? AND role = ? ORDER BY sequence DESC LIMIT 1', [
      tradeId,
      role,
    ]);
    return row && guarded('read', () => parseJson(signedReceiptSchema, String(row.receipt), MAX_JSON));
  }

  receipts(tradeId: Bytes32, role: Role): SignedReceipt[] {
    const rows = this.#rows('SELECT receipt FROM receipts WHERE trade = ? AND role = ? ORDER BY sequence', [
      tradeId,
      role,
    ]);
    return guarded('read', () => rows.map((row) => parseJson(signedReceiptSchema, String(row.receipt), MAX_JSON)));
  }

  // --- readings

  /** Stores a reading and puts it in the outbox, in one commit. */
  addReading(signed: SignedReading): void {
    this.#together(() => {
      this.keepReading(signed);
      this.#post(`reading:${signed.reading.sequence}`, 'reading', signed);
    });
  }

  /** Keeps a reading that the gateway has already. */
  keepReading(signed: SignedReading): void {
    const { sequence, intervalEnd } = signed.reading;
    this.#run('INSERT OR IGNORE INTO readings (sequence, ends, reading) VALUES (?, ?, ?)', [
      sequence,
      intervalEnd,
      toJson(signed),
    ]);
  }

  latestReading(): SignedReading | undefined {
    const row = this.#row('SELECT reading FROM readings ORDER BY sequence DESC LIMIT 1');
    return row && guarded('read', () => parseJson(signedReadingSchema, String(row.reading), MAX_JSON));
  }

  // --- orders, mandates, cancels

  /** `fromBlock`: a finalized block from before the signing, where the search for its trade begins. */
  addOrder(hash: Bytes32, signed: SignedOrder, fromBlock: number): void {
    this.#run('INSERT OR REPLACE INTO orders (hash, signed, from_block, open_before) VALUES (?, ?, ?, ?)', [
      hash,
      toJson(signed),
      fromBlock,
      signed.order.openBefore,
    ]);
  }

  /** The own order with the highest nonce that is kept. */
  latestOrder(): SignedOrder | undefined {
    const row = this.#row("SELECT signed FROM orders ORDER BY json_extract(signed, '$.order.nonce') DESC LIMIT 1");
    return row && guarded('read', () => parseJson(signedOrderSchema, String(row.signed), MAX_JSON));
  }

  order(hash: Bytes32): { readonly signed: SignedOrder; readonly fromBlock: number } | undefined {
    const row = this.#row('SELECT signed, from_block FROM orders WHERE hash = ?', [hash]);
    if (!row) return undefined;
    const signed = guarded('read', () => parseJson(signedOrderSchema, String(row.signed), MAX_JSON));
    return { signed, fromBlock: Number(row.from_block) };
  }

  /** Whether an own order may still become a trade. */
  hasOpenOrder(now: Timestamp): boolean {
    return this.#row('SELECT 1 AS found FROM orders WHERE closed = 0 AND open_before > ? LIMIT 1', [now]) !== undefined;
  }

  /** The order became a trade. */
  closeOrder(hash: Bytes32): void {
    this.#run('UPDATE orders SET closed = 1 WHERE hash = ?', [hash]);
  }

  addMandate({ mandate, assertion }: MandateApproval): void {
    this.#run('INSERT OR REPLACE INTO mandates (id, approval) VALUES (?, ?)', [
      mandate.mandateId,
      toJson({ mandate, assertion }),
    ]);
  }

  /** Keeps the signed cancel, marks the mandate and every order that it withdraws. */
  addCancel({ cancel, signature }: SignedCancel, mandateId?: number): void {
    this.#together(() => {
      this.#run('INSERT INTO cancels (cancel) VALUES (?)', [toJson({ cancel, signature })]);
      if (mandateId !== undefined) this.#run('UPDATE mandates SET revoked = 1 WHERE id = ?', [mandateId]);
      this.#run("UPDATE orders SET closed = 1 WHERE hash = ? OR json_extract(signed, '$.order.nonce') < ?", [
        cancel.orderHash,
        cancel.minNonce,
      ]);
    });
  }

  /** Every cancel that was signed here, oldest first. */
  cancels(): SignedCancel[] {
    const rows = this.#rows('SELECT cancel FROM cancels ORDER BY id');
    return guarded('read', () => rows.map(({ cancel }) => parseJson(signedCancelSchema, String(cancel), MAX_JSON)));
  }

  // --- outbox

  /** Messages not yet acknowledged, at most `limit`: receipts first, since trades wait for them; else oldest first. */
  outbox(limit: number): OutboxEntry[] {
    const rows = this.#rows("SELECT id, method, body FROM outbox ORDER BY method = 'reading', id LIMIT ?", [limit]);
    return guarded('read', () => rows.map(readEntry));
  }

  /** The gateway has it. An older version of a message that was replaced meanwhile takes nothing away. */
  acknowledge(id: number): void {
    this.#run('DELETE FROM outbox WHERE id = ?', [id]);
  }

  /** Throws `STORE_FAILED` unless the store can be written now. */
  probe(): void {
    this.#run('UPDATE probe SET count = count + 1', []);
  }

  /** Drops what nobody needs 30 days later: receipts that are not final of trades that are over, and orders. */
  prune(now: Timestamp): void {
    this.#together(() => {
      this.#run(
        `DELETE FROM receipts WHERE final = 0 AND trade IN
         (SELECT id FROM trades WHERE stage IN ('settled', 'expired') AND ends < ?)`,
        [now - PRUNE_AFTER],
      );
      this.#run('DELETE FROM orders WHERE open_before < ?', [now - PRUNE_AFTER]);
    });
  }

  #insertReceipt(signed: SignedReceipt): void {
    const { tradeId, role, sequence, final } = signed.receipt;
    this.#run('INSERT OR IGNORE INTO receipts (trade, role, sequence, final, receipt) VALUES (?, ?, ?, ?, ?)', [
      tradeId,
      role,
      sequence,
      Number(final),
      toJson(signed),
    ]);
  }

  #post(slot: string, method: OutboxEntry['method'], body: unknown): void {
    this.#run('INSERT OR REPLACE INTO outbox (slot, method, body) VALUES (?, ?, ?)', [slot, method, toJson(body)]);
  }

  #together(work: () => void): void {
    this.#run('BEGIN IMMEDIATE', []);
    try {
      work();
      this.#run('COMMIT', []);
    } catch (error) {
      try {
        this.#database.exec('ROLLBACK');
      } catch {
        // The first error says what happened; SQLite may have rolled back by itself.
      }
      throw error;
    }
  }

  #run(sql: string, values: SQLInputValue[]): void {
    guarded('write', () => this.#database.prepare(sql).run(...values));
  }

  #rows(sql: string, values: SQLInputValue[] = []): Row[] {
    return guarded('read', () => this.#database.prepare(sql).all(...values));
  }

  #row(sql: string, values: SQLInputValue[] = []): Row | undefined {
    return this.#rows(sql, values)[0];
  }
}

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);

function migrate(database: DatabaseSync): void {
  const version = versionOf(database);
  if (version > SCHEMA_VERSION) throw new EvlockError('STORE_FAILED', { problem: 'of a newer version', version });
  if (version === SCHEMA_VERSION) return;
  const tables = version === 0 ? `${SCHEMA} ${METER_TABLE}` : METER_TABLE;
  database.exec(`BEGIN IMMEDIATE; ${tables} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
}

function readEntry(row: Row): OutboxEntry {
  const id = Number(row.id);
  const body = String(row.body);
  return row.method === 'receipt'
    ? { id, method: 'receipt', body: parseJson(signedReceiptSchema, body, MAX_JSON) }
    : { id, method: 'reading', body: parseJson(signedReadingSchema, body, MAX_JSON) };
}

function guarded<T>(problem: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw EvlockError.is(cause, 'STORE_FAILED') ? cause : new EvlockError('STORE_FAILED', { problem }, { cause });
  }
}
