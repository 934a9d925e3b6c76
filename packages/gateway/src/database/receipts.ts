/** Every receipt that a meter of a trade signed. */
import type { Bytes32, Cause, Energy, Role, Signature, SignedReceipt, TimedReceipt, Timestamp } from '@evlock/protocol';
import { bytes, time } from './columns.ts';
import type { Statements } from './statements.ts';

export interface ReceivedReceipt {
  readonly signed: SignedReceipt;
  readonly received: Timestamp;
}

export interface ReceiptRow {
  trade_id: Bytes32;
  role: Role;
  sequence: bigint;
  energy: Energy;
  partner_sequence: bigint;
  partner_energy: Energy;
  final: boolean;
  cause: Cause;
  signature: Signature;
}

export const signedReceipt = (row: ReceiptRow): SignedReceipt => ({
  receipt: {
    tradeId: row.trade_id,
    role: row.role,
    sequence: Number(row.sequence),
    energy: row.energy,
    partnerSequence: Number(row.partner_sequence),
    partnerEnergy: row.partner_energy,
    final: row.final,
    cause: row.cause,
  },
  signature: row.signature,
});

/** Stores many at once; one that is there already stays as it is. */
export async function insertReceipts(statements: Statements, items: readonly ReceivedReceipt[]): Promise<void> {
  const column = <T>(pick: (item: ReceivedReceipt) => T): T[] => items.map(pick);
  await statements.query(
    `INSERT INTO receipts
       (trade_id, role, sequence, energy, partner_sequence, partner_energy, final, cause, signature, received)
     SELECT * FROM unnest($1::bytea[], $2::text[], $3::bigint[], $4::numeric[], $5::bigint[], $6::numeric[],
       $7::boolean[], $8::text[], $9::bytea[], $10::bigint[])
     ON CONFLICT DO NOTHING`,
    [
      column(({ signed }) => bytes(signed.receipt.tradeId)),
      column(({ signed }) => signed.receipt.role),
      column(({ signed }) => signed.receipt.sequence),
      column(({ signed }) => signed.receipt.energy),
      column(({ signed }) => signed.receipt.partnerSequence),
      column(({ signed }) => signed.receipt.partnerEnergy),
      column(({ signed }) => signed.receipt.final),
      column(({ signed }) => signed.receipt.cause),
      column(({ signed }) => bytes(signed.signature)),
      column(({ received }) => received),
    ],
  );
}

export async function findReceipt(
  statements: Statements,
  tradeId: Bytes32,
  role: Role,
  sequence: number,
): Promise<SignedReceipt | undefined> {
  const [row] = await statements.query<ReceiptRow>(
    'SELECT * FROM receipts WHERE trade_id = $1 AND role = $2 AND sequence = $3',
    [bytes(tradeId), role, sequence],
  );
  return row && signedReceipt(row);
}

/** The newest receipt of one side: also its largest energy, and final if any is. */
export async function latestReceipt(
  statements: Statements,
  tradeId: Bytes32,
  role: Role,
): Promise<SignedReceipt | undefined> {
  const [row] = await statements.query<ReceiptRow>(
    'SELECT * FROM receipts WHERE trade_id = $1 AND role = $2 ORDER BY sequence DESC LIMIT 1',
    [bytes(tradeId), role],
  );
  return row && signedReceipt(row);
}

/**
 * At most about `points` receipts of one side, evenly spread over those after a sequence, in its order. The first and the newest are
 * always among them, so that a curve begins and ends where the meter's does.
 */
export async function receiptsOverTime(
  statements: Statements,
  { tradeId, role, after }: { readonly tradeId: Bytes32; readonly role: Role; readonly after: number },
  points: number,
): Promise<TimedReceipt[]> {
  const rows = await statements.query<ReceiptRow & { received: bigint }>(
    `SELECT * FROM (
       SELECT *, row_number() OVER (ORDER BY sequence) AS place, count(*) OVER () AS total
       FROM receipts WHERE trade_id = $1 AND role = $2 AND sequence > $3) AS numbered
     WHERE place = total OR (place - 1) % ((total + $4 - 1) / $4) = 0 ORDER BY sequence`,
    [bytes(tradeId), role, after, points],
  );
  return rows.map((row) => ({ ...signedReceipt(row), received: time(row.received) }));
}
