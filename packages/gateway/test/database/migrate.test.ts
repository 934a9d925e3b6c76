import { silentLog } from '@evlock/chain';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database, openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { migrations } from '../../src/database/migrations/index.ts';
import type { Migration } from '../../src/database/migrations/migration.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const one: Migration = { name: '0001-one', sql: 'CREATE TABLE one (value bigint)' };
const two: Migration = { name: '0002-two', sql: 'CREATE TABLE two (value bigint); INSERT INTO two VALUES (2)' };

async function empty(): Promise<Database> {
  return new Database({ url: await postgres.create(), connections: 4 }, { log: silentLog });
}

describe('migrations', () => {
  it('are numbered without gaps', () => {
    const numbers = migrations.map(({ name }) => Number(name.slice(0, 4)));
    expect(numbers).toEqual(migrations.map((_, index) => index + 1));
  });

  it('are each applied once, even by two gateways starting together', async () => {
    const database = await empty();
    await Promise.all([migrate(database, [one, two]), migrate(database, [one, two])]);
    await migrate(database, [one, two]);
    expect(await database.query('SELECT * FROM two')).toEqual([{ value: 2n }]);
    expect(await database.query('SELECT name FROM migration ORDER BY name')).toHaveLength(2);
    await database.close();
  });

  it('leave nothing of a failed one, and everything before it', async () => {
    const database = await empty();
    const bad: Migration = { name: '0002-two', sql: 'CREATE TABLE two (value bigint); SELECT 1 / 0' };
    await expect(migrate(database, [one, bad])).rejects.toThrow(/division by zero/);
    expect(await database.query(`SELECT tablename FROM pg_tables WHERE tablename IN ('one', 'two')`)).toEqual([
      { tablename: 'one' },
    ]);
    await migrate(database, [one, two]);
    await database.close();
  });

  it('refuse a newer database, and one with a different history', async () => {
    const database = await empty();
    await migrate(database, [one, two]);
    await expect(migrate(database, [one])).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
    const edited = { ...two, sql: `${two.sql} -- edited` };
    await expect(migrate(database, [one, edited])).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
    await database.close();
  });
});

describe('the database', () => {
  it('returns integers as bigint and bytes as hex, never a float', async () => {
    const database = await postgres.open();
    const [row] = await database.query(
      `SELECT 18446744073709551615::numeric(20, 0) AS energy, 1::bigint AS time, '\\xab01'::bytea AS hash, NULL::bigint AS none`,
    );
    expect(row).toEqual({ energy: 18446744073709551615n, time: 1n, hash: '0xab01', none: null });
  });

  it('rolls a transaction back as a whole', async () => {
    const database = await empty();
    await database.query('CREATE TABLE kept (value bigint)');
    const failing = database.transaction(async (statements) => {
      await statements.query('INSERT INTO kept VALUES (1)');
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await database.query('SELECT * FROM kept')).toEqual([]);
    await database.close();
  });

  it('throws DATABASE_UNREACHABLE when nobody answers, without the password', async () => {
    const opening = openDatabase({ url: 'postgres://evlock:hidden@127.0.0.1:1/postgres' }, { log: silentLog });
    const error = await opening.catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    expect(JSON.stringify(error)).not.toContain('hidden');
  });
});
