import { type EvlockError, milliseconds, systemClock, type TradeOrders } from '@evlock/protocol';
import { householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { encodeEventTopics, toFunctionSelector } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchesAbi } from '../../src/contracts/abi.ts';
import {
  type BatchPart,
  batchCall,
  type Call,
  calls,
  developmentAccount,
  MemoryOutbox,
  MOST_IN_BATCH,
  TransactionQueue,
} from '../../src/index.ts';
import { skippedItems } from '../../src/queue/batch-outcome.ts';

const buyer = householdNamed('buyer');
const sellers = ['seller 1', 'seller 2', 'seller 3'].map(householdNamed);
const stranger = householdNamed('stranger');

let localMarket: LocalMarket;
let trades: TradeOrders[];
beforeAll(async () => {
  localMarket = await LocalMarket.start();
  await localMarket.welcome([buyer, ...sellers]);
  const hour = 3_600;
  trades = await Promise.all(
    [...sellers, stranger].map((seller, index) =>
      localMarket.orders({ buyer, seller, nonce: index + 1, start: 60 + index * hour, end: 60 + (index + 1) * hour }),
    ),
  );
});
afterAll(() => localMarket.stop());

const partOf = (orders: TradeOrders, call: Call): BatchPart => ({
  key: `${call.label} ${orders.bid.order.nonce}`,
  tradeId: localMarket.tradeId(orders),
  call,
});
const opening = (orders: TradeOrders) => partOf(orders, calls.openTrade(localMarket.deployment, orders));

describe('a batch', () => {
  it('is what the batches contract expects, assembled from single calls', async () => {
    const { deployment } = localMarket;
    const finals = await Promise.all(
      trades.map(async (orders) => ({
        orders,
        buyer: await localMarket.receipt(orders, buyer, 'buyer'),
        seller: await localMarket.receipt(orders, buyer, 'seller'),
      })),
    );
    const claims = finals.map(({ orders, buyer: receipt }) => ({ orders, receipt }));
    const free = (orders: TradeOrders) => calls.free(deployment, orders);
    const cases: [Call[], Call][] = [
      [trades.map((orders) => calls.openTrade(deployment, orders)), calls.openMany(deployment, trades)],
      [
        finals.map((one) => calls.settleFinal(deployment, one.orders, one.buyer, one.seller)),
        calls.settleFinalMany(deployment, finals),
      ],
      [
        claims.map(({ orders, receipt }) => calls.claim(deployment, orders, receipt)),
        calls.claimMany(deployment, claims),
      ],
      [trades.map((orders) => calls.settleClaimed(deployment, orders)), calls.settleClaimedMany(deployment, trades)],
      [trades.map((orders) => calls.expire(deployment, orders)), calls.expireMany(deployment, trades)],
      [trades.map(free), calls.freeMany(deployment, trades)],
    ];
    for (const [singles, expected] of cases) {
      const batch = batchCall(
        deployment,
        singles.map((call, index) => partOf(trades[index]!, call)),
      );
      expect(batch).toMatchObject(expected);
    }
    const [first, second, ...others] = trades as [TradeOrders, TradeOrders, ...TradeOrders[]];
    expect(batchCall(deployment, others.map(opening), [free(first), free(second)])).toMatchObject(
      calls.freeAndOpenMany(deployment, [first, second], others),
    );
  });

  it("holds calls of one function and of different trades, up to the contract's limit", () => {
    const [first, second] = trades as [TradeOrders, TradeOrders];
    const many = Array.from({ length: MOST_IN_BATCH + 1 }, () => opening(first));
    const expired = partOf(second, calls.expire(localMarket.deployment, second));
    for (const parts of [[], many, [opening(first), opening(first)], [opening(first), expired]]) {
      expect(() => batchCall(localMarket.deployment, parts)).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT' }),
      );
    }
    const free = calls.free(localMarket.deployment, first);
    expect(() => batchCall(localMarket.deployment, [expired], [free])).toThrow();
  });

  it('is reported item by item, even after a restart, and never from a receipt without its logs', async () => {
    const batch = batchCall(localMarket.deployment, trades.map(opening));
    const liar = new LyingEndpoint(localMarket.chain.url);
    const endpoints = [await liar.start()];
    const outbox = new MemoryOutbox();
    const start = async () => {
      const { privateKey } = developmentAccount(3);
      const options = { endpoints, privateKey, chainId: localMarket.deployment.chainId, pollInterval: 50 };
      const queue = new TransactionQueue(options, { outbox, clock: systemClock });
      await queue.start();
      return queue;
    };
    let stripped = 0;
    liar.lie = (method, result) => {
      if (method !== 'eth_getTransactionReceipt' || !result) return result;
      stripped++;
      return { ...result, logs: [] };
    };
    try {
      const first = await start();
      const lost = first.submit('batch', batch).catch((error: EvlockError) => error.code);
      while (stripped < 3) await systemClock.sleep(milliseconds(20));
      expect(await outbox.find('batch')).toMatchObject({ state: 'sent', result: null, items: batch.items });
      await first.stop();
      expect(await lost).toBe('CANCELLED');

      liar.lie = (_method, result) => result;
      const second = await start();
      const result = await second.submit('batch', batch);
      expect(result.skipped).toEqual([{ key: opening(trades[3]!).key, reason: 'NOT_ENROLLED' }]);
      expect((await outbox.find('batch'))?.attempts).toHaveLength(1);
      for (const orders of trades.slice(0, 3)) {
        expect((await localMarket.reader.trade(localMarket.place(orders))).state).toBe('open');
      }
      await second.stop();
    } finally {
      await liar.stop();
    }
  });

  it('proves each item done or skipped, or proves nothing at all', () => {
    const { items = [], to } = batchCall(localMarket.deployment, trades.slice(0, 2).map(opening));
    const at = { name: 'one:8545' };
    const done = { address: items[0]!.proof.contract, topics: [...items[0]!.proof.topics], data: '0x' } as never;
    const selector = toFunctionSelector('MeterBusy(address)');
    const data = `0x${'1'.padStart(64, '0')}${selector.slice(2).padEnd(64, '0')}`;
    const topics = encodeEventTopics({ abi: batchesAbi, eventName: 'ItemSkipped' });
    const skipped = { address: to, topics, data } as never;
    expect(skippedItems(at, to, items, [done, skipped])).toEqual([{ key: items[1]!.key, reason: 'METER_BUSY' }]);
    const foreign = { address: localMarket.deployment.token, topics, data } as never;
    for (const logs of [[], [done], [skipped], [done, foreign]]) {
      expect(() => skippedItems(at, to, items, logs)).toThrow(expect.objectContaining({ code: 'CHAIN_BEHIND' }));
    }
  });
});
