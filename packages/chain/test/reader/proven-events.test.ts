/** Events through endpoints that lag in one respect or in all: none is lost, none is duplicated, and missing ones wait. */
import type { Bytes32, Timestamp } from '@evlock/protocol';
import { LAGS, networkOfEndpoints, QuirkyEndpoint } from '@evlock/testing/chain/quirky-endpoint';
import { ScriptedChain, scriptedDeployment, type Wish } from '@evlock/testing/chain/scripted-chain';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { seededRandom } from '@evlock/testing/protocol/seeded-random';
import { beforeEach, describe, expect, it } from 'vitest';
import { ChainReader, type EventName } from '../../src/index.ts';

let chain: ScriptedChain;
let clock: ManualClock;
let endpoints: [QuirkyEndpoint, QuirkyEndpoint];
let reader: ChainReader;

beforeEach(() => {
  chain = new ScriptedChain();
  clock = new ManualClock(1_800_000_000);
  endpoints = [new QuirkyEndpoint(chain, 'one'), new QuirkyEndpoint(chain, 'two')];
  reader = readerOf(endpoints);
});

const readerOf = (list: readonly QuirkyEndpoint[]): ChainReader =>
  new ChainReader(
    { endpoints: list.map(({ url }) => url), deployment: scriptedDeployment },
    { clock, fetch: networkOfEndpoints(list) },
  );

let count = 0;
const paused = (): Wish => ({
  name: 'NoncesCancelled',
  args: { meterKey: `0x${(++count).toString(16).padStart(40, '0')}`, minNonce: 7 },
});

/** The answer, with the clock advanced while waiting. */
async function told<T>(question: Promise<T>): Promise<T | string> {
  let answer: T | string | undefined;
  question.then(
    (value) => {
      answer = value;
    },
    ({ code }) => {
      answer = String(code);
    },
  );
  for (let waited = 0; answer === undefined && waited < 20; waited++) await clock.advance(500);
  if (answer === undefined) throw new Error('no answer in ten seconds');
  return answer;
}

describe('events of the newest blocks', () => {
  beforeEach(() => {
    chain.mine(20);
    chain.mine(1, [paused(), paused()]);
    chain.mine(1);
  });
  const newest = (): Promise<unknown> => told(reader.events(21, 22));

  it('are returned', async () => {
    expect(await newest()).toMatchObject([
      { block: 21, logIndex: 0 },
      { block: 21, logIndex: 1 },
    ]);
  });

  it.each(['logs', 'nonces', 'code', 'balances', 'calls'] as const)('do not depend on %s that lag', async (lag) => {
    for (const endpoint of endpoints) endpoint.lag[lag] = 3;
    expect(await newest()).toHaveLength(2);
  });

  it.each([
    ['head', 'CHAIN_BEHIND'],
    ['blocks', 'CHAIN_BEHIND'],
    ['receipts', 'CHAIN_BEHIND'],
  ] as const)('wait while both lag in %s', async (lag, code) => {
    for (const endpoint of endpoints) endpoint.lag[lag] = 3;
    expect(await newest()).toBe(code);
    for (const endpoint of endpoints) endpoint.calm();
    expect(await newest()).toHaveLength(2);
  });

  it.each(['head', 'blocks', 'receipts'] as const)('are returned by one while the other lags in %s', async (lag) => {
    endpoints[0].lag[lag] = 3;
    expect(await newest()).toHaveLength(2);
  });

  it("come from all the block's receipts, not from a log list", async () => {
    for (const endpoint of endpoints)
      endpoint.instead = ({ method }) => (method === 'eth_getBlockReceipts' ? [] : undefined);
    expect(await newest()).toBe('CHAIN_BEHIND');
    // One log is missing: the header's filter has bits that no log set.
    for (const endpoint of endpoints) {
      endpoint.instead = ({ method, params }) => {
        if (method !== 'eth_getBlockReceipts') return undefined;
        const receipts = endpoint.receiptsOf(params[0] as Bytes32) as { logs: unknown[] }[];
        return receipts.map((receipt) => ({ ...receipt, logs: receipt.logs.slice(0, 1) }));
      };
    }
    expect(await newest()).toBe('CHAIN_BEHIND');
  });

  it('are proven receipt by receipt where a node cannot list them', async () => {
    for (const endpoint of endpoints) endpoint.lacks = new Set(['eth_getBlockReceipts']);
    expect(await newest()).toHaveLength(2);
    for (const endpoint of endpoints) endpoint.lag.receipts = 3;
    expect(await newest()).toBe('CHAIN_BEHIND');
  });

  it('are not accepted from headers that do not chain', async () => {
    for (const endpoint of endpoints) {
      endpoint.instead = ({ method, params }) =>
        method === 'eth_getBlockByNumber' && params[0] === '0x15'
          ? { ...endpoint.blockOf(21), hash: `0x${'66'.repeat(32)}`, logsBloom: `0x${'00'.repeat(256)}` }
          : undefined;
    }
    expect(await newest()).toBe('CHAIN_BEHIND');
  });

  it('that two endpoints prove differently are accepted from neither', async () => {
    const other = new ScriptedChain();
    other.mine(20);
    other.mine(2);
    const [one] = endpoints;
    const liar = new QuirkyEndpoint(other, 'liar');
    reader = readerOf([one, liar]);
    expect(await newest()).toBe('CHAIN_DISAGREES');
  });

  it('are returned while one endpoint hangs, after a single timeout', async () => {
    endpoints[0].state = 'hangs';
    expect(await newest()).toHaveLength(2);
    await clock.advance(6_000);
    const before = clock.monotonic();
    expect(await newest()).toHaveLength(2);
    expect(clock.monotonic() - before).toBeLessThanOrEqual(500);
    await clock.advance(6_000);
    await newest();
    const [hanging, working] = reader.endpoints();
    expect(hanging).toMatchObject({ place: 1, name: 'one.test', problem: 'CHAIN_UNREACHABLE', block: null });
    expect(working).toMatchObject({ place: 2, problem: null, block: 22 });
  });
});

