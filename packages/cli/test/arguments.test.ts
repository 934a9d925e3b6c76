import { EvlockError, formatDecimal, timestamp } from '@evlock/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
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
} from '../src/arguments.ts';
import { argument, UsageError } from '../src/usage.ts';

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
        const valid = /^\s*\d+(\.\d+)?\s*(MWh|kWh|Wh|mWh)\s*$/.test(text);
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
