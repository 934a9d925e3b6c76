/** A killed PostgreSQL leaves processes that take a moment to notice, and nothing may start beside them. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { milliseconds, systemClock } from '@evlock/protocol';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../src/embedded-postgres.ts';
import { silentLog } from './support/client.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-remains-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The server's own child processes. */
async function childrenOf(pid: number): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = ids.map(async (id) => {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    return { id, parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
  });
  return (await Promise.all(parents)).filter(({ parent }) => parent === pid).map(({ id }) => id);
}

describe('the remains of a killed server', () => {
  it('are waited for', async () => {
    const options = { folder: join(folder, 'data'), keyFolder: join(folder, 'keys') };
    const modules = { clock: systemClock, log: silentLog };
    const killed = await startEmbeddedPostgres(options, modules);
    const client = new pg.Client({ connectionString: killed.url });
    client.on('error', () => undefined);
    await client.connect();
    const remains = await childrenOf(killed.pid);
    for (const pid of remains) process.kill(pid, 'SIGSTOP');
    process.kill(killed.pid, 'SIGKILL');
    await killed.ended;
    await killed.stop();
    const letGo = systemClock.sleep(milliseconds(800)).then(() => {
      for (const pid of remains) process.kill(pid, 'SIGCONT');
    });
    const again = await startEmbeddedPostgres(options, modules).finally(() => letGo);
    expect(again.pid).not.toBe(killed.pid);
    await client.end().catch(() => undefined);
    await again.stop();
  });
});
