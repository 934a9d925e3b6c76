import { type Energy, ppm } from '@evlock/protocol';
import { at } from '@evlock/testing/meter/samples';
import { describe, expect, it } from 'vitest';
import { lossExceeded, withPoint } from '../../src/trade/loss-rule.ts';
import type { EnergyPoint } from '../../src/trade/trade-progress.ts';

const point = (ms: number, own: bigint, partner: bigint): EnergyPoint => ({
  at: at(ms),
  own: own as Energy,
  partner: partner as Energy,
});
const limits = { band: ppm(50_000), slack: 100n as Energy, window: at(5000) };

describe('the loss rule', () => {
  it('allows band × energy + slack over the whole trade, to the mWh', () => {
    expect(lossExceeded([], point(0, 10_000n, 9400n), limits)).toBe(false);
    expect(lossExceeded([], point(0, 10_000n, 9399n), limits)).toBe(true);
    expect(lossExceeded([], point(0, 9399n, 10_000n), limits)).toBe(true);
  });

  it('applies the same to the window alone', () => {
    const points = [point(0, 100_000n, 100_000n)];
    expect(lossExceeded(points, point(5000, 101_000n, 100_850n), limits)).toBe(false);
    expect(lossExceeded(points, point(5000, 101_000n, 100_849n), limits)).toBe(true);
  });

  it('keeps one point a window old and those after it', () => {
    let points: EnergyPoint[] = [];
    for (let ms = 0; ms <= 20_000; ms += 100) points = withPoint(points, point(ms, BigInt(ms), 0n), at(5000));
    expect(20_000 - points[0]!.at).toBeGreaterThanOrEqual(5000);
    expect(20_000 - points[1]!.at).toBeLessThan(5000);
    expect(points.length).toBeLessThan(25);
  });
});
