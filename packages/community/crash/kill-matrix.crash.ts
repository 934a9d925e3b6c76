/**
 * The kill matrix: real processes killed by SIGKILL at moments of a trade that a seed draws, and started again by a
 * supervisor alone. Whatever dies, every trade ends by the close table and every record agrees.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, pair, type World } from '../test/support/world.ts';
import { closeTheRest } from './support/close.ts';
import { Draw } from './support/random.ts';
import { MOMENTS, type Plan, Run, type RunResult } from './support/run.ts';
import { Supervisor, type Victim } from './support/supervisor.ts';
import { printTable } from './support/table.ts';
import { judge, type Verdict } from './support/verdict.ts';

const SEED = Number(process.env.EVLOCK_CRASH_SEED ?? 20_261_122);
/** Kills of each case; the more the longer. */
const RUNS = Number(process.env.EVLOCK_CRASH_RUNS ?? 3);
const pairs = ['north', 'east', 'south'].map(pair);

interface Case {
  readonly name: string;
  readonly victims: readonly Victim[];
  readonly moments: readonly Plan['moment'][];
}

const of = (...victims: Victim[]): Case => ({ name: victims.join(' + '), victims, moments: MOMENTS });
const cases: readonly Case[] = [
  of('seller-meter'),
  of('buyer-meter'),
  of('seller-world'),
  of('buyer-world'),
  of('gateway'),
  of('postgres'),
  { name: 'submitter after sending', victims: ['gateway'], moments: ['opening', 'settling'] },
  of('seller-meter', 'buyer-meter'),
  of('seller-meter', 'seller-world'),
  of('buyer-meter', 'gateway'),
  of('postgres', 'seller-world'),
];
const wanted = process.env.EVLOCK_CRASH_CASE;

describe('the kill matrix', () => {
  const draw = new Draw(SEED);
  const results: RunResult[] = [];
  let world: World;
  let supervisor: Supervisor;
  let verdict: Verdict | undefined;

  beforeAll(async () => {
    world = await openWorld(pairs, { gateway: { watchtower: { graceSeconds: 5 } } });
    supervisor = new Supervisor(world.community);
    supervisor.start();
  });
  afterAll(async () => {
    await supervisor?.stop();
    await world?.close();
    printTable(results, { ...verdict?.compared, relayChecks: supervisor?.relayChecks });
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
    await closeTheRest(community);
    verdict = await judge(community);
    expect.soft(verdict.problems).toEqual([]);
    expect.soft(verdict.compared.trades).toBeGreaterThan(results.length / 2);
    expect.soft(supervisor.problems).toEqual([]);
    if (wanted === undefined) expect.soft(supervisor.relayChecks).toBeGreaterThan(0);
    expect.soft(results.filter(({ problem }) => problem !== null)).toEqual([]);
  });
});

/** Every case with moments from all over a trade, as many at a time as there are pairs. */
function rounds(draw: Draw): Plan[][] {
  const chosen = cases.filter(({ name }) => wanted === undefined || name === wanted);
  const plans = chosen.flatMap(({ name, victims, moments }) => {
    const drawn = draw.shuffled(moments);
    return Array.from({ length: RUNS }, (_, index) => ({
      name,
      victims,
      moment: drawn[index % drawn.length] ?? 'ordered',
    }));
  });
  const mixed = draw.shuffled(plans);
  return Array.from({ length: Math.ceil(mixed.length / pairs.length) }, (_, index) =>
    mixed.slice(index * pairs.length, (index + 1) * pairs.length),
  );
}
