/** The list of offers, which nobody can push another off. */
import { EvlockError, type OfferView, type Price } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MarketWorld } from '../support/market-world.ts';

let postgres: TestPostgres;
let world: MarketWorld;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  world = new MarketWorld(await postgres.open());
});

/** Ana's two offers are the dearest and the oldest; eve's many the cheapest and the newest. */
async function place(): Promise<void> {
  for (const price of [900_000n, 800_000n]) await world.sell(world.ana, { price: price as Price });
  for (const price of [300_000n, 700_000n]) await world.sell(world.ben, { price: price as Price });
  for (let count = 0; count < 12; count++) await world.sell(world.eve, { price: BigInt(1 + count) as Price });
}
const sellers = (offers: readonly OfferView[]): string[] =>
  offers.map(({ offer }) => world.households.find(({ meter }) => meter.address === offer.order.meterKey)?.name ?? '');
const prices = (offers: readonly OfferView[]): number[] => offers.map(({ offer }) => Number(offer.order.price));

describe('the list of offers', () => {
  it("has every account's cheapest offer before the second of any", async () => {
    await place();
    const { offers, next } = await world.market.offers.list({ limit: 5 });
    expect(sellers(offers)).toEqual(['eve', 'ben', 'ana', 'eve', 'ben']);
    expect(prices(offers)).toEqual([1, 300_000, 800_000, 2, 700_000]);
    expect(next).not.toBeNull();
  });

  it.each([1, 2, 3, 16, 500])('is complete in pages of %i, each offer once', async (limit) => {
    await place();
    const all: OfferView[] = [];
    let after: string | undefined;
    do {
      const page = await world.market.offers.list({ limit, after });
      expect(page.offers.length).toBeLessThanOrEqual(limit);
      all.push(...page.offers);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(all).toHaveLength(16);
    expect(new Set(all.map(({ hash }) => hash)).size).toBe(16);
    expect(all).toEqual((await world.market.offers.list()).offers);
  });

  it('shows one of them by its hash, also when it is open no longer', async () => {
    const offer = await world.sell(world.ben);
    expect(await world.market.offers.find(offer.hash)).toEqual(offer);
    await world.buy(world.ana, offer.hash);
    expect(await world.market.offers.find(offer.hash)).toMatchObject({ hash: offer.hash, state: 'taken' });
    const none = world.market.offers.find(`0x${'00'.repeat(32)}`);
    await expect(none).rejects.toThrow(new EvlockError('ORDER_NOT_FOUND').message);
  });
});
