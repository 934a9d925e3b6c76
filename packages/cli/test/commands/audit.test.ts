/** `evlock gateway audit` on a chain and a database of its own: its exit codes, and where it finds the database. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDeployment } from '@evlock/chain';
import { type Database, openDatabase } from '@evlock/gateway/internal/database';
import { householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { evlock } from '@evlock/testing/cli/test-context';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let localMarket: LocalMarket;
let postgres: TestPostgres;
let database: Database;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-audit-'));
  [localMarket, postgres] = await Promise.all([LocalMarket.start(), startTestPostgres()]);
  const url = await postgres.create();
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} } as never;
  database = await openDatabase({ url, connections: 1 }, { log });
  await writeFile(at('url'), url, { mode: 0o600 });
  await writeDeployment(at('deployment.json'), deploymentFile(localMarket.deployment));
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
  await localMarket.stop();
  await rm(folder, { recursive: true });
});

const audit = (...more: string[]) => {
  const from = ['--database-url-file', at('url'), '--deployment', at('deployment.json')];
  return evlock(['gateway', 'audit', ...from, '--rpc', localMarket.chain.url, ...more]);
};

describe('evlock gateway audit', () => {
  it('ends with 3 and names the row while something differs', async () => {
    const { exit, out, err } = await audit('--json');
    expect(exit).toBe(3);
    const place = { table: 'chain_cursor', key: 'true', field: 'row' };
    expect(JSON.parse(out)).toMatchObject({ differences: [{ ...place, recorded: 'missing' }], unproven: [] });
    expect(JSON.parse(err)).toMatchObject({ code: 'AUDIT_FAILED', details: { differences: 1, ...place } });
    expect((await audit()).out).toContain('chain_cursor');
  });

  it('ends with 0 when everything is as it was signed', async () => {
    const { chainId, market, block } = localMarket.deployment;
    await database.query('INSERT INTO chain_cursor (chain_id, market, block, time) VALUES ($1, $2, $3, 0)', [
      chainId,
      Buffer.from(market.slice(2), 'hex'),
      block,
    ]);
    const { exit, out, err } = await audit();
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain('No differences');
  });

  it('ends with 1 when it could not be made', async () => {
    const from = ['--database-url-file', at('url'), '--deployment', at('deployment.json'), '--json'];
    const { exit, out, err } = await evlock(['gateway', 'audit', ...from, '--rpc', 'http://127.0.0.1:1']);
    expect({ exit, out, code: JSON.parse(err).code }).toEqual({ exit: 1, out: '', code: 'CHAIN_UNREACHABLE' });
  });

  it('believes two endpoints only where they say the same', async () => {
    const second = new LyingEndpoint(localMarket.chain.url);
    const both = ['--rpc', await second.start(), '--json'];
    try {
      expect(await audit(...both)).toMatchObject({ exit: 0, err: '' });
      await localMarket.welcome([householdNamed('audited')]);
      // No list of logs is believed where the blocks' receipts have more.
      second.lie = (method, result) => (method === 'eth_getLogs' ? [] : result);
      expect(await audit(...both)).toMatchObject({ exit: 0, err: '' });
      // An account is four words, the first its balance.
      second.lie = (method, result) =>
        method === 'eth_call' && String(result).length === 2 + 4 * 64
          ? String(result).replace(/^0x.{64}/, `0x${'7'.padStart(64, '0')}`)
          : result;
      const { exit, err } = await audit(...both);
      expect({ exit, error: JSON.parse(err) }).toMatchObject({
        exit: 1,
        error: { code: 'CHAIN_DISAGREES' },
      });
    } finally {
      await second.stop();
    }
  });

  it('asks for what it is not given, and never takes an address as an argument', async () => {
    expect(await evlock(['gateway', 'audit'])).toMatchObject({ exit: 2 });
    const { exit, err } = await evlock(['gateway', 'audit', '--database-url', 'postgres://a:secret@127.0.0.1/a']);
    expect(exit).toBe(2);
    expect(err).not.toContain('secret');
  });
});
