import type { DeploymentFile } from '@evlock/protocol';
import { systemClock } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkContracts, openChain } from '../../../pages/worker/chain.ts';

const address = (digit: string) => `0x${digit.repeat(40)}` as const;
const deployment = {
  ...{ network: 'local', chainId: 31_337, block: 0 },
  ...{ registry: address('1'), market: address('2'), batches: address('3'), token: address('4') },
} as unknown as DeploymentFile;
const options = { endpoints: ['/chain/0', '/chain/1'], deployment };

let asked: Set<string>;
beforeEach(() => {
  asked = new Set();
  vi.stubGlobal('location', { origin: 'http://localhost:8080' });
  // As a browser's: a method of its global scope, and of nothing else.
  vi.stubGlobal('fetch', async function (this: unknown, url: string) {
    if (this !== undefined && this !== globalThis) throw new TypeError('Illegal invocation');
    asked.add(String(url));
    return new Response('{}', { status: 503 });
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('the chain of a browser', () => {
  const both = ['http://localhost:8080/chain/0', 'http://localhost:8080/chain/1'];

  it('is read through the page’s own origin', async () => {
    const chain = openChain(options, systemClock);
    await expect(chain?.account(address('a'))).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
    expect(both).toEqual(expect.arrayContaining([...asked]));
    expect(asked.size).toBeGreaterThan(0);
    expect(chain?.endpoints).toBe(2);
  });

  it('shows its contracts’ code the same way', async () => {
    await expect(checkContracts(options)).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
    expect([...asked].sort()).toEqual(both);
  });

  it('is none without endpoints', () => expect(openChain({ ...options, endpoints: [] }, systemClock)).toBeUndefined());
});
