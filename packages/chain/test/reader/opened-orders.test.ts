/**
 * What a meter finds out about its own orders without being told, and what nobody may conclude from an endpoint that does not
 * find it.
 */
import { domainOf, type Hex, Order, type SignedOrder, systemClock, type TradeOrders } from '@evlock/protocol';
import { type Household, householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChainReader, calls } from '../../src/index.ts';

const [buyer, other] = [householdNamed('buyer'), householdNamed('other buyer')];
const sellers = ['single', 'batch 1', 'batch 2', 'freed'].map(householdNamed);
let localMarket: LocalMarket;
const trades = new Map<Household, TradeOrders>();
beforeAll(async () => {
  localMarket = await LocalMarket.start();
  await localMarket.welcome([buyer, other, ...sellers]);
  const hour = 3_600;
  for (const [index, seller] of sellers.entries()) {
    const times = { start: 60 + index * hour, end: 60 + (index + 1) * hour };
    trades.set(seller, await localMarket.orders({ buyer, seller, nonce: index + 1, ...times }));
  }
});
afterAll(() => localMarket.stop());

const ordersOf = (index: number): TradeOrders => trades.get(sellers[index]!)!;
const named = ({ order }: SignedOrder) => ({ hash: Order.digest(domainOf(localMarket.deployment), order), order });
const found = (signed: SignedOrder, reader = localMarket.reader) =>
  reader.openedOrder(named(signed), { fromBlock: localMarket.deployment.block });

describe('the orders of a trade that was opened', () => {
  it('are found by either order, with both signatures, however it was opened', async () => {
    const { deployment } = localMarket;
    const [single, one, another, freed] = [0, 1, 2, 3].map(ordersOf) as [
      TradeOrders,
      TradeOrders,
      TradeOrders,
      TradeOrders,
    ];
    expect(await found(single.offer)).toBeUndefined();
    await localMarket.submit(calls.openTrade(deployment, single));
    await localMarket.submit(calls.openMany(deployment, [one, another]));
    await localMarket.submit(calls.settleFinal(deployment, one, ...(await finals(1))));
    await localMarket.submit(calls.freeAndOpenMany(deployment, [one], [freed]));
    for (const orders of [single, one, another, freed]) {
      const opened = { tradeId: localMarket.tradeId(orders), orders };
      expect(await found(orders.offer)).toEqual(opened);
      expect(await found(orders.bid)).toEqual(opened);
    }
  });

  it('are those actually opened, even after others in the same batch without terms or with forged signatures', async () => {
    const { deployment } = localMarket;
    const [seller] = sellers as [Household];
    const orders = await localMarket.orders({ buyer: other, seller, nonce: 9, start: 20_000, end: 23_600 });
    const forged = { bid: orders.bid, offer: { ...orders.offer, signature: orders.bid.signature } };
    const call = calls.openMany(deployment, [orders, forged, orders]);
    // The first has no terms at all: the contract skips it, like the forged one.
    const [head, terms] = [2 + 2 * (4 + 2 * 32), 2 * 6 * 32];
    const data: Hex = `0x${call.data.slice(2, head)}${'f'.repeat(terms)}${call.data.slice(head + terms)}`;
    await localMarket.submit({ ...call, data });
    const opened = { tradeId: localMarket.tradeId(orders), orders };
    expect(await found(orders.offer)).toEqual(opened);
    expect(await found(orders.bid)).toEqual(opened);
  });

  it('are found by an endpoint that has them when another does not', async () => {
    const liar = new LyingEndpoint(localMarket.chain.url);
    liar.lie = (method, result) => (method === 'eth_getLogs' ? [] : result);
    const { deployment } = localMarket;
    const both = { endpoints: [await liar.start(), localMarket.chain.url], deployment };
    expect(await found(ordersOf(0).offer, new ChainReader(both, { clock: systemClock }))).toMatchObject({
      orders: ordersOf(0),
    });
    await liar.stop();
  });
});

const finals = async (index: number) =>
  [
    await localMarket.receipt(ordersOf(index), buyer, 'buyer'),
    await localMarket.receipt(ordersOf(index), sellers[index]!, 'seller'),
  ] as const;

describe('a trade that has ended', () => {
  it('is not taken for unopened when an endpoint finds no event of it', async () => {
    const orders = ordersOf(2);
    await localMarket.submit(calls.settleFinal(localMarket.deployment, orders, ...(await finals(2))));
    const liar = new LyingEndpoint(localMarket.chain.url);
    liar.lie = (method, result) => (method === 'eth_getLogs' ? [] : result);
    const reader = new ChainReader(
      { endpoints: [await liar.start()], deployment: localMarket.deployment },
      { clock: systemClock },
    );
    await expect(reader.trade(localMarket.place(orders))).rejects.toMatchObject({ code: 'CHAIN_BEHIND' });
    liar.lie = (_method, result) => result;
    expect(await reader.trade(localMarket.place(orders))).toMatchObject({ state: 'settled' });
    await liar.stop();
  });

  it('is not looked for in a block before its deadline', async () => {
    const never = await localMarket.orders({ buyer, seller: sellers[0]!, nonce: 40, start: 40_000, end: 43_600 });
    const { openBefore } = never.bid.order;
    const since = { since: openBefore };
    await expect(localMarket.reader.trade(localMarket.place(never), since)).rejects.toMatchObject({
      code: 'CHAIN_BEHIND',
    });
    expect(await localMarket.reader.trade(localMarket.place(never), { since: await localMarket.now() })).toEqual({
      state: 'none',
    });
  });
});
