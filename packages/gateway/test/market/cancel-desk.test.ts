import type { Bytes32, Cancel, Money, TradeState } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ASSERTION, at, DONE, MarketFixture, principalOf } from '../support/market-fixture.ts';

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

describe('cancelling an order', () => {
  const cancelOf = (hash: Bytes32, change: Partial<Cancel> = {}): Cancel => ({
    account: fixture.ben.account.address,
    meterKey: fixture.ben.meter.address,
    orderHash: hash,
    minNonce: 0,
    submitterFee: 0n as Money,
    deadline: at(600),
    ...change,
  });
  const cancel = (hash: Bytes32, household = fixture.ben, change: Partial<Cancel> = {}) =>
    fixture.market.cancels.cancelOrder(principalOf(household), hash, {
      cancel: cancelOf(hash, change),
      assertion: ASSERTION,
    });

  it('puts the signed cancel on chain together with the order', async () => {
    const { hash, offer } = await fixture.sell(fixture.ben);
    expect(await cancel(hash)).toEqual({ transaction: DONE.transaction });
    const [call] = fixture.submitter.calls;
    expect(call).toMatchObject({ action: 'cancel', arguments: [cancelOf(hash), expect.any(String), offer.order] });
  });

  it("is refused for others' orders, unknown or taken ones, and a cancel that names something else", async () => {
    const { hash } = await fixture.sell(fixture.ben);
    await expect(cancel(hash, fixture.eve)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(cancel(`0x${'01'.repeat(32)}`)).rejects.toMatchObject(code('ORDER_NOT_FOUND'));
    await expect(cancel(hash, fixture.ben, { orderHash: `0x${'01'.repeat(32)}` })).rejects.toMatchObject(
      code('ORDER_INVALID'),
    );
    const other = fixture.eve.meter.address;
    await expect(cancel(hash, fixture.ben, { meterKey: other })).rejects.toMatchObject(code('ORDER_INVALID'));
    const { id } = await fixture.buy(fixture.ana, hash);
    await expect(cancel(hash)).rejects.toMatchObject(code('ORDER_TAKEN'));
    await setState('open');
    await expect(cancel(id, fixture.ana)).rejects.toMatchObject(code('TRADE_EXISTS'));
    expect(fixture.meters.sent('signCancel', fixture.ben)).toEqual([]);
  });

  it("is refused with someone else's signature", async () => {
    const { hash } = await fixture.sell(fixture.ben);
    fixture.meters.answer(fixture.ben, 'signCancel', async (body) => {
      return (await fixture.meters.sign(fixture.eve, 'signCancel', body as never)) as { signature: `0x${string}` };
    });
    await expect(cancel(hash)).rejects.toMatchObject(code('INVALID_SIGNATURE'));
    expect(fixture.submitter.calls).toEqual([]);
  });
});
