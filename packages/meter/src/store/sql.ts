/** The database under the store: statements, transactions, and every failure as `STORE_FAILED`. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { EvlockError } from '@evlock/protocol';

export type Row = Readonly<Record<string, unknown>>;

export class Sql {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  close(): void {
    guarded('close', () => this.#database.close());
  }

  run(sql: string, values: readonly SQLInputValue[] = []): void {
    guarded('write', () => this.#database.prepare(sql).run(...values));
  }

  rows(sql: string, values: readonly SQLInputValue[] = []): Row[] {
    return guarded('read', () => this.#database.prepare(sql).all(...values));
  }

  row(sql: string, values: readonly SQLInputValue[] = []): Row | undefined {
    return this.rows(sql, values)[0];
  }

  /** All or nothing, in one synced commit. */
  together(work: () => void): void {
    this.run('BEGIN IMMEDIATE');
    try {
      work();
      this.run('COMMIT');
    } catch (error) {
      try {
        this.#database.exec('ROLLBACK');
      } catch {
        // The first error says what happened; SQLite may have rolled back already.
      }
      throw error;
    }
  }
}

export function guarded<T>(problem: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw EvlockError.is(cause, 'STORE_FAILED') ? cause : new EvlockError('STORE_FAILED', { problem }, { cause });
  }
}
