/**
 * The kill matrix: real processes killed by SIGKILL at moments of a trade drawn from a seed, and restarted only by a
 * supervisor. Whatever dies, every trade ends by the settlement rules and every record agrees. The chain is killed in a
 * community of its own, because no real chain forgets: the local one loses the blocks of its last two seconds. Its bound:
 * what was in those blocks is sent again, and the same holds.
 */
import { availableParallelism, loadavg } from 'node:os';
import { afterAll, describe, it } from 'vitest';
import { COMMUNITIES } from './support/cases.ts';
import { type CommunityResult, runCommunity } from './support/matrix.ts';
import { printTable, succeeded, writeReport } from './support/table.ts';

const { EVLOCK_CRASH_SEED, EVLOCK_CRASH_KILLS, EVLOCK_CRASH_CASE: only, EVLOCK_CRASH_REPORT: report } = process.env;
const seed = Number(EVLOCK_CRASH_SEED ?? 20_261_122);
/** Processes killed per case: a case that kills two has half as many trades. */
const kills = Number(EVLOCK_CRASH_KILLS ?? 20);
const wanted = COMMUNITIES.filter(({ cases }) => only === undefined || cases.some(({ name }) => name === only));

/** Regenerates the file. */
const command = [
  `EVLOCK_CRASH_SEED=${seed} EVLOCK_CRASH_KILLS=${kills}`,
  ...(only === undefined ? [] : [`EVLOCK_CRASH_CASE='${only}'`]),
  'EVLOCK_CRASH_REPORT=bench/results/kill-matrix.json npm run test:crash',
].join(' ');
const inOrder = (communities: readonly CommunityResult[]): CommunityResult[] =>
  communities.toSorted((one, other) => one.community.localeCompare(other.community));

describe.concurrent('the kill matrix', () => {
  const begun = performance.now();
  const results: CommunityResult[] = [];
  afterAll(() => printTable(inOrder(results)));

  /** After every community, so that an interrupted run keeps its results. */
  async function record(result: CommunityResult): Promise<void> {
    results.push(result);
    if (report === undefined) return;
    const machine = { cores: availableParallelism(), load: Number((loadavg()[1] ?? 0).toFixed(1)) };
    const seconds = Math.round((performance.now() - begun) / 1_000);
    await writeReport(report, {
      command,
      seed,
      killsOfEachCase: kills,
      seconds,
      ...machine,
      communities: inOrder(results),
    });
  }

  it.for(wanted)('ends every trade by the table, in the community of the $name', async (spec, { expect }) => {
    const result = await runCommunity(spec, { kills, seed: seed + COMMUNITIES.indexOf(spec), only });
    await record(result);
    expect.soft(result.verdict.problems).toEqual([]);
    expect.soft(result.seen).toEqual([]);
    expect.soft(result.runs.filter((run) => !succeeded(run))).toEqual([]);
    expect.soft(result.verdict.compared.trades).toBeGreaterThan(result.runs.length / 2);
    const { settledByClaims, expired } = result.verdict.compared;
    expect.soft(settledByClaims + expired).toBeGreaterThan(0);
    expect.soft(result.relayChecks).toBeGreaterThan(0);
  });
});
