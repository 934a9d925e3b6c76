/** Providers that accept no batches, or only small ones, each refusing in its own way; and endpoints that hang. */

import { networkOfEndpoints, QuirkyEndpoint } from '@evlock/testing/chain/quirky-endpoint';
import { SCRIPTED_CHAIN_ID, ScriptedChain } from '@evlock/testing/chain/scripted-chain';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { Endpoint } from '../../src/endpoints/endpoint.ts';

const error = (code: number, message: string, id: number | null = null): object => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
});
const refusal = (code: number, message: string) => (): string => JSON.stringify(error(code, message));

let chain: ScriptedChain;
let quirky: QuirkyEndpoint;
let clock: ManualClock;
let endpoint: Endpoint;

const endpointOf = (batchSize?: number): Endpoint =>
  new Endpoint(
    { url: quirky.url, chainId: SCRIPTED_CHAIN_ID, ...(batchSize && { batchSize }) },
    { clock, fetch: networkOfEndpoints([quirky]) },
  );

beforeEach(() => {
  chain = new ScriptedChain();
  chain.mine(40);
  quirky = new QuirkyEndpoint(chain, 'provider');
  clock = new ManualClock();
  endpoint = endpointOf();
});

/** The numbers of this many blocks, requested at once. */
const blocks = (count: number, of = endpoint): Promise<number[]> =>
  of.ask((client) =>
    Promise.all(
      Array.from({ length: count }, async (_, index) =>
        Number((await client.getBlock({ blockNumber: BigInt(index) })).number),
      ),
    ),
  );
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('batches', () => {
  it('hold as many calls as configured', async () => {
    expect(await blocks(30)).toEqual(upTo(30));
    expect(Math.max(...quirky.batches)).toBe(20);
    quirky.batches.length = 0;
    expect(await blocks(5, endpointOf(1))).toEqual(upTo(5));
    expect(new Set(quirky.batches)).toEqual(new Set([1]));
  });

  it.each([
    [
      'three calls, named in a 500',
      3,
      500,
      refusal(31, 'Batch of more than 3 requests are not allowed on free tier'),
      3,
    ],
    ['three calls, named in a 200', 3, 200, refusal(-32_005, 'maximum batch size is 3'), 3],
    ['ten calls, named in data only', 10, 400, refusal(-32_010, 'The batch request was too large'), 5],
    ['no batch, in a 200', 1, 200, refusal(-32_600, 'batch requests are not supported'), 1],
    ['no batch, in a 400', 1, 400, refusal(-32_600, 'Invalid Request'), 1],
    ['no batch, in a page', 1, 405, () => '<html><h1>405 Not Allowed</h1></html>', 1],
    ['a small body', 4, 413, () => 'Request Entity Too Large', 1],
    ['no batch, by an empty list', 1, 200, () => '[]', 1],
    ['no batch, by nothing', 1, 200, () => '', 1],
    [
      'three calls, by the same error for each',
      3,
      200,
      (calls: readonly { id: number }[]) =>
        JSON.stringify(calls.map(({ id }) => error(-32_005, 'batch limit exceeded', id))),
      1,
    ],
    ['two calls, by answers to the first alone', 2, 200, undefined, 1],
  ] as const)('fall back where an endpoint accepts %s, and remember it', async (_name, most, status, body, learned) => {
    const firstTwo = (calls: readonly { id: number }[]): string =>
      JSON.stringify(calls.slice(0, 2).map(({ id }) => ({ jsonrpc: '2.0', id, result: {} })));
    quirky.batch = { most, status, body: body ?? firstTwo };
    if (body !== undefined) expect(await blocks(20)).toEqual(upTo(20));
    else await blocks(20).catch(() => undefined);
    quirky.batches.length = 0;
    expect(await blocks(8)).toEqual(upTo(8));
    expect(Math.max(...quirky.batches)).toBe(Math.min(8, learned));
  });

  it('are not shrunk by a rate limit or an outage', async () => {
    await blocks(2);
    quirky.batch = { most: 0, status: 429, body: () => 'Too Many Requests' };
    await expect(blocks(12)).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
    await clock.advance(1_500);
    quirky.batch = undefined;
    quirky.batches.length = 0;
    expect(await blocks(12)).toEqual(upTo(12));
    expect(quirky.batches).toContain(12);
  });

  it('fail as a whole when the endpoint is gone, without a request for each', async () => {
    await blocks(2);
    let requests = 0;
    quirky.batch = {
      most: 0,
      status: 502,
      body: () => {
        requests++;
        return '<html>Bad Gateway</html>';
      },
    };
    quirky.instead = () => {
      throw new Error('down');
    };
    await expect(blocks(20)).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
    expect(requests).toBeLessThan(5);
  });
});

