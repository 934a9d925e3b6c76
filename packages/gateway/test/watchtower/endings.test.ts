/** Every ending of a trade, on a real chain, through restarts. */
import { calls, increaseTime } from '@evlock/chain';
import type { Energy, Money, TradeState, TradeView } from '@evlock/protocol';
import { type Household, householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rewind } from '../../src/database/chain-events.ts';
import { latestReceipt } from '../../src/database/receipts.ts';
import { ChainFixture } from '../support/chain-fixture.ts';
import { ASSERTION, principalOf } from '../support/market-fixture.ts';

const pair = (name: string) => ({ buyer: householdNamed(`${name} buyer`), seller: householdNamed(`${name} seller`) });
const complete = pair('complete');
const sellerSilent = pair('seller silent');
const buyerSilent = pair('buyer silent');
const dark = pair('dark');
const late = pair('late');
const unopened = pair('unopened');
const left = pair('left');
const pairs = [complete, sellerSilent, buyerSilent, dark, late, unopened, left];
const BALANCE = 1_000_000n as Money;
/** Lock of every trade here: 1.5 kWh at 0.12. */
const LOCK = 180_000n;

let postgres: TestPostgres;
let localMarket: LocalMarket;
let gateway: ChainFixture;
const trades = new Map<{ buyer: Household }, TradeView>();
const tradeOf = (which: { buyer: Household }): TradeView => trades.get(which)!;

beforeAll(async () => {
  [postgres, localMarket] = await Promise.all([startTestPostgres(), LocalMarket.start()]);
  const households = pairs.flatMap(({ buyer, seller }) => [buyer, seller]);
  await localMarket.welcome(households, BALANCE);
  gateway = new ChainFixture(localMarket, await postgres.open(), households);
  await gateway.start();
});
afterAll(async () => {
  await gateway.stop();
  await localMarket.stop();
  await postgres.stop();
});

async function reaches(which: { buyer: Household }, state: TradeState): Promise<TradeView> {
  const { id } = tradeOf(which);
  await expect.poll(async () => (await gateway.view(which.buyer, id)).state).toBe(state);
  return gateway.view(which.buyer, id);
}
const balance = async ({ account }: Household) => (await gateway.reader.account(account.address)).balance;
const claimsOf = async ({ id, bid }: TradeView) => {
  const { buyer, seller } = await gateway.reader.trade({ id, buyer: bid.order });
  return { buyer, seller };
};