describe('what every endpoint must say', () => {
  let third: QuirkyEndpoint;
  beforeEach(() => {
    chain.mine(20);
    third = new QuirkyEndpoint(chain, 'three');
    for (const endpoint of [...endpoints, third]) {
      endpoint.instead = ({ method }) => (method === 'eth_call' ? `0x${'00'.repeat(32)}` : undefined);
    }
  });
  const order = () => ({ meterKey: scriptedDeployment.market, nonce: 7, openBefore: chain.head.time as Timestamp });

  it('is withheld while one of two hangs, which is named', async () => {
    expect(await told(reader.hasLapsed(order()))).toBe(true);
    endpoints[1].state = 'hangs';
    expect(await told(reader.hasLapsed(order()))).toBe('CHAIN_UNREACHABLE');
    await clock.advance(6_000);
    expect(await told(reader.hasLapsed(order()))).toBe('CHAIN_UNREACHABLE');
    expect(reader.endpoints()).toMatchObject([{ problem: null }, { name: 'two.test', problem: 'CHAIN_UNREACHABLE' }]);
  });

  it('is said by two of three while one hangs, without waiting for it', async () => {
    reader = readerOf([...endpoints, third]);
    endpoints[1].state = 'hangs';
    for (let look = 0; look < 40; look++) {
      const before = clock.monotonic();
      expect(await told(reader.hasLapsed(order()))).toBe(true);
      expect(clock.monotonic() - before).toBeLessThanOrEqual(1_000);
      await clock.advance(1_500);
    }
    expect(reader.endpoints()[1]).toMatchObject({ problem: 'CHAIN_UNREACHABLE' });
    third.state = 'hangs';
    await clock.advance(60_000);
    expect(await told(reader.hasLapsed(order()))).toBe('CHAIN_UNREACHABLE');
  });
});

