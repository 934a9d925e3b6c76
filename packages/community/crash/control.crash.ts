/** The control of the kill matrix: with a submitter's outbox that forgets, its assertions must find something. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, pair, type World } from '../test/support/world.ts';
import { closeTheRest } from './support/close.ts';
import { makeOutboxForgetful } from './support/database.ts';
import { Draw } from './support/random.ts';
import { Run } from './support/run.ts';
import { Supervisor } from './support/supervisor.ts';
import { judge } from './support/verdict.ts';

const one = pair('control');

describe('the control of the kill matrix', () => {
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
  });

  it('fails where the outbox is not durable', async () => {
    const { community } = world;
    await makeOutboxForgetful(community);
    const plan = { name: 'control', victims: ['postgres'], moment: 'opening' } as const;
    await new Run({ community, supervisor, draw: new Draw(1) }, one, plan).go();
    await closeTheRest(community);
    const { problems } = await judge(community);
    expect(problems.join()).toMatch(/transactions on chain/);
  });
});
