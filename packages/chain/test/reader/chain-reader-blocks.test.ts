/** The heads a reader yields when a development chain was killed and mined its last blocks again. */
import { type Bytes32, systemClock } from '@evlock/protocol';
import { LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChainReader, type FinalizedBlock } from '../../src/index.ts';

let localMarket: LocalMarket;
let endpoint: LyingEndpoint;
beforeAll(async () => {
  localMarket = await LocalMarket.start();
  endpoint = new LyingEndpoint(localMarket.chain.url);
});
afterAll(async () => {
  await endpoint.stop();
  await localMarket.stop();
});

describe('the heads of a chain', () => {
  it('include another block at the same height, and none twice', async () => {
    const url = await endpoint.start();
    const reader = new ChainReader(
      { endpoints: [url], deployment: localMarket.deployment, pollInterval: 10 },
      { clock: systemClock },
    );
    const { number } = await reader.finalized();
    const hash = (digit: string): Bytes32 => `0x${digit.repeat(64)}`;
    // One read each: the second block is seen twice.
    const told = [hash('a'), hash('b'), hash('b'), hash('c')];
    let look = 0;
    endpoint.lie = (method, result) =>
      method === 'eth_getBlockByNumber'
        ? { ...(result as object), number: `0x${number.toString(16)}`, hash: told[Math.min(look++, told.length - 1)] }
        : result;
    const stop = new AbortController();
    const seen: FinalizedBlock[] = [];
    for await (const block of reader.blocks(stop.signal)) {
      seen.push(block);
      if (block.hash === hash('c')) stop.abort();
    }
    expect(seen.map((block) => block.hash)).toEqual([hash('a'), hash('b'), hash('c')]);
    expect(new Set(seen.map((block) => block.number))).toEqual(new Set([number]));
  });
});
