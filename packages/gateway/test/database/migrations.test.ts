/**
 * Migrations against their recorded versions, without a database: an edited one would be refused by every database that has it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checksum } from '../../src/database/migrate.ts';
import { migrations } from '../../src/database/migrations/index.ts';

const SCHEMAS = join(import.meta.dirname, 'schemas');
const RECORDED = /^INSERT INTO migration \(name, checksum\) VALUES \('([^']+)', '([0-9a-f]{64})'\);$/gm;
const recorded = readdirSync(SCHEMAS).sort();
const here = migrations.map(({ name, sql }) => [name, checksum(sql)]);

describe('a migration', () => {
  it('has a unique number, in order', () => {
    expect(migrations.map(({ name }) => name.slice(0, 4))).toEqual(
      migrations.map((_, index) => String(index + 1).padStart(4, '0')),
    );
  });

  it('is recorded with its schema: by test/support/record-schema.ts', () => {
    expect(recorded.at(-1)).toBe(`${migrations.at(-1)?.name.slice(0, 4)}.sql`);
  });

  it.each(recorded)('is never edited once applied: all of %s read as before', (file) => {
    const found = Array.from(readFileSync(join(SCHEMAS, file), 'utf8').matchAll(RECORDED), ([, name, sum]) => [
      name,
      sum,
    ]);
    expect(found).toEqual(here.slice(0, Number.parseInt(file, 10)));
  });
});
