import { energy, milliseconds, power, ppm } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { buyerBound, energyOver, receiptSlack, sellerBound } from '../src/trade-rules.ts';
import { rules } from './samples.ts';

describe('the stated bounds', () => {
  it('round up to whole mWh', () => {
    expect(energyOver(power(3_600_000), milliseconds(1000))).toBe(1000n);
    expect(energyOver(power(1), milliseconds(1))).toBe(1n);
    expect(energyOver(power(0), milliseconds(1000))).toBe(0n);
  });

  it('are 1.6 Wh and the loss band for a seller, 1.6 Wh for a buyer, at 1 440 W', () => {
    expect(receiptSlack(rules)).toBe(1200n);
    expect(sellerBound(rules, energy(1_000_000), ppm(50_000))).toBe(1608n + 50_000n);
    expect(buyerBound(rules)).toBe(1600n);
  });
});
