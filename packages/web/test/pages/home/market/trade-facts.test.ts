// @vitest-environment happy-dom
import type { Address } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { causeOf, lossOf, payableEnergy, payableMoney, phaseOf } from '../../../../pages/home/market/trade-facts.ts';
import { recentCut, startOfDay, todayOf } from '../../../../pages/home/now/today.ts';
import { NOW, own, partner, receipt, settled, trade } from '../../support/household.tsx';

const [mine, theirs] = [own.account as Address, partner.account as Address];

describe('a trade', () => {
  it('costs what both meters have signed so far', () => {
    expect(payableEnergy(trade())).toBe(118_000n);
    expect(payableMoney(trade())).toBe(14_160n);
    expect(payableMoney(settled({ seller: 350_000n, buyer: 340_000n }))).toBe(40_800n);
  });

  it('has one phase at a time', () => {
    const at = (now: number) => phaseOf(trade(), now);
    expect([at(NOW - 301), at(NOW), at(NOW + 600)]).toEqual(['waiting', 'delivering', 'closing']);
    const view = trade();
    const last = { ...view.buyer, receipt: receipt('buyer', { final: true }) };
    expect(phaseOf({ ...view, buyer: last }, NOW)).toBe('closing');
    expect(phaseOf(settled({ seller: 350_000n, buyer: 339_500n }), NOW)).toBe('settled');
    expect(phaseOf(settled({ seller: 350_000n, buyer: 339_499n }), NOW)).toBe('cut');
    expect(phaseOf(trade({ state: 'signed' }), NOW)).toBe('opening');
  });

  it('loses each side what its meter counted otherwise, beside its bound', () => {
    const view = settled({ seller: 120_000n, buyer: 118_500n });
    expect(lossOf(view, mine)).toEqual({ energy: 1_500n, money: 180n, bound: 12_108n });
    expect(lossOf(view, theirs)).toEqual({ energy: 0n, money: 0n, bound: 1_760n });
    expect(lossOf(trade(), mine)).toBeUndefined();
  });

  it('names its own meter’s cause first', () => {
    const view = trade();
    const with_ = (role: 'buyer' | 'seller', cause: 'partner-silent' | 'mark-missing') => ({ ...view[role], cause });
    const cut = { ...view, buyer: with_('buyer', 'mark-missing'), seller: with_('seller', 'partner-silent') };
    expect([causeOf(cut, mine), causeOf(cut, theirs)]).toEqual(['partner-silent', 'mark-missing']);
    expect(causeOf(settled({ seller: 1n, buyer: 1n }), mine)).toBeUndefined();
  });
});

describe('today', () => {
  it('sums up what was settled since midnight and is proven', () => {
    const sold = settled({ seller: 300_000n, buyer: 300_000n });
    const bought = { ...sold, buyer: sold.seller, seller: sold.buyer };
    const yesterday = { ...sold, ended: { ...sold.ended!, time: (startOfDay(NOW) - 1) as never } };
    const false_ = { ...sold, verdict: { failed: ['money'], unchecked: [] } };
    const today = todayOf([sold, bought, yesterday, false_, trade()], mine, NOW, 200);
    expect(today).toEqual({
      sold: { energy: 300_000n, money: 36_000n },
      bought: { energy: 300_000n, money: 36_000n },
      incomplete: false,
    });
    expect(todayOf([{ ...sold, ordered: NOW as never }], mine, NOW, 1).incomplete).toBe(true);
  });

  it('points out a cut for an hour, but not one’s own stop', () => {
    const view = settled({ seller: 100_000n, buyer: 99_000n });
    const cut = { ...view, seller: { ...view.seller, cause: 'loss-above-band' as const } };
    expect(recentCut([view, cut], mine, NOW)).toBe(cut);
    expect(recentCut([cut], mine, NOW + 3_600)).toBeUndefined();
    const stopped = { ...view, seller: { ...view.seller, cause: 'stopped-by-owner' as const } };
    expect(recentCut([stopped], mine, NOW)).toBeUndefined();
  });
});
