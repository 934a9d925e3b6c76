/**
 * One gateway per database: two would index the chain against each other and send transactions with the same nonce.
 *
 * The lock is PostgreSQL's own, so it ends with the process that holds it, however that ends. It belongs to a transaction that
 * stays open on a connection of its own, not to a session: a pooler such as PgBouncer in transaction mode hands a session's
 * connection to others, which would then hold the lock too, but never that of an open transaction. Such a transaction has
 * read nothing, so it keeps nothing from being cleaned up.
 */
import type { Log } from '@evlock/chain';
import { type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import pg from 'pg';
import { databaseFailure, isMomentary } from './database-failure.ts';
import { requireDatabaseTrust } from './database-trust.ts';

export interface DatabaseLockOptions {
  /** A secret. */
  readonly url: string;
  /** Milliseconds to wait for the lock of a gateway that was just killed. Default 5 000. */
  readonly patience?: number;
  /** Milliseconds between two checks of the connection. Default 5 000. */
  readonly interval?: number;
}

export interface DatabaseLockModules {
  readonly clock: Clock;
  readonly log: Log;
}

/** Chosen once, at random. */
const LOCK = 5_481_902_736n;
const RETRY = milliseconds(200);
const ANSWER_WITHIN = 10_000;

/** The server would otherwise end an idle transaction, and notice a vanished holder only after hours. */
const SETTINGS = `SELECT set_config(name, wanted, true) FROM pg_settings JOIN (VALUES
  ('idle_in_transaction_session_timeout', '0'), ('transaction_timeout', '0'), ('statement_timeout', '0'),
  ('tcp_keepalives_idle', '20'), ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3')
) AS wished (about, wanted) ON name = about`;

/** Who has the lock: keys are kept in two halves. No values apart: a portal that they make would keep a snapshot. */
const HOLDER = `SELECT a.pid, extract(epoch FROM a.backend_start)::text AS since
  FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND l.classid::bigint = ${LOCK} >> 32 AND l.objid::bigint = ${LOCK} & 4294967295`;

interface Holder {
  readonly pid: number;
  /** When its connection began, in seconds: with the process id it names one connection. */
  readonly since: string;
}

const sameHolder = (one: Holder | undefined, other: Holder | undefined): boolean =>
  one !== undefined && one.pid === other?.pid && one.since === other.since;

/** A pooler discards the server connection of a client that leaves inside a transaction. */
async function leave(client: pg.Client): Promise<void> {
  await client.query('ROLLBACK').catch(() => undefined);
  await client.end().catch(() => undefined);
}

export class DatabaseLock {
  /** Resolves with `DATABASE_IN_USE` when the connection broke and another gateway was faster. */
  readonly lost: Promise<EvlockError>;
  readonly #options: Required<DatabaseLockOptions>;
  readonly #modules: DatabaseLockModules;
  readonly #released = new AbortController();
  #client: pg.Client | undefined;
  #own: Holder | undefined;
  #lose: (error: EvlockError) => void = () => undefined;
  #kept: Promise<void> = Promise.resolve();

  private constructor(options: DatabaseLockOptions, modules: DatabaseLockModules) {
    this.#options = { patience: 5_000, interval: 5_000, ...options };
    this.#modules = modules;
    this.lost = new Promise((resolve) => {
      this.#lose = resolve;
    });
  }

  /** Acquires the lock and holds it. Throws `PROFILE_INVALID`, `DATABASE_IN_USE`, `DATABASE_UNREACHABLE`. */
  static async take(options: DatabaseLockOptions, modules: DatabaseLockModules): Promise<DatabaseLock> {
    requireDatabaseTrust(options.url);
    const lock = new DatabaseLock(options, modules);
    await lock.#take();
    lock.#kept = lock.#keep();
    return lock;
  }

  /** Whether the lock is held now, as far as is known. */
  get held(): boolean {
    return this.#client !== undefined;
  }

  async release(): Promise<void> {
    this.#released.abort();
    await this.#kept;
    await this.#drop();
  }

  /** Tries until the wait is over: a server needs a moment to notice that a killed gateway is gone. */
  async #take(): Promise<void> {
    const { clock } = this.#modules;
    const until = clock.monotonic() + this.#options.patience;
    for (;;) {
      try {
        return await this.#try();
      } catch (error) {
        const again = EvlockError.is(error, 'DATABASE_IN_USE') || isMomentary((error as Error).cause);
        if (!again || clock.monotonic() >= until || this.#released.signal.aborted) throw error;
        await clock.sleep(RETRY, this.#released.signal);
      }
    }
  }

  async #try(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: 'evlock-gateway-lock',
      connectionTimeoutMillis: ANSWER_WITHIN,
      query_timeout: ANSWER_WITHIN,
      keepAlive: true,
    });
    client.on('error', () => {
      if (this.#client === client) this.#client = undefined;
    });
    try {
      await client.connect();
      await client.query('BEGIN');
      await client.query(SETTINGS);
      const { rows } = await client.query(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`);
      const [holder] = (await client.query<Holder>(HOLDER)).rows;
      if (!rows[0]?.taken) throw await this.#inUse(client, holder);
      this.#own = holder;
      this.#client = client;
    } catch (error) {
      await leave(client);
      throw databaseFailure(error);
    }
  }

  /** A connection of ours that broke may still stand at the server; then it is ended, and the next attempt takes the lock. */
  async #inUse(client: pg.Client, holder: Holder | undefined): Promise<EvlockError> {
    if (holder && sameHolder(holder, this.#own)) await client.query('SELECT pg_terminate_backend($1)', [holder.pid]);
    const since = holder ? new Date(Number(holder.since) * 1000).toISOString() : null;
    return new EvlockError('DATABASE_IN_USE', { server: holder?.pid ?? null, since });
  }

  /** Checks the connection periodically, and acquires the lock again where it broke. */
  async #keep(): Promise<void> {
    const { clock, log } = this.#modules;
    const { signal } = this.#released;
    for (;;) {
      await clock.sleep(milliseconds(this.#options.interval), signal).catch(() => undefined);
      if (signal.aborted) return;
      try {
        if (await this.#holds()) continue;
        log.warn({}, 'the connection that holds the database lock broke: acquiring the lock again');
        await this.#take();
        log.info({}, 'the database lock is held again');
      } catch (error) {
        if (EvlockError.is(error, 'DATABASE_IN_USE')) return this.#lose(error);
        if (!signal.aborted) log.warn({ code: EvlockError.from(error).code }, EvlockError.from(error).message);
      }
    }
  }

  async #holds(): Promise<boolean> {
    const client = this.#client;
    if (!client) return false;
    const answered = await client.query('SELECT 1').then(
      () => true,
      () => false,
    );
    if (!answered) await this.#drop();
    return this.#client !== undefined;
  }

  async #drop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client) await leave(client);
  }
}
