/** The indexer behind endpoints that lag, go back, halt, fail or serve another chain. */
import { ChainReader, silentLog } from '@evlock/chain';
import { type Address, type Clock, milliseconds, systemClock } from '@evlock/protocol';
import { LAGS, networkOfEndpoints, QuirkyEndpoint } from '@evlock/testing/chain/quirky-endpoint';
import { ScriptedChain, scriptedDeployment, type Wish } from '@evlock/testing/chain/scripted-chain';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { seededRandom } from '@evlock/testing/protocol/seeded-random';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { Indexer } from '../../src/indexer/indexer.ts';

let postgres: TestPostgres;
let database: Database;
let chain: ScriptedChain;
let endpoints: [QuirkyEndpoint, QuirkyEndpoint];
let indexer: Indexer;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  database = await postgres.open();
  chain = new ScriptedChain();
  endpoints = [new QuirkyEndpoint(chain, 'one'), new QuirkyEndpoint(chain, 'two')];
  indexer = indexerOf();
});
afterEach(() => indexer.stop());

/** Pauses between polls pass instantly; nothing here hangs, so no timeout is waited for. */
const hasty: Clock = {
  ...systemClock,
  sleep: (length, signal) => systemClock.sleep(milliseconds(length > 2_000 ? length : 1), signal),
};

function indexerOf(): Indexer {
  const reader = new ChainReader(
    { endpoints: endpoints.map(({ url }) => url), deployment: scriptedDeployment, pollInterval: 1 },
    { clock: hasty, fetch: networkOfEndpoints(endpoints) },
  );
  const listener = { chainChanged: async () => undefined };
  return new Indexer(
    { deployment: scriptedDeployment },
    { database, chain: reader, listener, clock: hasty, log: silentLog },
  );
}

let count = 0;
const spent = (): Wish => ({
  name: 'NoncesCancelled',
  args: { meterKey: `0x${(++count).toString(16).padStart(40, '0')}` as Address, minNonce: 7 },
});

const stored = async (): Promise<string[]> => {
  const rows = await database.query<{ block: bigint; log_index: number }>(
    'SELECT block, log_index FROM chain_events ORDER BY block, log_index',
  );
  return rows.map(({ block, log_index }) => `${block} ${log_index}`);
};
const onChain = (): string[] =>
  chain.blocks.flatMap(({ number, transactions }) =>
    transactions.flatMap(({ logs }) => logs.map((_log, index) => `${number} ${index}`)),
  );
/** Resolves once the endpoints have been polled for a while. */
async function looked(): Promise<void> {
  const asked = (): number => endpoints.reduce((sum, endpoint) => sum + endpoint.asked.length, 0);
  const before = asked();
  await expect.poll(asked, { interval: 1 }).toBeGreaterThan(before + 40);
}
const upToDate = (): Promise<void> => expect.poll(() => indexer.block(), { interval: 2 }).toBe(chain.head.number);

describe.each(['both endpoints', 'the first endpoint', 'the second endpoint'] as const)(
  'the indexer, while %s',
  (which) => {
    const spoiled = (): readonly QuirkyEndpoint[] =>
      endpoints.filter(
        (_one, index) => which === 'both endpoints' || (index === 0) === (which === 'the first endpoint'),
      );

    it.each(LAGS)('lag in %s alone, loses nothing', async (lag) => {
      chain.mine(1, [spent()]);
      await indexer.start();
      await upToDate();
      for (const endpoint of spoiled()) endpoint.lag[lag] = 2;
      chain.mine(1, [spent()]);
      chain.mine(1);
      for (const endpoint of endpoints) endpoint.calm();
      chain.mine(1, [spent()]);
      await upToDate();
      expect(await stored()).toEqual(onChain());
      expect(indexer.failure()).toBeUndefined();
    });

    it('go back a hundred blocks and recover, loses and ends nothing', async () => {
      chain.mine(120);
      chain.mine(1, [spent()]);
      await indexer.start();
      await upToDate();
      for (const endpoint of spoiled()) endpoint.stoppedAt = chain.head.number - 111;
      chain.mine(1, [spent()]);
      await looked();
      expect(indexer.failure()).toBeUndefined();
      for (const endpoint of endpoints) endpoint.calm();
      chain.mine(1);
      await upToDate();
      expect(await stored()).toEqual(onChain());
    });

    it('serve another chain for a while, accepts nothing of it and ends nothing', async () => {
      chain.mine(1, [spent()]);
      await indexer.start();
      await upToDate();
      for (const endpoint of spoiled()) endpoint.chainId = 1;
      chain.mine(1, [spent()]);
      await looked();
      for (const endpoint of endpoints) endpoint.calm();
      chain.mine(1);
      await upToDate();
      expect(await stored()).toEqual(onChain());
      expect(indexer.failure()).toBeUndefined();
    });
  },
);

describe('the indexer, across restarts', () => {
  it.each([1, 2, 3, 4])('indexes every event once, whatever both endpoints do (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    await indexer.start();
    for (let step = 0; step < 60; step++) {
      chain.mine(1, random() < 0.5 ? [spent(), spent()] : []);
      for (const endpoint of endpoints) {
        if (random() > 0.3) continue;
        endpoint.calm();
        endpoint.loud = random() < 0.5;
        for (const lag of LAGS) if (random() < 0.3) endpoint.lag[lag] = 1 + Math.floor(random() * 4);
        if (random() < 0.1) endpoint.state = 'dead';
        if (random() < 0.1) endpoint.stoppedAt = Math.max(0, chain.head.number - Math.floor(random() * 20));
      }
      if (random() < 0.05) {
        await indexer.stop();
        indexer = indexerOf();
        await indexer.start();
      }
      await systemClock.sleep(milliseconds(2));
    }
    for (const endpoint of endpoints) endpoint.calm();
    chain.mine(1);
    await upToDate();
    expect(onChain().length).toBeGreaterThan(20);
    expect(await stored()).toEqual(onChain());
    expect(indexer.failure()).toBeUndefined();
    expect(indexer.standing()).toBeUndefined();
  });
});
