import { type Energy, EvlockError, type Price, type StandingHours } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, NOW, principalOf } from '../support/market-fixture.ts';
import { RULES, StandingFixture } from './standing-fixture.ts';

let postgres: TestPostgres;
let fixture: StandingFixture;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  fixture = new StandingFixture(await postgres.open());
});

/** Ben sells and Ana buys, by standing orders; one round places the offer, the next takes it. */
async function traded() {
  await fixture.sells(fixture.ben);
  await fixture.buys(fixture.ana);
  await fixture.round();
  await fixture.round();
  const [trade] = await fixture.trades(fixture.ana);
  if (!trade) throw new Error('no trade');
  return trade;
}

describe('two standing orders', () => {
  it('trade by themselves, a lot at the price of the offer', async () => {
    const trade = await traded();
    expect(trade).toMatchObject({
      energy: RULES.lot,
      price: 120_000n,
      seller: { account: fixture.ben.account.address },
      buyer: { account: fixture.ana.account.address },
    });
    expect(trade.end - trade.start).toBe(RULES.seconds);
    expect(fixture.meters.sent('signOrder', fixture.ben)).toMatchObject([{ mandateId: 100 }]);
    expect(fixture.meters.sent('authorizeMandate', fixture.ben)[0]).toMatchObject({ rules: RULES });
    expect(await fixture.view(fixture.ben)).toMatchObject({ trades: 1, energyUsed: RULES.lot, energyReserved: 0n });
    expect(await fixture.view(fixture.ana)).toMatchObject({ trades: 1, energyUsed: RULES.lot, moneyUsed: 36_000n });
  });

  it('trade one lot after another, each when the last has ended', async () => {
    const trade = await traded();
    await fixture.round();
    expect(await fixture.trades(fixture.ana)).toHaveLength(1);
    fixture.pass(60);
    await fixture.settle(trade);
    await fixture.round();
    await fixture.round();
    expect(await fixture.trades(fixture.ana)).toHaveLength(2);
    expect(await fixture.view(fixture.ana)).toMatchObject({ delivered: RULES.lot, paid: 36_000n, trades: 2 });
  });

  it('do not meet where the floor is above the ceiling', async () => {
    await fixture.sells(fixture.ben, { mandate: { limitPrice: 130_000n as Price } });
    await fixture.buys(fixture.ana);
    await fixture.round();
    await fixture.round();
    expect(await fixture.trades(fixture.ana)).toEqual([]);
    expect((await fixture.market.offers.list()).offers).toHaveLength(1);
  });

  it('take the cheapest offer, whoever placed it, and never their own', async () => {
    await fixture.sells(fixture.ana, { mandate: { limitPrice: 1n as Price } });
    await fixture.buys(fixture.ana);
    await fixture.sells(fixture.ben);
    await fixture.round();
    fixture.pass(10);
    const { hash } = await fixture.sell(fixture.eve, {
      ...{ energy: 300_000n as Energy, minEnergy: 100_000n as Energy, power: 1_440_000 as never },
      ...{ start: at(10), end: at(3_610), price: 110_000n as Price },
    });
    await fixture.round();
    const [trade, ...others] = await fixture.trades(fixture.ana);
    expect(others).toEqual([]);
    expect(trade?.bid.order.counterOrder).toBe(hash);
    expect(trade?.price).toBe(110_000n);
  });
});

