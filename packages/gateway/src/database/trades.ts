/** Trades: what both meters signed, and their state on chain. */
import {
  type Address,
  type Bytes32,
  type Energy,
  type ErrorCode,
  type Hex,
  lock,
  type Money,
  type Price,
  type Signature,
  type SignedReceipt,
  type Timestamp,
  type Trade,
  type TradeOrders,
  type TradeState,
} from '@evlock/protocol';
import { bytes, orderBody, signedOrder, time } from './columns.ts';
import { type ReceiptRow, signedReceipt } from './receipts.ts';
import type { Statements } from './statements.ts';

/** Where a trade was opened, or ended, on chain. */
export interface Place {
  readonly transaction: Bytes32;
  readonly block: number;
  readonly time: Timestamp;
  readonly gas: number | null;
}

export interface TradeRecord {
  readonly id: Bytes32;
  readonly orders: TradeOrders;
  readonly state: TradeState;
  readonly error: string | null;
  readonly locked: Money;
  readonly ordered: Timestamp;
  readonly opened: Place | null;
  readonly ended: Place | null;
  readonly delivered: Energy | null;
  readonly paid: Money | null;
  readonly refunded: Money | null;
  readonly reputation: { readonly buyer: number | null; readonly seller: number | null };
  /** The newest receipt of each side. */
  readonly receipts: { readonly buyer: SignedReceipt | null; readonly seller: SignedReceipt | null };
}

/** States in which receipts are accepted and a delivery can be stopped; a meter may see its trade on chain before the indexer does. */
export const UNFINISHED: ReadonlySet<TradeState> = new Set<TradeState>(['signed', 'open', 'claimed']);

type PlaceColumns<Prefix extends string> = {
  [Name in 'block' | 'time' | 'gas' as `${Prefix}_${Name}`]: bigint | null;
} & { [Name in 'transaction' as `${Prefix}_${Name}`]: Bytes32 | null };

type ReceiptColumns<Prefix extends string> = {
  [Name in keyof ReceiptRow as `${Prefix}_${Name}`]: ReceiptRow[Name] | null;
};

interface Row extends PlaceColumns<'opened'>, PlaceColumns<'ended'>, ReceiptColumns<'b'>, ReceiptColumns<'s'> {
  id: Bytes32;
  bid_body: Hex;
  bid_signature: Signature;
  offer_body: Hex;
  offer_signature: Signature;
  price: Price;
  locked: Money;
  ordered: bigint;
  state: TradeState;
  error: string | null;
  delivered: Energy | null;
  paid: Money | null;
  refunded: Money | null;
  buyer_reputation: number | null;
  seller_reputation: number | null;
}

const RECEIPT_COLUMNS = [
  'trade_id',
  'role',
  'sequence',
  'energy',
  'partner_sequence',
  'partner_energy',
  'final',
  'cause',
  'signature',
] as const satisfies readonly (keyof ReceiptRow)[];

const columnsOf = (prefix: string): string =>
  RECEIPT_COLUMNS.map((name) => `${prefix}.${name} AS ${prefix}_${name}`).join(', ');

const newest = (prefix: string, role: string): string => `
  LEFT JOIN LATERAL (SELECT * FROM receipts r WHERE r.trade_id = t.id AND r.role = '${role}'
                     ORDER BY r.sequence DESC LIMIT 1) ${prefix} ON true`;

const SELECT = `
  SELECT t.*, o.body AS offer_body, o.signature AS offer_signature, ${columnsOf('b')}, ${columnsOf('s')}
  FROM trades t JOIN offers o ON o.hash = t.offer_hash ${newest('b', 'buyer')} ${newest('s', 'seller')}`;

function place<P extends 'opened' | 'ended'>(prefix: P, row: Row): Place | null {
  const columns: PlaceColumns<'opened' | 'ended'> = row;
  const transaction = columns[`${prefix}_transaction`];
  const block = columns[`${prefix}_block`];
  const seconds = columns[`${prefix}_time`];
  const gas = columns[`${prefix}_gas`];
  if (transaction === null || block === null || seconds === null) return null;
  return { transaction, block: Number(block), time: time(seconds), gas: gas === null ? null : Number(gas) };
}

