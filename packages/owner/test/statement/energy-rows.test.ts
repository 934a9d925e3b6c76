import { energyRows } from '@evlock/owner';
import type { Energy } from '@evlock/protocol';
import { energyHistoryOf, signedReadings } from '@evlock/testing/owner/history-samples';
import { describe, expect, it } from 'vitest';

const at = [0, 900, 1_800, 2_700, 3_600, 4_500];
const rows = (ends: readonly number[]) => {
  const history = energyHistoryOf(at, signedReadings(ends));
  return energyRows(at, history).map((row) => [row.import, row.export, row.since]);
};

describe('energy between moments', () => {
  it('is what the registers counted', () => {
    expect(rows([0, 900, 1_800, 2_700, 3_600, 4_500])).toEqual(Array.from({ length: 5 }, () => [10n, 1n, null]));
  });

  it('begins at zero with the first reading of all', () => {
    expect(rows([1_800, 2_700]).slice(0, 3)).toEqual([
      [null, null, null],
      [10n, 1n, null],
      [10n, 1n, null],
    ]);
  });

  it('loses nothing while readings are missing: it is counted in the next, which says since when', () => {
    const found = rows([0, 900, 3_600, 4_500]);
    expect(found).toEqual([
      [10n, 1n, null],
      [null, null, null],
      [null, null, null],
      [10n, 1n, 900],
      [10n, 1n, null],
    ]);
  });

  it('counts several readings within a step together', () => {
    expect(rows([0, 300, 600, 900, 1_800])[0]).toEqual([30n, 3n, null]);
  });

  it('is unknown where the registers before are', () => {
    const readings = signedReadings([900, 1_800]).map((one) => ({
      ...one,
      reading: { ...one.reading, previousHash: '0x01' as const },
    }));
    const history = energyHistoryOf(at, readings);
    expect(energyRows(at, history).map((row) => row.import)).toEqual([null, 10n, null, null, null]);
  });

  it('tells what was traded, by receipts', () => {
    const history = energyHistoryOf(at, []);
    expect(energyRows(at, history).map(({ bought, sold }) => [bought, sold])).toEqual(
      Array.from({ length: 5 }, () => [100n as Energy, 0n]),
    );
  });
});
