/**
 * Records the current schema with a few rows, once per released schema: run it when a migration was added, and never change its
 * output. `node packages/gateway/test/support/record-schema.ts`
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { silentLog } from '@evlock/chain';
import { startTestPostgres } from '@evlock/testing/gateway/postgres';
import { Database } from '../../src/database/database.ts';
import { dumpedTables, fixTextForms, rowsOf } from '../../src/database/dump.ts';
import { buildSchema, checksum } from '../../src/database/migrate.ts';
import { migrations } from '../../src/database/migrations/index.ts';
import { laterRows, sampleRows } from './sample-rows.ts';

export const SCHEMAS = join(import.meta.dirname, '../database/schemas');
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

async function record(url: string, count: number): Promise<string> {
  const known = migrations.slice(0, count);
  const database = new Database({ url, connections: 1 }, { log: silentLog });
  const lines = [`-- ${known.at(-1)?.name}: the schema as it was, with a few rows. Never edited.`];
  await database.transaction(async (statements) => {
    await buildSchema(statements, known);
    const later = known.flatMap(({ name }) => laterRows[name.slice(0, 4)] ?? []);
    for (const sql of [...sampleRows(2), ...later]) await statements.query(sql);
    await fixTextForms(statements);
    lines.push('CREATE TABLE migration (', '  name text PRIMARY KEY, checksum text NOT NULL,');
    lines.push('  applied timestamptz NOT NULL DEFAULT now());');
    for (const { name, sql } of known) {
      lines.push(`${sql.trim()}`, `INSERT INTO migration (name, checksum) VALUES ('${name}', '${checksum(sql)}');`);
    }
    for (const table of await dumpedTables(statements)) {
      for await (const rows of rowsOf(statements, table)) {
        for (const row of rows) lines.push(`INSERT INTO ${table.name} SELECT (${quoted(row)}::${table.name}).*;`);
      }
    }
  });
  await database.close();
  return `${lines.join('\n')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const postgres = await startTestPostgres();
  await mkdir(SCHEMAS, { recursive: true });
  // From the first that holds what a gateway needs.
  for (let count = 2; count <= migrations.length; count++) {
    const file = join(SCHEMAS, `${String(count).padStart(4, '0')}.sql`);
    if (!existsSync(file)) await writeFile(file, await record(await postgres.create(), count));
  }
  await postgres.stop();
}
