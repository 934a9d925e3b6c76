/** Standing orders, what was signed and traded for each, and how the latest trades of a meter ended. */
import {
  type Address,
  type Cause,
  type Energy,
  type Hex,
  lock,
  type Mandate,
  type MandateApproval,
  type Money,
  mandateApprovalSchema,
  Order,
  parseJson,
  type StandingRules,
  type StandingState,
  standingRulesSchema,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import { bytes, time } from './columns.ts';
import type { Principal } from './principal.ts';
import type { Statements } from './statements.ts';

export interface StandingOrder {
  readonly principal: Principal;
  readonly approval: MandateApproval;
  readonly rules: StandingRules;
  readonly placed: Timestamp;
  readonly state: StandingState;
  /** What keeps it from trading now. */
  readonly waitsFor: string | null;
  readonly rule: string | null;
}

interface Row {
  meter_key: Address;
  account: Address;
  device_id: Hex;
  approval: string;
  rules: string;
  placed: bigint;
  state: StandingState;
  waits_for: string | null;
  rule: string | null;
}

const MAX_JSON = 32_768;
const SELECT = 'SELECT * FROM standing_orders';

const standingOrder = (row: Row): StandingOrder => ({
  principal: { deviceId: row.device_id, meterKey: row.meter_key, account: row.account },
  approval: parseJson(mandateApprovalSchema, row.approval, MAX_JSON),
  rules: parseJson(standingRulesSchema, row.rules, MAX_JSON),
  placed: time(row.placed),
  state: row.state,
  waitsFor: row.waits_for,
  rule: row.rule,
});

/** What names a standing order: a meter's mandate. */
export interface StandingKey {
  readonly meterKey: Address;
  readonly mandateId: number;
}
export const standingKey = ({ approval: { mandate } }: Pick<StandingOrder, 'approval'>): StandingKey => mandate;

/** Stores a standing order as `active`; the same one again changes nothing. */
export async function insertStandingOrder(
  statements: Statements,
  { principal, approval, rules }: Pick<StandingOrder, 'principal' | 'approval' | 'rules'>,
  placed: Timestamp,
): Promise<void> {
  await statements.query(
    `INSERT INTO standing_orders (meter_key, mandate_id, account, device_id, approval, rules, placed, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'active') ON CONFLICT DO NOTHING`,
    [
      bytes(principal.meterKey),
      approval.mandate.mandateId,
      bytes(principal.account),
      bytes(principal.deviceId),
      toJson(approval),
      toJson(rules),
      placed,
    ],
  );
}

export async function findStandingOrder(
  statements: Statements,
  { meterKey, mandateId }: StandingKey,
): Promise<StandingOrder | undefined> {
  const [row] = await statements.query<Row>(`${SELECT} WHERE meter_key = $1 AND mandate_id = $2`, [
    bytes(meterKey),
    mandateId,
  ]);
  return row && standingOrder(row);
}

/** A meter's, newest first. */
export async function standingOrdersOfMeter(
  statements: Statements,
  meterKey: Address,
  limit: number,
): Promise<StandingOrder[]> {
  const rows = await statements.query<Row>(`${SELECT} WHERE meter_key = $1 ORDER BY mandate_id DESC LIMIT $2`, [
    bytes(meterKey),
    limit,
  ]);
  return rows.map(standingOrder);
}

/** Those that are not over, the first placed first. */
export async function workingStandingOrders(statements: Statements): Promise<StandingOrder[]> {
  const rows = await statements.query<Row>(
    `${SELECT} WHERE state IN ('active', 'stopping') ORDER BY placed, mandate_id`,
  );
  return rows.map(standingOrder);
}

/** False where it is in none of the states `from`. */
export async function moveStandingOrder(
  statements: Statements,
  { meterKey, mandateId }: StandingKey,
  from: readonly StandingState[],
  to: StandingState,
): Promise<boolean> {
  const rows = await statements.query(
    `UPDATE standing_orders SET state = $4, waits_for = NULL, rule = NULL
     WHERE meter_key = $1 AND mandate_id = $2 AND state = ANY ($3) RETURNING 1`,
    [bytes(meterKey), mandateId, from, to],
  );
  return rows.length > 0;
}

/** Notes what keeps it from trading; null for nothing. */
export async function noteWaiting(
  statements: Statements,
  { meterKey, mandateId }: StandingKey,
  { code, rule }: { readonly code: string | null; readonly rule: string | null },
): Promise<void> {
  await statements.query(
    `UPDATE standing_orders SET waits_for = $3, rule = $4 WHERE meter_key = $1 AND mandate_id = $2
       AND (waits_for, rule) IS DISTINCT FROM ($3, $4)`,
    [bytes(meterKey), mandateId, code, rule],
  );
}

/** What a standing order has made and reserved. */
export interface StandingProgress {
  readonly energyUsed: Energy;
  readonly moneyUsed: Money;
  readonly energyReserved: Energy;
  readonly moneyReserved: Money;
  readonly trades: number;
  readonly delivered: Energy;
  readonly paid: Money;
}

/** The secure world gives back what an order reserved only this long after its `openBefore`, in seconds, and a little later. */
const GIVEN_BACK_AFTER = 3_600 + 120;

/** Its trades that have not failed: sells by their offers, buys by their bids. */
const TRADES = {
  offer: `SELECT t.* FROM signed s JOIN offers o ON o.meter_key = $1 AND o.nonce = s.nonce
          JOIN trades t ON t.offer_hash = o.hash AND t.state <> 'failed'`,
  bid: `SELECT t.* FROM trades t JOIN signed s ON s.body = t.bid_body
        WHERE t.buyer_account = $3 AND t.buyer_meter = $1 AND t.ordered >= $4 AND t.state <> 'failed'`,
} as const;
const SIGNED = 'WITH signed AS (SELECT nonce, body FROM signed_orders WHERE meter_key = $1 AND mandate_id = $2)';

interface ProgressRow {
  trades: bigint;
  energy: Energy | null;
  locked: Money | null;
  delivered: Energy | null;
  paid: Money | null;
}

/** Counted from what is stored, so that a restart neither forgets nor counts twice. */
export async function standingProgress(
  statements: Statements,
  { principal, approval: { mandate }, placed }: StandingOrder,
  now: Timestamp,
): Promise<StandingProgress> {
  const isBid = mandate.side === 'bid';
  const values = [bytes(principal.meterKey), mandate.mandateId];
  const [row] = await statements.query<ProgressRow>(
    `${SIGNED} SELECT count(*) AS trades, sum(energy) AS energy, sum(locked) AS locked, sum(delivered) AS delivered,
       sum(paid) AS paid FROM (${TRADES[mandate.side]}) made`,
    isBid ? [...values, bytes(principal.account), placed - 60] : values,
  );
  const open = await reservingOrders(statements, mandate, principal, now);
  return {
    energyUsed: row?.energy ?? (0n as Energy),
    moneyUsed: isBid ? (row?.locked ?? (0n as Money)) : (0n as Money),
    energyReserved: open.reduce((sum, { energy }) => sum + energy, 0n) as Energy,
    moneyReserved: (isBid ? open.reduce((sum, { energy, price }) => sum + lock(energy, price), 0n) : 0n) as Money,
    trades: Number(row?.trades ?? 0n),
    delivered: row?.delivered ?? (0n as Energy),
    paid: row?.paid ?? (0n as Money),
  };
}

/** Where its `openBefore` begins in an order's canonical encoding. */
const OPEN_BEFORE_AT = (() => {
  let before = 0;
  for (const [name, field] of Object.entries(Order.fields)) {
    if (name === 'openBefore') break;
    before += field.bytes;
  }
  return before + 1;
})();

/** Signed orders without a trade for which the secure world still reserves. */
async function reservingOrders(
  statements: Statements,
  { mandateId, side }: Mandate,
  { meterKey }: Principal,
  now: Timestamp,
): Promise<Order[]> {
  const made =
    side === 'offer'
      ? `SELECT FROM offers o JOIN trades t ON t.offer_hash = o.hash AND t.state <> 'failed'
         WHERE o.meter_key = $1 AND o.nonce = s.nonce`
      : "SELECT FROM trades t WHERE t.bid_body = s.body AND t.buyer_meter = $1 AND t.state <> 'failed'";
  const rows = await statements.query<{ body: Hex }>(
    `SELECT s.body FROM signed_orders s WHERE s.meter_key = $1 AND s.mandate_id = $2
       AND substring(s.body FROM ${OPEN_BEFORE_AT} FOR ${Order.fields.openBefore.bytes}) > $3 AND NOT EXISTS (${made})`,
    [bytes(meterKey), mandateId, bigEndian(now - GIVEN_BACK_AFTER)],
  );
  return rows.map(({ body }) => Order.decode(bytes(body)));
}

function bigEndian(value: number): Buffer {
  const buffer = Buffer.alloc(Order.fields.openBefore.bytes);
  buffer.writeUIntBE(Math.max(0, value), 0, buffer.length);
  return buffer;
}

/** How a trade of a meter ended. */
export interface TradeOutcome {
  readonly partner: Address;
  readonly ended: Timestamp;
  readonly state: 'settled' | 'expired';
  readonly energy: Energy;
  readonly delivered: Energy;
  readonly causes: readonly Cause[];
}

/** The latest trades of an account that ended after `since`, newest first. */
export async function latestOutcomes(
  statements: Statements,
  account: Address,
  since: Timestamp,
  limit: number,
): Promise<TradeOutcome[]> {
  const rows = await statements.query<{
    partner: Address;
    ended: bigint;
    state: 'settled' | 'expired';
    energy: Energy;
    delivered: Energy | null;
    causes: Cause[];
  }>(
    `SELECT t.state, t.energy, t.delivered, t.ended_time AS ended,
       CASE WHEN t.buyer_account = $1 THEN t.seller_account ELSE t.buyer_account END AS partner,
       ARRAY (SELECT DISTINCT r.cause FROM receipts r WHERE r.trade_id = t.id AND r.final) AS causes
     FROM trades t WHERE (t.buyer_account = $1 OR t.seller_account = $1) AND t.state IN ('settled', 'expired')
       AND t.ended_time > $2 ORDER BY t.ordered DESC LIMIT $3`,
    [bytes(account), since, limit],
  );
  return rows.map((row) => ({ ...row, ended: time(row.ended), delivered: row.delivered ?? (0n as Energy) }));
}
