/** What was passed to which submitter, across restarts: nothing is sent twice needlessly. */
import type { Bytes32, ErrorCode, Timestamp } from '@evlock/protocol';
import type { Sql } from './sql.ts';

export interface SubmissionRecord {
  /** The trade's id, or the digest of a cancel. */
  readonly id: Bytes32;
  /** What was due; another phase starts again at the first submitter. */
  readonly phase: string;
  readonly turn: number;
  readonly submitter: string;
  readonly at: Timestamp;
  /** Why it was refused; null if accepted. */
  readonly error: ErrorCode | null;
}

/** Nothing is submitted later than a few days after its trade's end; past records are for inspection. */
const KEPT_DAYS = 30;
const MOST = 1_000;

export class SubmissionRecords {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  last(id: Bytes32): SubmissionRecord | undefined {
    const row = this.#sql.row('SELECT * FROM submissions WHERE id = ?', [id]);
    if (!row) return undefined;
    return {
      id,
      phase: String(row.phase),
      turn: Number(row.turn),
      submitter: String(row.submitter),
      at: Number(row.at) as Timestamp,
      error: row.error as ErrorCode | null,
    };
  }

  /** Throws `STORE_FAILED`. */
  save({ id, phase, turn, submitter, at, error }: SubmissionRecord): void {
    this.#sql.run(
      'INSERT OR REPLACE INTO submissions (id, phase, turn, submitter, at, error) VALUES (?, ?, ?, ?, ?, ?)',
      [id, phase, turn, submitter, at, error],
    );
  }

  prune(now: Timestamp): void {
    this.#sql.run('DELETE FROM submissions WHERE at < ?', [now - KEPT_DAYS * 86_400]);
    this.#sql.run(
      'DELETE FROM submissions WHERE at <= (SELECT at FROM submissions ORDER BY at DESC LIMIT 1 OFFSET ?)',
      [MOST],
    );
  }
}
