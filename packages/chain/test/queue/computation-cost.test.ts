import { EvlockError } from '@evlock/protocol';
import { BATCH, costsOfCalls } from '@evlock/testing/chain/costly-calls';
import { LocalMarket } from '@evlock/testing/chain/local-market';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPUTATION_COST_LIMIT, computationCostOf, opcodeCost, type TraceStep } from '../../src/index.ts';

/** `MAX_BATCH` of the market. */
const MOST_ITEMS = 100;

const hex = (value: number): string => `0x${value.toString(16)}`;

describe('the cost table', () => {
  it('knows families of opcodes', () => {
    expect(opcodeCost('PUSH1')).toBe(120);
    expect(opcodeCost('PUSH32')).toBe(120);
    expect(opcodeCost('PUSH0')).toBe(80);
    expect(opcodeCost('DUP15')).toBe(237);
    expect(opcodeCost('SWAP7')).toBe(199);
  });

  it('rejects what it does not know instead of counting it as zero', () => {
    expect(() => opcodeCost('DUP17')).toThrow(EvlockError);
    expect(() => opcodeCost('CLZ')).toThrow(EvlockError);
  });

  it("adds a precompiled contract's cost to its call", () => {
    const call = (address: number, size: number): TraceStep => ({
      op: 'STATICCALL',
      // Output size and offset, input size and offset, address, gas.
      stack: [hex(32), hex(0), hex(size), hex(0), hex(address), hex(5_000)],
    });
    expect(computationCostOf([call(0x01, 128)])).toBe(10_000 + 113_150);
    expect(computationCostOf([call(0x100, 160)])).toBe(10_000 + 235_000);
    expect(computationCostOf([call(0x02, 33)])).toBe(10_000 + 1_000 + 2 * 100);
    expect(computationCostOf([call(0x1234, 33)])).toBe(10_000);
    expect(() => computationCostOf([call(0x05, 96)])).toThrow(EvlockError);
  });
});

describe('our calls on Kaia', () => {
  let localMarket: LocalMarket;
  beforeAll(async () => {
    localMarket = await LocalMarket.start({ traces: true });
  });
  afterAll(() => localMarket.stop());

  it('each stay under the limit for one transaction, as does the largest batch', async () => {
    const costs = await costsOfCalls(localMarket);
    expect(Object.keys(costs).sort()).toEqual(
      [
        ...['openTrade', 'settleFinal', 'claim', 'settleClaimed', 'expire', 'cancelOrder', 'withdraw'],
        'free',
        ...[`openMany of ${BATCH}`, `settleFinalMany of ${BATCH}`],
        `freeAndOpenMany of ${BATCH}`,
      ].sort(),
    );
    for (const [name, { computationCost }] of Object.entries(costs)) {
      const items = name.startsWith('freeAndOpen') ? 2 * BATCH : BATCH;
      const largest = name.endsWith(`of ${BATCH}`) ? (computationCost / items) * MOST_ITEMS : computationCost;
      expect(largest, name).toBeLessThan(COMPUTATION_COST_LIMIT);
    }
    // Two signatures each: less would mean an incomplete trace.
    expect(costs.openTrade!.computationCost).toBeGreaterThan(2 * 123_150);
    expect(costs[`openMany of ${BATCH}`]!.computationCost).toBeGreaterThan(BATCH * 2 * 123_150);
  });
});
