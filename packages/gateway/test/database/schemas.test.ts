/** Every recorded schema, migrated to the newest with its rows. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '@evlock/chain';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database, openDatabase } from '../../src/database/database.ts';
import { dumpedTables } from '../../src/database/dump.ts';
import { appliedMigrations, migrate } from '../../src/database/migrate.ts';
import { migrations } from '../../src/database/migrations/index.ts';

const SCHEMAS = join(import.meta.dirname, 'schemas');
const recorded = readdirSync(SCHEMAS).sort();

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

/** Columns whose content a migration moved to another table. */
const MOVED: Readonly<Record<string, string>> = { chain_meters: 'reputation' };

/** Rows as objects, by table: a migration may add to a row, but not remove from it. */
async function contents(database: Database): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { name, order } of await database.transaction(dumpedTables)) {
    const rows = await database.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${name} t ORDER BY ${order}`,
    );
    found.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return found;
}

async function restored(file: string): Promise<{ url: string; before: Map<string, string[]> }> {
  const url = await postgres.create();
  const database = new Database({ url, connections: 1 }, { log: silentLog });
  await database.query(readFileSync(join(SCHEMAS, file), 'utf8'));
  const before = await contents(database);
  await database.close();
  return { url, before };
}

describe('a recorded schema', () => {
  it.each(recorded)('%s migrates with every row', async (file) => {
    const { url, before } = await restored(file);
    const database = await openDatabase({ url, connections: 2 }, { log: silentLog });
    expect([...(await appliedMigrations(database)).keys()]).toEqual(migrations.map(({ name }) => name));
    for (const [table, rows] of before) {
      expect(rows.length, table).toBeGreaterThanOrEqual(0);
      for (const row of rows) {
        const kept = await database.query(`SELECT FROM ${table} t WHERE to_jsonb(t) @> $1::jsonb - $2`, [
          row,
          MOVED[table] ?? '',
        ]);
        expect(kept, `${table} ${row}`).toHaveLength(1);
      }
    }
    expect(before.get('trades')).toHaveLength(1);
    await database.close();
  });

  it('0005.sql stores every offer and bid under its nonce', async () => {
    const { url } = await restored('0005.sql');
    const old = new Database({ url, connections: 1 }, { log: silentLog });
    const nonce = 2 ** 39 + 5;
    // The order format of that time: 125 bytes, the last five being the nonce.
    const bid = Buffer.alloc(125);
    bid.writeUIntBE(nonce, 120, 5);
    await old.query('UPDATE trades SET bid_body = $1', [bid]);
    await old.close();
    const database = await openDatabase({ url, connections: 1 }, { log: silentLog });
    const rows = await database.query<{ nonce: bigint }>('SELECT nonce FROM signed_orders ORDER BY nonce');
    expect(rows.map((row) => Number(row.nonce))).toEqual([1, 2, nonce]);
    await database.close();
  });

  it('0006.sql leaves the reputation with the account, and none with a replaced meter key', async () => {
    const { url } = await restored('0006.sql');
    const old = new Database({ url, connections: 1 }, { log: silentLog });
    await old.query(
      `INSERT INTO chain_meters (meter_key, account, active, suspended, reputation, replaced_by)
       SELECT substr(sha256(k::bytea), 1, 20), substr(sha256('a'), 1, 20), new IS NULL, false, 7, substr(sha256(new::bytea), 1, 20)
       FROM (VALUES ('old', 'new'), ('new', NULL)) keys (k, new)`,
    );
    await old.close();
    const database = await openDatabase({ url, connections: 1 }, { log: silentLog });
    expect(await database.query('SELECT reputation FROM chain_accounts')).toEqual([{ reputation: 7 }]);
    await database.close();
  });

  it('is unchanged when a migration fails midway', async () => {
    const { url, before } = await restored('0002.sql');
    const database = new Database({ url, connections: 2 }, { log: silentLog });
    const [market, devices] = migrations;
    const failing = {
      name: '0003-failing',
      sql: 'ALTER TABLE trades ADD more bigint; DELETE FROM offers WHERE nonce = 2; SELECT 1 / 0',
    };
    if (!market || !devices) throw new Error('no migrations');
    await expect(migrate(database, [market, devices, failing])).rejects.toThrow(/division by zero/);
    expect(await contents(database)).toEqual(before);
    await database.close();
    await (await openDatabase({ url, connections: 1 }, { log: silentLog })).close();
  });

  it('is not downgraded: an older version refuses it by name', async () => {
    const newest = recorded.at(-1) ?? '';
    const { url } = await restored(newest);
    const database = new Database({ url, connections: 1 }, { log: silentLog });
    await expect(migrate(database, migrations.slice(0, -1))).rejects.toMatchObject({
      code: 'DATABASE_NEWER',
      details: { migration: migrations.at(-1)?.name },
    });
    await database.close();
  });

  it('is migrated once by gateways starting together', async () => {
    const { url } = await restored('0002.sql');
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ url, connections: 1 }, { log: silentLog })));
    expect((await appliedMigrations(opened[0] as Database)).size).toBe(migrations.length);
    for (const database of opened) await database.close();
  });
});
