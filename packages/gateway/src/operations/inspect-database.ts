/** Inspects an installation's database without changing it. */
import { silentLog } from '@evlock/chain';
import type { Clock } from '@evlock/protocol';
import { Database } from '../database/database.ts';
import { type DatabaseLocation, openDatabaseAddress } from '../database/database-address.ts';
import { appliedMigrations, checkKnown } from '../database/migrate.ts';
import { migrations } from '../database/migrations/index.ts';

export interface DatabaseState {
  /** Version of PostgreSQL. */
  readonly server: string;
  /** Its newest migration; null where no gateway has used it. */
  readonly schema: string | null;
  /** Migrations of this version that are still to be applied. */
  readonly missing: number;
  /** The last indexed block; null before the first. */
  readonly block: number | null;
}

/** Throws `DATABASE_UNREACHABLE`, `DATABASE_NEWER`, and as `openDatabaseAddress`. */
export async function inspectDatabase(
  location: DatabaseLocation,
  modules: { readonly clock: Clock },
): Promise<DatabaseState> {
  const address = await openDatabaseAddress(location, modules);
  const database = new Database({ url: address.url, connections: 1 }, { log: silentLog });
  try {
    const problem = await database.problem();
    if (problem) throw problem;
    const [about] = await database.query<{ server: string; used: boolean }>(
      `SELECT current_setting('server_version') AS server, to_regclass('public.migration') IS NOT NULL AS used`,
    );
    const server = about?.server ?? '';
    if (!about?.used) return { server, schema: null, missing: migrations.length, block: null };
    const applied = await appliedMigrations(database);
    checkKnown(applied, migrations);
    const [cursor] = await database.query<{ block: bigint }>('SELECT block FROM chain_cursor');
    return {
      server,
      schema: [...applied.keys()].at(-1) ?? null,
      missing: migrations.length - applied.size,
      block: cursor ? Number(cursor.block) : null,
    };
  } finally {
    await database.close();
    await address.stop();
  }
}