function receipt(prefix: 'b' | 's', row: Row): SignedReceipt | null {
  if (row[`${prefix}_sequence`] === null) return null;
  const columns = Object.fromEntries(RECEIPT_COLUMNS.map((name) => [name, row[`${prefix}_${name}`]]));
  // The row is there, so none of its columns is null.
  return signedReceipt(columns as unknown as ReceiptRow);
}

const record = (row: Row): TradeRecord => ({
  id: row.id,
  orders: {
    bid: signedOrder(row.bid_body, row.bid_signature),
    offer: signedOrder(row.offer_body, row.offer_signature),
  },
  state: row.state,
  error: row.error,
  locked: row.locked,
  ordered: time(row.ordered),
  opened: place('opened', row),
  ended: place('ended', row),
  delivered: row.delivered,
  paid: row.paid,
  refunded: row.refunded,
  reputation: { buyer: row.buyer_reputation, seller: row.seller_reputation },
  receipts: { buyer: receipt('b', row), seller: receipt('s', row) },
});

/** The unique index that keeps an offer from opening two trades. */
export const OFFER_TAKEN = 'trades_offer_taken';

/** Stores a trade as `signed`. Throws pg's unique violation of `OFFER_TAKEN`, or of the key when the bid is there. */
export async function insertTrade(
  statements: Statements,
  trade: Trade,
  { bid }: TradeOrders,
  ordered: Timestamp,
): Promise<void> {
  await statements.query(
    `INSERT INTO trades (id, offer_hash, bid_body, bid_signature, buyer_meter, buyer_account, seller_meter,
       seller_account, energy, price, locked, starts, ends, open_before, ordered, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'signed')`,
    [
      bytes(trade.id),
      bytes(trade.offerHash),
      orderBody(bid.order),
      bytes(bid.signature),
      bytes(trade.buyer.meterKey),
      bytes(trade.buyer.account),
      bytes(trade.seller.meterKey),
      bytes(trade.seller.account),
      trade.energy,
      trade.price,
      lock(trade.energy, trade.price),
      trade.start,
      trade.end,
      trade.openBefore,
      ordered,
    ],
  );
}

export async function findTrade(statements: Statements, id: Bytes32): Promise<TradeRecord | undefined> {
  const [row] = await statements.query<Row>(`${SELECT} WHERE t.id = $1`, [bytes(id)]);
  return row && record(row);
}

/** The trades of an account, newest first. */
export async function tradesOfAccount(
  statements: Statements,
  account: Address,
  { limit, state }: { limit: number; state?: TradeState | undefined },
): Promise<TradeRecord[]> {
  const rows = await statements.query<Row>(
    `${SELECT} WHERE (t.buyer_account = $1 OR t.seller_account = $1) AND ($2::text IS NULL OR t.state = $2)
     ORDER BY t.ordered DESC, t.id LIMIT $3`,
    [bytes(account), state ?? null, limit],
  );
  return rows.map(record);
}

/** The trades of a meter that are on chain and have not ended, the first to end first. */
export async function openTradesOfMeter(
  statements: Statements,
  meterKey: Address,
  limit: number,
): Promise<TradeRecord[]> {
  const rows = await statements.query<Row>(
    `${SELECT} WHERE (t.buyer_meter = $1 OR t.seller_meter = $1) AND t.state IN ('open', 'claimed')
     ORDER BY t.ends, t.id LIMIT $2`,
    [bytes(meterKey), limit],
  );
  return rows.map(record);
}

/** Whether a trade keeps its meters busy no longer: it is over, or a final receipt is claimed. */
const GIVEN_BACK = `(state IN ('settled', 'expired') OR (state = 'claimed' AND (buyer_claim_final OR seller_claim_final)))`;

/** Trades of a meter that the chain still keeps it busy for, though they need it no longer. */
export async function freeableTrades(
  statements: Statements,
  meterKey: Address,
  now: Timestamp,
): Promise<TradeRecord[]> {
  const rows = await statements.query<Row>(
    `${SELECT} WHERE (t.buyer_meter = $1 OR t.seller_meter = $1) AND NOT t.freed AND t.opened_block IS NOT NULL
       AND t.ends > $2 AND t.id IN (SELECT id FROM trades WHERE ${GIVEN_BACK})`,
    [bytes(meterKey), now],
  );
  return rows.map(record);
}

