// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { after, columns, joined, MOST_POINTS } from '../../../../pages/home/market/curve.ts';
import { receipts } from '../../support/household.tsx';

const whole = receipts(10);
const from = (first: number) => ({ ...whole, buyer: whole.buyer.slice(first), seller: whole.seller.slice(first) });

describe('the curves of a trade', () => {
  it('grow by what is new, and ask for nothing twice', () => {
    const begun = joined(undefined, { ...whole, buyer: whole.buyer.slice(0, 4), seller: [] });
    expect(after(begun)).toEqual({ buyerAfter: 4 });
    expect(after(undefined)).toEqual({});
    const grown = joined(begun, from(2));
    expect(grown.buyer.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(after(grown)).toEqual({ buyerAfter: 10, sellerAfter: 10 });
  });

  it('keep a failed check, whatever comes later', () => {
    const bad = joined(undefined, { ...whole, verdict: { failed: ['receipts'], unchecked: [] } });
    expect(joined(bad, from(9)).verdict).toEqual({ failed: ['receipts'], unchecked: ['times', 'completeness'] });
  });

  it('are thinned before they grow without end, and end where they end', () => {
    const long = joined(undefined, receipts(MOST_POINTS + 1));
    expect(long.seller.length).toBeLessThan(MOST_POINTS);
    expect(long.seller.at(-1)?.sequence).toBe(MOST_POINTS + 1);
  });

  it('become columns by time, from nothing on, with gaps where a side has no point', () => {
    const point = (time: number, energy: bigint) => ({ time, sequence: time, energy });
    const sides = { buyer: [point(12, 1_500n)], seller: [point(11, 1_000n), point(12, 2_000n)] };
    expect(columns(sides, 9)).toEqual([
      [9, 11, 12],
      [0, null, 1.5],
      [0, 1, 2],
    ]);
    expect(columns({ buyer: [], seller: [] }, 9)).toEqual([[], [], []]);
  });
});
