import { energy, money, power, price, timestamp } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { fields, kW, kWh, perKwh, table, tokens, utc } from '../../src/output/format.ts';

describe('what a person reads', () => {
  it('is exact, with its unit', () => {
    expect(kWh(energy(1_234_567))).toBe('1.234567 kWh');
    expect([power(0), power(999_999), power(1_440_000)].map(kW)).toEqual(['0 W', '999.999 W', '1.44 kW']);
    expect(tokens(money(1), 'TEST')).toBe('0.000001 TEST');
    expect(perKwh(price(120_000), 'TEST')).toBe('0.12 TEST/kWh');
    expect(utc(timestamp(1_800_000_000))).toBe('2027-01-15 08:00:00 UTC');
  });

  it('lines up, numbers to the right, without spaces at the end', () => {
    const lines = table(
      ['ENERGY', 'ID'],
      [
        ['1 kWh', 'a'],
        ['100 kWh', 'bb'],
      ],
      ['ENERGY'],
    ).split('\n');
    expect(lines).toEqual([' ENERGY  ID', '  1 kWh  a', '100 kWh  bb']);
    expect(
      fields([
        ['a', '1'],
        ['long', '2'],
        ['none', null],
      ]),
    ).toBe('a     1\nlong  2');
  });
});
