/** A trade whose transaction takes longer than its buyer waits. */
import { EvlockError } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MarketFixture, principalOf } from '../support/market-fixture.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

describe('a trade that is still being opened', () => {
  it('is returned as signed, without an error, and can be followed', async () => {
    const fixture = new MarketFixture(await postgres.open());
    const { hash } = await fixture.sell(fixture.ben);
    fixture.submitter.open = async () => {
      throw new EvlockError('SUBMISSION_FAILED', { reason: 'not final in time' });
    };
    const trade = await fixture.buy(fixture.ana, hash);
    expect(trade).toMatchObject({ state: 'signed', error: null });
    expect(await fixture.market.trades.find(principalOf(fixture.ana), trade.id)).toMatchObject({
      state: 'signed',
      error: null,
    });
    // Requested again, it is the same trade, not a second one.
    const underWay = { trade: trade.id, state: 'signed' };
    await expect(fixture.buy(fixture.ana, hash)).rejects.toMatchObject({ code: 'ORDER_TAKEN', details: underWay });
    // So does a second offer for that time; what others are busy with is theirs.
    const { hash: second } = await fixture.sell(fixture.eve);
    await expect(fixture.buy(fixture.ana, second)).rejects.toMatchObject({ code: 'METER_BUSY', details: underWay });
    await expect(fixture.buy(fixture.eve, hash)).rejects.toMatchObject({ code: 'ORDER_TAKEN', details: { hash } });
    const others = await fixture.buy(fixture.eve, hash).catch((error: EvlockError) => error.details);
    expect(others).toEqual({ hash });
  });

  it('is returned as signed when its progress is unknown, and its outcome is reported', async () => {
    const fixture = new MarketFixture(await postgres.open());
    const { hash } = await fixture.sell(fixture.ben);
    const opening = Promise.withResolvers<never>();
    const asked = Promise.withResolvers<void>();
    fixture.submitter.open = () => {
      asked.resolve();
      return opening.promise;
    };
    fixture.meters.answer(fixture.ana, 'signOrder', async ({ terms }) => {
      const order = await fixture.meters.order(fixture.ana, terms);
      fixture.late = true;
      return order;
    });
    const trade = await fixture.buy(fixture.ana, hash);
    expect(trade).toMatchObject({ state: 'signed', error: null });
    // It may not be under way yet: the database is asked first.
    await asked.promise;
    opening.reject(new EvlockError('INSUFFICIENT_BALANCE'));
    const failed = { state: 'failed', error: 'INSUFFICIENT_BALANCE' };
    await expect
      .poll(() => fixture.events, { interval: 5 })
      .toContainEqual(expect.objectContaining({ body: expect.objectContaining(failed) }));
    expect(await fixture.market.trades.find(principalOf(fixture.ana), trade.id)).toMatchObject(failed);
  });
});

describe('a chain that does not answer in time', () => {
  it('causes nothing to be signed, then or later, and is reported', async () => {
    const fixture = new MarketFixture(await postgres.open());
    const { hash } = await fixture.sell(fixture.ben);
    const asked = fixture.meters.requests.length;
    const slow = Promise.withResolvers<void>();
    const finalized = fixture.chain.finalized.bind(fixture.chain);
    fixture.chain.finalized = async () => {
      await slow.promise;
      return finalized();
    };
    fixture.late = true;
    const nothing = { code: 'TIMED_OUT', details: { part: 'chain', signed: false } };
    await expect(fixture.buy(fixture.ana, hash)).rejects.toMatchObject(nothing);
    await expect(fixture.sell(fixture.eve)).rejects.toMatchObject(nothing);
    slow.resolve();
    fixture.late = false;
    expect(fixture.meters.requests).toHaveLength(asked);
    // The offer is available again.
    expect(await fixture.buy(fixture.ana, hash)).toMatchObject({ state: 'signed' });
    expect(fixture.meters.sent('signOrder', fixture.ana)).toHaveLength(1);
    expect(fixture.meters.sent('signOrder', fixture.eve)).toEqual([]);
  });
});

describe('a meter that does not answer in time', () => {
  const slow = new Promise<never>(() => undefined);
  const late = { code: 'TIMED_OUT', details: { part: 'meter' } };

  it('with its order is no longer waited for', async () => {
    const fixture = new MarketFixture(await postgres.open());
    fixture.meters.answer(fixture.ben, 'signOrder', () => {
      fixture.late = true;
      return slow;
    });
    await expect(fixture.sell(fixture.ben)).rejects.toMatchObject(late);
  });

  it('with a mandate is not asked for an order afterwards', async () => {
    const fixture = new MarketFixture(await postgres.open());
    fixture.meters.answer(fixture.ben, 'authorizeMandate', () => {
      fixture.late = true;
      return slow;
    });
    await expect(fixture.sell(fixture.ben)).rejects.toMatchObject({
      ...late,
      details: { part: 'meter', signed: false },
    });
    expect(fixture.meters.sent('signOrder', fixture.ben)).toEqual([]);
  });
});
