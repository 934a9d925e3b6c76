import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyNamed } from '@evlock/testing/chain/local-market';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  developmentAccount,
  type LocalChain,
  nativeBalanceOf,
  sendNative,
  sendUnlocked,
  startLocalChain,
} from '../../src/index.ts';

let folder: string;
let chain: LocalChain;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-native-'));
  chain = await startLocalChain({ folder, blockSeconds: 0.25 });
});
afterAll(async () => {
  await chain.stop();
  await rm(folder, { recursive: true, force: true });
});

const { address: rich, privateKey } = developmentAccount(0);
const transfer = (to: string) => ({ url: chain.url, chainId: 31_337, to: keyNamed(to).address, wei: 5n });

describe('a transfer of native balance', () => {
  it('arrives once mined, signed here or by the node', async () => {
    await sendNative({ ...transfer('here'), privateKey });
    await sendUnlocked({ ...transfer('there'), from: rich });
    for (const name of ['here', 'there']) expect(await nativeBalanceOf(chain.url, keyNamed(name).address)).toBe(5n);
  });

  it('refused by the node is told apart from one no node answered', async () => {
    const refused = sendUnlocked({ ...transfer('nobody'), from: keyNamed('locked').address });
    await expect(refused).rejects.toMatchObject({
      code: 'SUBMISSION_FAILED',
      details: { to: keyNamed('nobody').address, reason: expect.any(String) },
    });
    const unanswered = sendNative({ ...transfer('nobody'), url: 'http://127.0.0.1:9', privateKey });
    await expect(unanswered).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
  });
});
