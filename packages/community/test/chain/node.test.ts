import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOfKey, developmentAccount, mine, nativeBalanceOf } from '@evlock/chain';
import { freePort } from '@evlock/chain/internal/anvil';
import { GAS_LIMITS } from '@evlock/gateway/internal/profile';
import { ForeignAnvil } from '@evlock/testing/chain/foreign-anvil';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foreignNode } from '../../src/chain/node.ts';
import { type ChainKey, ensureChainKey } from '../../src/folder/keys.ts';

/** Wei that each account gets. */
const GIVEN = 30n * 10n ** 18n;

let folder: string;
const opened: { stop(): unknown }[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-node-'));
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
  await rm(folder, { recursive: true, force: true });
});

const ownKey = (): Promise<ChainKey> => ensureChainKey(join(folder, 'deployer.key'));

async function anvil(...args: readonly string[]): Promise<string> {
  const node = await ForeignAnvil.start(args);
  opened.push(node);
  return node.url;
}

/** A node that only tells its chain id. */
async function nodeOfChain(chainId: number): Promise<string> {
  const server: Server = createServer((request, response) => {
    request.resume().once('end', () => {
      response.end(JSON.stringify({ jsonrpc: '2.0', id: 0, result: `0x${chainId.toString(16)}` }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({ stop: () => server.close() });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const refusal = (url: string): Promise<unknown> => foreignNode({ url }, ownKey).catch((error: unknown) => error);

describe('an existing node', () => {
  it('pays from the well-known account, several accounts at once', async () => {
    const node = await foreignNode({ url: await anvil(...ForeignAnvil.soonFinal) }, ownKey);
    expect(node).toMatchObject({ network: { name: 'local' }, process: undefined });
    const accounts = [1, 2, 3].map((index) => addressOfKey(`0x${String(index).repeat(64)}`));
    await Promise.all(accounts.map((account) => node.fund(account)));
    expect(await Promise.all(accounts.map((account) => nativeBalanceOf(node.url, account)))).toEqual([
      GIVEN,
      GIVEN,
      GIVEN,
    ]);
    // A second call adds nothing.
    const before = await nativeBalanceOf(node.url, developmentAccount(0).address);
    await node.fund(accounts[0] as (typeof accounts)[0]);
    expect(await nativeBalanceOf(node.url, developmentAccount(0).address)).toBe(before);
  });

  it('funds a gateway so far above its reserve that it does not even warn', async () => {
    const node = await foreignNode({ url: await anvil(...ForeignAnvil.soonFinal) }, ownKey);
    const submitter = addressOfKey(`0x${'4'.repeat(64)}`);
    await node.fund(submitter);
    expect(await nativeBalanceOf(node.url, submitter)).toBeGreaterThan(GAS_LIMITS.warnBelow);
  });

  it('pays from an account it signs for itself, when the well-known one is empty', async () => {
    const url = await anvil('--chain-id', '1337', '--mnemonic-random', '12', ...ForeignAnvil.soonFinal);
    const node = await foreignNode({ url }, ownKey);
    expect(node).toMatchObject({ network: { name: '1337', chainId: 1337, development: true } });
    expect(await nativeBalanceOf(url, addressOfKey(await node.deployer()))).toBe(GIVEN);
  });

  it('is refused when no account has money', async () => {
    const error = await refusal(await anvil('--balance', '0', ...ForeignAnvil.soonFinal));
    expect(error).toMatchObject({ code: 'DEVELOPMENT_ONLY', details: { problem: expect.stringContaining('money') } });
  });

  it.each([
    [8217, 'kaia'],
    [1001, 'kairos'],
  ])('is refused by name on the public chain %i', async (chainId, network) => {
    const error = await refusal(await nodeOfChain(chainId));
    expect(error).toMatchObject({ code: 'DEVELOPMENT_ONLY', details: { network, chainId } });
  });

  it('is refused when a trade would end before its opening is final', async () => {
    const url = await anvil();
    await mine(url, 40);
    expect(await refusal(url)).toMatchObject({ code: 'FINALITY_LATE', details: { behind: 40 } });
  });

  it('is refused by name when unreachable', async () => {
    const port = await freePort();
    expect(await refusal(`http://user:secret@127.0.0.1:${port}/key`)).toMatchObject({
      code: 'CHAIN_UNREACHABLE',
      // Without the rest of the URL, which may be a secret.
      details: { endpoint: `127.0.0.1:${port}`, reason: 'ECONNREFUSED' },
    });
  });
});
