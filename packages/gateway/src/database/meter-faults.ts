/** Proofs that a meter's key is used by more than one secure world, or by one that went back, on PostgreSQL. */
import type { Address, MeterFaultView, Timestamp } from '@evlock/protocol';
import { bytes, type Database } from './database.ts';

interface FaultRow {
  meter_key: Address;
  code: MeterFaultView['code'];
  found: bigint;
  first: string;
  second: string;
}

const COLUMNS = 'meter_key, code, found, first, second';
/** Maximum number of faults in one listing. */
const LIST_LIMIT = 1_000;

const faultOf = ({ meter_key, code, found, first, second }: FaultRow): MeterFaultView => ({
  meterKey: meter_key,
  code,
  found: Number(found) as Timestamp,
  evidence: [first, second],
});

/** Stores the first proof of each kind. False when there is one already. */
export async function insertFault(database: Database, fault: MeterFaultView): Promise<boolean> {
  const { meterKey, code, found, evidence } = fault;
  const rows = await database.query(
    `INSERT INTO meter_faults (${COLUMNS}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
    [bytes(meterKey), code, found, ...evidence],
  );
  return rows.length > 0;
}

/** Every faulty meter, with what was proved of it first. */
export async function faultyMeters(database: Database): Promise<Map<Address, MeterFaultView['code']>> {
  const rows = await database.query<Pick<FaultRow, 'meter_key' | 'code'>>(
    'SELECT meter_key, code FROM meter_faults ORDER BY found DESC, code DESC',
  );
  return new Map(rows.map(({ meter_key, code }) => [meter_key, code]));
}

/** All faults, newest first. */
export async function listFaults(database: Database): Promise<MeterFaultView[]> {
  const rows = await database.query<FaultRow>(
    `SELECT ${COLUMNS} FROM meter_faults ORDER BY found DESC, meter_key, code LIMIT ${LIST_LIMIT}`,
  );
  return rows.map(faultOf);
}