describe('what a standing order may trade', () => {
  it('never exceeds its energy, counting what it offers, and it ends when that is used up', async () => {
    const mandate = { energyCap: 500_000n as Energy };
    await fixture.sells(fixture.ben, { mandate });
    await fixture.buys(fixture.ana);
    const energies: bigint[] = [];
    for (let turn = 0; turn < 6; turn++) {
      await fixture.round();
      const [trade] = (await fixture.trades(fixture.ana)).filter(({ state }) => state === 'signed');
      if (!trade) continue;
      energies.push(trade.energy);
      fixture.pass(60);
      await fixture.settle(trade);
    }
    expect(energies).toEqual([300_000n, 200_000n]);
    expect(await fixture.view(fixture.ben)).toMatchObject({ state: 'ended', energyUsed: 500_000n });
  });

  it('never exceeds its money', async () => {
    await fixture.sells(fixture.ben);
    await fixture.buys(fixture.ana, { mandate: { moneyCap: 50_000n as never } });
    const locks: bigint[] = [];
    for (let turn = 0; turn < 8; turn++) {
      await fixture.round();
      const [trade] = (await fixture.trades(fixture.ana)).filter(({ state }) => state === 'signed');
      if (!trade) continue;
      locks.push(trade.locked);
      fixture.pass(60);
      await fixture.settle(trade);
    }
    expect(locks.reduce((sum, lock) => sum + lock)).toBeLessThanOrEqual(50_000n);
    expect(await fixture.view(fixture.ana)).toMatchObject({ state: 'ended' });
  });

  it('waits for what an offer reserved, until an hour after nobody took it', async () => {
    await fixture.sells(fixture.ben, { mandate: { energyCap: 300_000n as Energy } });
    await fixture.round();
    fixture.pass(3_600);
    await fixture.round();
    expect(await fixture.view(fixture.ben)).toMatchObject({ waitsFor: 'MANDATE_RESERVED', energyReserved: 300_000n });
    fixture.pass(3_600);
    await fixture.round();
    expect(await fixture.view(fixture.ben)).toMatchObject({ waitsFor: null });
    expect(fixture.meters.sent('signOrder', fixture.ben)).toHaveLength(2);
  });

  it('is not offered twice, whether the gateway restarts or its owner offers by hand', async () => {
    await fixture.sells(fixture.ben);
    await fixture.round();
    fixture.restartTrader();
    await fixture.round();
    expect(fixture.meters.sent('signOrder', fixture.ben)).toHaveLength(1);
    await fixture.sell(fixture.eve);
    await fixture.sells(fixture.eve);
    await fixture.round();
    expect(fixture.meters.sent('signOrder', fixture.eve)).toHaveLength(1);
  });

  it('is one of several of a meter, of which one offers at a time, and each is bought by its own rules', async () => {
    await fixture.sells(fixture.ben, { rules: { reservePpm: 500_000 as never } });
    await fixture.sells(fixture.ben, { mandate: { limitPrice: 110_000n as Price } });
    await fixture.sells(fixture.ben, { mandate: { limitPrice: 115_000n as Price } });
    await fixture.buys(fixture.ana);
    await fixture.round();
    expect(fixture.meters.sent('signOrder', fixture.ben)).toHaveLength(1);
    await fixture.round();
    expect(await fixture.trades(fixture.ana)).toHaveLength(1);
  });

  it('ends with its mandate', async () => {
    await fixture.sells(fixture.ben, { mandate: { validUntil: at(3_000), deliveryUntil: at(3_000) } });
    fixture.pass(3_000);
    await fixture.round();
    expect(await fixture.view(fixture.ben)).toMatchObject({ state: 'ended' });
    expect(fixture.meters.sent('signOrder', fixture.ben)).toEqual([]);
  });
});

