import type { Bytes32, TradeState } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { concerns } from '../../src/market/event-bus.ts';
import { MarketFixture, principalOf } from '../support/market-fixture.ts';

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
