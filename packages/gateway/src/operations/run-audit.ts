/** The audit of an installation: its database opened for reading, wherever it is. */
import { silentLog, UnanimousReader } from '@evlock/chain';
import type { Clock, Deployment } from '@evlock/protocol';
import { type AuditReport, audit } from '../audit/audit.ts';
import { Database } from '../database/database.ts';
import { type DatabaseLocation, openDatabaseAddress } from '../database/database-address.ts';

export interface RunAuditOptions {
  readonly database: DatabaseLocation;
  readonly deployment: Deployment;
  /** RPC addresses. Where there are several, only what all report alike is believed. */
  readonly endpoints: readonly string[];
}

/** Throws as `audit`, `CHAIN_DISAGREES`, and `ALREADY_RUNNING`, `PLATFORM_UNSUPPORTED` where an embedded PostgreSQL does not start. */
export async function runAudit(
  { database: where, deployment, endpoints }: RunAuditOptions,
  { clock }: { readonly clock: Clock },
): Promise<AuditReport> {
  const { url, stop } = await openDatabaseAddress(where, { clock });
  // Reading a whole table can take minutes.
  const database = new Database({ url, connections: 1, statementTimeout: 600_000 }, { log: silentLog });
  try {
    const chain = new UnanimousReader({ endpoints, deployment }, { clock });
    return await audit(deployment, { database, chain, clock });
  } finally {
    await database.close();
    await stop();
  }
}
