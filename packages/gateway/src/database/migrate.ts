/** Brings the schema up to date: numbered migrations, each in a transaction of its own, each applied once and never edited. */
import { createHash } from 'node:crypto';
import { EvlockError } from '@evlock/protocol';
import type { Migration } from './migrations/migration.ts';
import type { Statements, Transactions } from './statements.ts';

/** Lock id held while migrating, so that two gateways that start together do not collide. Chosen once, at random. */
const ADVISORY_LOCK = 7_264_510_983n;

const TABLE = `CREATE TABLE IF NOT EXISTS migration (
  name text PRIMARY KEY, checksum text NOT NULL, applied timestamptz NOT NULL DEFAULT now())`;

export const checksum = (sql: string): string => createHash('sha256').update(sql).digest('hex');

/**
 * Applies missing migrations. Throws `DATABASE_NEWER` when the database holds a migration that is unknown here, or one that
 * reads differently.
 */
export async function migrate(database: Transactions, migrations: readonly Migration[]): Promise<void> {
  await exclusively(database, async (statements) => {
    await statements.query(TABLE);
    checkKnown(await appliedMigrations(statements), migrations);
  });
  for (const migration of migrations) await exclusively(database, (statements) => apply(statements, migration));
}

/** The migrations that a database holds, by name. */
export async function appliedMigrations(statements: Statements): Promise<Map<string, string>> {
  const rows = await statements.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM migration ORDER BY name',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

/** Throws `DATABASE_NEWER` when one of these is unknown here, or reads differently. */
export function checkKnown(found: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(({ name, sql }) => [name, checksum(sql)]));
  for (const [name, sum] of found) {
    if (known.get(name) !== sum) throw new EvlockError('DATABASE_NEWER', { migration: name });
  }
}

/** Builds the schema as it was after these migrations, in an empty database and the caller's transaction. */
export async function buildSchema(statements: Statements, migrations: readonly Migration[]): Promise<void> {
  await statements.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
  await statements.query(TABLE);
  for (const migration of migrations) await apply(statements, migration);
}

function exclusively(database: Transactions, work: (statements: Statements) => Promise<void>): Promise<void> {
  return database.transaction(async (statements) => {
    await statements.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
    await work(statements);
  });
}

async function apply(statements: Statements, { name, sql }: Migration): Promise<void> {
  if ((await appliedMigrations(statements)).has(name)) return;
  await statements.query(sql);
  await statements.query('INSERT INTO migration (name, checksum) VALUES ($1, $2)', [name, checksum(sql)]);
}
