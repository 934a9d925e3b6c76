import { type Energy, EvlockError, type Money, Order, type Power, type Price } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { busyIntervals } from '../../src/database/trades.ts';
import { at, MarketFixture, principalOf } from '../support/market-fixture.ts';

let postgres: TestPostgres;
let fixture: MarketFixture;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  fixture = new MarketFixture(await postgres.open());
});

const code = (expected: string) => ({ code: expected });

describe('placing an offer', () => {
  it('has the meter sign inside the mandate, lists the offer and announces it', async () => {
    const offer = await fixture.sell(fixture.ben);
    expect(offer).toMatchObject({
      state: 'open',
      reputation: 0,
      hash: Order.digest(fixture.domain, offer.offer.order),
    });
    expect(fixture.meters.requests.map(({ method }) => method)).toEqual(['authorizeMandate', 'signOrder']);
    expect(await fixture.market.offers.list()).toEqual({ offers: [offer], next: null });
    expect(fixture.events).toEqual([{ name: 'offer', body: offer }]);
  });

  it('accepts a mandate the meter already knows, for a second order inside it', async () => {
    fixture.meters.answer(fixture.ben, 'authorizeMandate', async () => {
      throw new EvlockError('REPLAYED');
    });
    expect(await fixture.sell(fixture.ben)).toMatchObject({ state: 'open' });
  });

  it.each([
    ['a bid', { side: 'bid' as const }, 'ORDER_INVALID'],
    ['another counter order', { counterOrder: `0x${'01'.repeat(32)}` as const }, 'ORDER_INVALID'],
    ['too little energy', { energy: 999n as Energy, minEnergy: 1n as Energy }, 'BELOW_MINIMUM_LOT'],
    ['an interval that ends before it starts', { end: at(60) }, 'ORDER_INVALID'],
    ['an opening deadline in the past', { openBefore: at(0) }, 'ORDER_EXPIRED'],
  ])('refuses %s before any meter is asked', async (_name, change, expected) => {
    await expect(fixture.sell(fixture.ben, change)).rejects.toMatchObject(code(expected));
    expect(fixture.meters.requests).toEqual([]);
  });

  it('refuses a mandate for another meter, and a meter that is not enrolled', async () => {
    const terms = (await fixture.sell(fixture.ben)).offer.order;
    const { account: _a, meterKey: _m, nonce: _n, ...rest } = terms;
    const stolen = fixture.approval(fixture.eve, rest);
    await expect(fixture.market.orders.place(principalOf(fixture.ben), stolen, rest)).rejects.toMatchObject(
      code('COMMAND_NOT_AUTHORIZED'),
    );
    fixture.chain.meters.set(fixture.ben.meter.address, {
      ...fixture.chain.meters.get(fixture.ben.meter.address)!,
      active: false,
    });
    await expect(fixture.sell(fixture.ben)).rejects.toMatchObject(code('NOT_ENROLLED'));
  });

  it('checks what a meter signed against what was requested', async () => {
    const changes: [Partial<Order>, string][] = [
      [{ price: 1n as Price }, 'ORDER_INVALID'],
      [{ account: fixture.eve.account.address }, 'ORDER_INVALID'],
      [{ meterKey: fixture.eve.meter.address }, 'ORDER_INVALID'],
      [{ end: at(3_661) }, 'ORDER_INVALID'],
    ];
    for (const [change, expected] of changes) {
      fixture.meters.answer(fixture.ben, 'signOrder', ({ terms }) => fixture.meters.order(fixture.ben, terms, change));
      await expect(fixture.sell(fixture.ben)).rejects.toMatchObject(code(expected));
    }
    fixture.meters.answer(fixture.ben, 'signOrder', async ({ terms }) => {
      const { order } = await fixture.meters.order(fixture.ben, terms);
      const { signature } = await fixture.meters.order(fixture.eve, terms);
      return { order, signature };
    });
    await expect(fixture.sell(fixture.ben)).rejects.toMatchObject(code('INVALID_SIGNATURE'));
    expect(await fixture.market.offers.list()).toEqual({ offers: [], next: null });
  });

  it('accepts the same order twice, and keeps two different ones with one nonce as proof of a fault', async () => {
    fixture.meters.answer(fixture.ben, 'signOrder', ({ terms }) =>
      fixture.meters.order(fixture.ben, terms, { nonce: 9 }),
    );
    const first = await fixture.sell(fixture.ben);
    expect(await fixture.sell(fixture.ben)).toEqual(first);
    expect(await fixture.market.faults.list()).toEqual([]);
    const forked = fixture.sell(fixture.ben, { price: 130_000n as Price });
    await expect(forked).rejects.toMatchObject({ code: 'SEQUENCE_FORKED', details: { nonce: 9 } });
    const [fault] = await fixture.market.faults.list();
    expect(fault).toMatchObject({ meterKey: fixture.ben.meter.address, code: 'SEQUENCE_FORKED' });
    expect(fault?.evidence.map((text) => JSON.parse(text).order.price)).toEqual(['120000', '130000']);
    expect((await fixture.market.offers.list()).offers).toHaveLength(1);
    const { length } = fixture.meters.requests;
    await expect(fixture.sell(fixture.ben)).rejects.toMatchObject(code('SEQUENCE_FORKED'));
    expect(fixture.meters.requests).toHaveLength(length);
  });

  it('detects a reused bid nonce, and knows the bid as the last order', async () => {
    const { hash } = await fixture.sell(fixture.ben);
    const later = { start: at(3_700), end: at(7_000) };
    const other = await fixture.sell(fixture.eve, later);
    fixture.meters.answer(fixture.ana, 'signOrder', ({ terms }) =>
      fixture.meters.order(fixture.ana, terms, { nonce: 30 }),
    );
    await fixture.buy(fixture.ana, hash);
    await expect(fixture.buy(fixture.ana, other.hash, later)).rejects.toMatchObject(code('SEQUENCE_FORKED'));
    const kept = await fixture.market.meters.latestSigned(principalOf(fixture.ana));
    expect(kept.order?.order).toMatchObject({ nonce: 30, counterOrder: hash });
  });

  it("passes on the meter's refusal, and reports when it is offline", async () => {
    fixture.meters.answer(fixture.ben, 'signOrder', async () => {
      throw new EvlockError('SELF_TEST_REQUIRED');
    });
    await expect(fixture.sell(fixture.ben)).rejects.toMatchObject(code('SELF_TEST_REQUIRED'));
    fixture.meters.offline.add(fixture.ben.meter.address);
    await expect(fixture.sell(fixture.ben)).rejects.toMatchObject(code('DEVICE_OFFLINE'));
  });

  it('is bounded per meter, even when all come at once', async () => {
    const asked = Array.from({ length: 100 }, () => fixture.sell(fixture.ben));
    const ends = await Promise.allSettled(asked);
    const refused = ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason.code);
    expect(new Set(refused)).toEqual(new Set(['RATE_LIMITED']));
    const { length } = (await fixture.market.offers.list()).offers;
    expect(length).toBe(100 - refused.length);
    expect(length).toBeLessThanOrEqual(64);
    expect(await fixture.sell(fixture.ana)).toMatchObject({ state: 'open' });
  });

  it('refuses dust before a meter is asked, however much arrives', async () => {
    const dust = { energy: 999n as Energy, minEnergy: 999n as Energy };
    const ends = await Promise.allSettled(Array.from({ length: 10_000 }, () => fixture.sell(fixture.ben, dust)));
    expect(new Set(ends.map((end) => end.status === 'rejected' && end.reason.code))).toEqual(
      new Set(['BELOW_MINIMUM_LOT']),
    );
    expect(fixture.meters.requests).toEqual([]);
  });

  it('no longer lists offers that have expired on chain', async () => {
    await fixture.sell(fixture.ben);
    fixture.chain.time = at(3_000);
    expect(await fixture.market.offers.list()).toEqual({ offers: [], next: null });
  });
});

