/** What is due at one moment, on a real chain: in one transaction, each item with its own outcome, through kills. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { calls, developmentAccount, EndpointSet, type Log, silentLog } from '@evlock/chain';
import { type EvlockError, milliseconds, systemClock, type TradeOrders } from '@evlock/protocol';
import { type Household, householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { createSubmitter, type Submitter } from '../../src/submitter/submitter.ts';

interface Pair {
  readonly buyer: Household;
  readonly seller: Household;
}
const pairs: readonly Pair[] = Array.from({ length: 20 }, (_, index) => ({
  buyer: householdNamed(`buyer ${index}`),
  seller: householdNamed(`seller ${index}`),
}));
/** Has money for one trade of 2 kWh at 0.12. */
const poor = householdNamed('poor');
const stranger = householdNamed('stranger');

let postgres: TestPostgres;
let localMarket: LocalMarket;
let url: string;
let database: Database;
let nonce = 0;
beforeAll(async () => {
  [postgres, localMarket] = await Promise.all([startTestPostgres(), LocalMarket.start()]);
  await localMarket.welcome(pairs.flatMap(({ buyer, seller }) => [buyer, seller]));
  await localMarket.welcome([poor], 250_000n as never);
});
afterAll(async () => {
  await database?.close();
  await localMarket.stop();
  await postgres.stop();
});
beforeEach(async () => {
  await database?.close();
  url = await postgres.create();
  database = await openDatabase({ url, connections: 4 }, { log: silentLog });
});

/** Runs `work` with a submitter on this test's database. */
async function submitting<T>(work: (submitter: Submitter) => Promise<T>, log: Log = silentLog): Promise<T> {
  const { chainId } = localMarket.deployment;
  const endpoints = new EndpointSet({ endpoints: [localMarket.chain.url], chainId }, { clock: systemClock });
  const options = { deployment: localMarket.deployment, endpoints, privateKey: developmentAccount(1).privateKey };
  const submitter = createSubmitter(options, { database, clock: systemClock, log });
  await submitter.start();
  try {
    return await work(submitter);
  } finally {
    await submitter.stop();
  }
}

/** A trade in its own half-hour, so that no meter is busy. */
const trade = (pair: Pair) => {
  const start = 60 + nonce++ * 1_800;
  return localMarket.orders({ ...pair, nonce, power: 6_000_000, start, end: start + 1_800 });
};
const open = (submitter: Submitter, orders: TradeOrders, closed: readonly TradeOrders[] = []) =>
  submitter.open(localMarket.tradeId(orders), orders, new Map(closed.map((one) => [localMarket.tradeId(one), one])));
async function settle(submitter: Submitter, { buyer, seller }: Pair, orders: TradeOrders) {
  const receipts = [
    await localMarket.receipt(orders, buyer, 'buyer'),
    await localMarket.receipt(orders, seller, 'seller'),
  ] as const;
  return await submitter.settleFinal(orders, ...receipts);
}
const sent = () =>
  database.query<{ key: string; label: string; items: number; state: string; attempts: number }>(
    `SELECT key, label, coalesce(jsonb_array_length(items), 0)::int4 AS items, state,
       jsonb_array_length(attempts)::int4 AS attempts FROM outbox ORDER BY nonce`,
  );
const stateOf = async (orders: TradeOrders) => (await localMarket.reader.trade(localMarket.place(orders))).state;

describe('twenty due at once', () => {
  it('are opened by one transaction and settled by one, and share what they cost', async () => {
    const trades = await Promise.all(pairs.map(trade));
    await submitting(async (submitter) => {
      const opened = await Promise.all(trades.map((orders) => open(submitter, orders)));
      expect(new Set(opened.map(({ transaction }) => transaction)).size).toBe(1);
      const settled = await Promise.all(pairs.map((pair, index) => settle(submitter, pair, trades[index]!)));
      expect(new Set(settled.map(({ transaction }) => transaction)).size).toBe(1);
      expect(await sent()).toMatchObject([
        { label: 'openMany', items: 20, attempts: 1 },
        { label: 'settleFinalMany', items: 20, attempts: 1 },
      ]);
      const gas = opened[0]!.gas / 20;
      const day = 1_000_000;
      // Each account pays half of its trade's share, and nothing of what the others cost.
      const { account } = pairs[3]!.buyer;
      const spent = await database.query<{ used: bigint }>(
        `SELECT ceil((o.result->>'gas')::numeric / 20 / c.shares)::bigint AS used FROM gas_charges c, outbox o
         WHERE c.account = decode($1, 'hex') AND o.label = 'openMany'`,
        [account.address.slice(2)],
      );
      expect(Number(spent[0]?.used)).toBe(Math.ceil(gas / 2));
      expect(Number(spent[0]?.used)).toBeLessThan(day);
    });
    expect(await Promise.all(trades.map(stateOf))).toEqual(trades.map(() => 'settled'));
  });
});

