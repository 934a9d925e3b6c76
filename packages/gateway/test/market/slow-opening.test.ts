/** A trade whose transaction takes longer than its buyer waits. */
import { EvlockError } from '@evlock/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MarketWorld, ownerOf } from '../support/market-world.ts';
import { startTestPostgres, type TestPostgres } from '../support/postgres.ts';

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
    expect(await world.market.trade(ownerOf(world.ana), trade.id)).toMatchObject({ state: 'signed', error: null });
    // Asked for again, it is the same trade and not a second one.
    await expect(world.buy(world.ana, hash)).rejects.toMatchObject({ code: 'ORDER_TAKEN' });
  });
});
