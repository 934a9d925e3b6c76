import type { Bytes32, Energy, TradeState } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertReceipts } from '../../src/database/receipts.ts';
import { concerns } from '../../src/market/event-bus.ts';
import { MarketFixture, NOW, principalOf } from '../support/market-fixture.ts';

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
const setState = (state: TradeState) => fixture.database.query('UPDATE trades SET state = $1', [state]);

describe('a trade', () => {
  it('is visible to both its sides, newest first, by state, and to nobody else', async () => {
    const { id } = await fixture.trade();
    for (const household of [fixture.ana, fixture.ben]) {
      const owner = principalOf(household);
      expect(await fixture.market.trades.find(owner, id)).toMatchObject({ id });
      expect(await fixture.market.trades.list(owner, { limit: 10 })).toMatchObject([{ id }]);
      expect(await fixture.market.trades.list(owner, { limit: 10, state: 'signed' })).toHaveLength(1);
      expect(await fixture.market.trades.list(owner, { limit: 10, state: 'settled' })).toEqual([]);
    }
    const stranger = principalOf(fixture.eve);
    expect(await fixture.market.trades.list(stranger, { limit: 10 })).toEqual([]);
    await expect(fixture.market.trades.find(stranger, id)).rejects.toMatchObject(code('FORBIDDEN'));
    const unknown: Bytes32 = `0x${'01'.repeat(32)}`;
    await expect(fixture.market.trades.find(stranger, unknown)).rejects.toMatchObject(code('TRADE_NOT_FOUND'));
    const event = fixture.events.find(({ name }) => name === 'trade')!;
    expect([fixture.ana, fixture.ben, fixture.eve].map((item) => concerns(event, principalOf(item)))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('shows both meters over time, evenly and bounded, whole for a short one, and to nobody else', async () => {
    const { id } = await fixture.trade();
    const sequences = Array.from({ length: 25 }, (_, index) => index + 1);
    for (const role of ['buyer', 'seller'] as const) {
      const items = sequences.map(async (sequence) => ({
        signed: await fixture.receipt(id, role, { sequence, energy: BigInt(sequence * 400) as Energy }),
        received: (NOW + sequence) as typeof NOW,
      }));
      await insertReceipts(fixture.database, await Promise.all(items));
    }
    const shown = (query: { points: number; buyerAfter?: number; sellerAfter?: number }) =>
      fixture.market.trades.receipts(principalOf(fixture.ana), id, { buyerAfter: 0, sellerAfter: 0, ...query });
    const whole = await shown({ points: 25 });
    expect(whole.buyer.map(({ receipt }) => receipt.sequence)).toEqual(sequences);
    expect(whole.seller[2]).toMatchObject({ receipt: { role: 'seller', energy: 1_200n }, received: NOW + 3 });
    const spread = await shown({ points: 5 });
    expect(spread.seller.map(({ receipt }) => receipt.sequence)).toEqual([1, 6, 11, 16, 21, 25]);
    const news = await shown({ points: 5, buyerAfter: 23, sellerAfter: 25 });
    expect(news.buyer.map(({ receipt }) => receipt.sequence)).toEqual([24, 25]);
    expect(news.seller).toEqual([]);
    await expect(
      fixture.market.trades.receipts(principalOf(fixture.eve), id, { points: 5, buyerAfter: 0, sellerAfter: 0 }),
    ).rejects.toMatchObject(code('FORBIDDEN'));
  });

  it('can be stopped by either side, on its own meter, during delivery', async () => {
    const { id } = await fixture.trade();
    await setState('open');
    await fixture.market.trades.stop(principalOf(fixture.ben), id);
    expect(fixture.meters.sent('stop', fixture.ben)).toEqual([{ tradeId: id }]);
    expect(fixture.meters.sent('stop', fixture.ana)).toEqual([]);
    await expect(fixture.market.trades.stop(principalOf(fixture.eve), id)).rejects.toMatchObject(code('FORBIDDEN'));
    fixture.meters.offline.add(fixture.ana.meter.address);
    await expect(fixture.market.trades.stop(principalOf(fixture.ana), id)).rejects.toMatchObject(
      code('DEVICE_OFFLINE'),
    );
    await setState('settled');
    await expect(fixture.market.trades.stop(principalOf(fixture.ben), id)).rejects.toMatchObject(
      code('TRADE_NOT_OPEN'),
    );
  });
});