describe('trades end', () => {
  it('opened on chain by the submitter, and announced to both meters', async () => {
    const open = async (which: (typeof pairs)[number]) => {
      trades.set(which, await gateway.trade(which.buyer, which.seller));
    };
    await Promise.all(pairs.filter((which) => which !== unopened && which !== left).map(open));
    for (const which of trades.keys()) {
      const trade = await reaches(which, 'open');
      expect(trade.opened).toMatchObject({ gas: expect.any(Number), block: expect.any(Number) });
    }
    const { buyer, seller } = complete;
    const orders = { bid: tradeOf(complete).bid, offer: tradeOf(complete).offer };
    for (const household of [buyer, seller]) {
      await expect.poll(() => gateway.meters.sent('trade', household)).toEqual([orders]);
      expect(await gateway.run.market.meters.openTrades(household.meter.address)).toEqual([orders]);
    }
    expect(await gateway.run.market.accounts.view(principalOf(buyer))).toMatchObject({
      balance: BALANCE - LOCK,
      locked: LOCK,
    });
    expect((await gateway.run.market.offers.list()).offers).toEqual([]);
  });

  it('settled by a final pair as soon as it arrives', async () => {
    const { buyer, seller } = complete;
    const trade = tradeOf(complete);
    // A delivery gains no reputation before its interval begins.
    await increaseTime(localMarket.chain.url, 15);
    await gateway.receive(trade, buyer, 'buyer', { energy: 1_490_000n as Energy });
    await gateway.receive(trade, seller, 'seller', {
      energy: 1_495_000n as Energy,
      partnerEnergy: 1_490_000n as Energy,
    });
    const settled = await reaches(complete, 'settled');
    expect(settled).toMatchObject({
      delivered: 1_490_000n,
      paid: 178_800n,
      refunded: 1_200n,
      error: null,
      buyer: { reputation: 1, cause: 'completed' },
      seller: { reputation: 1, cause: 'completed' },
      ended: { gas: expect.any(Number) },
    });
    expect([await balance(buyer), await balance(seller)]).toEqual([BALANCE - 178_800n, BALANCE + 178_800n]);
    expect(await gateway.run.market.accounts.view(principalOf(seller))).toMatchObject({ reputation: 1 });
    await expect(gateway.receive(trade, buyer, 'buyer', { sequence: 11 })).rejects.toMatchObject({
      code: 'TRADE_NOT_OPEN',
    });
  });

  it('never started, when the offer was cancelled', async () => {
    const { buyer, seller } = complete;
    const selling = await gateway.terms();
    const approval = gateway.approval(seller, selling);
    const { offer: signed, hash } = await gateway.run.market.orders.place(principalOf(seller), approval, selling);
    const cancel = {
      account: seller.account.address,
      meterKey: seller.meter.address,
      orderHash: hash,
      minNonce: 0,
      submitterFee: 0n as Money,
      deadline: signed.order.end,
    };
    await gateway.run.market.cancels.cancelOrder(principalOf(seller), hash, { cancel, assertion: ASSERTION });
    await expect.poll(async () => (await gateway.run.market.offers.list()).offers).toEqual([]);
    const { start: openBefore } = signed.order;
    const bid = { ...signed.order, side: 'bid' as const, counterOrder: hash, openBefore };
    const { account: _a, meterKey: _m, nonce: _n, ...terms } = bid;
    const buying = gateway.run.market.orders.buy(principalOf(buyer), gateway.approval(buyer, terms), terms);
    await expect(buying).rejects.toMatchObject({ code: 'ORDER_CANCELLED' });
  });

  it('withdrawn money leaves the market', async () => {
    const { seller } = complete;
    const { withdrawalNonce } = await gateway.run.market.accounts.view(principalOf(seller));
    const withdrawal = {
      account: seller.account.address,
      token: localMarket.deployment.token,
      to: seller.account.address,
      amount: 178_800n as Money,
      submitterFee: 0n as Money,
      nonce: withdrawalNonce,
      deadline: tradeOf(complete).end,
    };
    await gateway.run.market.accounts.withdraw(principalOf(seller), { withdrawal, assertion: ASSERTION });
    expect(await gateway.reader.tokenBalance(seller.account.address)).toBe(178_800n);
  });

  it('opened after a restart, by this submitter or by another', async () => {
    await gateway.run.submitter.stop();
    for (const which of [unopened, left]) trades.set(which, await gateway.trade(which.buyer, which.seller));
    const { bid, offer, state, error } = tradeOf(unopened);
    expect({ state, error }).toEqual({ state: 'signed', error: null });
    await gateway.stop();
    await localMarket.submit(calls.openTrade(localMarket.deployment, { bid, offer }));
    await gateway.start();
    expect(await reaches(unopened, 'open')).toMatchObject({ error: null });
    expect(await reaches(left, 'open')).toMatchObject({ error: null });
    const keys = await gateway.database.query(`SELECT key FROM outbox WHERE key = 'open:' || $1`, [tradeOf(left).id]);
    expect(keys).toHaveLength(1);
  });

  it('claimed for each side once the grace is over, with its best receipt, and only once', async () => {
    const interim = { final: false, cause: 'none' } as const;
    const at = (sequence: number, energy: bigint) => ({ sequence, energy: energy as Energy });
    await gateway.receive(tradeOf(sellerSilent), sellerSilent.seller, 'seller', { ...interim, ...at(1, 900n) });
    await gateway.receive(tradeOf(sellerSilent), sellerSilent.seller, 'seller', { ...interim, ...at(2, 1_000_000n) });
    await gateway.receive(tradeOf(sellerSilent), sellerSilent.buyer, 'buyer', at(7, 1_200_000n));
    await gateway.receive(tradeOf(buyerSilent), buyerSilent.seller, 'seller', at(9, 1_100_000n));
    await gateway.receive(tradeOf(late), late.buyer, 'buyer', { ...interim, ...at(5, 700_000n) });
    await gateway.receive(tradeOf(unopened), unopened.buyer, 'buyer', { ...interim, ...at(5, 600_000n) });

    await increaseTime(localMarket.chain.url, 3_600 + 60);
    await gateway.run.watchtower.look((await gateway.reader.finalized()).time);
    await gateway.run.watchtower.idle();
    expect(await claimsOf(tradeOf(sellerSilent))).toEqual({ buyer: undefined, seller: undefined });

    await increaseTime(localMarket.chain.url, 180);
    for (const which of [sellerSilent, buyerSilent, late, unopened]) await reaches(which, 'claimed');
    await expect
      .poll(() => claimsOf(tradeOf(sellerSilent)))
      .toEqual({
        buyer: { energy: 1_200_000n, final: true },
        seller: { energy: 1_000_000n, final: false },
      });
    expect(await claimsOf(tradeOf(buyerSilent))).toMatchObject({ seller: { energy: 1_100_000n, final: true } });
    expect((await gateway.view(dark.buyer, tradeOf(dark).id)).state).toBe('open');
    const submitted = () =>
      gateway.database.query(
        `SELECT coalesce(item->>'key', o.key) AS key FROM outbox o LEFT JOIN jsonb_array_elements(o.items) item ON true
         WHERE label IN ('claim', 'claimMany') ORDER BY 1`,
      );
    const before = await submitted();
    await gateway.run.watchtower.look((await gateway.reader.finalized()).time);
    await gateway.run.watchtower.idle();
    expect(await submitted()).toEqual(before);
    expect(before).toHaveLength(5);
  });

  it('settled by a late final pair even though they were claimed', async () => {
    const { buyer, seller } = late;
    await gateway.receive(tradeOf(late), buyer, 'buyer', { sequence: 20, energy: 800_000n as Energy });
    await gateway.receive(tradeOf(late), seller, 'seller', {
      energy: 790_000n as Energy,
      partnerEnergy: 800_000n as Energy,
    });
    expect(await reaches(late, 'settled')).toMatchObject({ delivered: 790_000n, paid: 94_800n, refunded: 85_200n });
  });

  it('closed after the claim period according to the claims', async () => {
    await gateway.stop();
    await gateway.start();
    await increaseTime(localMarket.chain.url, 24 * 3_600);
    expect(await reaches(sellerSilent, 'settled')).toMatchObject({
      delivered: 1_200_000n,
      paid: 144_000n,
      refunded: 36_000n,
      buyer: { reputation: 0 },
      seller: { reputation: -3 },
    });
    expect(await reaches(unopened, 'settled')).toMatchObject({ delivered: 600_000n, paid: 72_000n });
    expect(await reaches(buyerSilent, 'expired')).toMatchObject({
      delivered: 0n,
      paid: 0n,
      refunded: LOCK,
      buyer: { reputation: -3 },
      seller: { reputation: 0 },
    });
    for (const which of [dark, left]) {
      expect(await reaches(which, 'expired')).toMatchObject({ refunded: LOCK, buyer: { reputation: 0 } });
    }
    expect(await balance(dark.buyer)).toBe(BALANCE);
    expect(await latestReceipt(gateway.database, tradeOf(dark).id, 'buyer')).toBeUndefined();
  });

  it('abandoned when nobody opened them in time', async () => {
    const { buyer, seller } = dark;
    await gateway.run.submitter.stop();
    const trade = await gateway.trade(buyer, seller);
    await gateway.stop();
    await increaseTime(localMarket.chain.url, 3_600);
    await gateway.start();
    trades.set(dark, trade);
    expect(await reaches(dark, 'failed')).toMatchObject({ error: 'ORDER_EXPIRED', opened: null });
    expect(await balance(buyer)).toBe(BALANCE);
  });

  it('reconstructed identically from the events alone', async () => {
    const select = `SELECT encode(id, 'hex') AS id, state, delivered, paid, refunded, buyer_reputation, seller_reputation,
      opened_block, opened_gas, ended_block, ended_gas FROM trades WHERE state <> 'failed' ORDER BY id`;
    const told = await gateway.database.query(select);
    await gateway.stop();
    await gateway.database.transaction((statements) => rewind(statements, localMarket.deployment.block - 1));
    expect(await gateway.database.query(select)).not.toEqual(told);
    await gateway.start();
    await expect.poll(() => gateway.database.query(select)).toEqual(told);
  });
});
