import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { energy, formatDecimal, money, parseDecimal, power, ppm, price, timestamp } from '../../src/index.ts';

const outOfRange = expect.objectContaining({ code: 'UNIT_OUT_OF_RANGE' });

describe('units', () => {
  it.each([
    ['energy', energy, 64],
    ['price', price, 64],
    ['money', money, 128],
  ] as const)('%s holds exactly its bits', (_name, unit, bits) => {
    const most = 2n ** BigInt(bits) - 1n;
    expect(unit(0n)).toBe(0n);
    expect(unit(most)).toBe(most);
    expect(unit(String(most))).toBe(most);
    for (const wrong of [-1n, most + 1n, 0.5, 'half', Number.NaN]) expect(() => unit(wrong)).toThrow(outOfRange);
  });

  it.each([
    ['power', power, 2 ** 31],
    ['timestamp', timestamp, 2 ** 40],
    ['ppm', ppm, 1_000_001],
  ] as const)('%s refuses floats and what is too large', (_name, unit, tooMuch) => {
    for (const wrong of [0.1, tooMuch, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => unit(wrong)).toThrow(outOfRange);
    }
    expect(unit(tooMuch - 1)).toBe(tooMuch - 1);
  });
});

describe('decimals', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 1, max: 9 }), (value, decimals) => {
        expect(parseDecimal(formatDecimal(value, decimals), decimals)).toBe(value);
      }),
    );
  });

  it.each([
    ['1.5', 1_500_000n],
    ['0.12', 120_000n],
    ['7', 7_000_000n],
    [' 0.000001 ', 1n],
  ])('reads %s', (text, value) => expect(parseDecimal(text, 6)).toBe(value));

  it.each(['', '.5', '1.', '-1', '1e3', '0.0000001', '1,5', '0x10', '123456789012345678901'])('refuses "%s"', (text) =>
    expect(() => parseDecimal(text, 6)).toThrow(outOfRange),
  );

  it('writes a sign and no idle zeros', () => {
    expect(formatDecimal(-1_500_000n, 6)).toBe('-1.5');
    expect(formatDecimal(0n, 6)).toBe('0');
    expect(formatDecimal(1_000_000n, 6)).toBe('1');
  });
});
