/**
 * The chain's own kill, which no real chain knows: the local one forgets the blocks of its last two seconds. Its bound: what
 * was in those blocks is sent again, and every trade still ends by the table.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, pair, type World } from '../test/support/world.ts';
import { closeTheRest } from './support/close.ts';
import { Draw } from './support/random.ts';
import { type Plan, Run, type RunResult } from './support/run.ts';
import { Supervisor } from './support/supervisor.ts';
import { printTable } from './support/table.ts';
import { judge } from './support/verdict.ts';

const one = pair('chain');
const moments: readonly Plan['moment'][] = ['opening', 'confirmed', 'delivering', 'settling', 'settled'];

describe("the chain's kill", () => {
  const results: RunResult[] = [];
  let world: World;
  let supervisor: Supervisor;
  beforeAll(async () => {
    world = await openWorld([one], { gateway: { watchtower: { graceSeconds: 5 } } });
    supervisor = new Supervisor(world.community);
    supervisor.start();
  });
  afterAll(async () => {
    await supervisor?.stop();
    await world?.close();
    printTable(results, {});
  });

  it('loses two seconds of blocks, and nothing else', async () => {
    const { community } = world;
    const draw = new Draw(20_261_122);
    for (const moment of moments) {
      const plan = { name: 'chain', victims: ['chain'], moment } as const;
      results.push(await new Run({ community, supervisor, draw }, one, plan).go());
    }
    await closeTheRest(community);
    expect.soft((await judge(community)).problems).toEqual([]);
    expect.soft(supervisor.problems).toEqual([]);
    expect.soft(results.filter(({ problem }) => problem !== null)).toEqual([]);
  });
});
