import { type Bytes32, type Cancel, EvlockError, type Money, type TradeState, type Withdrawal } from '@evlock/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../../../testing/src/gateway/postgres.ts';
import { concerns } from '../../src/market/events.ts';
import { ASSERTION, at, DONE, localMarketInfo, MarketWorld, principalOf } from '../support/market-world.ts';

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

describe('an owner', () => {
  it('sees its own trades, newest first, by state, and nobody else does', async () => {
    const { id } = await world.trade();
    for (const household of [world.ana, world.ben]) {
      const owner = principalOf(household);
      expect(await world.market.trade(owner, id)).toMatchObject({ id });
      expect(await world.market.trades(owner, { limit: 10 })).toMatchObject([{ id }]);
      expect(await world.market.trades(owner, { limit: 10, state: 'signed' })).toHaveLength(1);
      expect(await world.market.trades(owner, { limit: 10, state: 'settled' })).toEqual([]);
    }
    const stranger = principalOf(world.eve);
    expect(await world.market.trades(stranger, { limit: 10 })).toEqual([]);
    await expect(world.market.trade(stranger, id)).rejects.toMatchObject(code('FORBIDDEN'));
    const unknown: Bytes32 = `0x${'01'.repeat(32)}`;
    await expect(world.market.trade(stranger, unknown)).rejects.toMatchObject(code('TRADE_NOT_FOUND'));
    const event = world.events.find(({ name }) => name === 'trade')!;
    expect([world.ana, world.ben, world.eve].map((item) => concerns(event, principalOf(item)))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('stops its own delivery, on its own meter, while there is one', async () => {
    const { id } = await world.trade();
    await setState('open');
    await world.market.stop(principalOf(world.ben), id);
    expect(world.meters.sent('stop', world.ben)).toEqual([{ tradeId: id }]);
    expect(world.meters.sent('stop', world.ana)).toEqual([]);
    await expect(world.market.stop(principalOf(world.eve), id)).rejects.toMatchObject(code('FORBIDDEN'));
    world.meters.offline.add(world.ana.meter.address);
    await expect(world.market.stop(principalOf(world.ana), id)).rejects.toMatchObject(code('DEVICE_OFFLINE'));
    await setState('settled');
    await expect(world.market.stop(principalOf(world.ben), id)).rejects.toMatchObject(code('TRADE_NOT_OPEN'));
  });

  it('sees its balance, standing and meter', async () => {
    expect(await world.market.account(principalOf(world.ana))).toEqual({
      ...principalOf(world.ana),
      balance: 10_000_000n,
      locked: 0n,
      withdrawalNonce: 0n,
      reputation: 0,
      enrolled: true,
      online: true,
      status: null,
    });
    world.chain.meters.delete(world.ana.meter.address);
    world.meters.offline.add(world.ana.meter.address);
    expect(await world.market.account(principalOf(world.ana))).toMatchObject({ enrolled: false, online: false });
  });
});

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
    world.market.cancelOrder(principalOf(household), hash, { cancel: cancelOf(hash, change), assertion: ASSERTION });

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

describe('withdrawing', () => {
  const withdraw = (change: Partial<Withdrawal> = {}) =>
    world.market.withdraw(principalOf(world.ana), {
      withdrawal: {
        account: world.ana.account.address,
        token: localMarketInfo.token,
        to: world.ana.account.address,
        amount: 9_000_000n as Money,
        submitterFee: 1_000_000n as Money,
        nonce: 0n,
        deadline: at(600),
        ...change,
      },
      assertion: ASSERTION,
    });

  it('puts the withdrawal on chain with the signature of the account key', async () => {
    expect(await withdraw()).toEqual({ transaction: DONE.transaction });
    expect(world.submitter.actions()).toEqual(['withdraw']);
  });

  it.each([
    ['of another account', { account: `0x${'01'.repeat(20)}` as const }, 'FORBIDDEN'],
    ['of another token', { token: `0x${'01'.repeat(20)}` as const }, 'WITHDRAWAL_INVALID'],
    ['of nothing', { amount: 0n as Money }, 'WITHDRAWAL_INVALID'],
    ['with a used nonce', { nonce: 1n }, 'WITHDRAWAL_INVALID'],
    ['past its deadline', { deadline: at(-1) }, 'WITHDRAWAL_INVALID'],
    ['of more than there is', { amount: 9_000_001n as Money }, 'INSUFFICIENT_BALANCE'],
  ])('%s is refused before the meter is asked', async (_name, change, expected) => {
    await expect(withdraw(change)).rejects.toMatchObject(code(expected));
    expect(world.meters.requests).toEqual([]);
  });

  it('shows what the secure world refuses', async () => {
    world.meters.answer(world.ana, 'signWithdrawal', async () => {
      throw new EvlockError('LIMIT_EXCEEDED');
    });
    await expect(withdraw()).rejects.toMatchObject(code('LIMIT_EXCEEDED'));
    expect(world.submitter.calls).toEqual([]);
  });
});
