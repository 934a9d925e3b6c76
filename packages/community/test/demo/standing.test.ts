import { standingDraft } from '@evlock/owner';
import { checkStandingOrder, energy, timestamp } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { NEIGHBOURS, STANDING, standingWishOf, WAITING_HOUSE } from '../../src/index.ts';

const NOW = timestamp(1_800_000_000);
const meterKey = `0x${'1'.repeat(40)}` as const;

describe('the standing orders of the neighbourhood', () => {
  it.each(NEIGHBOURS.map(({ name }) => name))('of %s is one that a meter accepts', (name) => {
    const wish = standingWishOf(name, NOW);
    if (!wish) throw new Error('there is none');
    const { bounds, rules } = standingDraft(wish, { meterKey, now: NOW });
    expect(() => checkStandingOrder(bounds, rules, energy(1_000))).not.toThrow();
  });

  it('lets every buyer pay what any seller asks, and nobody trade alone', () => {
    const orders = Object.values(STANDING);
    const asked = orders.filter(({ side }) => side === 'offer').map(({ limitPrice }) => limitPrice);
    const paid = orders.filter(({ side }) => side === 'bid').map(({ limitPrice }) => limitPrice);
    expect([asked.length, paid.length]).toEqual([3, 3]);
    for (const most of paid) for (const least of asked) expect(most).toBeGreaterThan(least);
  });

  it('has none for the house that waits', () => {
    expect(standingWishOf(WAITING_HOUSE.name, NOW)).toBeUndefined();
  });
});
