/**
 * The kill matrix: real processes killed by SIGKILL at moments of a trade that a seed draws, and started again by a
 * supervisor alone. Whatever dies, every trade ends by the close table and every record agrees.
 */
import { increaseTime } from '@evlock/chain';
import { CLAIM_SECONDS, milliseconds, systemClock } from '@evlock/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, pair, type World } from '../test/support/world.ts';
import { Draw } from './support/random.ts';
import { MOMENTS, type Plan, Run, type RunResult } from './support/run.ts';
import { Supervisor, type Victim } from './support/supervisor.ts';
import { printTable } from './support/table.ts';
import { judge } from './support/verdict.ts';

const SEED = Number(process.env.EVLOCK_CRASH_SEED ?? 20_261_122);
/** Kills of each case; the more the longer. */
const RUNS = Number(process.env.EVLOCK_CRASH_RUNS ?? 3);
const pairs = ['north', 'east', 'south'].map(pair);

const cases: readonly (readonly Victim[])[] = [
  ['seller-meter'],
  ['buyer-meter'],
  ['seller-world'],
  ['buyer-world'],
  ['gateway'],
  ['postgres'],
  ['seller-meter', 'buyer-meter'],
  ['seller-meter', 'seller-world'],
  ['buyer-meter', 'gateway'],
  ['postgres', 'seller-world'],
];
const wanted = process.env.EVLOCK_CRASH_CASE;

describe('the kill matrix', () => {
  const draw = new Draw(SEED);
  const results: RunResult[] = [];
  let world: World;
  let supervisor: Supervisor;

  beforeAll(async () => {
    world = await openWorld(pairs, { gateway: { watchtower: { graceSeconds: 5 } } });
    supervisor = new Supervisor(world.community);
    supervisor.start();
  });
  afterAll(async () => {
    await supervisor?.stop();
    await world?.close();
    printTable(results);
  });

  it('ends every trade by the table, whatever was killed and when', async () => {
    const { community } = world;
    for (const plans of rounds(draw)) {
      const runs = plans.map((plan, index) => {
        const one = pairs[index];
        if (!one) throw new Error('more plans than pairs');
        return new Run({ community, supervisor, draw }, one, plan).go();
      });
      results.push(...(await Promise.all(runs)));
    }
    await closeTheRest(world);
    expect.soft(await judge(community)).toEqual([]);
    expect.soft(supervisor.problems).toEqual([]);
    expect.soft(supervisor.relayChecks).toBeGreaterThan(0);
    expect.soft(results.filter(({ problem }) => problem !== null)).toEqual([]);
  });
});

/** Every case with moments from all over a trade, as many at a time as there are pairs. */
function rounds(draw: Draw): Plan[][] {
  const chosen = cases.filter((victims) => wanted === undefined || victims.join('+') === wanted);
  const plans = chosen.flatMap((victims) => {
    const moments = draw.shuffled(MOMENTS);
    return Array.from({ length: RUNS }, (_, index) => ({
      victims,
      moment: moments[index % MOMENTS.length] ?? 'ordered',
    }));
  });
  const mixed = draw.shuffled(plans);
  return Array.from({ length: Math.ceil(mixed.length / pairs.length) }, (_, index) =>
    mixed.slice(index * pairs.length, (index + 1) * pairs.length),
  );
}

/** What no final pair has settled is closed after the claim period. */
async function closeTheRest({ community }: World): Promise<void> {
  await increaseTime(community.chain.url, CLAIM_SECONDS + 120);
  const until = systemClock.monotonic() + 60_000;
  const isOver = async (): Promise<boolean> => {
    const lists = await Promise.all(
      [...community.households.values()].map(({ owner }) => owner.trades({ limit: 200 })),
    );
    return lists.flat().every(({ state }) => ['settled', 'expired', 'failed'].includes(state));
  };
  while (!(await isOver().catch(() => false)) && systemClock.monotonic() < until) {
    await systemClock.sleep(milliseconds(500));
  }
  // Meters read the chain by themselves, a little later.
  await systemClock.sleep(milliseconds(8_000));
}
