/**
 * The control of the kill matrix: the same kill, once with the submitter's outbox intact and once with one that forgets. The
 * first sends nothing twice; the second does, on chain, and the matrix's own check reports it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommunityUnderTest, pair, startCommunity } from '@evlock/testing/community/community-under-test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOutboxForgetful } from '../verdict/database.ts';
import { sentBySubmitter, sentTwice } from '../verdict/sent.ts';
import { judge } from '../verdict/verdict.ts';
import { closeTheRest } from './support/close.ts';
import { HeldChain } from './support/held-chain.ts';
import { NewestEndpoint } from './support/newest-endpoint.ts';
import { Run } from './support/run.ts';
import { Supervisor } from './support/supervisor.ts';

const WITHIN_MS = 60_000;
/** The watchtower's first round is at the gateway's startup. */
const LOOKED_AFTER_MS = 8_000;
const [durable, forgetful] = [pair('durable'), pair('forgetful')];

describe('the control of the kill matrix', () => {
  let underTest: CommunityUnderTest;
  let supervisor: Supervisor;
  let endpoint: NewestEndpoint | undefined;
  beforeAll(async () => {
    underTest = await startCommunity([durable, forgetful], { gateway: { watchtower: { graceSeconds: 5 } } });
    supervisor = new Supervisor(underTest.community);
    supervisor.start();
    endpoint = new NewestEndpoint(underTest.community.chain.url);
    await useEndpoint(await endpoint.start());
  });
  afterAll(async () => {
    await supervisor?.stop();
    await underTest?.close();
    await endpoint?.stop();
  });

  /** At its next start, which is immediate. */
  async function useEndpoint(url: string): Promise<void> {
    const { community } = underTest;
    const file = join(community.layout.gateway, 'profile.json');
    const profile = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...profile, chain: { ...profile.chain, endpoints: [url] } }));
    const again = supervisor.restarted('gateway');
    const { seller, buyer } = durable;
    await supervisor.kill('gateway', { seller: community.household(seller), buyer: community.household(buyer) }, 0);
    await again;
  }

  /** The database dies while a trade's opening waits for a block; blocks resume once the new gateway has checked. */
  async function killBetweenSendAndReceipt(one: typeof durable): Promise<void> {
    const { community } = underTest;
    const held = new HeldChain(community.chain.url);
    const plan = { name: 'control', victims: ['postgres'], moment: 'opening', seed: 1 } as const;
    await held.hold();
    const run = new Run({ community, supervisor }, one, plan).go();
    try {
      expect(await held.waiting(1, WITHIN_MS)).toBe(true);
      await supervisor.restarted('gateway');
      await held.waiting(2, LOOKED_AFTER_MS);
    } finally {
      await held.letGo();
    }
    expect((await run).kills).toBe(1);
  }

  it('sends nothing twice with the outbox intact', async () => {
    await killBetweenSendAndReceipt(durable);
    expect(sentTwice(await sentBySubmitter(underTest.community))).toEqual([]);
  });

  it('fails where the outbox is not durable', async () => {
    const { community } = underTest;
    await makeOutboxForgetful(community);
    await killBetweenSendAndReceipt(forgetful);
    expect(sentTwice(await sentBySubmitter(community))).not.toEqual([]);
    await closeTheRest(community);
    const { problems } = await judge(community);
    expect(problems.join('\n')).toMatch(/sent 2 times/);
    expect(problems.join('\n')).toMatch(/transactions on chain/);
  });
});
