/** Where an installation's database is, for what looks at it beside the gateway: audit, backup, restore, doctor. */
import { silentLog } from '@evlock/chain';
import { embeddedPostgresUrl, startEmbeddedPostgres } from '@evlock/postgres';
import { type Clock, EvlockError } from '@evlock/protocol';
import type { GatewayProfile } from '../profile.ts';

/** An address, a secret; or the gateway's profile, whose embedded PostgreSQL is started if need be. */
export type DatabaseLocation =
  | { readonly url: string }
  | { readonly profile: Pick<GatewayProfile, 'database' | 'dataFolder' | 'keyFolder'> };

export interface DatabaseAddress {
  readonly url: string;
  /** Stops what was started for it. */
  stop(): Promise<void>;
}

const left = async (): Promise<void> => undefined;

/** Throws `ALREADY_RUNNING`, `PLATFORM_UNSUPPORTED`, `DATABASE_UNREACHABLE` where an embedded PostgreSQL does not start. */
export async function openDatabaseAddress(
  location: DatabaseLocation,
  { clock }: { readonly clock: Clock },
): Promise<DatabaseAddress> {
  if ('url' in location) return { url: location.url, stop: left };
  const { database, dataFolder: folder, keyFolder } = location.profile;
  if ('url' in database) return { url: database.url, stop: left };
  try {
    return await startEmbeddedPostgres({ folder, keyFolder }, { clock, log: silentLog });
  } catch (error) {
    // The gateway runs: its server is asked, and left running.
    const url = EvlockError.is(error, 'ALREADY_RUNNING') ? await embeddedPostgresUrl({ folder, keyFolder }) : undefined;
    if (url === undefined) throw error;
    return { url, stop: left };
  }
}
