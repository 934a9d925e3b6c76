import type { Bytes32, TradeState } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { concerns } from '../../src/market/events.ts';
import { MarketWorld, principalOf } from '../support/market-world.ts';

let postgres: TestPostgres;
let world: MarketWorld;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  world = new MarketWorld(await postgres.open());
});

const code = (expected: string) => ({ code: expected });
const setState = (state: TradeState) => world.database.query('UPDATE trades SET state = $1', [state]);

describe('a trade', () => {
  it('is seen by both its sides, newest first, by state, and by nobody else', async () => {
    const { id } = await world.trade();
    for (const household of [world.ana, world.ben]) {
      const owner = principalOf(household);
      expect(await world.market.trades.find(owner, id)).toMatchObject({ id });
      expect(await world.market.trades.list(owner, { limit: 10 })).toMatchObject([{ id }]);
      expect(await world.market.trades.list(owner, { limit: 10, state: 'signed' })).toHaveLength(1);
      expect(await world.market.trades.list(owner, { limit: 10, state: 'settled' })).toEqual([]);
    }
    const stranger = principalOf(world.eve);
    expect(await world.market.trades.list(stranger, { limit: 10 })).toEqual([]);
    await expect(world.market.trades.find(stranger, id)).rejects.toMatchObject(code('FORBIDDEN'));
    const unknown: Bytes32 = `0x${'01'.repeat(32)}`;
    await expect(world.market.trades.find(stranger, unknown)).rejects.toMatchObject(code('TRADE_NOT_FOUND'));
    const event = world.events.find(({ name }) => name === 'trade')!;
    expect([world.ana, world.ben, world.eve].map((item) => concerns(event, principalOf(item)))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is stopped by either side, on its own meter, while it is delivered', async () => {
    const { id } = await world.trade();
    await setState('open');
    await world.market.trades.stop(principalOf(world.ben), id);
    expect(world.meters.sent('stop', world.ben)).toEqual([{ tradeId: id }]);
    expect(world.meters.sent('stop', world.ana)).toEqual([]);
    await expect(world.market.trades.stop(principalOf(world.eve), id)).rejects.toMatchObject(code('FORBIDDEN'));
    world.meters.offline.add(world.ana.meter.address);
    await expect(world.market.trades.stop(principalOf(world.ana), id)).rejects.toMatchObject(code('DEVICE_OFFLINE'));
    await setState('settled');
    await expect(world.market.trades.stop(principalOf(world.ben), id)).rejects.toMatchObject(code('TRADE_NOT_OPEN'));
  });
});