describe('the rules', () => {
  // NOW is 2027-01-15 08:00 UTC.
  const hours = (from: number, until: number): { hours: StandingHours } => ({
    hours: { from: from * 60, until: until * 60, timeZone: 'UTC' },
  });

  it('keep an order to its hours, and its deliveries within them', async () => {
    await fixture.sells(fixture.ben, { rules: hours(9, 10) });
    await fixture.round();
    expect(await fixture.view(fixture.ben)).toMatchObject({ waitsFor: 'STANDING_RULE_BROKEN', rule: 'hours' });
    fixture.pass(3_600 + 1_200);
    await fixture.round();
    const [offer] = (await fixture.market.offers.list()).offers;
    expect(offer?.offer.order).toMatchObject({ start: at(4_800), end: at(7_200), openBefore: at(6_300) });
  });

  it('keep a reserve in the battery, and sell nothing where nobody knows what it holds', async () => {
    await fixture.sells(fixture.ben, { rules: { reservePpm: 500_000 as never } });
    await fixture.buys(fixture.ana);
    await fixture.round();
    expect(await fixture.view(fixture.ben)).toMatchObject({ waitsFor: 'STANDING_RULE_BROKEN', rule: 'reserve' });
    fixture.measures(fixture.ben, { chargePpm: 530_000 });
    await fixture.round();
    fixture.measures(fixture.ben, { chargePpm: 490_000 });
    await fixture.round();
    expect(await fixture.trades(fixture.ana)).toEqual([]);
    fixture.measures(fixture.ben, { chargePpm: 505_000 });
    await fixture.round();
    expect(await fixture.trades(fixture.ana)).toHaveLength(1);
  });

  it('sell only a surplus where that is wanted', async () => {
    await fixture.sells(fixture.ben, { rules: { surplusOnly: true } });
    fixture.measures(fixture.ben, { generation: 300_000, load: 400_000 });
    await fixture.round();
    expect(await fixture.view(fixture.ben)).toMatchObject({ rule: 'surplus' });
    fixture.measures(fixture.ben, { generation: 900_000, load: 400_000 });
    await fixture.round();
    expect(await fixture.view(fixture.ben)).toMatchObject({ waitsFor: null, rule: null });
  });

  it('choose partners, of either side', async () => {
    const { account } = fixture.eve;
    await fixture.sells(fixture.ben, { rules: { partners: [account.address] } });
    await fixture.buys(fixture.ana);
    await fixture.round();
    await fixture.round();
    expect(await fixture.trades(fixture.ana)).toEqual([]);
    await fixture.buys(fixture.eve, { rules: { partners: [fixture.ben.account.address] } });
    await fixture.round();
    expect(await fixture.trades(fixture.eve)).toHaveLength(1);
  });

  it('are decided again by the meter, whose refusal is shown and not repeated at once', async () => {
    await fixture.sells(fixture.ben);
    fixture.meters.answer(fixture.ben, 'signOrder', async () => {
      throw new EvlockError('STANDING_RULE_BROKEN', { rule: 'reserve' });
    });
    await fixture.round();
    await fixture.round();
    expect(await fixture.view(fixture.ben)).toMatchObject({ waitsFor: 'STANDING_RULE_BROKEN', rule: 'reserve' });
    expect(fixture.meters.sent('signOrder', fixture.ben)).toHaveLength(1);
    fixture.pass(6);
    await fixture.round();
    expect(fixture.meters.sent('signOrder', fixture.ben)).toHaveLength(2);
  });
});

describe('what goes wrong', () => {
  it('for a meter off line does not keep the others from trading', async () => {
    await fixture.sells(fixture.eve);
    fixture.meters.offline.add(fixture.eve.meter.address);
    await traded();
    expect(await fixture.view(fixture.eve)).toMatchObject({ waitsFor: 'DEVICE_OFFLINE', state: 'active' });
  });

  it('with one offer lets a buyer take another in the same round', async () => {
    await fixture.sells(fixture.ben);
    await fixture.sells(fixture.eve);
    await fixture.buys(fixture.ana);
    await fixture.round();
    const [first] = (await fixture.market.offers.list()).offers;
    fixture.meters.answer(fixture.ana, 'signOrder', async ({ terms }) => {
      if (terms.counterOrder === first?.hash) throw new EvlockError('METER_BUSY');
      return fixture.meters.order(fixture.ana, terms);
    });
    await fixture.round();
    await fixture.round();
    const trades = await fixture.trades(fixture.ana);
    expect(trades.map(({ bid }) => bid.order.counterOrder === first?.hash)).toEqual([false]);
  });

  it('as a failed opening leaves the rest of the mandate to be traded', async () => {
    const trade = await traded();
    await fixture.failed(trade);
    fixture.pass(70);
    await fixture.round();
    await fixture.round();
    const trades = await fixture.trades(fixture.ana);
    expect(trades.map(({ state }) => state).sort()).toEqual(['failed', 'signed']);
    const { energyUsed, energyReserved } = await fixture.view(fixture.ana);
    expect([energyUsed, energyReserved]).toEqual([RULES.lot, RULES.lot]);
  });

  it('as a loss ends trading with that partner for an hour, also across restarts, and goes on with others', async () => {
    const trade = await traded();
    fixture.pass(60);
    await fixture.settle(trade, 100_000n as Energy, 'loss-above-band');
    fixture.pass(120);
    fixture.restartTrader();
    await fixture.round();
    await fixture.round();
    expect(await fixture.trades(fixture.ana)).toHaveLength(1);
    await fixture.sells(fixture.eve);
    await fixture.round();
    await fixture.round();
    const [last] = await fixture.trades(fixture.ana);
    expect(last?.seller.account).toBe(fixture.eve.account.address);
  });

  it('as delivery after delivery that fails makes it rest longer each time', async () => {
    const trade = await traded();
    fixture.pass(60);
    await fixture.settle(trade, 0n as Energy, 'mark-missing');
    await fixture.round();
    expect(await fixture.view(fixture.ana)).toMatchObject({ waitsFor: 'TRADE_FAILED' });
    fixture.pass(61);
    await fixture.round();
    await fixture.round();
    expect(await fixture.trades(fixture.ana)).toHaveLength(2);
  });
});

