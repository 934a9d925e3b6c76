/** A trade whose transaction takes longer than its buyer waits. */
import { EvlockError } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MarketWorld, principalOf } from '../support/market-world.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

describe('a trade that is still being opened', () => {
  it('is given back as signed, without an error, and can be followed', async () => {
    const world = new MarketWorld(await postgres.open());
    const { hash } = await world.sell(world.ben);
    world.submitter.open = async () => {
      throw new EvlockError('SUBMISSION_FAILED', { reason: 'not final in time' });
    };
    const trade = await world.buy(world.ana, hash);
    expect(trade).toMatchObject({ state: 'signed', error: null });
    expect(await world.market.trades.find(principalOf(world.ana), trade.id)).toMatchObject({
      state: 'signed',
      error: null,
    });
    // Asked for again, it is the same trade and not a second one.
    const underWay = { trade: trade.id, state: 'signed' };
    await expect(world.buy(world.ana, hash)).rejects.toMatchObject({ code: 'ORDER_TAKEN', details: underWay });
    // So does a second offer for that time; what others are busy with is theirs.
    const { hash: second } = await world.sell(world.eve);
    await expect(world.buy(world.ana, second)).rejects.toMatchObject({ code: 'METER_BUSY', details: underWay });
    await expect(world.buy(world.eve, hash)).rejects.toMatchObject({ code: 'ORDER_TAKEN', details: { hash } });
    const others = await world.buy(world.eve, hash).catch((error: EvlockError) => error.details);
    expect(others).toEqual({ hash });
  });

  it('is given back as signed where nothing says how far it is, and what becomes of it is told', async () => {
    const world = new MarketWorld(await postgres.open());
    const { hash } = await world.sell(world.ben);
    const opening = Promise.withResolvers<never>();
    world.submitter.open = () => opening.promise;
    world.meters.answer(world.ana, 'signOrder', ({ terms }) => {
      world.late = true;
      return world.meters.order(world.ana, terms);
    });
    const trade = await world.buy(world.ana, hash);
    expect(trade).toMatchObject({ state: 'signed', error: null });
    opening.reject(new EvlockError('INSUFFICIENT_BALANCE'));
    const failed = { state: 'failed', error: 'INSUFFICIENT_BALANCE' };
    await expect
      .poll(() => world.events, { interval: 5 })
      .toContainEqual(expect.objectContaining({ body: expect.objectContaining(failed) }));
    expect(await world.market.trades.find(principalOf(world.ana), trade.id)).toMatchObject(failed);
  });
});

describe('a chain that does not answer in time', () => {
  it('has nothing signed, then or later, and says so', async () => {
    const world = new MarketWorld(await postgres.open());
    const { hash } = await world.sell(world.ben);
    const asked = world.meters.requests.length;
    const slow = Promise.withResolvers<void>();
    const finalized = world.chain.finalized.bind(world.chain);
    world.chain.finalized = async () => {
      await slow.promise;
      return finalized();
    };
    world.late = true;
    const nothing = { code: 'TIMED_OUT', details: { part: 'chain', signed: false } };
    await expect(world.buy(world.ana, hash)).rejects.toMatchObject(nothing);
    await expect(world.sell(world.eve)).rejects.toMatchObject(nothing);
    slow.resolve();
    world.late = false;
    expect(world.meters.requests).toHaveLength(asked);
    // The offer is free again.
    expect(await world.buy(world.ana, hash)).toMatchObject({ state: 'signed' });
    expect(world.meters.sent('signOrder', world.ana)).toHaveLength(1);
    expect(world.meters.sent('signOrder', world.eve)).toEqual([]);
  });
});
