/** A gateway's backup and restore, on a real PostgreSQL. */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog, writeDeployment } from '@evlock/chain';
import { systemClock, toJson } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inspectArchive } from '../../src/backup/archive.ts';
import { backupGateway } from '../../src/backup/backup.ts';
import { restoreGateway } from '../../src/backup/restore.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { dumpedTables } from '../../src/database/dump.ts';
import { CertificateAuthority } from '../../src/enrolment/certificate-authority.ts';
import { sampleRows } from '../support/sample-rows.ts';

const PASSPHRASE = 'correct horse battery';
const clock = systemClock;
const deployment = {
  network: 'local',
  chainId: 31337,
  registry: `0x${'a1'.repeat(20)}`,
  market: `0x${'a2'.repeat(20)}`,
  batches: `0x${'ba'.repeat(20)}`,
  token: `0x${'a3'.repeat(20)}`,
  block: 1,
} as const;

let folder: string;
let postgres: TestPostgres;
let url: string;
let database: Database;
let backup: string;
let serial = 0;

const profileText = (more: object = {}): string =>
  toJson({
    dataFolder: 'data',
    keyFolder: 'keys',
    http: { port: 0 },
    deviceLink: { port: 0 },
    database: { embedded: true },
    chain: { endpoints: ['http://127.0.0.1:1'], deploymentFile: 'deployment.json' },
    submitterKeyFile: 'keys/submitter.key',
    operatorTokenFile: 'keys/operator.token',
    ...more,
  });

async function installation(at: string): Promise<string> {
  await mkdir(join(at, 'keys'), { recursive: true, mode: 0o700 });
  await writeFile(join(at, 'gateway.json'), profileText());
  await writeDeployment(join(at, 'deployment.json'), deploymentFile(deployment));
  await writeFile(join(at, 'keys', 'submitter.key'), `0x${'11'.repeat(32)}`, { mode: 0o600 });
  await writeFile(join(at, 'keys', 'operator.token'), 'a token of the operator', { mode: 0o600 });
  const options = { keyFolder: join(at, 'keys'), certificateFile: join(at, 'data', 'authority.pem'), serverNames: [] };
  await CertificateAuthority.open(options, { clock });
  return join(at, 'gateway.json');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-backup-'));
  postgres = await startTestPostgres();
  url = await postgres.create();
  database = await openDatabase({ url, connections: 2 }, { log: silentLog });
  for (const sql of sampleRows(1200)) await database.query(sql);
  backup = join(folder, 'backup');
  const profileFile = await installation(join(folder, 'first'));
  await backupGateway({ profileFile, to: backup, passphrase: PASSPHRASE, databaseUrl: url }, { clock });
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
  await rm(folder, { recursive: true });
});

let target: { profileFile: string; databaseUrl: string; folder: string };
beforeEach(async () => {
  const at = join(folder, `target${serial++}`);
  target = { profileFile: join(at, 'gateway.json'), databaseUrl: await postgres.create(), folder: at };
});
const restore = (more: object = {}) =>
  restoreGateway({ file: backup, passphrase: PASSPHRASE, ...target, ...more }, { clock });

async function rowsAt(address: string, sql: string): Promise<object[]> {
  const other = await openDatabase({ url: address, connections: 1 }, { log: silentLog });
  return other.query(sql).finally(() => other.close());
}

describe('a backup', () => {
  it('lists its contents', async () => {
    const { head, files, end } = await inspectArchive(backup, PASSPHRASE);
    expect(head).toMatchObject({ kind: 'gateway', chainId: 31337, market: deployment.market });
    expect(files.map(({ name }) => name)).toEqual([
      'profile',
      'deployment',
      'submitter-key',
      'operator-token',
      'authority-key',
      'authority',
    ]);
    expect(end.tables.find(({ name }) => name === 'offers')).toMatchObject({ rows: 1200 });
  });

  it('contains every table, referenced ones first', async () => {
    const names = (await dumpedTables(database)).map(({ name }) => name);
    const all = await database.query(
      `SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migration'`,
    );
    expect(names).toHaveLength(all.length);
    expect(names.indexOf('offers')).toBeLessThan(names.indexOf('trades'));
    expect(names.indexOf('device')).toBeLessThan(names.indexOf('owner_session'));
  });

  it('leaves no state outside tables: a sequence would have to be saved as well', async () => {
    expect(await database.query(`SELECT relname FROM pg_class WHERE relkind = 'S'`)).toEqual([]);
  });

  it('is a snapshot, whatever is written meanwhile', async () => {
    const to = join(folder, 'busy');
    const profileFile = join(folder, 'first', 'gateway.json');
    const stop = new AbortController();
    const writing = (async () => {
      for (let n = 5000; !stop.signal.aborted; n++) {
        // Always both or neither.
        await database.query(
          `WITH one AS (INSERT INTO chain_meters VALUES (substr(sha256($1::bytea), 1, 20), '\\x${'00'.repeat(20)}', true, false, NULL))
           INSERT INTO gas_charges VALUES ('\\x${'00'.repeat(20)}', 1, $2, 1, '\\x${'00'.repeat(20)}', 1, 1)`,
          [Buffer.from(String(n)), String(n)],
        );
      }
    })();
    await backupGateway({ profileFile, to, passphrase: PASSPHRASE, databaseUrl: url }, { clock });
    stop.abort();
    await writing;
    const rows = new Map((await inspectArchive(to, PASSPHRASE)).end.tables.map((table) => [table.name, table.rows]));
    expect(rows.get('chain_meters')).toBe(rows.get('gas_charges'));
    await database.query('TRUNCATE chain_meters, gas_charges');
  });
});

