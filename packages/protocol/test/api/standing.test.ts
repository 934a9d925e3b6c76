import { describe, expect, it } from 'vitest';
import { renewalDue, type StandingOrderView, timestamp } from '../../src/index.ts';

const DAY = 86_400;
const PLACED = 1_800_000_000;
function view(days: number, change: Partial<Record<keyof StandingOrderView, unknown>> = {}): StandingOrderView {
  const mandate = { side: 'bid', energyCap: 1_000n, moneyCap: 100n, validUntil: PLACED + days * DAY };
  return { state: 'active', placed: PLACED, energyUsed: 0n, moneyUsed: 0n, mandate, ...change } as never;
}
const after = (days: number) => timestamp(PLACED + days * DAY);

describe('a standing order asks for the next', () => {
  it.each([
    ['in its last day', view(30), 28.9, 29],
    ['in the last fifth of a short one', view(1), 0.79, 0.8],
  ])('%s', (_name, order, before, then) => {
    expect([renewalDue(order, after(before)), renewalDue(order, after(then))]).toEqual([undefined, 'time']);
  });

  it('when four fifths of its energy or money are used', () => {
    expect(renewalDue(view(30, { energyUsed: 799n }), after(1))).toBeUndefined();
    expect(renewalDue(view(30, { energyUsed: 800n }), after(1))).toBe('energy');
    expect(renewalDue(view(30, { moneyUsed: 80n }), after(1))).toBe('money');
  });

  it('no more once it is over', () => {
    expect(renewalDue(view(30, { state: 'stopped', energyUsed: 1_000n }), after(30))).toBeUndefined();
  });
});
