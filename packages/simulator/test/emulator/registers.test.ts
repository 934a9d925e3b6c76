/** The integrator: never negative, never netted, bit for bit the header's arithmetic however batches are split. */
import type { Current, Energy, Ppm } from '@evlock/protocol';
import type { Calibration, Sample } from '@evlock/secure-world';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microAmps, milliVolts } from '../../src/emulator/calibration.ts';
import { count, measure } from '../../src/emulator/registers.ts';
import type { Registers } from '../../src/emulator/state.ts';

const POWER_LIMIT = 50_000_000;
const NANOWATT_MICROS_PER_MWH = 3_600_000_000_000_000n;

const calibrations: fc.Arbitrary<Calibration> = fc.record({
  currentOffset: fc.integer({ min: -4_095_000, max: 4_095_000 }),
  currentScale: fc.integer({ min: -30_000, max: 30_000 }).filter((scale) => scale !== 0),
  voltageOffset: fc.integer({ min: -500_000, max: 500_000 }),
  voltageScale: fc.integer({ min: 1, max: 20_000 }),
  noiseFloor: fc.integer({ min: 0, max: 500 }) as fc.Arbitrary<Current>,
  referenceCurrent: fc.constant(1 as Current),
  referenceTolerance: fc.constant(0 as Ppm),
});
const samples: fc.Arbitrary<Sample[]> = fc.array(
  fc.record({ current: fc.integer({ min: 0, max: 4095 }), voltage: fc.integer({ min: 0, max: 4095 }) }),
  { minLength: 1, maxLength: 60 },
);
const intervals = fc.integer({ min: 100, max: 100_000 });

const empty = (): Registers => ({ import: 0n as Energy, export: 0n as Energy, importRest: 0n, exportRest: 0n });

/** The header's formulas again, with unbounded integers. */
function exact(
  calibration: Calibration,
  batch: readonly Sample[],
  interval: number,
): { import: bigint; export: bigint } {
  const total = { import: 0n, export: 0n };
  for (const sample of batch) {
    const microAmpere =
      ((BigInt(sample.current) * 1000n - BigInt(calibration.currentOffset)) * BigInt(calibration.currentScale)) / 1000n;
    const microVolt =
      ((BigInt(sample.voltage) * 1000n - BigInt(calibration.voltageOffset)) * BigInt(calibration.voltageScale)) / 1000n;
    const floor = BigInt(calibration.noiseFloor) * 1000n;
    if (microAmpere < floor && microAmpere > -floor) continue;
    const energy = microAmpere * (microVolt > 0n ? microVolt / 1000n : 0n) * BigInt(interval);
    if (energy > 0n) total.export += energy;
    else total.import -= energy;
  }
  return total;
}

describe('the registers', () => {
  it('do not creep: below the noise floor nothing counts, however long', () => {
    const calibration: Calibration = {
      currentOffset: 2_000_000,
      currentScale: 16_000,
      voltageOffset: 0,
      voltageScale: 15_000,
      noiseFloor: 130 as Current,
      referenceCurrent: 1 as Current,
      referenceTolerance: 0 as Ppm,
    };
    const noise = [1992, 2008, 1996, 2001].map((current) => ({ current, voltage: 3200 }));
    const flowing = noise.map(({ current, voltage }) => ({ current: current + 20, voltage }));
    const energyOf = (batch: readonly Sample[]) => {
      const { imported, exported } = measure(calibration, batch, POWER_LIMIT);
      return imported + exported;
    };
    expect(energyOf(noise)).toBe(0n);
    expect(energyOf(flowing)).toBeGreaterThan(0n);
  });

  it('count exactly as the header says, however the samples are batched', () => {
    fc.assert(
      fc.property(calibrations, samples, samples, intervals, (calibration, first, second, interval) => {
        const apart = empty();
        const together = empty();
        for (const batch of [first, second]) count(apart, measure(calibration, batch, POWER_LIMIT), interval);
        count(together, measure(calibration, [...first, ...second], POWER_LIMIT), interval);
        const expected = exact(calibration, [...first, ...second], interval);
        expect(apart).toEqual(together);
        expect(apart.import * NANOWATT_MICROS_PER_MWH + apart.importRest).toBe(expected.import);
        expect(apart.export * NANOWATT_MICROS_PER_MWH + apart.exportRest).toBe(expected.export);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('keep import and export separate, leaving the other register unchanged', () => {
    const calibration: Calibration = {
      currentOffset: 2_048_000,
      currentScale: 20_000,
      voltageOffset: 0,
      voltageScale: 15_000,
      noiseFloor: 0 as Current,
      referenceCurrent: 1 as Current,
      referenceTolerance: 0 as Ppm,
    };
    const registers = empty();
    const hour = Array.from({ length: 36 }, () => 0);
    // 5 A at 48 V for an hour out, then for an hour in: 240 Wh each, nothing cancels.
    for (const current of [2298, 1798]) {
      for (const _ of hour) {
        const batch = Array.from({ length: 1000 }, () => ({ current, voltage: 3200 }));
        count(registers, measure(calibration, batch, POWER_LIMIT), 100_000);
      }
    }
    expect(registers).toEqual({ import: 240_000n, export: 240_000n, importRest: 0n, exportRest: 0n });
  });

  it('refuse more power than the limit', () => {
    const calibration = {
      currentOffset: 0,
      currentScale: 1_000_000,
      voltageOffset: 0,
      voltageScale: 1_000_000,
    } as Calibration;
    expect(() => measure(calibration, [{ current: 4095, voltage: 4095 }], POWER_LIMIT)).toThrow('POWER');
    expect(() => measure(calibration, [{ current: 10, voltage: 101 }], 1_000_000)).toThrow('POWER');
    expect(measure(calibration, [{ current: 10, voltage: 100 }], 1_000_000).exported).toBe(1_000_000_000_000n);
  });

  it('truncate towards zero, as C does', () => {
    const calibration = { currentOffset: 1, currentScale: 999, voltageOffset: 5000, voltageScale: 777 } as Calibration;
    expect(microAmps(calibration, 0) + 0).toBe(0);
    expect(microAmps({ ...calibration, currentOffset: 1002 }, 0)).toBe(-1000);
    expect(milliVolts(calibration, 0)).toBe(0);
    expect(milliVolts(calibration, 10)).toBe(3);
  });
});