describe('a head', () => {
  beforeEach(() => chain.mine(200));

  it('that went back is reported, and nothing beyond it', async () => {
    expect(await told(reader.finalized())).toMatchObject({ number: 200 });
    for (const endpoint of endpoints) endpoint.stoppedAt = 120;
    expect(await told(reader.finalized())).toMatchObject({ number: 120 });
    expect(await told(reader.events(100, 150))).toBe('CHAIN_BEHIND');
    expect(await told(reader.blockHash(150))).toBe('CHAIN_BEHIND');
    expect(await told(reader.blockHash(100))).toBe(chain.blocks[100]?.hash);
  });

  it('that halts is reported with its block, and then with how long no block came', async () => {
    await clock.advance(200_000);
    await told(reader.finalized());
    endpoints[0].stoppedAt = 200;
    chain.mine(60);
    await clock.advance(60_000);
    await told(reader.finalized());
    await clock.advance(6_000);
    expect(await told(reader.finalized())).toMatchObject({ number: 260 });
    expect(reader.endpoints()).toMatchObject([
      { block: 200, problem: 'CHAIN_BEHIND' },
      { block: 260, problem: null },
    ]);
    expect(reader.secondsWithoutBlock()).toBeLessThan(10);
    for (let second = 0; second < 30; second++) {
      await clock.advance(1_000);
      await told(reader.finalized());
    }
    expect(reader.secondsWithoutBlock()).toBeGreaterThanOrEqual(30);
  });

  it('on another chain is refused from the start, and left out if it used to be right', async () => {
    endpoints[1].chainId = 1;
    expect(await told(reader.finalized())).toBe('CHAIN_WRONG_NETWORK');
    endpoints[1].calm();
    expect(await told(reader.finalized())).toMatchObject({ number: 200 });
    endpoints[1].chainId = 1;
    chain.mine();
    expect(await told(reader.finalized())).toMatchObject({ number: 201 });
    await clock.advance(6_000);
    await told(reader.finalized());
    expect(reader.endpoints()[1]).toMatchObject({ problem: 'CHAIN_WRONG_NETWORK' });
    endpoints[0].chainId = 1;
    expect(await told(reader.finalized())).toBe('CHAIN_WRONG_NETWORK');
  });
});

describe('a reader that follows block by block', () => {
  const LAG_MOST = 4;

  /** A minute of a chain whose endpoints change behaviour at random; then a calm ending. */
  async function run(seed: number): Promise<{ taken: readonly string[]; there: readonly string[] }> {
    const random = seededRandom(seed);
    let cursor = 0;
    const taken: string[] = [];
    const look = async (): Promise<void> => {
      const head = await told(reader.finalized());
      if (typeof head === 'string' || head.number <= cursor) return;
      const events = await told(reader.events(cursor + 1, head.number));
      if (typeof events === 'string') return;
      taken.push(...events.map(({ block, logIndex, name }) => `${block} ${logIndex} ${name satisfies EventName}`));
      cursor = head.number;
    };
    for (let step = 0; step < 60; step++) {
      chain.mine(1, random() < 0.5 ? [paused(), ...(random() < 0.3 ? [paused()] : [])] : []);
      for (const endpoint of endpoints) if (random() < 0.3) changeHabits(endpoint, random);
      await look();
      await clock.advance(1_000);
    }
    for (const endpoint of endpoints) endpoint.calm();
    await clock.advance(40_000);
    chain.mine();
    for (let looks = 0; looks < 3; looks++) {
      await clock.advance(2_000);
      await look();
    }
    const there = chain.blocks.flatMap(({ number, transactions }) =>
      transactions.flatMap(({ logs }) => logs.map((_log, index) => `${number} ${index} NoncesCancelled`)),
    );
    return { taken, there };
  }

  function changeHabits(endpoint: QuirkyEndpoint, random: () => number): void {
    endpoint.calm();
    endpoint.loud = random() < 0.5;
    const habit = Math.floor(random() * 8);
    if (habit < 4) for (const lag of LAGS) if (random() < 0.4) endpoint.lag[lag] = 1 + Math.floor(random() * LAG_MOST);
    if (habit === 4) endpoint.behind(1 + Math.floor(random() * LAG_MOST));
    if (habit === 5) endpoint.state = random() < 0.5 ? 'hangs' : 'dead';
    if (habit === 6) endpoint.stoppedAt = Math.max(0, chain.head.number - Math.floor(random() * 20));
    if (habit === 7) endpoint.chainId = 1;
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'loses and duplicates nothing, whatever both endpoints do (seed %i)',
    async (seed) => {
      const { taken, there } = await run(seed);
      expect(there.length).toBeGreaterThan(15);
      expect(taken).toEqual(there);
    },
  );
});
