import { describe, expect, it } from 'vitest';
import { Format, shortId } from '../../../../pages/shared/format/format.ts';
import { decimalInput, parseEnergy, parsePrice } from '../../../../pages/shared/format/input.ts';

const en = new Format('en', 'EVT');

describe('Format', () => {
  it.each([
    [1_200_000n, '1.20 kWh'],
    [12_345_678_900n, '12,345.67 kWh'],
    [350_000n, '350 Wh'],
    [3_250n, '3.2 Wh'],
    [3n, '0.003 Wh'],
    [0n, '0 Wh'],
  ])('writes %s mWh as %s', (value, text) => expect(en.energy(value)).toBe(text));

  it.each([
    [1_250_000n, '1.25 EVT'],
    [1_259_999n, '1.25 EVT'],
    [36n, '0.000036 EVT'],
    [0n, '0.00 EVT'],
  ])('writes %s micro-units as %s, never more than there is', (value, text) => expect(en.money(value)).toBe(text));

  it('writes every digit where asked, and the sign', () => {
    expect(en.money(1_259_999n, { exact: true, signed: true })).toBe('+1.259999 EVT');
    expect(en.money(-36n, { signed: true })).toBe('-0.000036 EVT');
  });

  it('writes prices, and power of both directions', () => {
    expect(en.price(120_000n)).toBe('0.12 EVT/kWh');
    expect(en.power(-1_850_000)).toBe('-1.85 kW');
    expect(en.power(240_000)).toBe('240 W');
  });

  it('is exact beyond what a float holds', () => {
    expect(en.money(90_071_992_547_409_930_000_001n, { exact: true })).toBe('90,071,992,547,409,930.000001 EVT');
  });

  it('follows the language', () => {
    expect(new Format('de', 'EVT').money(1_250_000n)).toBe('1,25 EVT');
    expect(new Format('de', 'EVT').duration(7_200)).toBe('2 Stunden');
    expect(new Format('ko', 'EVT').duration(90)).toBe('2분');
  });
});

describe('shortId', () => {
  it('keeps both ends', () => expect(shortId('0xab12cdef0000001234569f')).toBe('ab12…569f'));
});

describe('input', () => {
  it('reads a decimal with point or comma, exactly', () => {
    expect(parseEnergy('1.5')).toBe(1_500_000n);
    expect(parsePrice('0,12')).toBe(120_000n);
  });

  it.each(['', '.', '-1', '1.2345678', '1e3', '1.5 kWh', '999999999999999'])('refuses %j', (text) => {
    expect(parseEnergy(text)).toBeUndefined();
  });

  it('writes what it reads', () => {
    expect(decimalInput(1_500_000n)).toBe('1.5');
    expect(parseEnergy(decimalInput(1n))).toBe(1n);
  });
});
