/** The list of offers, from which nobody can crowd out another. */
import { EvlockError, type OfferView, type Price } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MarketFixture } from '../support/market-fixture.ts';

let postgres: TestPostgres;
let fixture: MarketFixture;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  fixture = new MarketFixture(await postgres.open());
});

/** Ana's two offers are the most expensive and the oldest; eve's many the cheapest and the newest. */
async function place(): Promise<void> {
  for (const price of [900_000n, 800_000n]) await fixture.sell(fixture.ana, { price: price as Price });
  for (const price of [300_000n, 700_000n]) await fixture.sell(fixture.ben, { price: price as Price });
  for (let count = 0; count < 12; count++) await fixture.sell(fixture.eve, { price: BigInt(1 + count) as Price });
}
const sellers = (offers: readonly OfferView[]): string[] =>
  offers.map(({ offer }) => fixture.households.find(({ meter }) => meter.address === offer.order.meterKey)?.name ?? '');
const prices = (offers: readonly OfferView[]): number[] => offers.map(({ offer }) => Number(offer.order.price));

describe('the list of offers', () => {
  it("lists every account's cheapest offer before anyone's second", async () => {
    await place();
    const { offers, next } = await fixture.market.offers.list({ limit: 5 });
    expect(sellers(offers)).toEqual(['eve', 'ben', 'ana', 'eve', 'ben']);
    expect(prices(offers)).toEqual([1, 300_000, 800_000, 2, 700_000]);
    expect(next).not.toBeNull();
  });

  it.each([1, 2, 3, 16, 500])('is complete in pages of %i, each offer once', async (limit) => {
    await place();
    const all: OfferView[] = [];
    let after: string | undefined;
    do {
      const page = await fixture.market.offers.list({ limit, after });
      expect(page.offers.length).toBeLessThanOrEqual(limit);
      all.push(...page.offers);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(all).toHaveLength(16);
    expect(new Set(all.map(({ hash }) => hash)).size).toBe(16);
    expect(all).toEqual((await fixture.market.offers.list()).offers);
  });

  it('shows one by its hash, even when no longer open', async () => {
    const offer = await fixture.sell(fixture.ben);
    expect(await fixture.market.offers.find(offer.hash)).toEqual(offer);
    await fixture.buy(fixture.ana, offer.hash);
    expect(await fixture.market.offers.find(offer.hash)).toMatchObject({ hash: offer.hash, state: 'taken' });
    const none = fixture.market.offers.find(`0x${'00'.repeat(32)}`);
    await expect(none).rejects.toThrow(new EvlockError('ORDER_NOT_FOUND').message);
  });
});
