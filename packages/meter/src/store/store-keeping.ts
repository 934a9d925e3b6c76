/**
 * What the store keeps, how much and for how long. Whatever a gateway or partner requests, the store stays bounded, and what
 * is needed to get money out is never dropped.
 */
import {
  type Bytes32,
  CLAIM_SECONDS,
  decisiveReceipts,
  parseJson,
  type Role,
  type SignedReceipt,
  signedReceiptSchema,
  type Timestamp,
  ZERO_BYTES32,
} from '@evlock/protocol';
import type { SignedCancel } from '@evlock/secure-world';
import { guarded, type Sql } from './sql.ts';

const DAY = 86_400;

/**
 * Of orders that were traded or released. All others are kept: the chain's window of 64 nonces moves with what is opened, so
 * a gateway that opens none of the later ones can still open the first. The secure world bounds their number.
 */
const ORDERS = 128;
const ORDER_DAYS = 30;
/** The secure world holds 8, but those with rules may outlive many others. */
const MANDATES = { plain: 64, standing: 256 } as const;
/** Cancels of single orders, each approved by a passkey. */
const ORDER_CANCELS = 64;
/** A year and a month at one every 15 minutes. */
const READINGS = 40_000;
/** Of trades that are over: first the non-final receipts, then the trade. */
const RECEIPT_DAYS = 30;
const TRADE_DAYS = 400;
const TRADES = 5_000;

const MAX_JSON = 16_384;

/** Of both sides together; see `decisiveReceipts`. */
const RECEIPTS_OF_TRADE = 8;

/**
 * Drops a trade's redundant receipts: of each side the newest stays, the one with the most energy and those of the newest
 * final pair. Energies grow with the sequences, so most are dropped without being read.
 */
export function trimReceipts(sql: Sql, tradeId: Bytes32): void {
  sql.run(
    `DELETE FROM receipts WHERE trade = ? AND final = 0 AND sequence <
       (SELECT MAX(sequence) FROM receipts newer WHERE newer.trade = receipts.trade AND newer.role = receipts.role)`,
    [tradeId],
  );
  const rows = sql.rows('SELECT receipt FROM receipts WHERE trade = ?', [tradeId]);
  if (rows.length <= RECEIPTS_OF_TRADE) return;
  const kept = guarded('read', () =>
    rows.map(({ receipt }) => parseJson(signedReceiptSchema, String(receipt), MAX_JSON)),
  );
  const of = (role: Role): SignedReceipt[] => kept.filter(({ receipt }) => receipt.role === role);
  const { buyer, seller } = decisiveReceipts({ buyer: of('buyer'), seller: of('seller') });
  const telling = new Set([...buyer, ...seller]);
  for (const signed of kept) {
    if (telling.has(signed)) continue;
    const { role, sequence } = signed.receipt;
    sql.run('DELETE FROM receipts WHERE trade = ? AND role = ? AND sequence = ?', [tradeId, role, sequence]);
  }
}

/** The latest time a uint40 can name: what revokes a mandate does not lapse. */
const NEVER = 2 ** 40 - 1;

/**
 * Which cancel replaces which: among those that withdraw every nonce so far, one that never lapses and one that does; among
 * those that name an order, one each.
 */
function slotOf({ cancel }: SignedCancel): string {
  if (cancel.orderHash !== ZERO_BYTES32) return cancel.orderHash;
  return cancel.deadline === NEVER ? 'revoked' : 'approved';
}

/** Keeps a cancel unless the one kept in its place covers it. */
export function keepCancel(
  sql: Sql,
  signed: SignedCancel,
  { text, now }: { readonly text: string; readonly now: Timestamp },
): void {
  const slot = slotOf(signed);
  const kept = sql.row(
    "SELECT cancel, json_extract(cancel, '$.cancel.minNonce') AS nonce FROM cancels WHERE slot = ?",
    [slot],
  );
  if (kept && (kept.cancel === text || Number(kept.nonce) > signed.cancel.minNonce)) return;
  sql.run('INSERT OR REPLACE INTO cancels (slot, cancel, stored) VALUES (?, ?, ?)', [slot, text, now]);
  sql.run(
    `DELETE FROM cancels WHERE slot NOT IN ('revoked', 'approved') AND id <= (
       SELECT id FROM cancels WHERE slot NOT IN ('revoked', 'approved') ORDER BY id DESC LIMIT 1 OFFSET ?)`,
    [ORDER_CANCELS],
  );
}

/** Drops what is no longer needed, and of each kind what exceeds its bound; oldest first. */
export function prune(sql: Sql, now: Timestamp): void {
  const over = "stage IN ('settled', 'expired') AND delivery NOT IN ('opening', 'open', 'closing')";
  sql.run(`DELETE FROM receipts WHERE final = 0 AND trade IN (SELECT id FROM trades WHERE ${over} AND ends < ?)`, [
    now - RECEIPT_DAYS * DAY,
  ]);
  sql.run(`DELETE FROM trades WHERE ${over} AND ends < ?`, [now - TRADE_DAYS * DAY]);
  sql.run(
    `DELETE FROM trades WHERE ${over} AND ends <= (
       SELECT ends FROM trades WHERE ${over} ORDER BY ends DESC LIMIT 1 OFFSET ?)`,
    [TRADES],
  );
  sql.run('DELETE FROM receipts WHERE trade NOT IN (SELECT id FROM trades)');
  sql.run("DELETE FROM outbox WHERE method = 'receipt' AND substr(slot, 9) NOT IN (SELECT id FROM trades)");
  sql.run('DELETE FROM orders WHERE open_before < ?', [now - ORDER_DAYS * DAY]);
  pruneOrders(sql, now);
  sql.run('DELETE FROM readings WHERE sequence <= (SELECT MAX(sequence) FROM readings) - ?', [READINGS]);
  sql.run("DELETE FROM outbox WHERE method = 'reading' AND substr(slot, 9) NOT IN (SELECT sequence FROM readings)");
  pruneMandates(sql);
}

/** With `now`, also those of which no trade could be claimed any more. */
export function pruneOrders(sql: Sql, now = 0): void {
  sql.run(
    `DELETE FROM orders WHERE json_extract(signed, '$.order.nonce') <= (
       SELECT MAX(json_extract(signed, '$.order.nonce')) FROM orders) - ?
       AND (state IN ('traded', 'released') OR json_extract(signed, '$.order.end') < ?)`,
    [ORDERS, now - CLAIM_SECONDS],
  );
}

export function pruneMandates(sql: Sql): void {
  for (const [kind, most] of [
    ['rules IS NULL', MANDATES.plain],
    ['rules IS NOT NULL', MANDATES.standing],
  ] as const) {
    sql.run(
      `DELETE FROM mandates WHERE ${kind} AND id <= (
         SELECT id FROM mandates WHERE ${kind} ORDER BY id DESC LIMIT 1 OFFSET ?)`,
      [most],
    );
  }
}
