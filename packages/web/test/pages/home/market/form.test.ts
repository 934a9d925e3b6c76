// @vitest-environment happy-dom
import type { Timestamp } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { buyWish, LEAD_SECONDS, mostOf, sellWish, suggestedOf } from '../../../../pages/home/market/form.ts';
import { nextTime, typedEnergy, typedPower, typedPrice } from '../../../../pages/home/market/typed.ts';
import { NOW, offer } from '../../support/household.tsx';

const now = NOW as Timestamp;
const rules = { minimumLot: 1_000n as never, symbol: 'EVT' };
const form = { energy: '0,3', price: '0.12', until: { minutes: 60 }, part: undefined, power: '1.44' };

describe('what a person types', () => {
  it.each<[string, bigint | undefined]>([
    ['0.3', 300_000n],
    ['0,3', 300_000n],
    [' 1,5 kWh ', 1_500_000n],
    ['300 Wh', 300_000n],
    ['0.5Wh', 500n],
    ['0.0005 Wh', undefined],
    ['1.000,5', undefined],
    ['-1', undefined],
    ['3 apples', undefined],
    ['', undefined],
  ])('is energy in kWh, unless it says otherwise: %j', (text, value) => expect(typedEnergy(text)).toBe(value));

  it('is a price, with or without the token’s name', () => {
    expect(['0,12', '0.12 EVT', '0.12 evt / kWh'].map((text) => typedPrice(text, 'EVT'))).toEqual(
      Array(3).fill(120_000n),
    );
    expect(typedPrice('12 ct', 'EVT')).toBeUndefined();
  });

  it('is a power in kW or W, never none', () => {
    expect(['1,44', '1440 W', '0'].map(typedPower)).toEqual([1_440_000, 1_440_000, undefined]);
  });

  it('is a time of day: today, or tomorrow once it has passed', () => {
    const at = (hours: number, minutes: number, days = 0) =>
      new Date(2026, 10, 28 + days, hours, minutes).getTime() / 1000;
    const noon = at(12, 0) as Timestamp;
    expect(nextTime('18:30', noon)).toBe(at(18, 30));
    expect(nextTime('12:00', noon)).toBe(at(12, 0, 1));
    expect(nextTime('9:05', noon)).toBe(at(9, 5, 1));
    expect(['24:00', '12:60', '12', 'noon'].map((text) => nextTime(text, noon))).toEqual(Array(4).fill(undefined));
  });
});

describe('an offer', () => {
  it('is for the whole, until a whole minute, unless a part may be taken', () => {
    const { wish } = sellWish(form, (now + 7) as Timestamp, rules);
    expect(wish).toEqual({
      energy: 300_000n,
      minEnergy: 300_000n,
      price: 120_000n,
      power: 1_440_000,
      start: now,
      end: now + 3_660,
    });
    expect(sellWish({ ...form, part: '50 Wh' }, now, rules).wish?.minEnergy).toBe(50_000n);
  });

  it.each([
    [{ energy: '' }, 'energy', 'problemEnergyMissing'],
    [{ energy: 'much' }, 'energy', 'problemEnergyForm'],
    [{ energy: '0.5 Wh' }, 'energy', 'problemEnergySmall'],
    [{ energy: '2' }, 'energy', 'problemTooMuch'],
    [{ price: 'cheap' }, 'price', 'problemPriceForm'],
    [{ part: '1' }, 'part', 'problemPart'],
    [{ part: '' }, 'part', 'problemPart'],
    [{ until: { minutes: 721 } }, 'until', 'problemUntilFar'],
    [{ until: { clock: '' } }, 'until', 'problemUntilForm'],
    [{ power: '0' }, 'power', 'problemPower'],
  ] as const)('says what is wrong with %j', (changes, field, key) => {
    const { wish, problems } = sellWish({ ...form, ...changes }, now, rules);
    expect(wish).toBeUndefined();
    expect(problems).toMatchObject({ [field]: { key } });
  });

  it('says how much fits until then', () => {
    const { problems } = sellWish({ ...form, energy: '1', until: { minutes: 15 } }, now, rules);
    expect(problems).toEqual({ energy: { key: 'problemTooMuch', most: 360_000n, power: 1_440_000 } });
  });
});

describe('a bid', () => {
  const wanted = { energy: '0.2', until: undefined };

  it('starts as soon as it can be opened, ends with the offer, and pays no more than was shown', () => {
    const { wish } = buyWish(wanted, offer(), now, rules);
    expect(wish).toEqual({ energy: 200_000n, maxPrice: 120_000n, start: now + LEAD_SECONDS, end: NOW + 3_000 });
    expect(buyWish({ ...wanted, until: { minutes: 15 } }, offer(), now, rules).wish?.end).toBe(now + 900);
    const later = offer({ start: (NOW + 600) as Timestamp });
    expect(buyWish(wanted, later, now, rules).wish?.start).toBe(NOW + 600);
  });

  it.each([
    ['0.05', 'problemBelowOffer'],
    ['1.3', 'problemAboveOffer'],
    ['1.2', 'problemTooMuch'],
  ])('of %s kWh does not fit the offer: %s', (energy, key) => {
    expect(buyWish({ ...wanted, energy }, offer(), now, rules).problems).toMatchObject({ energy: { key } });
  });

  it('can take what flows until the offer’s end, and no more than it has', () => {
    expect(mostOf(offer(), now)).toBe(1_184_000n);
    expect(mostOf(offer({ energy: 1_000n as never }), now)).toBe(1_000n);
    expect(mostOf(offer(), (NOW + 3_000) as Timestamp)).toBe(0n);
  });

  it('begins with a round number that still fits when it has been read', () => {
    expect(suggestedOf(offer(), now)).toBe(1_060_000n);
    expect(suggestedOf(offer({ energy: 300_000n as never }), now)).toBe(300_000n);
    expect(suggestedOf(offer({ minEnergy: 1_150_000n as never }), now)).toBe(1_150_000n);
  });
});
