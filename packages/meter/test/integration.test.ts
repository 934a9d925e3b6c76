/** Two whole meters in real time: measured energy, marks and receipts both ways, over simulated wires and a mock gateway. */
import { completeEnergy } from '@evlock/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until, Village } from './support/village.ts';

describe('two meters', () => {
  const village = new Village();
  beforeAll(() => village.start());
  afterAll(() => village.stop());
  const { gateway, chain, seller, buyer } = village;
  const statusOf = (household: typeof seller) => household.meter!.status();

  it('deliver a trade, with receipts and marks both ways', async () => {
    const { trade } = await village.agree({ energy: 2200n, seconds: 60 });
    await until('delivering', () => [seller, buyer].every((one) => statusOf(one).state === 'delivering'));
    let interruptions = 0;
    let wasClosed = true;
    await until('both finals', () => {
      const closed = village.relayOf(seller);
      if (wasClosed && !closed) interruptions++;
      wasClosed = closed;
      const finals = gateway.receipts.filter(({ tradeId, final }) => tradeId === trade.id && final);
      return new Set(finals.map(({ role }) => role)).size === 2;
    });
    await until('seller names buyer', () => {
      const [bought, sold] = [
        gateway.receiptsOf('buyer', trade.id).at(-1),
        gateway.receiptsOf('seller', trade.id).at(-1),
      ];
      return bought?.final === true && sold?.final === true && sold.partnerEnergy === bought.energy;
    });
    const [bought, sold] = [
      gateway.receiptsOf('buyer', trade.id).at(-1)!,
      gateway.receiptsOf('seller', trade.id).at(-1)!,
    ];
    expect([bought.cause, sold.cause]).toEqual(['completed', 'completed']);
    const complete = completeEnergy(trade.energy, trade.lossBandPpm);
    // How much flows beyond it depends on this machine's load; `trade-machine.test.ts` ends it at that energy.
    for (const { energy } of [bought, sold]) expect(energy).toBeGreaterThanOrEqual(complete);
    // 1 kW for 8 s: at least one of the marks that come every 2 to 4 s, and the end.
    expect(interruptions).toBeGreaterThanOrEqual(2);
    // The wires follow the relay's line at their next step.
    await until('relays open', () => !village.relayOf(seller) && !village.relayOf(buyer));
    const sequences = gateway.receiptsOf('buyer', trade.id).map(({ sequence }) => sequence);
    expect(sequences.length).toBeGreaterThanOrEqual(3);
    expect(sequences).toEqual([...new Set(sequences)].sort((left, right) => left - right));
    chain.states.set(trade.id, 'settled');
    await until('idle again', () => [seller, buyer].every((one) => statusOf(one).state === 'idle'));
    expect(statusOf(seller)).toMatchObject({ fault: null, relayClosed: false, tradeId: null });
  });

  it('stop at the buyer’s request, and continue after a gateway outage', async () => {
    const { trade } = await village.agree({ energy: 20_000n, seconds: 60 });
    await until('delivering', () => [seller, buyer].every((one) => statusOf(one).state === 'delivering'));
    gateway.down = true;
    gateway.cut(buyer.identity.meterKey);
    await until('paused', () => [seller, buyer].every((one) => statusOf(one).state === 'paused'));
    await until('relays open', () => !village.relayOf(seller) && !village.relayOf(buyer));
    // A briefly overloaded machine may first be late with samples.
    await until('the partner is silent', () => statusOf(seller).fault === 'PARTNER_SILENT');
    gateway.down = false;
    await until('resumed', () => [seller, buyer].every((one) => statusOf(one).state === 'delivering'));
    await gateway.ask(buyer.identity.meterKey, 'stop', { tradeId: trade.id });
    await until('finals', () => [seller, buyer].every((one) => statusOf(one).state === 'finalizing'));
    const [bought, sold] = [
      gateway.receiptsOf('buyer', trade.id).at(-1)!,
      gateway.receiptsOf('seller', trade.id).at(-1)!,
    ];
    expect([bought.cause, sold.cause]).toEqual(['stopped-by-owner', 'partner-final']);
    expect(sold.partnerEnergy).toBe(bought.energy);
    chain.states.set(trade.id, 'settled');
    await until('idle again', () => [seller, buyer].every((one) => statusOf(one).state === 'idle'));
  });

  it('send readings throughout, each chained to the one before', () => {
    const own = gateway.readings.filter(({ reading }) => reading.meterKey === seller.identity.meterKey);
    expect(own.length).toBeGreaterThanOrEqual(5);
    const sequences = own.map(({ reading }) => reading.sequence);
    expect(sequences).toEqual([...sequences].sort((left, right) => left - right));
    expect(own.at(-1)!.reading.export).toBeGreaterThan(2000n);
  });
});
