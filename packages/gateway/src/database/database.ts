/** The gateway's PostgreSQL: a bounded pool whose rows hold bigints and hex, never floats. */
import type { Log } from '@evlock/chain';
import { EvlockError, type Hex } from '@evlock/protocol';
import pg from 'pg';
import { requireDatabaseTrust } from './database-trust.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';

export { bytes } from './columns.ts';

export interface DatabaseOptions {
  /** `postgres://…`; a secret, because it may hold a password. */
  readonly url: string;
  /** Most connections. Default 10. */
  readonly connections?: number;
  /** Milliseconds after which a statement is given up. Default 15 000. */
  readonly statementTimeout?: number;
}

export interface DatabaseModules {
  readonly log: Log;
}

/** Where statements go: the pool, or one transaction. */
export interface Statements {
  /** The rows of one statement. Throws `DATABASE_UNREACHABLE`; a violated constraint throws pg's own error. */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

const BYTEA = 17;
const INT8 = 20;
const NUMERIC = 1700;

/** `bytea` → `0x…`; `bigint` and `numeric` (declared without fraction throughout) → bigint. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === BYTEA) return (text: string): Hex => `0x${text.slice(2)}`;
    if (oid === INT8 || oid === NUMERIC) return BigInt;
    return pg.types.getTypeParser(oid, format);
  },
};

/** SQLSTATE classes 08 (connection), 53 (resources), 57P (shutdown): the server is not there, the statement is not wrong. */
const isUnreachable = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  // pg's own errors (pool closed, connection lost or late) have no code.
  const text = error instanceof Error ? error.message : '';
  if (typeof code !== 'string') return /timeout|terminated|ended|calling end|connection error/i.test(text);
  return /^(08|53|57P)/.test(code) || /^E[A-Z]+$/.test(code);
};

const typed = (error: unknown): unknown =>
  isUnreachable(error) ? new EvlockError('DATABASE_UNREACHABLE', {}, { cause: error }) : error;

async function run<Row extends object>(
  client: pg.Pool | pg.PoolClient,
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> {
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } catch (error) {
    throw typed(error);
  }
}

/** Whether `error` is a violation of the constraint or unique index `name`. */
export const violates = (error: unknown, name: string): boolean =>
  (error as { constraint?: unknown } | null)?.constraint === name;

export class Database implements Statements {
  readonly #pool: pg.Pool;

  /** Throws `PROFILE_INVALID`. */
  constructor(options: DatabaseOptions, modules: DatabaseModules) {
    requireDatabaseTrust(options.url);
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: options.connections ?? 10,
      connectionTimeoutMillis: 10_000,
      statement_timeout: options.statementTimeout ?? 15_000,
      application_name: 'evlock-gateway',
      types,
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.#pool.on('error', (error) => modules.log.warn({ problem: error.name }, 'an idle database connection broke'));
    // One that breaks between two statements of a transaction fails its next statement instead.
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return run(this.#pool, sql, values);
  }

  /** Runs `work` in one transaction: all of it is durable when this resolves, or none of it ever. */
  async transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw typed(error);
    });
    let broken = false;
    try {
      await run(client, 'BEGIN', []);
      const result = await work({ query: (sql, values = []) => run(client, sql, values) });
      await run(client, 'COMMIT', []);
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Whether the database answers. */
  async ping(): Promise<boolean> {
    return this.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

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
