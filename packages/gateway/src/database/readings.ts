/** The hash chain of register readings of every meter. */
import type { Address, Bytes32, Energy, GatewayRequest, Reading, Signature } from '@evlock/protocol';
import { bytes, time } from './columns.ts';
import type { Statements } from './statements.ts';

export type SignedReading = GatewayRequest<'reading'>;

export interface ReadingRow {
  meter_key: Address;
  sequence: bigint;
  interval_start: bigint;
  interval_end: bigint;
  import: Energy;
  export: Energy;
  flags: bigint;
  previous_hash: Bytes32;
  signature: Signature;
}

export const readingOf = (row: ReadingRow): SignedReading => {
  const reading: Reading = {
    meterKey: row.meter_key,
    sequence: Number(row.sequence),
    intervalStart: time(row.interval_start),
    intervalEnd: time(row.interval_end),
    import: row.import,
    export: row.export,
    flags: Number(row.flags),
    previousHash: row.previous_hash,
  };
  return { reading, signature: row.signature };
};

/** Throws pg's unique violation when the sequence exists. */
export async function insertReading(statements: Statements, { reading, signature }: SignedReading): Promise<void> {
  await statements.query(
    `INSERT INTO readings
       (meter_key, sequence, interval_start, interval_end, import, export, flags, previous_hash, signature)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      bytes(reading.meterKey),
      reading.sequence,
      reading.intervalStart,
      reading.intervalEnd,
      reading.import,
      reading.export,
      reading.flags,
      bytes(reading.previousHash),
      bytes(signature),
    ],
  );
}

export async function findReading(
  statements: Statements,
  meterKey: Address,
  sequence: number,
): Promise<SignedReading | undefined> {
  const [row] = await statements.query<ReadingRow>('SELECT * FROM readings WHERE meter_key = $1 AND sequence = $2', [
    bytes(meterKey),
    sequence,
  ]);
  return row && readingOf(row);
}

export async function latestReading(statements: Statements, meterKey: Address): Promise<SignedReading | undefined> {
  const [row] = await statements.query<ReadingRow>(
    'SELECT * FROM readings WHERE meter_key = $1 ORDER BY sequence DESC LIMIT 1',
    [bytes(meterKey)],
  );
  return row && readingOf(row);
}