describe('one bad item', () => {
  it('refused beforehand is reported, and is not part of the batch', async () => {
    const [first, second] = await Promise.all([trade(pairs[0]!), trade(pairs[1]!)]);
    const bad = await trade({ buyer: pairs[2]!.buyer, seller: stranger });
    await submitting(async (submitter) => {
      const ends = await Promise.allSettled([first, bad, second].map((orders) => open(submitter, orders)));
      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((ends[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'NOT_ENROLLED' });
    });
    expect(await sent()).toMatchObject([{ label: 'openMany', items: 2 }]);
  });

  it('refused inside the batch continues alone, and the others do not wait for it', async () => {
    // Each is valid alone, but there is money for only one.
    const pair = (seller: Household) => ({ buyer: poor, seller });
    const both = await Promise.all([trade(pair(pairs[3]!.seller)), trade(pair(pairs[4]!.seller))]);
    const good = await trade(pairs[5]!);
    const told: object[] = [];
    const log = { ...silentLog, info: (fields: object) => void told.push(fields) } as Log;
    const ends = await submitting(
      (submitter) => Promise.allSettled([...both, good].map((orders) => open(submitter, orders))),
      log,
    );
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((ends[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'INSUFFICIENT_BALANCE' });
    const key = `open:${localMarket.tradeId(both[1]!)}`;
    expect(told).toContainEqual({ key, reason: 'INSUFFICIENT_BALANCE' });
    expect(await sent()).toMatchObject([{ label: 'openMany', items: 3 }]);
    // Requested again, it is evaluated again, alone, and in no other batch.
    await submitting(async (submitter) => {
      const again = await Promise.allSettled([both[1]!, await trade(pairs[6]!)].map((one) => open(submitter, one)));
      expect(again.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    });
    expect(await sent()).toMatchObject([{ items: 3 }, { label: 'openTrade', items: 0 }]);
  });

  it('that could once have been opened is not opened after its deadline', async () => {
    const [first, second] = await Promise.all([trade(pairs[7]!), trade(pairs[8]!)]);
    const late = await localMarket.orders({ ...pairs[9]!, nonce: 90, start: -30, end: 3_600 });
    await submitting(async (submitter) => {
      const ends = await Promise.allSettled([late, first, second].map((orders) => open(submitter, orders)));
      expect((ends[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'ORDER_EXPIRED' });
    });
    expect(await sent()).toMatchObject([{ label: 'openMany', items: 2 }]);
  });
});

describe('meters that an ended trade keeps busy', () => {
  it('are freed in the transaction that opens the next', async () => {
    const pair = pairs[10]!;
    const first = await localMarket.orders({ ...pair, nonce: 100 });
    const [next, other] = await Promise.all([localMarket.orders({ ...pair, nonce: 101 }), trade(pairs[11]!)]);
    await submitting(async (submitter) => {
      await open(submitter, first);
      await settle(submitter, pair, first);
      await expect(open(submitter, next)).rejects.toMatchObject({ code: 'METER_BUSY' });
      await Promise.all([open(submitter, next, [first]), open(submitter, other, [])]);
    });
    expect(await sent()).toMatchObject([
      { label: 'openTrade' },
      { label: 'settleFinal' },
      { label: 'freeAndOpenMany', items: 2 },
    ]);
  });

  it('are left alone where they are not in the way', async () => {
    const pair = pairs[12]!;
    const first = await trade(pair);
    const next = await trade(pair);
    await submitting(async (submitter) => {
      await open(submitter, first);
      await settle(submitter, pair, first);
      await open(submitter, next, [first]);
    });
    expect((await sent()).map(({ label }) => label)).toEqual(['openTrade', 'settleFinal', 'openTrade']);
  });
});

describe('a kill', () => {
  /** Opens the trades in a process that is killed once `seen`. */
  async function killed(trades: readonly TradeOrders[], endpoint: string, seen: () => Promise<boolean>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'evlock-batches-'));
    let child: ChildProcess | undefined;
    try {
      const file = join(folder, 'trades');
      await writeFile(file, serialize({ deployment: localMarket.deployment, trades }));
      const script = join(import.meta.dirname, 'support', 'killed-submitter.ts');
      child = spawn(process.execPath, [script, file, url, endpoint], { stdio: 'ignore' });
      while (!(await seen()) && child.exitCode === null) await systemClock.sleep(milliseconds(20));
      expect(child.exitCode).toBeNull();
    } finally {
      child?.kill('SIGKILL');
      if (child?.exitCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true });
    }
  }

  it.each([
    ['before it is sent', 'eth_sendRawTransaction'],
    ['after it is sent', 'eth_getTransactionReceipt'],
  ])('of the gateway between storing a batch and its end, %s', async (_when, stops) => {
    const trades = await Promise.all(pairs.slice(13, 17).map(trade));
    const liar = new LyingEndpoint(localMarket.chain.url);
    liar.before = (method) => (method === stops ? new Promise(() => undefined) : Promise.resolve());
    try {
      const isSeen = async () => (await sent()).length > 0 && liar.asked.includes(stops);
      await killed(trades, await liar.start(), isSeen);
    } finally {
      await liar.stop();
    }
    expect(await sent()).toMatchObject([{ label: 'openMany', items: 4, state: 'sent' }]);
    const opened = await submitting((submitter) => Promise.all(trades.map((orders) => open(submitter, orders))));
    expect(new Set(opened.map(({ transaction }) => transaction)).size).toBe(1);
    expect(await sent()).toMatchObject([{ label: 'openMany', items: 4 }]);
    expect(await Promise.all(trades.map(stateOf))).toEqual(trades.map(() => 'open'));
  });

  it('continues with what another opened meanwhile, and loses and repeats nothing', async () => {
    const trades = await Promise.all(pairs.slice(17, 20).map(trade));
    const liar = new LyingEndpoint(localMarket.chain.url);
    liar.before = (method) => (method === 'eth_sendRawTransaction' ? new Promise(() => undefined) : Promise.resolve());
    try {
      await killed(trades, await liar.start(), async () => (await sent()).length > 0);
    } finally {
      await liar.stop();
    }
    await localMarket.submit(calls.openTrade(localMarket.deployment, trades[1]!));
    const ends = await submitting((submitter) =>
      Promise.all(trades.map((orders) => open(submitter, orders).catch((error: EvlockError) => error.code))),
    );
    expect(ends).toMatchObject([{ block: expect.any(Number) }, 'TRADE_EXISTS', { block: expect.any(Number) }]);
    expect((await sent()).map(({ label }) => label)).toEqual(['openMany']);
  });
});
