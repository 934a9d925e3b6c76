import { silentLog } from '@evlock/chain';
import { systemClock } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseLock } from '../../src/database/database-lock.ts';
import { startPooler } from '../support/pooler.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

/** No waiting for a gateway that was just killed. */
const take = (url: string, interval = 50): Promise<DatabaseLock> =>
  DatabaseLock.take({ url, patience: 0, interval }, { clock: systemClock, log: silentLog });

async function asOperator<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const HOLDERS = `SELECT pid FROM pg_stat_activity
  WHERE application_name = 'evlock-gateway-lock' AND datname = current_database()`;
const CUT = `SELECT pg_terminate_backend(pid, 5000) FROM (${HOLDERS}) AS holders`;

describe('the database of a gateway', () => {
  it('has one holder at a time, per database', async () => {
    const [url, other] = [await postgres.create(), await postgres.create()];
    const first = await take(url);
    await expect(take(url)).rejects.toMatchObject({
      code: 'DATABASE_IN_USE',
      details: { server: expect.any(Number), since: expect.stringMatching(/^\d{4}-/) },
    });
    const elsewhere = await take(other);
    await first.release();
    const second = await take(url);
    for (const lock of [second, elsewhere]) await lock.release();
  });

  it('is not held by a failed attempt', async () => {
    const url = await postgres.create();
    const first = await take(url);
    await expect(take(url)).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
    await first.release();
    expect(await asOperator(url, HOLDERS)).toEqual([]);
  });

  it('is waited for while the server still knows a killed gateway', async () => {
    const url = await postgres.create();
    const killed = await take(url);
    const next = DatabaseLock.take({ url }, { clock: systemClock, log: silentLog });
    await killed.release();
    await (await next).release();
  });

  it('is reacquired when the connection breaks', async () => {
    const url = await postgres.create();
    const lock = await take(url);
    const before = await asOperator<{ pid: number }>(url, HOLDERS);
    await asOperator(url, CUT);
    const others = async (): Promise<number> => {
      const now = await asOperator<{ pid: number }>(url, HOLDERS);
      return lock.held ? now.filter(({ pid }) => !before.some((old) => old.pid === pid)).length : 0;
    };
    await expect.poll(others).toBe(1);
    await expect(take(url)).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
    await lock.release();
  });

  it('is lost to a faster gateway, and reports it', async () => {
    const url = await postgres.create();
    // Checks its connection after the other has arrived.
    const lock = await take(url, 1_000);
    await asOperator(url, CUT);
    const other = await take(url);
    expect(await lock.lost).toMatchObject({ code: 'DATABASE_IN_USE' });
    expect(lock.held).toBe(false);
    await lock.release();
    await other.release();
  });

  it('is exclusive even behind a pooler that shares one connection', async () => {
    const pooler = await startPooler(await postgres.create(), 3);
    const lock = await take(pooler.url);
    for (let attempt = 0; attempt < 6; attempt++)
      await expect(take(pooler.url)).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
    await lock.release();
    await pooler.close();
  });

  it('does not block vacuum', async () => {
    const url = await postgres.create();
    const lock = await take(url);
    const held = 'SELECT backend_xid, backend_xmin, state FROM pg_stat_activity';
    expect(await asOperator(url, `${held} WHERE pid IN (${HOLDERS})`)).toEqual([
      { backend_xid: null, backend_xmin: null, state: 'idle in transaction' },
    ]);
    await lock.release();
  });

  it('is not acquired on a server that refuses the login', async () => {
    const wrong = Object.assign(new URL(await postgres.create()), { password: 'guessed' }).href;
    await expect(take(wrong)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', details: { sqlstate: '28P01' } });
  });
});
