/** One embedded PostgreSQL per test file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@evlock/chain';
import { Database, openDatabase } from '@evlock/gateway/internal/database';
import { startEmbeddedPostgres } from '@evlock/postgres';
import { systemClock } from '@evlock/protocol';

export interface TestPostgres {
  /** The address of a new, empty database. */
  create(): Promise<string>;
  /** The gateway's database, empty: one test at a time. */
  open(): Promise<Database>;
  stop(): Promise<void>;
}

export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'evlock-database-'));
  const server = await startEmbeddedPostgres(
    { folder: join(folder, 'data'), keyFolder: join(folder, 'keys') },
    { clock: systemClock, log: silentLog },
  );
  const operator = new Database({ url: server.url, connections: 1 }, { log: silentLog });
  // Durability is tested elsewhere; here it would cost most of the time.
  await operator.query('ALTER ROLE evlock SET synchronous_commit = off');
  let database: Database | undefined;
  let count = 0;
  const create = async (): Promise<string> => {
    const name = `test${count++}`;
    await operator.query(`CREATE DATABASE ${name}`);
    return Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  };
  return {
    create,
    open: async () => {
      database ??= await openDatabase({ url: await create(), connections: 4 }, { log: silentLog });
      await database.query(`TRUNCATE ${(await tablesOf(database)).join(', ')}`);
      return database;
    },
    stop: async () => {
      for (const open of [database, operator]) await open?.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Without the operator's record, which cannot be emptied. */
async function tablesOf(database: Database): Promise<string[]> {
  const rows = await database.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migration', 'operator_record')`,
  );
  return rows.map(({ tablename }) => tablename);
}
