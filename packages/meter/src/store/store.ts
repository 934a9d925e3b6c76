/**
 * The meter's memory: SQLite in WAL mode with every commit synced, so that what was stored survives kill -9 and power
 * cuts. A receipt is stored before it is sent. Every failure is `STORE_FAILED`.
 */
import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import {
  type Address,
  type Bytes32,
  type ErrorCode,
  EvlockError,
  type GatewayRequest,
  type Mandate,
  type MandateApproval,
  mandateApprovalSchema,
  parseJson,
  type Role,
  type SignedOrder,
  type SignedReceipt,
  type StandingRules,
  signedOrderSchema,
  signedReceiptSchema,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import type { SignedCancel, SignedReading } from '@evlock/secure-world';
import { GasRecords } from './gas-records.ts';
import { PartnerRecords } from './partner-memory.ts';
import { guarded, type Row, Sql } from './sql.ts';
import { keepCancel, prune, pruneMandates, pruneOrders, trimReceipts } from './store-keeping.ts';
import {
  migrate,
  readRules,
  readTrade,
  SCHEMA_VERSION,
  signedCancelSchema,
  signedReadingSchema,
  type TradeRecord,
  versionOf,
} from './store-schema.ts';
import { SubmissionRecords } from './submission-records.ts';

/** A message that the gateway has not yet acknowledged. */
export type OutboxEntry =
  | { readonly id: number; readonly method: 'receipt'; readonly body: GatewayRequest<'receipt'> }
  | { readonly id: number; readonly method: 'reading'; readonly body: GatewayRequest<'reading'> };

const MAX_JSON = 16_384;

export interface KeptOrder {
  readonly hash: Bytes32;
  readonly signed: SignedOrder;
}

export interface KeptCancel {
  readonly signed: SignedCancel;
  /** When it was signed. */
  readonly stored: Timestamp;
}

export class Store {
  readonly submissions: SubmissionRecords;
  readonly partners: PartnerRecords;
  readonly gas: GasRecords;
  readonly #sql: Sql;

  private constructor(database: DatabaseSync) {
    this.#sql = new Sql(database);
    this.submissions = new SubmissionRecords(this.#sql);
    this.partners = new PartnerRecords(this.#sql);
    this.gas = new GasRecords(this.#sql);
  }

  /** Opens or creates the file, 0600. Throws `STORE_FAILED` when it cannot be written, is damaged or of a newer version. */
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
   * Opens the file read-only, also while the daemon writes it. Throws `STORE_FAILED` when it is missing, damaged or of
   * another version.
   */
  static openReadOnly(file: string): Store {
    return guarded('open', () => {
      const database = new DatabaseSync(file, { readOnly: true });
      const version = versionOf(database);
      if (version === SCHEMA_VERSION) return new Store(database);
      database.close();
      throw new EvlockError('STORE_FAILED', { problem: 'written by another version', version });
    });
  }

  close(): void {
    this.#sql.close();
  }

  // --- the meter

  /** The meter key that this store belongs to: the first it was opened for. */
  adopt(meterKey: Address): Address {
    const row = this.#sql.row('SELECT meter_key FROM meter');
    if (row) return String(row.meter_key) as Address;
    this.#sql.run('INSERT INTO meter (meter_key) VALUES (?)', [meterKey]);
    return meterKey;
  }

  /** Why this meter no longer signs anything new; null while it may. */
  fault(): ErrorCode | null {
    return (this.#sql.row('SELECT fault FROM meter')?.fault ?? null) as ErrorCode | null;
  }

  setFault(code: ErrorCode): void {
    this.#sql.run('UPDATE meter SET fault = ?', [code]);
  }

  // --- trades

  saveTrade(record: TradeRecord): void {
    const { id, orders, role, fromBlock, stage, delivery, cause, error, claimed, end } = record;
    this.#sql.run(
      `INSERT INTO trades (id, orders, role, from_block, stage, delivery, cause, error, claimed, ends)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET stage = excluded.stage,
       delivery = excluded.delivery, cause = excluded.cause, error = excluded.error, claimed = excluded.claimed`,
      [id, toJson(orders), role, fromBlock, stage, delivery, cause, error, Number(claimed), end],
    );
  }

  trade(id: Bytes32): TradeRecord | undefined {
    const row = this.#sql.row('SELECT * FROM trades WHERE id = ?', [id]);
    return row && readTrade(row);
  }

  /** Trades that are not over, oldest first. */
  openTrades(): TradeRecord[] {
    return this.#sql
      .rows("SELECT * FROM trades WHERE stage NOT IN ('settled', 'expired') ORDER BY ends")
      .map(readTrade);
  }

  /** Trades whose interval ends after `time`, in any stage; earliest end first. */
  tradesEndingAfter(time: Timestamp): TradeRecord[] {
    return this.#sql.rows('SELECT * FROM trades WHERE ends > ? ORDER BY ends', [time]).map(readTrade);
  }

  /** Trades with work left here, oldest first: not over, or over with a delivery that was not closed. */
  unfinishedTrades(): TradeRecord[] {
    return this.#sql
      .rows(
        `SELECT * FROM trades WHERE stage NOT IN ('settled', 'expired') OR delivery IN ('opening', 'open', 'closing')
       ORDER BY ends`,
      )
      .map(readTrade);
  }

  // --- receipts

  /** Stores this meter's receipt and puts it in the outbox, in one commit. Replaces older, redundant ones. */
  addOwnReceipt(signed: SignedReceipt): void {
    this.#sql.together(() => {
      this.#insertReceipt(signed);
      this.#post(`receipt:${signed.receipt.tradeId}`, 'receipt', signed);
    });
  }

  /** Keeps a partner's receipt, or one of its own that the gateway already has, replacing older, redundant ones. */
  keepReceipt(signed: SignedReceipt): void {
    this.#sql.together(() => this.#insertReceipt(signed));
  }

  latestReceipt(tradeId: Bytes32, role: Role): SignedReceipt | undefined {
    const row = this.#sql.row(
      'SELECT receipt FROM receipts WHERE trade = ? AND role = ? ORDER BY sequence DESC LIMIT 1',
      [tradeId, role],
    );
    return row && guarded('read', () => parseJson(signedReceiptSchema, String(row.receipt), MAX_JSON));
  }

  receipts(tradeId: Bytes32, role: Role): SignedReceipt[] {
    const rows = this.#sql.rows('SELECT receipt FROM receipts WHERE trade = ? AND role = ? ORDER BY sequence', [
      tradeId,
      role,
    ]);
    return guarded('read', () => rows.map((row) => parseJson(signedReceiptSchema, String(row.receipt), MAX_JSON)));
  }

  // --- readings

  /** Stores a reading and puts it in the outbox, in one commit. */
  addReading(signed: SignedReading): void {
    this.#sql.together(() => {
      this.keepReading(signed);
      this.#post(`reading:${signed.reading.sequence}`, 'reading', signed);
    });
  }

  /** Keeps a reading that the gateway already has. */
  keepReading(signed: SignedReading): void {
    const { sequence, intervalEnd } = signed.reading;
    this.#sql.run('INSERT OR IGNORE INTO readings (sequence, ends, reading) VALUES (?, ?, ?)', [
      sequence,
      intervalEnd,
      toJson(signed),
    ]);
  }

  latestReading(): SignedReading | undefined {
    const row = this.#sql.row('SELECT reading FROM readings ORDER BY sequence DESC LIMIT 1');
    return row && guarded('read', () => parseJson(signedReadingSchema, String(row.reading), MAX_JSON));
  }

  // --- orders, mandates, cancels

  /**
   * `fromBlock`: a finalized block from before the signing, where the search for its trade begins. `rules`: those of the standing
   * order that bind it.
   */
  addOrder(hash: Bytes32, signed: SignedOrder, fromBlock: number, rules: StandingRules | null = null): void {
    this.#sql.together(() => {
      this.#sql.run(
        'INSERT OR REPLACE INTO orders (hash, signed, from_block, open_before, rules) VALUES (?, ?, ?, ?, ?)',
        [hash, toJson(signed), fromBlock, signed.order.openBefore, rules && toJson(rules)],
      );
      pruneOrders(this.#sql);
    });
  }

  /** The kept own order with the highest nonce. */
  latestOrder(): SignedOrder | undefined {
    const row = this.#sql.row("SELECT signed FROM orders ORDER BY json_extract(signed, '$.order.nonce') DESC LIMIT 1");
    return row && guarded('read', () => parseJson(signedOrderSchema, String(row.signed), MAX_JSON));
  }

  order(hash: Bytes32): { readonly signed: SignedOrder; readonly fromBlock: number } | undefined {
    const row = this.#sql.row('SELECT signed, from_block FROM orders WHERE hash = ?', [hash]);
    if (!row) return undefined;
    const signed = guarded('read', () => parseJson(signedOrderSchema, String(row.signed), MAX_JSON));
    return { signed, fromBlock: Number(row.from_block) };
  }

  /** Whether this meter's order may still become a trade. */
  hasOpenOrder(now: Timestamp): boolean {
    return (
      this.#sql.row("SELECT 1 AS found FROM orders WHERE state = 'open' AND open_before > ? LIMIT 1", [now]) !==
      undefined
    );
  }

  /** Own orders that became no trade but still could, including withdrawn ones; by nonce. */
  openOrders(now: Timestamp): KeptOrder[] {
    return this.#orders("state <> 'traded' AND open_before > ? ORDER BY json_extract(signed, '$.order.nonce')", now);
  }

  /** Own orders past their `openBefore` that became no trade and are not released, including withdrawn ones. */
  pastOrders(now: Timestamp): KeptOrder[] {
    return this.#orders("state IN ('open', 'withdrawn') AND open_before <= ? ORDER BY open_before", now);
  }

  /** The order became a trade. */
  closeOrder(hash: Bytes32): void {
    this.#sql.run("UPDATE orders SET state = 'traded' WHERE hash = ? AND state <> 'traded'", [hash]);
  }

  /** The order's trade is proven never to have existed. */
  reopenOrder(hash: Bytes32): void {
    this.#sql.run("UPDATE orders SET state = 'open' WHERE hash = ? AND state = 'traded'", [hash]);
  }

  /** Nothing is reserved for the order any more. */
  releaseOrder(hash: Bytes32): void {
    this.#sql.run("UPDATE orders SET state = 'released' WHERE hash = ?", [hash]);
  }

  /** The rules that bind an own order; null without any. */
  rulesOfOrder(hash: Bytes32): StandingRules | null {
    const row = this.#sql.row('SELECT rules FROM orders WHERE hash = ?', [hash]);
    return readRules(row?.rules);
  }

  /** A mandate stays as it came first: its rules are never replaced. */
  addMandate({ mandate, assertion }: MandateApproval, rules: StandingRules | null = null): void {
    this.#sql.together(() => {
      this.#sql.run('INSERT OR IGNORE INTO mandates (id, approval, rules) VALUES (?, ?, ?)', [
        mandate.mandateId,
        toJson({ mandate, assertion }),
        rules && toJson(rules),
      ]);
      pruneMandates(this.#sql);
    });
  }

  /** Mandates that were not revoked, by number. */
  granted(): { readonly mandate: Mandate; readonly rules: StandingRules | null }[] {
    const rows = this.#sql.rows('SELECT approval, rules FROM mandates WHERE revoked = 0 ORDER BY id');
    return guarded('read', () =>
      rows.map(({ approval, rules }) => ({
        mandate: parseJson(mandateApprovalSchema, String(approval), MAX_JSON).mandate,
        rules: readRules(rules),
      })),
    );
  }

  /** Undefined for a mandate that is not kept here. */
  mandate(id: number): 'granted' | 'revoked' | undefined {
    const row = this.#sql.row('SELECT revoked FROM mandates WHERE id = ?', [id]);
    return row && (row.revoked === 1 ? 'revoked' : 'granted');
  }

  /** Keeps the signed cancel in place of those it covers, marks the mandate and every order it withdraws. */
  addCancel({ cancel, signature }: SignedCancel, { now, mandateId }: { now: Timestamp; mandateId?: number }): void {
    this.#sql.together(() => {
      keepCancel(this.#sql, { cancel, signature }, { text: toJson({ cancel, signature }), now });
      if (mandateId !== undefined)
        this.#sql.run('UPDATE mandates SET revoked = 1 WHERE id = ? AND revoked = 0', [mandateId]);
      this.#sql.run(
        "UPDATE orders SET state = 'withdrawn' WHERE state = 'open' AND (hash = ? OR json_extract(signed, '$.order.nonce') < ?)",
        [cancel.orderHash, cancel.minNonce],
      );
    });
  }

  /** The kept cancels, newest first. */
  cancels(): KeptCancel[] {
    const rows = this.#sql.rows('SELECT cancel, stored FROM cancels ORDER BY id DESC');
    return guarded('read', () =>
      rows.map(({ cancel, stored }) => ({
        signed: parseJson(signedCancelSchema, String(cancel), MAX_JSON),
        stored: Number(stored) as Timestamp,
      })),
    );
  }

  /** A mandate's latest revocation: it withdraws every order signed until then, and does not lapse. */
  revocation(): SignedCancel | undefined {
    const row = this.#sql.row("SELECT cancel FROM cancels WHERE slot = 'revoked'");
    return row && guarded('read', () => parseJson(signedCancelSchema, String(row.cancel), MAX_JSON));
  }

  // --- outbox

  /** Unacknowledged messages, at most `limit`: receipts first, since trades wait for them; otherwise oldest first. */
  outbox(limit: number): OutboxEntry[] {
    const rows = this.#sql.rows("SELECT id, method, body FROM outbox ORDER BY method = 'reading', id LIMIT ?", [limit]);
    return guarded('read', () => rows.map(readEntry));
  }

  /** The gateway has it. Acknowledging a message that has since been replaced removes nothing. */
  acknowledge(id: number): void {
    this.#sql.run('DELETE FROM outbox WHERE id = ?', [id]);
  }

  /** Throws `STORE_FAILED` unless the store can be written now. */
  probe(): void {
    this.#sql.run('UPDATE probe SET count = count + 1', []);
  }

  /** Drops what is no longer needed. Call once a day. */
  prune(now: Timestamp): void {
    this.#sql.together(() => {
      prune(this.#sql, now);
      this.submissions.prune(now);
    });
  }

  #orders(which: string, now: Timestamp): KeptOrder[] {
    const rows = this.#sql.rows(`SELECT hash, signed FROM orders WHERE ${which}`, [now]);
    return guarded('read', () =>
      rows.map(({ hash, signed }) => ({
        hash: String(hash) as Bytes32,
        signed: parseJson(signedOrderSchema, String(signed), MAX_JSON),
      })),
    );
  }

  #insertReceipt(signed: SignedReceipt): void {
    const { tradeId, role, sequence, final } = signed.receipt;
    this.#sql.run('INSERT OR IGNORE INTO receipts (trade, role, sequence, final, receipt) VALUES (?, ?, ?, ?, ?)', [
      tradeId,
      role,
      sequence,
      Number(final),
      toJson(signed),
    ]);
    trimReceipts(this.#sql, tradeId);
  }

  #post(slot: string, method: OutboxEntry['method'], body: unknown): void {
    this.#sql.run('INSERT OR REPLACE INTO outbox (slot, method, body) VALUES (?, ?, ?)', [slot, method, toJson(body)]);
  }
}

function readEntry(row: Row): OutboxEntry {
  const id = Number(row.id);
  const body = String(row.body);
  return row.method === 'receipt'
    ? { id, method: 'receipt', body: parseJson(signedReceiptSchema, body, MAX_JSON) }
    : { id, method: 'reading', body: parseJson(signedReadingSchema, body, MAX_JSON) };
}