/** Trades that end after `after`, keep their meters busy on chain though they need them no longer, and one of them offers more. */
export async function busyWithoutNeed(statements: Statements, after: Timestamp, limit: number): Promise<TradeRecord[]> {
  const rows = await statements.query<Row>(
    `${SELECT} WHERE NOT t.freed AND t.opened_block IS NOT NULL AND t.ends > $1
       AND t.id IN (SELECT id FROM trades WHERE ${GIVEN_BACK})
       AND EXISTS (SELECT FROM offers waiting WHERE waiting.meter_key IN (t.buyer_meter, t.seller_meter)
                   AND waiting.opened_trade IS NULL AND NOT waiting.cancelled)
     ORDER BY t.ends DESC, t.id LIMIT $2`,
    [after, limit],
  );
  return rows.map(record);
}

/** Delivery intervals that a meter is bound to and that end after `now`. */
export async function busyIntervals(
  statements: Statements,
  meterKey: Address,
  now: Timestamp,
): Promise<{ trade: Bytes32; state: TradeState; start: Timestamp; end: Timestamp }[]> {
  const rows = await statements.query<{ id: Bytes32; state: TradeState; starts: bigint; ends: bigint }>(
    `SELECT id, state, starts, ends FROM trades
     WHERE (buyer_meter = $1 OR seller_meter = $1) AND state IN ('signed', 'open', 'claimed') AND ends > $2
       AND NOT ${GIVEN_BACK} ORDER BY ends, id`,
    [bytes(meterKey), now],
  );
  return rows.map(({ id, state, starts, ends }) => ({ trade: id, state, start: time(starts), end: time(ends) }));
}

/** The trade by which this buyer bought an offer; undefined where another did, or nobody. */
export async function tradeOfBuyer(
  statements: Statements,
  offerHash: Bytes32,
  account: Address,
): Promise<{ readonly trade: Bytes32; readonly state: TradeState } | undefined> {
  const [row] = await statements.query<{ id: Bytes32; state: TradeState }>(
    "SELECT id, state FROM trades WHERE offer_hash = $1 AND buyer_account = $2 AND state <> 'failed'",
    [bytes(offerHash), bytes(account)],
  );
  return row && { trade: row.id, state: row.state };
}

/** Trades that both meters signed and that the chain does not show yet. */
export async function signedTrades(statements: Statements, limit: number): Promise<TradeRecord[]> {
  const rows = await statements.query<Row>(`${SELECT} WHERE t.state = 'signed' ORDER BY t.open_before LIMIT $1`, [
    limit,
  ]);
  return rows.map(record);
}

/** Whether the newest receipt of a side says more than what is claimed for it. */
const saysMore = (receipt: string, claim: string): string =>
  `(${receipt}.energy IS NOT NULL
    AND (${claim} IS NULL OR ${receipt}.energy > ${claim} OR (${receipt}.final AND NOT ${claim}_final)))`;

/**
 * Trades on chain for whose end something can be done: both sides are final; or the delivery interval ended by `graceOver`
 * and a side can claim more; or it ended by `claimsOver`. The first to end first.
 */
export async function dueTrades(
  statements: Statements,
  { graceOver, claimsOver }: { graceOver: Timestamp; claimsOver: Timestamp },
  limit: number,
): Promise<TradeRecord[]> {
  const rows = await statements.query<Row>(
    `${SELECT} WHERE t.state IN ('open', 'claimed') AND (
       (b.final AND s.final AND s.partner_energy = b.energy)
       OR t.ends <= $2
       OR (t.ends <= $1 AND (${saysMore('b', 't.buyer_claim')} OR ${saysMore('s', 't.seller_claim')})))
     ORDER BY t.ends, t.id LIMIT $3`,
    [graceOver, claimsOver, limit],
  );
  return rows.map(record);
}

/** Marks a trade that was never opened as failed. False when it is no longer `signed`. */
export async function failTrade(statements: Statements, id: Bytes32, code: ErrorCode): Promise<boolean> {
  const rows = await statements.query(
    `UPDATE trades SET state = 'failed', error = $2 WHERE id = $1 AND state = 'signed' RETURNING id`,
    [bytes(id), code],
  );
  return rows.length > 0;
}

/** Stores the last error of a trade that continues; null clears it. */
export async function noteTradeError(statements: Statements, id: Bytes32, code: ErrorCode | null): Promise<void> {
  await statements.query('UPDATE trades SET error = $2 WHERE id = $1 AND error IS DISTINCT FROM $2', [bytes(id), code]);
}
