import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { energy, milliseconds, power, ppm } from '@evlock/protocol';
import { rules } from '@evlock/testing/meter/samples';
import { describe, expect, it } from 'vitest';
import { buyerBound, energyOver, receiptSlack, sellerBound } from '../../src/trade/trade-rules.ts';

describe('the stated bounds', () => {
  it('round up to whole mWh', () => {
    expect(energyOver(power(3_600_000), milliseconds(1000))).toBe(1000n);
    expect(energyOver(power(1), milliseconds(1))).toBe(1n);
    expect(energyOver(power(0), milliseconds(1000))).toBe(0n);
  });

  it('are those of docs/architecture.md, at 1 440 W', async () => {
    const document = await readFile(join(import.meta.dirname, '../../../../docs/architecture.md'), 'utf8');
    const stated = [...document.matchAll(/= ([\d ]+) mWh/g)].map(([, digits]) =>
      BigInt(digits?.replace(/ /g, '') ?? 0),
    );
    const band = ppm(50_000);
    expect(stated).toEqual([sellerBound(rules, energy(0), band), buyerBound(rules)]);
    expect(sellerBound(rules, energy(1_000_000), band)).toBe(sellerBound(rules, energy(0), band) + 50_000n);
    expect(receiptSlack(rules)).toBe(1200n);
  });
});
