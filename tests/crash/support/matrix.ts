/** One community of the matrix: its trades and kills, its end, and its verdict. */
import { milliseconds, systemClock } from '@evlock/protocol';
import { pair, startCommunity } from '@evlock/testing/community/community-under-test';
import { noteAcknowledgements } from '../../verdict/acknowledgements.ts';
import { judge, type Verdict } from '../../verdict/verdict.ts';
import { type CommunityPlan, darkPlans, type Plan, plansOf } from './cases.ts';
import { closeTheRest } from './close.ts';
import { Run, type RunResult } from './run.ts';
import { Supervisor } from './supervisor.ts';

export interface MatrixOptions {
  /** Kills per case. */
  readonly kills: number;
  readonly seed: number;
  /** The only case, by name. */
  readonly only?: string | undefined;
}

export interface CommunityResult {
  readonly community: string;
  readonly seconds: number;
  readonly runs: readonly RunResult[];
  readonly verdict: Verdict;
  /** Violations seen by the supervisor. */
  readonly seen: readonly string[];
  readonly relayChecks: number;
}

const GRACE_SECONDS = 5;
/** From the end of an interval until both sides' claims are on chain: grace, a round of the watchtower, blocks. */
const CLAIMED_MS = milliseconds((GRACE_SECONDS + 13) * 1_000);
/** A transaction may be final before it was seen as sent. */
const MOST_ATTEMPTS = 5;

export async function runCommunity(
  spec: CommunityPlan,
  { kills, seed, only }: MatrixOptions,
): Promise<CommunityResult> {
  const begun = systemClock.monotonic();
  const cases = spec.cases.filter(({ name }) => only === undefined || name === only);
  const pairs = Array.from({ length: spec.pairs }, (_, index) => pair(`${spec.name}-${index + 1}`));
  const underTest = await startCommunity(pairs, { gateway: { watchtower: { graceSeconds: GRACE_SECONDS } } });
  const { community } = underTest;
  const supervisor = new Supervisor(community);
  try {
    await Promise.all([...community.households.values()].map(noteAcknowledgements));
    supervisor.start();
    const results: RunResult[] = [];
    const queue = plansOf(cases, kills, seed);
    const workers = pairs.map(async (one) => {
      for (let plan = queue.shift(); plan; plan = queue.shift()) {
        results.push(await repeated(() => new Run({ community, supervisor }, one, plan as Plan).go()));
      }
    });
    await Promise.all(workers);
    const dark = darkPlans(spec.pairs, seed).map((plan, index) => {
      const one = pairs[index];
      if (!one) throw new Error('more plans than pairs');
      return new Run({ community, supervisor }, one, plan).go();
    });
    results.push(...(await Promise.all(dark)));
    await systemClock.sleep(CLAIMED_MS);
    await closeTheRest(community, supervisor);
    const chainForgets = cases.some(({ victims }) => victims.includes('chain'));
    const verdict = await judge(community, { chainForgets });
    const seconds = Math.round((systemClock.monotonic() - begun) / 1_000);
    const { problems, relayChecks } = supervisor;
    return { community: spec.name, seconds, runs: results, verdict, seen: problems, relayChecks };
  } finally {
    await supervisor.stop();
    await underTest.close();
  }
}

/** A run that missed its moment killed nothing and does not count. */
async function repeated(run: () => Promise<RunResult>): Promise<RunResult> {
  let result = await run();
  for (let attempt = 1; result.kills === 0 && result.problem === null && attempt < MOST_ATTEMPTS; attempt++) {
    result = await run();
  }
  return result;
}
