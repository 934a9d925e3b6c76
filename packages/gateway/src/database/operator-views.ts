/** What the operator watches: meters and disputes, as rows say. */
import {
  type Address,
  type Bytes32,
  type Cause,
  CLAIM_SECONDS,
  type Dispute,
  type Energy,
  type MeterFaultView,
  type MeterHealth,
  type Money,
  type Timestamp,
} from '@evlock/protocol';
import { bytes, time } from './columns.ts';
import type { Statements } from './statements.ts';

/** A meter, without what only its link knows. */
export type StoredMeter = Omit<MeterHealth, 'online' | 'status'>;

interface MeterRow {
  device_id: Bytes32;
  meter_key: Address;
  account: Address;
  security_class: MeterHealth['securityClass'];
  sensor_class: MeterHealth['sensorClass'];
  state: MeterHealth['state'];
  requested: bigint;
  certificate_expires: bigint;
  active: boolean | null;
  suspended: boolean | null;
  replaced_by: Address | null;
  reputation: number;
  fault: MeterFaultView['code'] | null;
  last_reading: bigint | null;
  open_trades: bigint;
}

const METERS_LIMIT = 10_000;

/** All meters, newest first. */
export async function metersOf(statements: Statements): Promise<StoredMeter[]> {
  const rows = await statements.query<MeterRow>(
    `SELECT d.device_id, d.meter_key, d.account, d.security_class, d.state, d.requested, d.certificate_expires,
       file.body::jsonb #>> '{evidence,sensorClass}' AS sensor_class,
       m.active, m.suspended, m.replaced_by, coalesce(a.reputation, 0) AS reputation,
       (SELECT code FROM meter_faults f WHERE f.meter_key = d.meter_key ORDER BY found DESC LIMIT 1) AS fault,
       (SELECT interval_end FROM readings r WHERE r.meter_key = d.meter_key
        ORDER BY sequence DESC LIMIT 1) AS last_reading,
       (SELECT count(*) FROM trades t WHERE d.meter_key IN (t.buyer_meter, t.seller_meter)
          AND t.state IN ('signed', 'open', 'claimed')) AS open_trades
     FROM device d
     LEFT JOIN enrolment_file file USING (device_id)
     LEFT JOIN chain_meters m ON m.meter_key = d.meter_key
     LEFT JOIN chain_accounts a ON a.account = d.account
     ORDER BY d.requested DESC, d.device_id LIMIT $1`,
    [METERS_LIMIT],
  );
  return rows.map(meterOf);
}

const meterOf = (row: MeterRow): StoredMeter => ({
  deviceId: row.device_id,
  meterKey: row.meter_key,
  account: row.account,
  securityClass: row.security_class,
  sensorClass: row.sensor_class,
  state: row.state,
  requested: time(row.requested),
  onChain:
    row.active === null
      ? null
      : {
          active: row.active,
          suspended: row.suspended === true,
          replacedBy: row.replaced_by,
          reputation: row.reputation,
        },
  lastReading: row.last_reading === null ? null : time(row.last_reading),
  certificateEnds: time(row.certificate_expires),
  openTrades: Number(row.open_trades),
  fault: row.fault,
});

interface DisputeRow {
  id: Bytes32;
  state: Dispute['state'];
  buyer_meter: Address;
  seller_meter: Address;
  buyer_cause: Cause | null;
  seller_cause: Cause | null;
  buyer_energy: Energy | null;
  seller_energy: Energy | null;
  energy: Energy;
  locked: Money;
  paid: Money | null;
  ends: bigint;
  error: string | null;
}

const DISPUTES_LIMIT = 200;
/** Ends that were meant. */
const REGULAR = ['none', 'completed', 'stopped-by-owner', 'partner-final'] as const satisfies readonly Cause[];

const newest = (side: 'b' | 's', role: string): string => `
  LEFT JOIN LATERAL (SELECT energy, cause FROM receipts r WHERE r.trade_id = t.id AND r.role = '${role}'
                     ORDER BY sequence DESC LIMIT 1) ${side} ON true`;

/** Claimed trades, then those that ended otherwise than agreed since `since`, newest first. */
export async function disputesOf(statements: Statements, since: Timestamp): Promise<Dispute[]> {
  const rows = await statements.query<DisputeRow>(
    `SELECT t.id, t.state, t.buyer_meter, t.seller_meter, b.cause AS buyer_cause, s.cause AS seller_cause,
       b.energy AS buyer_energy, s.energy AS seller_energy, t.energy, t.locked, t.paid, t.ends, t.error
     FROM trades t ${newest('b', 'buyer')} ${newest('s', 'seller')}
     WHERE t.state = 'claimed' OR (t.ends > $1 AND (t.state = 'expired' OR t.error IS NOT NULL
       OR NOT coalesce(b.cause, 'none') = ANY ($2) OR NOT coalesce(s.cause, 'none') = ANY ($2)))
     ORDER BY t.state <> 'claimed', t.ends DESC, t.id LIMIT $3`,
    [since, REGULAR, DISPUTES_LIMIT],
  );
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    buyerMeter: row.buyer_meter,
    sellerMeter: row.seller_meter,
    buyerCause: row.buyer_cause ?? 'none',
    sellerCause: row.seller_cause ?? 'none',
    buyerEnergy: row.buyer_energy,
    sellerEnergy: row.seller_energy,
    energy: row.energy,
    locked: row.locked,
    paid: row.paid,
    end: time(row.ends),
    claimsUntil: time(row.ends + BigInt(CLAIM_SECONDS)),
    error: row.error,
  }));
}

export interface DatabaseMeasure {
  readonly bytes: number;
  /** The first certificate of a device, not revoked, that ends. */
  readonly firstCertificateEnds: Timestamp | null;
}

export async function measureDatabase(statements: Statements): Promise<DatabaseMeasure> {
  const [row] = await statements.query<{ size: bigint; ends: bigint | null }>(
    `SELECT pg_database_size(current_database()) AS size,
       (SELECT min(certificate_expires) FROM device WHERE state <> 'revoked') AS ends`,
  );
  return { bytes: Number(row?.size ?? 0n), firstCertificateEnds: row?.ends ? time(row.ends) : null };
}

/** The transactions at the head of an account's queue. */
export async function queueOf(
  statements: Statements,
  sender: Address,
  limit: number,
): Promise<{ label: string; nonce: number; attempts: number; state: string }[]> {
  const rows = await statements.query<{ label: string; nonce: bigint; attempts: number; state: string }>(
    `SELECT label, nonce, jsonb_array_length(attempts) AS attempts, state FROM outbox
     WHERE sender = $1 AND state IN ('sent', 'included') ORDER BY nonce LIMIT $2`,
    [bytes(sender), limit],
  );
  return rows.map((row) => ({ ...row, nonce: Number(row.nonce) }));
}
