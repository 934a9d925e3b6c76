import { createServer, type Server, Socket } from 'node:net';
import { silentLog } from '@evlock/chain';
import { type Clock, EvlockError, milliseconds, systemClock } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database, openDatabase } from '../../src/database/database.ts';
import { startPooler } from '../support/pooler.ts';

const log = { log: silentLog };
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => (EvlockError.is(error) ? { code: error.code, ...error.details } : error),
  );

/** Runs `work` with a database, and closes it. */
async function using<T>(database: Database, work: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const setting = (url: string, value: string): Promise<unknown> =>
  using(new Database({ url }, log), (database) =>
    database.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET ${value}`),
  );

describe('a transaction', () => {
  it('fails with a code when its connection breaks between two statements', async () => {
    const database = await postgres.open();
    const lost = database.transaction(async (statements) => {
      const [own] = await statements.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.query('SELECT pg_terminate_backend($1, 5000)', [own?.pid]);
      await statements.query('SELECT 1');
    });
    await expect(lost).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a database that cannot be used', () => {
  it("reports why, in the server's words", async () => {
    const url = await postgres.create();
    const wrong = Object.assign(new URL(url), { password: 'guessed' }).href;
    expect(await failureOf(openDatabase({ url: wrong }, log))).toEqual({
      code: 'DATABASE_UNREACHABLE',
      reason: 'not let in',
      sqlstate: '28P01',
      problem: 'password authentication failed for user "evlock"',
    });
    const missing = Object.assign(new URL(url), { pathname: '/nosuch' }).href;
    expect(await failureOf(openDatabase({ url: missing }, log))).toMatchObject({ sqlstate: '3D000' });
  });

  it('because a statement takes too long keeps its connection, and reports it', async () => {
    const database = new Database({ url: await postgres.create(), connections: 1, statementTimeout: 50 }, log);
    await using(database, async () => {
      const pid = (): Promise<unknown> => database.query('SELECT pg_backend_pid() AS pid');
      const before = await pid();
      expect(await failureOf(database.query('SELECT pg_sleep(30)'))).toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        sqlstate: '57014',
      });
      expect(await pid()).toEqual(before);
    });
  });

  it('as a replica or after a failover is unhealthy: reads alone are not enough', async () => {
    const url = await postgres.create();
    await using(new Database({ url }, log), async (database) => {
      await database.query('CREATE TABLE probe (value bigint)');
      expect([await database.ping(), await database.problem()]).toEqual([true, undefined]);
    });
    await setting(url, 'default_transaction_read_only = on');
    await using(new Database({ url }, log), async (database) => {
      expect(await database.query('SELECT * FROM probe')).toEqual([]);
      expect(await failureOf(database.query('INSERT INTO probe VALUES (1)'))).toMatchObject({ sqlstate: '25006' });
      expect(await database.ping()).toBe(false);
      expect((await database.problem())?.details).toMatchObject({ reason: 'read-only' });
    });
  });

  it('drops connections that became read-only', async () => {
    const url = await postgres.create();
    await using(new Database({ url, connections: 1 }, log), async (database) => {
      await database.query('CREATE TABLE probe (value bigint)');
      await database.query('SET default_transaction_read_only = on');
      expect(await failureOf(database.query('INSERT INTO probe VALUES (1)'))).toMatchObject({ sqlstate: '25006' });
      await database.query('INSERT INTO probe VALUES (2)');
    });
  });

  it('because nothing can be written stays unhealthy until something is', async () => {
    await using(new Database({ url: await postgres.create() }, log), async (database) => {
      const full = `DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'No space left on device'; END $$`;
      expect(await failureOf(database.query(full))).toMatchObject({ reason: 'disk full' });
      expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect((await database.problem())?.details).toMatchObject({ sqlstate: '53100' });
      await database.transaction((statements) => statements.query('CREATE TABLE room (value bigint)'));
      expect(await database.problem()).toBeUndefined();
    });
  });
});

/** A proxy in front of a server: refuses connections until opened. */
class Door {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  port = 0;

  constructor(target: URL) {
    this.#server = createServer((socket) => {
      const onward = new Socket().connect(Number(target.port), target.hostname);
      for (const end of [socket, onward]) {
        this.#sockets.add(end);
        end.on('error', () => undefined).on('close', () => [socket, onward].map((one) => one.destroy()));
      }
      socket.pipe(onward).pipe(socket);
    });
  }

  open(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.listen(this.port, '127.0.0.1', () => {
        this.port = (this.#server.address() as { port: number }).port;
        resolve();
      });
    });
  }

  shut(): Promise<unknown> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

describe('a brief outage', () => {
  it('passes: queries made meanwhile are answered afterwards', async () => {
    const target = new URL(await postgres.create());
    const door = new Door(target);
    await door.open();
    const url = Object.assign(new URL(target), { host: `127.0.0.1:${door.port}` }).href;
    // The waiting clock opens the gate at the third attempt.
    let waits = 0;
    const clock: Clock = {
      ...systemClock,
      sleep: async () => {
        if (++waits === 3) await door.open();
      },
    };
    await using(new Database({ url, connections: 2 }, { ...log, clock }), async (database) => {
      await database.query('CREATE TABLE probe (value bigint)');
      await door.shut();
      const asked = [
        database.query('SELECT 7 AS seven'),
        database.transaction((all) => all.query('SELECT 8 AS eight')),
      ];
      expect(await Promise.all(asked)).toEqual([[{ seven: 7 }], [{ eight: 8 }]]);
      await door.shut();
    });
  });

  it('is reported at once by health, and in time by everything else', async () => {
    const target = new URL(await postgres.create());
    const door = new Door(target);
    await door.open();
    await door.shut();
    const url = Object.assign(new URL(target), { host: `127.0.0.1:${door.port}` }).href;
    let now = milliseconds(0);
    const clock: Clock = {
      ...systemClock,
      monotonic: () => now,
      sleep: async (length) => {
        now = milliseconds(now + length);
      },
    };
    await using(new Database({ url, patience: 500 }, { ...log, clock }), async (database) => {
      expect((await database.problem())?.details).toEqual({ reason: 'connection', problem: 'ECONNREFUSED' });
      expect(now).toBe(0);
      expect(await failureOf(database.query('SELECT 1'))).toMatchObject({ problem: 'ECONNREFUSED' });
      expect(now).toBeGreaterThanOrEqual(500);
    });
  });
});

describe('behind a pooler in transaction mode', () => {
  it('everything works, and a transaction still cancels a slow statement at the server', async () => {
    const pooler = await startPooler(await postgres.create(), 2);
    const database = await openDatabase({ url: pooler.url, connections: 4, statementTimeout: 300 }, log);
    await using(database, async () => {
      expect(pooler.refused()).toBeGreaterThan(0);
      expect(await database.ping()).toBe(true);
      const slow = database.transaction((statements) => statements.query('SELECT pg_sleep(30)'));
      expect(await failureOf(slow)).toMatchObject({ sqlstate: '57014' });
      // For this client only: the next user of the server's connection is not affected.
      const rows = await database.query("SELECT current_setting('statement_timeout') AS limit");
      expect(rows).toEqual([{ limit: '0' }]);
    });
    await pooler.close();
  });
});
