/** Whether the gateway works, part by part. Anybody may ask, so the answer is kept for a second. */
import type { ChainReader } from '@evlock/chain';
import { type Clock, EvlockError, type RouteResponse } from '@evlock/protocol';
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
  readonly submitter: Pick<Submitter, 'pending' | 'gas' | 'problem'>;
  readonly deviceLink: Pick<DeviceLink, 'count' | 'connections'>;
  readonly http: { load(): { readonly connections: number; readonly streams: number } };
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

async function look({ database, chain, indexer, submitter, deviceLink, http }: HealthModules): Promise<Health> {
  const reachable = chain.finalized().then(
    () => true,
    () => false,
  );
  const [databaseWorks, chainWorks] = await Promise.all([database.ping(), reachable]);
  const failure = indexer.failure();
  const sound = chainWorks && failure === undefined;
  const load = http.load();
  // Anybody may ask: of the details only the account that is to be funded.
  const problems = [
    databaseWorks ? undefined : new EvlockError('DATABASE_UNREACHABLE'),
    chainWorks ? undefined : new EvlockError('CHAIN_UNREACHABLE'),
    failure && new EvlockError(failure.code),
    submitter.problem(),
  ].filter((problem) => problem !== undefined);
  return {
    ok: databaseWorks && sound && submitter.gas !== 'exhausted',
    version: VERSION,
    database: databaseWorks,
    chain: sound,
    block: indexer.block(),
    meters: deviceLink.count,
    queued: submitter.pending(),
    gas: submitter.gas,
    connections: deviceLink.connections + load.connections,
    streams: load.streams,
    problems: problems.map(({ code, message, solve }) => ({ code, message, solve })),
  };
}
