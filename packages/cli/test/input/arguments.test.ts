import { checksummed, EvlockError, formatDecimal, parse, provisionFileSchema, timestamp } from '@evlock/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkPayable,
  readAddress,
  readDuration,
  readEnergy,
  readFraction,
  readHash,
  readInteger,
  readMoney,
  readPower,
  readPrice,
  readTime,
} from '../../src/input/arguments.ts';
import { argument, UsageError } from '../../src/input/usage.ts';

const SEED = { seed: 20261122 };
const NOW = timestamp(1_800_000_000);
const code = (work: () => unknown): string => {
  try {
    return `gave ${work()}`;
  } catch (error) {
    return (error as EvlockError).code;
  }
};

describe('units', () => {
  it('read back what is written, to the last digit', () => {
    const amounts = fc.bigInt({ min: 0n, max: (1n << 63n) - 1n });
    fc.assert(
      fc.property(amounts, (value) => {
        const decimal = formatDecimal(value, 6);
        expect(readEnergy(`${decimal}kWh`)).toBe(value);
        expect(readEnergy(`${value}mWh`)).toBe(value);
        expect(readEnergy(`${formatDecimal(value, 3)} Wh`)).toBe(value);
        expect(readPrice(decimal)).toBe(value);
        expect(readMoney(decimal)).toBe(value);
      }),
      SEED,
    );
  });

  it('never take anything but a decimal and a unit', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const valid = /^\s*\d+(\.\d+)?\s*(MWh|[kK]?[wW][hH]|mWh)\s*$/.test(text);
        if (!valid) expect(code(() => readEnergy(text))).toBe('UNIT_OUT_OF_RANGE');
      }),
      SEED,
    );
  });

  it.each(['2', '-1kWh', '1e3Wh', '0.5mWh', '1.0000001kWh', '1,5kWh', 'kWh', '0x1kWh', '99999999999999999999kWh'])(
    'refuse %s as energy',
    (text) => expect(code(() => readEnergy(text))).toBe('UNIT_OUT_OF_RANGE'),
  );

  it.each(['', '-1', '0.0000001', '1e2', '1kWh', 'NaN', 'Infinity'])('refuse %j as price or money', (text) => {
    expect(code(() => readPrice(text))).toBe('UNIT_OUT_OF_RANGE');
    expect(code(() => readMoney(text))).toBe('UNIT_OUT_OF_RANGE');
  });

  it('may be written in any case where only one can be meant', () => {
    for (const text of ['2kwh', '2 KWH', '2Kwh', '2000wh', '2000 WH', '0.002MWh'])
      expect(readEnergy(text)).toBe(2_000_000n);
    for (const text of ['250w', '250 W', '0.25KW', '0.25kw', '250000mW']) expect(readPower(text)).toBe(250_000);
  });

  it.each([
    [readEnergy, '2', 'has no unit'],
    [readEnergy, '2mwh', 'MWh (a million) or mWh (a thousandth)'],
    [readEnergy, '2MWH', 'MWh (a million) or mWh (a thousandth)'],
    [readEnergy, '2kW', 'kW is not one of'],
    [readEnergy, '0,12kWh', 'write 0.12kWh'],
    [readEnergy, '1,200Wh', 'write 1.200Wh, or 1200Wh'],
    [readPower, '2MW', 'mW (a thousandth)'],
    [readPrice, '0,12', 'write 0.12'],
    [readPrice, '0.12ct', 'a price in tokens per kWh'],
    [readMoney, '1,000.50', 'the decimal separator is a point'],
    [readFraction, '0,5%', 'write 0.5%'],
    [readFraction, '3', 'not a percentage'],
    [readDuration, '15', 'not a duration'],
    [(text: string) => readTime(text, NOW), '2026-11-22T18:30', 'has no zone'],
    [(text: string) => readTime(text, NOW), '2026-11-22', 'not a time'],
  ])('say what is wrong in the words of a person', (read, text, words) => {
    const failing = () => read(text);
    expect(failing).toThrow(
      expect.objectContaining({
        code: 'UNIT_OUT_OF_RANGE',
        details: { problem: expect.stringContaining(words), value: text },
      }),
    );
  });

  it('are what they say', () => {
    expect(readEnergy('1.5kWh')).toBe(1_500_000n);
    expect(readPower('1.5kW')).toBe(1_500_000);
    expect(readFraction('3%')).toBe(30_000);
    expect(readFraction('0.0001 %')).toBe(1);
    expect(code(() => readFraction('101%'))).toBe('UNIT_OUT_OF_RANGE');
    expect(code(() => readPower('3000kW'))).toBe('UNIT_OUT_OF_RANGE');
  });
});

