/** The audit of an installation: its database opened for reading, wherever it is. */
import { ChainReader, silentLog } from '@evlock/chain';
import { type Clock, type Deployment, EvlockError } from '@evlock/protocol';
import { type AuditReport, audit } from './audit/audit.ts';
import { Database } from './database/database.ts';
import { embeddedPostgresUrl, startEmbeddedPostgres } from './database/embedded-postgres.ts';
import type { GatewayProfile } from './profile.ts';

/** Where the database is: an address, a secret; or the gateway's profile, whose embedded PostgreSQL is started if need be. */
export type AuditedDatabase =
  | { readonly url: string }
  | { readonly profile: Pick<GatewayProfile, 'database' | 'dataFolder' | 'keyFolder'> };

export interface RunAuditOptions {
  readonly database: AuditedDatabase;
  readonly deployment: Deployment;
  /** RPC addresses, by preference. They are believed. */
  readonly endpoints: readonly string[];
}

/** Throws as `audit`, and `ALREADY_RUNNING`, `PLATFORM_UNSUPPORTED` where an embedded PostgreSQL does not start. */
export async function runAudit(
  { database: where, deployment, endpoints }: RunAuditOptions,
  { clock }: { readonly clock: Clock },
): Promise<AuditReport> {
  const { url, stop } = await openAddress(where, clock);
  // A table that is read whole may take its time.
  const database = new Database({ url, connections: 1, statementTimeout: 600_000 }, { log: silentLog });
  try {
    const chain = new ChainReader({ endpoints, deployment }, { clock });
    return await audit(deployment, { database, chain, clock });
  } finally {
    await database.close();
    await stop();
  }
}

interface Address {
  readonly url: string;
  stop(): Promise<void>;
}

const left = async (): Promise<void> => undefined;

async function openAddress(where: AuditedDatabase, clock: Clock): Promise<Address> {
  if ('url' in where) return { url: where.url, stop: left };
  const { database, dataFolder: folder, keyFolder } = where.profile;
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
