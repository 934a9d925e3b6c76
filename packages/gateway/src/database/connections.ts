/**
 * A bounded number of connections to the database. Short outages are bridged: connecting is retried for a few
 * seconds. A pooler in front of the server (PgBouncer in transaction mode) is detected and supported.
 */

import type { Log } from '@evlock/chain';
import { type Clock, type Hex, milliseconds } from '@evlock/protocol';
import pg from 'pg';
import { isMomentary, refusesSettings } from './database-failure.ts';

export interface ConnectionsOptions {
  /** `postgres://…`; a secret, because it may hold a password. */
  readonly url: string;
  readonly connections: number;
  /** Milliseconds after which a statement is cancelled. */
  readonly statementTimeout: number;
  /** Milliseconds to wait for a server that does not answer. */
  readonly patience: number;
}

export interface ConnectionsModules {
  readonly log: Log;
  readonly clock: Clock;
}

const BYTEA = 17;
const INT8 = 20;
const NUMERIC = 1700;
const RETRY = milliseconds(100);
/** The server's own limit, where a transaction has one, comes first. */
const LATER = 5_000;

/** `bytea` → `0x…`; `bigint` and `numeric` (declared without fraction throughout) → bigint. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === BYTEA) return (text: string): Hex => `0x${text.slice(2)}`;
    if (oid === INT8 || oid === NUMERIC) return BigInt;
    return pg.types.getTypeParser(oid, format);
  },
};

export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #modules: ConnectionsModules;
  #pool: pg.Pool;
  /** Settings of a connection would be another client's in a moment: each transaction makes its own. */
  #pooled = false;

  constructor(options: ConnectionsOptions, modules: ConnectionsModules) {
    this.#options = options;
    this.#modules = modules;
    this.#pool = this.#open({ statement_timeout: options.statementTimeout });
  }

  #open(timeouts: Pick<pg.PoolConfig, 'statement_timeout' | 'query_timeout'>): pg.Pool {
    const { url, connections } = this.#options;
    const pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 10_000,
      application_name: 'evlock-gateway',
      keepAlive: true,
      types,
      ...timeouts,
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    pool.on('error', (error) => this.#modules.log.warn({ problem: error.name }, 'an idle database connection broke'));
    // One that breaks between two statements of a transaction fails its next statement instead.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  }

  /** How a transaction begins here. */
  get begin(): string {
    return this.#pooled ? `BEGIN; SET LOCAL statement_timeout = ${this.#options.statementTimeout}` : 'BEGIN';
  }

  /** A connection, to be released. `patience` in milliseconds. Throws what `pg` throws. */
  async take(patience: number = this.#options.patience): Promise<pg.PoolClient> {
    const { clock } = this.#modules;
    const until = clock.monotonic() + patience;
    for (;;) {
      const pool = this.#pool;
      try {
        return await pool.connect();
      } catch (error) {
        if (refusesSettings(error) && !this.#pooled) this.#workWithPooler();
        else if (pool === this.#pool && (!isMomentary(error) || pool.ending || clock.monotonic() >= until)) throw error;
        else await clock.sleep(RETRY);
      }
    }
  }

  /** Cancels statements by the client's clock, where the server cannot be told to. */
  #workWithPooler(): void {
    this.#modules.log.info(
      {},
      'the database is behind a pooler that takes no settings: each transaction makes its own',
    );
    void this.#pool.end().catch(() => undefined);
    this.#pooled = true;
    this.#pool = this.#open({ query_timeout: this.#options.statementTimeout + LATER });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
