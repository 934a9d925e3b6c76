/** Every recorded version of the store, opened by this one. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Bytes32 } from '@evlock/protocol';
import { afterAll, describe, expect, it } from 'vitest';
import { Store } from '../../src/store/store.ts';
import { SCHEMA_VERSION } from '../../src/store/store-schema.ts';

const SCHEMAS = join(import.meta.dirname, 'store-schemas');
const folder = mkdtempSync(join(tmpdir(), 'evlock-store-'));
const trade: Bytes32 = `0x${'33'.repeat(32)}`;
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
function restored(name: string): string {
  const file = join(folder, `${count++}.sqlite`);
  const database = new DatabaseSync(file);
  database.exec(readFileSync(join(SCHEMAS, name), 'utf8'));
  database.close();
  return file;
}

const versionOf = (file: string): number => {
  const database = new DatabaseSync(file, { readOnly: true });
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  database.close();
  return version;
};

describe('a recorded store', () => {
  it('exists for every version', () => {
    expect(readdirSync(SCHEMAS).sort().at(-1)).toBe(`${SCHEMA_VERSION}.sql`);
  });

  it.each(readdirSync(SCHEMAS))('%s migrates with every row', (name) => {
    const file = restored(name);
    const store = Store.open(file);
    expect(store.outbox(5)).toMatchObject([{ method: 'reading', body: { reading: { sequence: 7, import: 5n } } }]);
    expect(store.latestReceipt(trade, 'buyer')).toMatchObject({ receipt: { sequence: 3, energy: 12n } });
    store.close();
    expect(versionOf(file)).toBe(SCHEMA_VERSION);
  });

  it('with numeric order states keeps each state, by its name', () => {
    const file = restored('6.sql');
    const database = new DatabaseSync(file);
    for (const closed of [0, 1, 2, 3]) {
      database.exec(
        `INSERT INTO orders VALUES ('${closed}', '{"order":{"nonce":${closed},"end":0}}', 1, 9, ${closed})`,
      );
    }
    database.close();
    Store.open(file).close();
    const migrated = new DatabaseSync(file, { readOnly: true });
    const states = migrated.prepare('SELECT state FROM orders ORDER BY hash').all();
    migrated.close();
    expect(states.map(({ state }) => state)).toEqual(['open', 'traded', 'withdrawn', 'released']);
  });

  it('of a newer version is refused, and left unchanged', () => {
    const file = restored(`${SCHEMA_VERSION}.sql`);
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    expect(() => Store.open(file)).toThrow(/newer version/);
    expect(versionOf(file)).toBe(SCHEMA_VERSION + 1);
  });

  it('is left unchanged when a migration fails halfway', () => {
    const file = restored('1.sql');
    const database = new DatabaseSync(file);
    // The migration makes this table, so its presence makes it fail.
    database.exec('CREATE TABLE meter (other TEXT) STRICT');
    database.close();
    expect(() => Store.open(file)).toThrow();
    expect(versionOf(file)).toBe(1);
  });
});
