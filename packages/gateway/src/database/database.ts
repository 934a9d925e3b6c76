/** The gateway's PostgreSQL: a bounded pool whose rows hold bigints and hex, never floats. */
import type { Log } from '@evlock/chain';
import { type Clock, EvlockError, systemClock } from '@evlock/protocol';
import type pg from 'pg';
import { Connections } from './connections.ts';
import { databaseFailure, isMomentary } from './database-failure.ts';
import { requireDatabaseTrust } from './database-trust.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Statements } from './statements.ts';

export { bytes } from './columns.ts';

export interface DatabaseOptions {
  /** `postgres://…`; a secret, because it may hold a password. */
  readonly url: string;
  /** Maximum number of connections. Default 10. */
  readonly connections?: number;
  /** Milliseconds after which a statement is cancelled. Default 15 000. */
  readonly statementTimeout?: number;
  /** Milliseconds to wait for a server that does not answer. Default 3 000. */
  readonly patience?: number;
}

export interface DatabaseModules {
  readonly log: Log;
  readonly clock?: Clock;
}

/** Of other reasons than these the connection is not used again: it may lead to a server that has changed its part. */
const CONNECTION_STAYS = new Set<unknown>(['not permitted', 'statement too slow', 'disk full']);
/** The server answers but cannot write. */
const UNWRITABLE = new Set<unknown>(['disk full', 'out of resources', 'input or output']);

async function run<Row extends object>(client: pg.PoolClient, sql: string, values: readonly unknown[]): Promise<Row[]> {
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } catch (error) {
    throw databaseFailure(error);
  }
}

/** Whether `error` is a violation of the constraint or unique index `name`. */
export const violates = (error: unknown, name: string): boolean =>
  (error as { constraint?: unknown } | null)?.constraint === name;

/** Retries once where the connection was lost and repeating is harmless. */
async function again<T>(mayRepeat: () => boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const lost = EvlockError.is(error, 'DATABASE_UNREACHABLE') && isMomentary(error.cause);
    if (!lost || !mayRepeat()) throw error;
    return work();
  }
}

export class Database implements Statements {
  readonly #connections: Connections;
  /** Why the last statements could not be written although the server answers; until a transaction comes through. */
  #unwritable: EvlockError | undefined;

  /** Throws `PROFILE_INVALID`. */
  constructor(options: DatabaseOptions, { log, clock = systemClock }: DatabaseModules) {
    const { url, connections = 10, statementTimeout = 15_000, patience = 3_000 } = options;
    requireDatabaseTrust(url);
    this.#connections = new Connections({ url, connections, statementTimeout, patience }, { log, clock });
  }

  query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    // What only reads may be asked twice: its connection may have broken long ago, unnoticed.
    const mayRepeat = (): boolean => /^\s*SELECT\b/i.test(sql);
    return again(mayRepeat, () => this.#with((client) => run<Row>(client, sql, values)));
  }

  /** Runs `work` in one transaction: all of it is durable when this resolves, or none of it ever. */
  async transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    let begun = false;
    const attempt = async (client: pg.PoolClient, spoil: () => void): Promise<T> => {
      // Several statements at once take no values.
      await client.query(this.#connections.begin).catch((error: unknown) => {
        throw databaseFailure(error);
      });
      begun = true;
      try {
        const made = await work({ query: (sql, values = []) => run(client, sql, values) });
        await run(client, 'COMMIT', []);
        return made;
      } catch (error) {
        await client.query('ROLLBACK').catch(spoil);
        throw error;
      }
    };
    const result = await again(
      () => !begun,
      () => this.#with(attempt),
    );
    this.#unwritable = undefined;
    return result;
  }

  /** `spoil`: the connection is not to be used again. */
  async #with<T>(work: (client: pg.PoolClient, spoil: () => void) => Promise<T>, patience?: number): Promise<T> {
    const client = await this.#connections.take(patience).catch((error: unknown) => {
      throw databaseFailure(error);
    });
    let spoilt = false;
    const spoil = (): void => {
      spoilt = true;
    };
    try {
      return await work(client, spoil);
    } catch (error) {
      if (EvlockError.is(error, 'DATABASE_UNREACHABLE')) {
        const { reason } = error.details;
        if (!CONNECTION_STAYS.has(reason)) spoil();
        if (UNWRITABLE.has(reason)) this.#unwritable = error;
      }
      throw error;
    } finally {
      client.release(spoilt);
    }
  }

  /** Why the database cannot be used now; checks that it answers and accepts writes. */
  async problem(): Promise<EvlockError | undefined> {
    const looked = this.#with((client) => run<{ writable: boolean; recovery: boolean }>(client, LOOK, []), 0);
    return looked.then(
      ([found]) => {
        if (found?.writable) return this.#unwritable;
        const problem = found?.recovery ? 'a replica in recovery' : 'transactions are read-only';
        return new EvlockError('DATABASE_UNREACHABLE', { reason: 'read-only', problem });
      },
      (error: unknown) => EvlockError.from(error),
    );
  }

  /** Whether the database answers and accepts writes. */
  async ping(): Promise<boolean> {
    return (await this.problem()) === undefined;
  }

  close(): Promise<void> {
    return this.#connections.close();
  }
}

const LOOK = `SELECT pg_is_in_recovery() AS recovery,
  current_setting('transaction_read_only') = 'off' AND NOT pg_is_in_recovery() AS writable`;

/** Connects and brings the schema up to date. Throws `DATABASE_UNREACHABLE`, `DATABASE_NEWER`. */
export async function openDatabase(options: DatabaseOptions, modules: DatabaseModules): Promise<Database> {
  const database = new Database(options, modules);
  try {
    await migrate(database, migrations);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
