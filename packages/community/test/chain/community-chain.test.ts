import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fund, nativeBalanceOf } from '@evlock/chain';
import { ForeignAnvil } from '@evlock/testing/chain/foreign-anvil';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CommunityChain } from '../../src/chain/community-chain.ts';
import { ensureChainKey } from '../../src/folder/keys.ts';
import { Layout } from '../../src/folder/layout.ts';

let layout: Layout;
beforeEach(async () => {
  layout = new Layout(await mkdtemp(join(tmpdir(), 'evlock-chain-')));
  await layout.create();
});
afterEach(() => rm(layout.root, { recursive: true, force: true }));

/** The market that a start on a node finds or deploys. */
async function marketOn(...args: readonly string[]): Promise<string> {
  const node = await ForeignAnvil.start([...args, ...ForeignAnvil.soonFinal]);
  const chain = new CommunityChain({ layout, node });
  try {
    await chain.start();
    return (await chain.deployContracts()).market;
  } finally {
    await chain.stop();
    await node.stop();
  }
}

it('tops up spent gas at each start on an existing node', async () => {
  const node = await ForeignAnvil.start(ForeignAnvil.soonFinal);
  try {
    const start = async (): Promise<void> => {
      const chain = new CommunityChain({ layout, node });
      await chain.start();
      await chain.deployContracts();
      await chain.stop();
    };
    await start();
    const { address } = await ensureChainKey(layout.key('submitter.key'));
    const full = await nativeBalanceOf(node.url, address);
    await fund(node.url, address, 1n);
    await start();
    expect(await nativeBalanceOf(node.url, address)).toBe(full);
  } finally {
    await node.stop();
  }
});

it.each([
  ['has forgotten its chain', []],
  ['serves another chain', ['--chain-id', '1337']],
])('names the folder made with another chain, when the node %s', async (_name, args) => {
  expect(await marketOn()).toMatch(/^0x/);
  await expect(marketOn(...args)).rejects.toMatchObject({
    code: 'FOLDER_OF_OTHER_CHAIN',
    details: { deploymentFile: layout.deploymentFile },
  });
});