describe('an endpoint that hangs', () => {
  it('keeps callers waiting once, then one after each rest until it answers', async () => {
    await blocks(1);
    quirky.state = 'hangs';
    const failure = blocks(1).catch(({ code }) => code);
    await clock.advance(5_000);
    expect(await failure).toBe('CHAIN_UNREACHABLE');
    expect(endpoint.resting).toBe(true);
    // At once, without the clock.
    await expect(blocks(1)).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
    await clock.advance(1_500);
    const prober = blocks(1).catch(({ code }) => code);
    await clock.advance(5_000);
    expect(await prober).toBe('CHAIN_UNREACHABLE');
    quirky.state = 'works';
    await clock.advance(2_500);
    expect(await blocks(1)).toEqual([0]);
  });

  it('is not one that answers others meanwhile', async () => {
    quirky.instead = ({ method }) => (method === 'eth_getLogs' ? new Promise(() => undefined) : undefined);
    const slow = endpoint.ask((client) => client.getLogs({ fromBlock: 0n, toBlock: 1n })).catch(({ code }) => code);
    await clock.advance(2_000);
    expect(await blocks(1)).toEqual([0]);
    await clock.advance(4_000);
    expect(await slow).toBe('CHAIN_UNREACHABLE');
    expect(endpoint.resting).toBe(false);
  });

  it('never reveals the customer key in its URL', async () => {
    quirky.state = 'dead';
    const thrown = await blocks(1).catch((failure: unknown) => failure);
    expect(thrown).toMatchObject({
      code: 'CHAIN_UNREACHABLE',
      details: { endpoint: 'provider.test', reason: 'ECONNREFUSED' },
    });
    expect(JSON.stringify(thrown)).not.toContain('key-of-a-customer');
  });
});

describe('a URL that fronts several nodes', () => {
  it('is asked again for a block that one of them lacks', async () => {
    let times = 0;
    quirky.instead = ({ method }) => {
      if (method !== 'eth_getTransactionCount' || times++ > 0) return undefined;
      throw Object.assign(new Error('the header does not exist (block number: 40)'), { code: -32_000 });
    };
    const count = endpoint.ask((client) =>
      client.getTransactionCount({ address: `0x${'01'.repeat(20)}`, blockNumber: 40n }),
    );
    await clock.advance(150);
    expect(await count).toBe(0);
    quirky.lag.nonces = 5;
    const never = endpoint
      .ask((client) => client.getTransactionCount({ address: `0x${'01'.repeat(20)}`, blockNumber: 40n }))
      .catch((failure: unknown) => failure);
    await clock.advance(300);
    expect(await never).toMatchObject({ code: 'CHAIN_BEHIND', details: { endpoint: 'provider.test' } });
  });

  it('is caught when it starts serving another chain', async () => {
    await blocks(1);
    quirky.chainId = 1;
    await expect(endpoint.checkChainNow()).rejects.toMatchObject({ code: 'CHAIN_WRONG_NETWORK' });
    await expect(blocks(1)).rejects.toMatchObject({ code: 'CHAIN_WRONG_NETWORK' });
    expect(endpoint.wasRight).toBe(true);
  });
});
