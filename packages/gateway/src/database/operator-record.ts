/** The record of what the operator's people did, on PostgreSQL: it only grows. */
import type { Bytes32, RecordEntry, Timestamp } from '@evlock/protocol';
import { bytes, time } from './columns.ts';
import type { Database } from './database.ts';

interface Row {
  step: bigint;
  at: bigint;
  who: string;
  role: RecordEntry['role'];
  act: string;
  subject: string | null;
  result: string;
  transaction: Bytes32 | null;
}

/** Maximum length of a subject. */
const SUBJECT = 128;

export class OperatorRecord {
  readonly #database: Database;

  constructor(modules: { readonly database: Database }) {
    this.#database = modules.database;
  }

  async add({ at, who, role, act, subject, result, transaction }: Omit<RecordEntry, 'step'>): Promise<void> {
    await this.#database.transaction(async (statements) => {
      // One after the other, so that none takes the step of another.
      await statements.query('LOCK TABLE operator_record IN SHARE ROW EXCLUSIVE MODE');
      await statements.query(
        `INSERT INTO operator_record (step, at, who, role, act, subject, result, transaction)
         SELECT coalesce(max(step), 0) + 1, $1::bigint, $2::text, $3::text, $4::text, $5::text, $6::text, $7::bytea
         FROM operator_record`,
        [at, who, role, act, subject?.slice(0, SUBJECT) ?? null, result, transaction && bytes(transaction)],
      );
    });
  }

  /** Newest first. */
  async list({ before, limit }: { readonly before?: number | undefined; readonly limit: number }): Promise<{
    entries: RecordEntry[];
    more: boolean;
  }> {
    const rows = await this.#database.query<Row>(
      `SELECT step, at, who, role, act, subject, result, transaction FROM operator_record
       WHERE $1::bigint IS NULL OR step < $1 ORDER BY step DESC LIMIT $2`,
      [before ?? null, limit + 1],
    );
    const entries = rows.slice(0, limit).map((row) => ({ ...row, step: Number(row.step), at: time(row.at) }));
    return { entries, more: rows.length > limit };
  }
}

/** A finished audit, as JSON. */
export interface StoredAudit {
  readonly id: number;
  readonly startedBy: string;
  readonly started: Timestamp;
  readonly ended: Timestamp;
  readonly error: string | null;
  readonly result: string | null;
}

interface AuditRow {
  id: bigint;
  started_by: string;
  started: bigint;
  ended: bigint;
  error: string | null;
  result: string | null;
}

export class AuditRuns {
  readonly #database: Database;

  constructor(modules: { readonly database: Database }) {
    this.#database = modules.database;
  }

  /** The number of the next run; only one process runs audits. */
  async next(): Promise<number> {
    const [row] = await this.#database.query<{ id: bigint }>('SELECT coalesce(max(id), 0) + 1 AS id FROM audit_run');
    return Number(row?.id ?? 1n);
  }

  async add({ id, startedBy, started, ended, error, result }: StoredAudit): Promise<void> {
    await this.#database.query(
      'INSERT INTO audit_run (id, started_by, started, ended, error, result) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, startedBy, started, ended, error, result],
    );
  }

  /** Newest first. */
  async list(limit: number): Promise<StoredAudit[]> {
    const rows = await this.#database.query<AuditRow>('SELECT * FROM audit_run ORDER BY id DESC LIMIT $1', [limit]);
    return rows.map((row) => ({
      id: Number(row.id),
      startedBy: row.started_by,
      started: time(row.started),
      ended: time(row.ended),
      error: row.error,
      result: row.result,
    }));
  }
}
