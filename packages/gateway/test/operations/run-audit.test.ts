/** The audit finds the embedded PostgreSQL of a gateway, running or not. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@evlock/chain';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@evlock/postgres';
import { systemClock } from '@evlock/protocol';
import { LocalMarket } from '@evlock/testing/chain/local-market';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { runAudit } from '../../src/operations/run-audit.ts';

let folder: string;
let localMarket: LocalMarket;
let server: EmbeddedPostgres;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-run-audit-'));
  const where = { folder: join(folder, 'data'), keyFolder: join(folder, 'keys') };
  [localMarket, server] = await Promise.all([
    LocalMarket.start(),
    startEmbeddedPostgres(where, { clock: systemClock, log: silentLog }),
  ]);
  await (await openDatabase({ url: server.url, connections: 1 }, { log: silentLog })).close();
});
afterAll(async () => {
  await server.stop();
  await localMarket.stop();
  await rm(folder, { recursive: true, force: true });
});

function run() {
  const profile = {
    dataFolder: join(folder, 'data'),
    keyFolder: join(folder, 'keys'),
    database: { embedded: true as const },
  };
  const { deployment, chain } = localMarket;
  return runAudit({ database: { profile }, deployment, endpoints: [chain.url] }, { clock: systemClock });
}

describe('the audit of an embedded database', () => {
  it('asks the server of a running gateway, and leaves it running', async () => {
    expect((await run()).differences).toMatchObject([{ table: 'chain_cursor', field: 'row' }]);
    expect((await run()).differences).toHaveLength(1);
  });

  it('starts the server of a stopped one, and stops it again', async () => {
    await server.stop();
    for (const _time of [1, 2]) expect((await run()).differences).toHaveLength(1);
  });
});
