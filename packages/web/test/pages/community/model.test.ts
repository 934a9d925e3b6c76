import { describe, expect, it } from 'vitest';
import { causeOf, difference, doing, flowOf, isCut, part, responses } from '../../../pages/community/model.ts';
import { house, running, sabotaged, trade, tradeId, waitingHouse, wires } from './fixtures.ts';

const [first] = wires;

describe('what a house does', () => {
  it.each([
    ['sells', house('alice', { metered: 1_000_000 })],
    ['buys', house('alice', { metered: -1_000_000 })],
    ['rests', house('alice', { metered: 9_000 })],
    ['offline', house('alice', { online: false, metered: 1_000_000 })],
    ['faulty', house('alice', { meter: { state: 'fault', fault: null, at: 1 } })],
    ['faulty', house('alice', { meter: { state: 'idle', fault: 'SENSOR_IMPLAUSIBLE', at: 1 } })],
    ['starting', house('alice', { meter: null })],
    ['rests', house('yours', { owner: 'visitor', meter: null })],
    ['sells', house('yours', { owner: 'visitor', meter: null, metered: 1_000_000 })],
    ['starting', house('yours', { owner: 'visitor', meter: null, online: false })],
    ['waiting', waitingHouse],
  ])('is: it %s', (expected, one) => expect(doing(one)).toBe(expected));
});

describe('a flow', () => {
  it('goes from the sender, whichever end of the wire that is', () => {
    expect(flowOf({ ...first!, sent: 500_000, received: 496_000 })).toMatchObject({
      from: 'alice',
      to: 'bob',
      sent: 500_000,
    });
    expect(flowOf({ ...first!, sent: -500_000, received: -496_000 })).toMatchObject({
      from: 'bob',
      to: 'alice',
      sent: 500_000,
    });
    expect(flowOf({ ...first!, sent: 4_000, received: 0 })).toBeUndefined();
  });

  it('leaks when a tenth and more does not arrive', () => {
    expect(flowOf({ ...first!, sent: 500_000, received: 480_000 })?.leaks).toBe(false);
    expect(flowOf({ ...first!, sent: 500_000, received: 0 })?.leaks).toBe(true);
  });
});

describe('a trade', () => {
  it('differs by what one meter has more than the other', () => {
    expect(difference(trade())).toBe(34n);
    expect(difference(trade({ sellerMeter: null }))).toBe(3_308n);
    expect(difference(trade({ sellerMeter: null, buyerMeter: null }))).toBe(0n);
  });

  it('is cut for the reason of the meter that cut it, not for the echo of the other', () => {
    const [cut] = running.trades.filter(({ id }) => id === tradeId('55'));
    expect(causeOf(cut!)).toBe('loss-above-band');
    expect(isCut(cut!)).toBe(true);
    const [complete] = running.trades.filter(({ id }) => id === tradeId('44'));
    expect(causeOf(complete!)).toBe('completed');
    expect(isCut(complete!)).toBe(false);
  });

  it('shows a part of a whole without a float of money or energy', () => {
    expect(part(1n, 3n)).toBeCloseTo(0.3333, 4);
    expect(part(5n, 3n)).toBe(1);
    expect(part(5n, 0n)).toBe(0);
  });
});

describe('what the system does', () => {
  it('is what happened to the touched houses since the fault, without the act itself', () => {
    const kinds = responses(sabotaged).map(({ fact }) => fact.kind);
    expect(kinds).toContain('delivery-paused');
    expect(kinds).not.toContain('sabotaged');
    const names = responses(sabotaged).map(({ fact }) => ('seller' in fact ? [fact.seller, fact.buyer] : []));
    expect(names.every((pair) => pair.includes('alice') || pair.includes('bob'))).toBe(true);
  });

  it('is everything since then where the gateway is broken', () => {
    const faults = [{ id: 1, since: running.at - 10, sabotage: { kind: 'gateway-killed' } as const }];
    expect(responses({ ...running, faults })).toHaveLength(3);
    expect(responses(running)).toEqual([]);
  });
});