describe('taking an offer', () => {
  it('stores the trade, puts it on chain, and takes the offer from the list', async () => {
    const { hash } = await fixture.sell(fixture.ben);
    const trade = await fixture.buy(fixture.ana, hash);
    expect(trade).toMatchObject({ state: 'signed', error: null, energy: 1_500_000n, locked: 180_000n, opened: null });
    expect(trade.buyer.meterKey).toBe(fixture.ana.meter.address);
    expect(trade.seller.meterKey).toBe(fixture.ben.meter.address);
    expect(trade.id).toBe(Order.digest(fixture.domain, trade.bid.order));
    expect(fixture.submitter.calls).toEqual([
      { action: 'open', arguments: [trade.id, { bid: trade.bid, offer: trade.offer }, new Map()] },
    ]);
    expect(await fixture.market.offers.list()).toEqual({ offers: [], next: null });
    expect(fixture.events.map(({ name }) => name)).toEqual(['offer', 'trade', 'offer']);
    expect(fixture.events.at(-1)).toMatchObject({ body: { state: 'taken' } });
  });

  it.each([
    ['another price', { price: 110_000n as Price }, 'PRICE_MISMATCH'],
    ['more energy than offered', { energy: 2_000_001n as Energy }, 'ENERGY_OUT_OF_OFFER'],
    ['more energy than offered and than its power moves', { energy: 9_000_000n as Energy }, 'ENERGY_OUT_OF_OFFER'],
    ['less energy than the minimum', { energy: 999_999n as Energy }, 'ENERGY_OUT_OF_OFFER'],
    ['a longer interval', { end: at(3_661) }, 'INTERVAL_OUT_OF_OFFER'],
    ['an unknown offer', { counterOrder: `0x${'01'.repeat(32)}` as const }, 'ORDER_NOT_FOUND'],
    ['no offer', { counterOrder: `0x${'00'.repeat(32)}` as const }, 'ORDER_NOT_FOUND'],
    ['another power', { power: 3_000_001 as Power }, 'ORDER_INVALID'],
    ['an offer', { side: 'offer' as const }, 'ORDER_INVALID'],
    ['an expired bid', { openBefore: at(-1) }, 'ORDER_EXPIRED'],
    ['more reputation than the seller has', { minReputation: 1 }, 'REPUTATION_TOO_LOW'],
  ])('refuses %s before the meter is asked', async (_name, change, expected) => {
    const { hash } = await fixture.sell(fixture.ben);
    fixture.meters.requests.length = 0;
    await expect(fixture.buy(fixture.ana, hash, change)).rejects.toMatchObject(code(expected));
    expect(fixture.meters.requests).toEqual([]);
    expect(fixture.submitter.calls).toEqual([]);
  });

  it('refuses its own offer, too little money, and a cancelled or expired offer', async () => {
    const { hash, offer } = await fixture.sell(fixture.ben);
    await expect(fixture.buy(fixture.ben, hash)).rejects.toMatchObject({ code: 'OWN_OFFER', details: { offer: hash } });
    const account = fixture.ana.account.address;
    fixture.chain.accounts.set(account, {
      balance: 179_999n as Money,
      locked: 0n as Money,
      reputation: 0,
      withdrawalNonce: 0n,
    });
    await expect(fixture.buy(fixture.ana, hash)).rejects.toMatchObject(code('INSUFFICIENT_BALANCE'));
    fixture.chain.spent.add(`${fixture.ben.meter.address} ${offer.order.nonce}`);
    await expect(fixture.buy(fixture.eve, hash)).rejects.toMatchObject(code('ORDER_CANCELLED'));
    fixture.chain.spent.clear();
    fixture.chain.time = at(3_000);
    await expect(fixture.buy(fixture.eve, hash)).rejects.toMatchObject(code('ORDER_EXPIRED'));
  });

  it('refuses a seller who may no longer trade, and a busy meter', async () => {
    const first = await fixture.sell(fixture.ben);
    const second = await fixture.sell(fixture.eve);
    await fixture.buy(fixture.ana, first.hash);
    await expect(fixture.buy(fixture.ana, second.hash)).rejects.toMatchObject(code('METER_BUSY'));
    const later = await fixture.sell(fixture.eve, { start: at(4_000), end: at(7_000) });
    fixture.chain.meters.delete(fixture.eve.meter.address);
    await expect(fixture.buy(fixture.ana, later.hash, { start: at(4_000), end: at(7_000) })).rejects.toMatchObject(
      code('NOT_ENROLLED'),
    );
  });

  it('gives one offer to one of many concurrent buyers', async () => {
    const { hash } = await fixture.sell(fixture.ben);
    const results = await Promise.allSettled([fixture.buy(fixture.ana, hash), fixture.buy(fixture.eve, hash)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: code('ORDER_TAKEN') });
    await expect(fixture.buy(fixture.eve, hash)).rejects.toMatchObject(code('ORDER_TAKEN'));
  });

  it('does not accept a bid for another offer from the meter', async () => {
    const { hash } = await fixture.sell(fixture.ben);
    const other = await fixture.sell(fixture.eve);
    fixture.meters.answer(fixture.ana, 'signOrder', ({ terms }) =>
      fixture.meters.order(fixture.ana, terms, { counterOrder: other.hash }),
    );
    await expect(fixture.buy(fixture.ana, hash)).rejects.toMatchObject(code('WRONG_PARTNER'));
    expect(fixture.submitter.calls).toEqual([]);
    expect((await fixture.market.offers.list()).offers).toHaveLength(2);
  });

  it('fails with the contract, and the offer becomes available again', async () => {
    const { hash } = await fixture.sell(fixture.ben);
    fixture.submitter.refusal = new EvlockError('METER_BUSY');
    await expect(fixture.buy(fixture.ana, hash)).rejects.toMatchObject(code('METER_BUSY'));
    const [failed] = await fixture.market.trades.list(principalOf(fixture.ana), { limit: 10 });
    expect(failed).toMatchObject({ state: 'failed', error: 'METER_BUSY' });
    expect(fixture.events.slice(-2)).toMatchObject([{ body: { state: 'failed' } }, { body: { state: 'open' } }]);
    expect(await busyIntervals(fixture.database, fixture.ana.meter.address, at(0))).toEqual([]);
    fixture.submitter.refusal = undefined;
    expect(await fixture.buy(fixture.eve, hash)).toMatchObject({ state: 'signed', error: null });
  });

  it.each(['SUBMITTER_EXHAUSTED', 'GAS_BUDGET_SPENT'] as const)('asks no meter to sign: %s', async (problem) => {
    const { hash } = await fixture.sell(fixture.ben);
    fixture.submitter.noGas = new EvlockError(problem);
    await expect(fixture.buy(fixture.ana, hash)).rejects.toMatchObject(code(problem));
    expect(fixture.meters.sent('signOrder', fixture.ana)).toEqual([]);
    fixture.submitter.noGas = undefined;
    expect(await fixture.buy(fixture.ana, hash)).toMatchObject({ state: 'signed', error: null });
  });

  it.each([
    ...(['CHAIN_BEHIND', 'CHAIN_DISAGREES', 'DATABASE_UNREACHABLE', 'GAS_BUDGET_SPENT', 'INTERNAL'] as const),
    ...(['RATE_LIMITED', 'SUBMISSION_FAILED', 'SUBMITTER_EXHAUSTED', 'TIMED_OUT', 'CHAIN_WRONG_NETWORK'] as const),
  ])('keeps a signed trade after %s, which is not about the trade', async (problem) => {
    fixture.submitter.refusal = new EvlockError(problem);
    expect(await fixture.trade()).toMatchObject({ state: 'signed', error: problem });
  });

  it.each(['MARKET_PAUSED', 'CHAIN_REVERTED', 'TOO_FAR_AHEAD'] as const)(
    'fails a trade that %s denies',
    async (denial) => {
      fixture.submitter.refusal = new EvlockError(denial);
      await expect(fixture.trade()).rejects.toMatchObject(code(denial));
    },
  );

  it('keeps a signed trade when the chain cannot be reached', async () => {
    const { hash } = await fixture.sell(fixture.ben);
    fixture.submitter.refusal = new EvlockError('CHAIN_UNREACHABLE');
    expect(await fixture.buy(fixture.ana, hash)).toMatchObject({ state: 'signed', error: 'CHAIN_UNREACHABLE' });
    await expect(fixture.buy(fixture.eve, hash)).rejects.toMatchObject(code('ORDER_TAKEN'));
  });

  it('counts a trade someone else opened as opened', async () => {
    const { hash } = await fixture.sell(fixture.ben);
    fixture.submitter.refusal = new EvlockError('TRADE_EXISTS');
    expect(await fixture.buy(fixture.ana, hash)).toMatchObject({ state: 'signed', error: null });
  });
});
