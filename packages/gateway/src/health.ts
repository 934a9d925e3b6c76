/** Whether the gateway works, part by part. Anybody may ask, so the answer is kept for a second. */
import type { ChainReader } from '@evlock/chain';
import type { Clock, RouteResponse } from '@evlock/protocol';
import type { Database } from './database/database.ts';
import type { DeviceLink } from './device-link/device-link.ts';
import type { Indexer } from './indexer/indexer.ts';
import type { Submitter } from './submitter/submitter.ts';
import { VERSION } from './version.ts';

export type Health = RouteResponse<'health'>;

export interface HealthModules {
  readonly database: Pick<Database, 'ping'>;
  readonly chain: Pick<ChainReader, 'finalized'>;
  readonly indexer: Pick<Indexer, 'block' | 'failure'>;
  readonly submitter: Pick<Submitter, 'pending'>;
  readonly deviceLink: Pick<DeviceLink, 'count'>;
  readonly clock: Clock;
}

/** Milliseconds for which an answer holds. */
const KEPT = 1000;

export function createHealth(modules: HealthModules): () => Promise<Health> {
  let kept: { readonly at: number; readonly health: Promise<Health> } | undefined;
  return () => {
    const now = modules.clock.monotonic();
    if (!kept || now - kept.at > KEPT) kept = { at: now, health: look(modules) };
    return kept.health;
  };
}

async function look({ database, chain, indexer, submitter, deviceLink }: HealthModules): Promise<Health> {
  const reachable = chain.finalized().then(
    () => true,
    () => false,
  );
  const [databaseWorks, chainWorks] = await Promise.all([database.ping(), reachable]);
  const sound = chainWorks && indexer.failure() === undefined;
  return {
    ok: databaseWorks && sound,
    version: VERSION,
    database: databaseWorks,
    chain: sound,
    block: indexer.block(),
    meters: deviceLink.count,
    queued: submitter.pending(),
  };
}
