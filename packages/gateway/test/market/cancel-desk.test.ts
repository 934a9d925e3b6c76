import type { Bytes32, Cancel, Money, TradeState } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ASSERTION, at, DONE, MarketWorld, principalOf } from '../support/market-world.ts';

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

describe('cancelling an order', () => {
  const cancelOf = (hash: Bytes32, change: Partial<Cancel> = {}): Cancel => ({
    account: world.ben.account.address,
    meterKey: world.ben.meter.address,
    orderHash: hash,
    minNonce: 0,
    submitterFee: 0n as Money,
    deadline: at(600),
    ...change,
  });
  const cancel = (hash: Bytes32, household = world.ben, change: Partial<Cancel> = {}) =>
    world.market.cancels.cancelOrder(principalOf(household), hash, {
      cancel: cancelOf(hash, change),
      assertion: ASSERTION,
    });

  it('puts the signed cancel on chain together with the order', async () => {
    const { hash, offer } = await world.sell(world.ben);
    expect(await cancel(hash)).toEqual({ transaction: DONE.transaction });
    const [call] = world.submitter.calls;
    expect(call).toMatchObject({ action: 'cancel', arguments: [cancelOf(hash), expect.any(String), offer.order] });
  });

  it('is refused for orders of others, unknown or taken ones, and a cancel that names something else', async () => {
    const { hash } = await world.sell(world.ben);
    await expect(cancel(hash, world.eve)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(cancel(`0x${'01'.repeat(32)}`)).rejects.toMatchObject(code('ORDER_NOT_FOUND'));
    await expect(cancel(hash, world.ben, { orderHash: `0x${'01'.repeat(32)}` })).rejects.toMatchObject(
      code('ORDER_INVALID'),
    );
    const other = world.eve.meter.address;
    await expect(cancel(hash, world.ben, { meterKey: other })).rejects.toMatchObject(code('ORDER_INVALID'));
    const { id } = await world.buy(world.ana, hash);
    await expect(cancel(hash)).rejects.toMatchObject(code('ORDER_TAKEN'));
    await setState('open');
    await expect(cancel(id, world.ana)).rejects.toMatchObject(code('TRADE_EXISTS'));
    expect(world.meters.sent('signCancel', world.ben)).toEqual([]);
  });

  it('is refused with a signature of somebody else', async () => {
    const { hash } = await world.sell(world.ben);
    world.meters.answer(world.ben, 'signCancel', async (body) => {
      return (await world.meters.sign(world.eve, 'signCancel', body as never)) as { signature: `0x${string}` };
    });
    await expect(cancel(hash)).rejects.toMatchObject(code('INVALID_SIGNATURE'));
    expect(world.submitter.calls).toEqual([]);
  });
});
