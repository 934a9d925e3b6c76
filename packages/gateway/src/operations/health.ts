/** Health of the gateway, component by component. Anyone may ask, so the result is cached for a second. */
import type { ChainReader } from '@evlock/chain';
import { type Clock, type ErrorCode, EvlockError, type RouteResponse } from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { outward } from '../database/database-failure.ts';
import type { DeviceLink } from '../device-link/device-link.ts';
import type { Indexer } from '../indexer/indexer.ts';
import { VERSION } from '../installation/version.ts';
import type { Submitter } from '../submitter/submitter.ts';

export type Health = RouteResponse<'health'>;

export interface HealthModules {
  readonly database: Pick<Database, 'problem'>;
  readonly chain: Pick<ChainReader, 'finalized' | 'endpoints' | 'secondsWithoutBlock'>;
  readonly indexer: Pick<Indexer, 'block' | 'failure' | 'standing'>;
  readonly submitter: Pick<Submitter, 'pending' | 'waiting' | 'gas' | 'problem'>;
  readonly deviceLink: Pick<DeviceLink, 'count' | 'connections'>;
  readonly http: { load(): { readonly connections: number; readonly streams: number } };
  readonly clock: Clock;
}

/** Milliseconds for which a result is cached. */
const KEPT = 1000;

export function createHealth(modules: HealthModules): () => Promise<Health> {
  let kept: { readonly at: number; readonly health: Promise<Health> } | undefined;
  return () => {
    const now = modules.clock.monotonic();
    if (!kept || now - kept.at > KEPT) kept = { at: now, health: look(modules) };
    return kept.health;
  };
}

async function look(modules: HealthModules): Promise<Health> {
  const { database, chain, indexer, submitter, deviceLink, http } = modules;
  const reachable = chain.finalized().then(
    () => undefined,
    (error: unknown) => EvlockError.from(error).code,
  );
  const [databaseProblem, unreachable] = await Promise.all([database.problem(), reachable]);
  const databaseWorks = databaseProblem === undefined;
  const troubles = troublesOf(modules, unreachable);
  const load = http.load();
  const problems = [
    databaseProblem ? [outward(databaseProblem)] : [],
    troubles.chain,
    troubles.parts,
    ...[troubles.remarks, [submitter.problem()]],
  ].flatMap((list) => list.filter((problem) => problem !== undefined));
  return {
    ok: databaseWorks && troubles.chain.length + troubles.parts.length === 0 && submitter.gas !== 'exhausted',
    version: VERSION,
    database: databaseWorks,
    chain: troubles.chain.length === 0,
    block: indexer.block(),
    meters: deviceLink.count,
    queued: submitter.pending(),
    gas: submitter.gas,
    connections: deviceLink.connections + load.connections,
    streams: load.streams,
    problems: problems.map(({ code, message, remedy }) => ({ code, message, remedy })),
  };
}

/** Seconds without a block after which the chain counts as halted; it makes one a second. */
const HALTED_SECONDS = 20;
/** Seconds for which the indexer may wait for data that an endpoint does not have yet. */
const STANDING_SECONDS = 30;
/** Seconds for which a transaction may wait at the head of the queue: by then its fee was raised. */
const QUEUED_SECONDS = 60;

interface Troubles {
  readonly chain: readonly EvlockError[];
  readonly parts: readonly EvlockError[];
  /** Warnings: nothing fails because of them. */
  readonly remarks: readonly EvlockError[];
}

/**
 * Problems of the chain and of what depends on it. Anyone may ask: an endpoint is named by its position in the profile,
 * its address is in the log.
 */
function troublesOf({ chain, indexer, submitter }: HealthModules, unreachable: ErrorCode | undefined): Troubles {
  const endpoints = chain.endpoints();
  const placeOf = (name: unknown): number | undefined => endpoints.find((one) => one.name === name)?.place;
  const [failure, standing, silent] = [indexer.failure(), indexer.standing(), chain.secondsWithoutBlock()];
  const newest = Math.max(0, ...endpoints.map(({ block }) => block ?? 0));
  const isHalted = unreachable === undefined && silent >= HALTED_SECONDS;
  const waiting = submitter.waiting();
  const parts: EvlockError[] = [];
  if (standing && !failure && standing.seconds >= STANDING_SECONDS) {
    const endpoint = placeOf(standing.error.details.endpoint);
    const { block, seconds } = standing;
    parts.push(
      new EvlockError(standing.error.code, { part: 'indexer', block, seconds, ...(endpoint && { endpoint }) }),
    );
  }
  if (waiting >= QUEUED_SECONDS)
    parts.push(new EvlockError('SUBMISSION_FAILED', { part: 'submitter', seconds: waiting }));
  const leftOut = endpoints.filter(({ problem }) => problem !== null);
  const others = leftOut.length < endpoints.length ? leftOut : [];
  return {
    chain: [
      ...(unreachable ? [new EvlockError(unreachable)] : []),
      ...(isHalted ? [new EvlockError('CHAIN_HALTED', { block: newest, seconds: silent })] : []),
      ...(failure ? [new EvlockError(failure.code)] : []),
    ],
    parts,
    remarks: others.map(
      ({ place, block, problem }) => new EvlockError('ENDPOINT_LEFT_OUT', { endpoint: place, reason: problem, block }),
    ),
  };
}
