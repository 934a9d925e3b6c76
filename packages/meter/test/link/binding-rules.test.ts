import { energy, NO_INPUTS, type Order, price, type StandingRules, timestamp } from '@evlock/protocol';
import type { MandateRemainder } from '@evlock/secure-world';
import { END, offerOrder, START } from '@evlock/testing/meter/samples';
import { describe, expect, it } from 'vitest';
import { bindingRules, type Granted } from '../../src/link/binding-rules.ts';

const rules: StandingRules = {
  lot: offerOrder.energy,
  power: offerOrder.power,
  seconds: 60,
  hours: null,
  reservePpm: 400_000 as StandingRules['reservePpm'],
  surplusOnly: false,
  partners: null,
};
const FULL = { ...NO_INPUTS, chargePpm: 900_000 };
const EMPTY = { ...NO_INPUTS, chargePpm: 100_000 };

const grant = (mandateId: number, of: StandingRules | null, change: Partial<Granted['mandate']> = {}): Granted => ({
  mandate: {
    meterKey: offerOrder.meterKey,
    side: 'offer',
    energyCap: energy(200_000),
    minEnergy: offerOrder.minEnergy,
    moneyCap: 0n as never,
    limitPrice: offerOrder.price,
    deliveryFrom: START,
    deliveryUntil: timestamp(END + 86_400),
    approvedAt: START,
    validUntil: timestamp(END + 86_400),
    minReputation: 0,
    minSensorClass: 'normal-world',
    lossBandPpm: offerOrder.lossBandPpm,
    mandateId,
    ...change,
  },
  rules: of,
});
const left = (mandateId: number, energyLeft = energy(200_000)): MandateRemainder =>
  ({ mandateId, side: 'offer', energyLeft, moneyLeft: 0n }) as MandateRemainder;
const sell = (change: Partial<Order> = {}, mandateId?: number) => ({ order: { ...offerOrder, ...change }, mandateId });
const broken = (rule: string) => expect.objectContaining({ code: 'STANDING_RULE_BROKEN', details: { rule } });

describe('an order', () => {
  it('for a standing order is bound by its rules, named or not', () => {
    const granted = [grant(1, rules)];
    for (const mandateId of [1, undefined]) {
      expect(bindingRules(sell({}, mandateId), granted, [left(1)], FULL)).toEqual(rules);
      expect(() => bindingRules(sell({}, mandateId), granted, [left(1)], EMPTY)).toThrow(broken('reserve'));
    }
    expect(() => bindingRules(sell({ energy: energy(20_001) }), granted, [left(1)], FULL)).toThrow(broken('lot'));
  });

  it('that its owner approved by hand is bound by none', () => {
    const granted = [grant(1, rules), grant(2, null)];
    expect(bindingRules(sell(), granted, [left(1), left(2)], EMPTY)).toBeNull();
  });

  it('named as a standing order’s is bound, whatever else would allow it', () => {
    const granted = [grant(1, rules), grant(2, null)];
    expect(() => bindingRules(sell({}, 1), granted, [left(1), left(2)], EMPTY)).toThrow(broken('reserve'));
  });

  it('is not excused by an approval that is used up, elsewhere in time, or dearer', () => {
    const spent = [grant(1, rules), grant(2, null)];
    expect(() => bindingRules(sell(), spent, [left(1), left(2, energy(5))], EMPTY)).toThrow(broken('reserve'));
    expect(() => bindingRules(sell(), spent, [left(1)], EMPTY)).toThrow(broken('reserve'));
    for (const change of [{ deliveryFrom: END }, { limitPrice: price(130_000) }, { side: 'bid' as const }]) {
      const granted = [grant(1, rules), grant(2, null, change)];
      expect(() => bindingRules(sell(), granted, [left(1), left(2)], EMPTY)).toThrow(broken('reserve'));
    }
  });

  it('is not excused by naming a standing order that is used up, elsewhere in time, or dearer', () => {
    const loose = { ...rules, reservePpm: null };
    const spent = [grant(1, rules), grant(2, loose)];
    for (const held of [[left(1), left(2, energy(5))], [left(1)]]) {
      expect(() => bindingRules(sell({}, 2), spent, held, EMPTY)).toThrow(broken('reserve'));
    }
    for (const change of [{ deliveryFrom: END }, { limitPrice: price(130_000) }, { side: 'bid' as const }]) {
      const granted = [grant(1, rules), grant(2, loose, change)];
      expect(() => bindingRules(sell({}, 2), granted, [left(1), left(2)], EMPTY)).toThrow(broken('reserve'));
    }
  });

  it('is bound by one of two standing orders whose rules hold', () => {
    const loose = { ...rules, reservePpm: null };
    expect(bindingRules(sell(), [grant(1, rules), grant(2, loose)], [left(1), left(2)], EMPTY)).toEqual(loose);
  });

  it('that nothing allows is left to the secure world to refuse', () => {
    expect(bindingRules(sell({ price: price(1) }), [grant(1, rules)], [left(1)], EMPTY)).toBeNull();
  });
});