describe('restoring', () => {
  it('restores every row, key and certificate, but no session and no code', async () => {
    const report = await restore();
    expect(report.tables).toMatchObject({ offers: 1200, trades: 1, chain_events: 1, device: 1 });
    for (const table of ['offers', 'trades', 'chain_events', 'device']) {
      const sql = `SELECT t::text AS row FROM ${table} t ORDER BY 1`;
      expect(await rowsAt(target.databaseUrl, sql)).toEqual(await database.query(sql));
    }
    expect(await rowsAt(target.databaseUrl, 'SELECT FROM owner_session')).toEqual([]);
    expect(await rowsAt(target.databaseUrl, 'SELECT FROM enrolment_code')).toEqual([]);
    for (const name of ['keys/authority.key', 'data/authority.pem', 'keys/submitter.key', 'gateway.json']) {
      const [saved, restored] = await Promise.all(
        [join(folder, 'first'), target.folder].map((at) => readFile(join(at, name), 'utf8')),
      );
      expect(restored?.trim(), name).toBe(saved?.trim());
    }
    expect((await stat(join(target.folder, 'keys/authority.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(target.folder, 'keys'))).mode & 0o777).toBe(0o700);
  });

  it('overwrites nothing', async () => {
    await restore();
    await expect(restore()).rejects.toMatchObject({ code: 'RESTORE_TARGET_USED', details: { target: 'database' } });
    await writeFile(join(target.folder, 'keys/submitter.key'), `0x${'22'.repeat(32)}`);
    await expect(restore({ databaseUrl: await postgres.create() })).rejects.toMatchObject({
      code: 'RESTORE_TARGET_USED',
    });
    expect(await readFile(join(target.folder, 'keys/submitter.key'), 'utf8')).toContain('2222');
  });

  it('changes nothing when the passphrase is wrong or the file is altered or truncated', async () => {
    const bytes = await readFile(backup);
    const altered = join(folder, 'altered');
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 5) ^ 1, bytes.length - 5);
    await writeFile(altered, bytes);
    await writeFile(`${altered}-cut`, bytes.subarray(0, bytes.length - 20));
    await expect(restore({ passphrase: 'another passphrase' })).rejects.toMatchObject({
      code: 'BACKUP_PASSPHRASE_WRONG',
    });
    await expect(restore({ file: altered })).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
    await expect(restore({ file: `${altered}-cut` })).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
    await expect(stat(target.folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it("refuses another community's backup", async () => {
    await installation(target.folder);
    await rm(join(target.folder, 'deployment.json'));
    await writeDeployment(join(target.folder, 'deployment.json'), deploymentFile({ ...deployment, chainId: 1001 }));
    await expect(restore()).rejects.toMatchObject({ code: 'CHAIN_WRONG_NETWORK', details: { chain: 1001 } });
  });

  it("refuses a newer version's backup", async () => {
    const to = join(folder, 'newer');
    const profileFile = join(folder, 'first', 'gateway.json');
    await database.query(`INSERT INTO migration VALUES ('9999-future', repeat('0', 64))`);
    const making = backupGateway({ profileFile, to, passphrase: PASSPHRASE, databaseUrl: url }, { clock });
    await expect(making).rejects.toMatchObject({ code: 'DATABASE_NEWER', details: { migration: '9999-future' } });
    await database.query(`DELETE FROM migration WHERE name = '9999-future'`);
    await expect(stat(to)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
