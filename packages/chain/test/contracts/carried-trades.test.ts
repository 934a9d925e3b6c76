import { type Deployment, domainOf, type Energy, type Hex, Order, type TradeOrders } from '@evlock/protocol';
import { type Household, householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Call, calls, carriedTrades } from '../../src/index.ts';

const [alice, bob]: [Household, Household] = [householdNamed('alice'), householdNamed('bob')];
const deployment: Deployment = {
  network: 'local',
  chainId: 31_337,
  market: `0x${'55'.repeat(20)}`,
  batches: `0x${'ba'.repeat(20)}`,
  registry: `0x${'66'.repeat(20)}`,
  token: `0x${'77'.repeat(20)}`,
  block: 1,
};
/** Signs; no chain is asked. */
const desk = new LocalMarket('', { url: 'http://127.0.0.1:1' } as never, deployment);
let orders: TradeOrders[];
let finals: Awaited<ReturnType<LocalMarket['receipt']>>[];

beforeAll(async () => {
  desk.now = async () => 1_000 as never;
  orders = [
    await desk.orders({ buyer: alice, seller: bob }),
    await desk.orders({ buyer: bob, seller: alice, nonce: 2 }),
  ];
  const [first] = orders as [TradeOrders];
  const fields = { energy: 7n as Energy, partnerEnergy: 9n as Energy };
  finals = [await desk.receipt(first, alice, 'buyer', fields), await desk.receipt(first, bob, 'seller', fields)];
});

describe('the calldata of a transaction', () => {
  it('yields orders and signed receipts, byte for byte, whichever function carried them', () => {
    const [first, second] = orders as [TradeOrders, TradeOrders];
    const [buyer, seller] = finals as [(typeof finals)[0], (typeof finals)[0]];
    const told = (call: Call) =>
      carriedTrades(deployment, call).map(({ tradeId, bid, offer, receipts }) => {
        const which = orders.find((one) => desk.tradeId(one) === tradeId);
        expect([bid, offer]).toEqual([which?.bid.order, which?.offer.order]);
        expect(Order.digest(domainOf(deployment), bid)).toBe(tradeId);
        return receipts;
      });
    expect(told(calls.openTrade(deployment, first))).toEqual([[]]);
    expect(told(calls.settleFinal(deployment, first, buyer, seller))).toEqual([[buyer, seller]]);
    expect(told(calls.claim(deployment, first, seller))).toEqual([[seller]]);
    expect(told(calls.settleClaimed(deployment, second))).toEqual([[]]);
    expect(told(calls.expire(deployment, second))).toEqual([[]]);
    expect(told(calls.openMany(deployment, [first, second]))).toEqual([[], []]);
    expect(told(calls.settleFinalMany(deployment, [{ orders: first, buyer, seller }]))).toEqual([[buyer, seller]]);
    expect(told(calls.claimMany(deployment, [{ orders: first, receipt: buyer }]))).toEqual([[buyer]]);
    expect(told(calls.settleClaimedMany(deployment, [second, first]))).toEqual([[], []]);
    expect(told(calls.expireMany(deployment, [first]))).toEqual([[]]);
  });

  it('is empty for other contracts, other functions, and malformed bytes', () => {
    const [first] = orders as [TradeOrders];
    const call = calls.openTrade(deployment, first);
    expect(carriedTrades(deployment, { ...call, to: deployment.token })).toEqual([]);
    expect(carriedTrades(deployment, calls.deposit(deployment, alice.account.address, 1n as never))).toEqual([]);
    expect(carriedTrades(deployment, { ...call, data: '0x12345678' })).toEqual([]);
    expect(carriedTrades(deployment, { ...call, data: call.data.slice(0, 100) as Hex })).toEqual([]);
  });
});