describe('times', () => {
  it('add up', () => {
    const part = fc.nat({ max: 10_000 });
    fc.assert(
      fc.property(part, part, part, (hours, minutes, seconds) => {
        const length = hours * 3600 + minutes * 60 + seconds;
        expect(readDuration(`${hours}h${minutes}m${seconds}s`)).toBe(length);
        expect(readTime(`+${hours}h${minutes}m${seconds}s`, NOW)).toBe(NOW + length);
      }),
      SEED,
    );
  });

  it('come back from ISO 8601', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const text = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
        expect(readTime(text, NOW)).toBe(seconds);
      }),
      SEED,
    );
    expect(readTime('2026-11-22T18:30+01:00', NOW)).toBe(readTime('2026-11-22T17:30Z', NOW));
    expect(readTime('now', NOW)).toBe(NOW);
    expect(readTime('1800000900', NOW)).toBe(1_800_000_900);
  });

  it.each(['', 'tomorrow', '18:30', '2026-11-22', '2026-11-22T18:30', '2026-13-01T00:00Z', '+5', '+-5m', '15'])(
    'refuse %j',
    (text) => expect(code(() => readTime(text, NOW))).toBe('UNIT_OUT_OF_RANGE'),
  );

  it.each([
    '2026-02-29T12:00Z',
    '2026-02-30T12:00Z',
    '2026-04-31T12:00+02:00',
    '2100-02-29T12:00Z',
    '2026-00-10T12:00Z',
    '2026-01-00T12:00Z',
    '2026-01-01T24:00Z',
    '2026-01-01T12:60Z',
    '2026-12-31T23:59:60Z',
    '2026-01-01T12:00+15:00',
    '2026-01-01T12:00+02:60',
  ])('refuse %s, which does not exist', (text) => {
    expect(() => readTime(text, NOW)).toThrow(/no such (time|zone)/);
  });

  it('take the days that do exist', () => {
    expect(readTime('2028-02-29T12:00Z', NOW)).toBe(Date.UTC(2028, 1, 29, 12) / 1000);
    expect(readTime('2028-02-29T00:30+14:00', NOW)).toBe(Date.UTC(2028, 1, 28, 10, 30) / 1000);
  });

  it.each(['', '5', 'm', '1.5h', '-5m', '5 m', '999999999d'])('refuse %j as duration', (text) =>
    expect(code(() => readDuration(text))).toBe('UNIT_OUT_OF_RANGE'),
  );
});

describe('names and numbers', () => {
  it('keep their form', () => {
    expect(readHash(`0x${'AB'.repeat(32)}`)).toBe(`0x${'ab'.repeat(32)}`);
    expect(code(() => readHash('0x12'))).toBe('INVALID_INPUT');
    expect(code(() => readAddress(`0x${'ab'.repeat(32)}`))).toBe('INVALID_INPUT');
    expect(readInteger(-5, 5)('-3')).toBe(-3);
    for (const text of ['6', '1.5', '', 'x', '0x1']) {
      expect(code(() => readInteger(-5, 5)(text))).toBe('UNIT_OUT_OF_RANGE');
    }
  });

  it('of people hold a checksum where they have one', () => {
    const right = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
    expect(readAddress(right)).toBe(right.toLowerCase());
    expect(readAddress(` ${right.toLowerCase()}\n`)).toBe(right.toLowerCase());
    expect(readAddress(`0x${right.slice(2).toUpperCase()}`)).toBe(right.toLowerCase());
    expect(checksummed(readAddress(right.toLowerCase()))).toBe(right);
    for (const wrong of [
      right.replace(/d$/, 'e'),
      right.replace('5aAeb', '5AAeb'),
      right.replace('6053', '6035'),
      `0x${'0'.repeat(40)}`,
      '',
      right.slice(2),
      `${right}00`,
    ]) {
      expect(
        code(() => readAddress(wrong)),
        wrong,
      ).toBe('INVALID_INPUT');
    }
  });

  it('hold it in a file for provisioning too', () => {
    const file = (to: string) => parse(provisionFileSchema, { withdrawalAddresses: [to] });
    expect(file('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed').withdrawalAddresses?.length).toBe(1);
    for (const wrong of ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee', `0x${'0'.repeat(40)}`, '0x12']) {
      expect(() => file(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    }
  });

  it('of the contracts are never paid to', () => {
    const of = (digit: string) => `0x${digit.repeat(40)}` as const;
    const deployment = { token: of('1'), market: of('2'), registry: of('3'), batches: of('5') };
    for (const name of ['token', 'market', 'registry', 'batches'] as const) {
      const paying = () => checkPayable('--to', deployment[name], deployment);
      expect(paying).toThrow(UsageError);
    }
    checkPayable('--to', of('4'), deployment);
  });

  it('fail as wrong usage that names the argument', () => {
    const failing = () => argument('--energy', readEnergy)('2');
    expect(failing).toThrow(UsageError);
    try {
      failing();
    } catch (error) {
      expect((error as UsageError).failure).toMatchObject({
        code: 'UNIT_OUT_OF_RANGE',
        details: { argument: '--energy', value: '2' },
      });
      expect((error as UsageError).failure).toBeInstanceOf(EvlockError);
    }
  });
});