describe('stopping', () => {
  it('ends trading at once and revokes the mandate', async () => {
    const { id } = await fixture.sells(fixture.ben);
    await fixture.round();
    const stopped = await fixture.market.standing.stop(principalOf(fixture.ben), id);
    expect(stopped.state).toBe('stopped');
    expect(fixture.meters.sent('revokeMandate', fixture.ben)).toEqual([{ mandateId: id }]);
    expect(fixture.submitter.actions()).toEqual(['cancel']);
    expect(await fixture.market.standing.stop(principalOf(fixture.ben), id)).toEqual(stopped);
  });

  it('of a meter off line is finished when it is back, and nothing is traded until then', async () => {
    const { id } = await fixture.sells(fixture.ben);
    fixture.meters.offline.add(fixture.ben.meter.address);
    expect(await fixture.market.standing.stop(principalOf(fixture.ben), id)).toMatchObject({ state: 'stopping' });
    await fixture.round();
    fixture.meters.offline.delete(fixture.ben.meter.address);
    fixture.restartTrader();
    await fixture.round();
    expect(await fixture.view(fixture.ben)).toMatchObject({ state: 'stopped' });
    expect(fixture.meters.sent('signOrder', fixture.ben)).toEqual([]);
  });
});

describe('placing', () => {
  it('is stored when the meter has taken in mandate and rules, and not before', async () => {
    fixture.meters.answer(fixture.ben, 'authorizeMandate', async () => {
      throw new EvlockError('LIMIT_EXCEEDED', { check: 'ENERGY_CAP' });
    });
    await expect(fixture.sells(fixture.ben)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await fixture.market.standing.list(principalOf(fixture.ben))).toEqual([]);
  });

  it('again changes nothing, and a fifth is refused', async () => {
    const body = fixture.body(fixture.ben, 'offer');
    const first = await fixture.market.standing.place(principalOf(fixture.ben), body);
    expect(await fixture.market.standing.place(principalOf(fixture.ben), body)).toEqual(first);
    for (let count = 0; count < 3; count++) await fixture.sells(fixture.ben);
    await expect(fixture.sells(fixture.ben)).rejects.toMatchObject({ code: 'STANDING_ORDERS_FULL' });
    expect(await fixture.market.standing.place(principalOf(fixture.ben), body)).toEqual(first);
  });

  it.each([
    ['another meter', { mandate: { meterKey: `0x${'11'.repeat(20)}` } }, 'COMMAND_NOT_AUTHORIZED'],
    ['a lot above its cap', { mandate: { energyCap: 200_000n } }, 'ORDER_INVALID'],
    ['a lot that takes longer', { rules: { seconds: 700 } }, 'ORDER_INVALID'],
    ['less than the market allows', { mandate: { minEnergy: 999n } }, 'BELOW_MINIMUM_LOT'],
    ['a time that is over', { mandate: { validUntil: NOW } }, 'ORDER_EXPIRED'],
  ])('is refused for %s', async (_name, wishes, code) => {
    await expect(fixture.sells(fixture.ben, wishes as never)).rejects.toMatchObject({ code });
    expect(fixture.meters.requests).toEqual([]);
  });

  it('is each owner’s own', async () => {
    const { id } = await fixture.sells(fixture.ben);
    expect(await fixture.market.standing.list(principalOf(fixture.ana))).toEqual([]);
    await expect(fixture.market.standing.stop(principalOf(fixture.ana), id)).rejects.toMatchObject({
      code: 'STANDING_ORDER_NOT_FOUND',
    });
  });
});
