/** Stack and heap of the trusted application, measured on this machine, against its TEE allocation. */
import { expect, it } from 'vitest';
import { describeNative } from './native.ts';
import { askedUsage, measureUsage } from './usage.ts';

describeNative('the trusted application', () => {
  it('uses at most half of its allocated stack and heap', async () => {
    const coverage = new Map<string, number>();
    const [used, asked] = [await measureUsage(3, coverage), askedUsage()];
    // The deepest calls were among the requests.
    const deepest = ['provision ok', 'openDelivery ok', 'signWithdrawal ok'];
    expect(deepest.filter((what) => !coverage.has(what))).toEqual([]);
    expect(used.stack).toBeGreaterThan(1024);
    expect(used.heap).toBeGreaterThan(1024);
    expect(2 * used.stack).toBeLessThanOrEqual(asked.stack);
    expect(2 * used.heap).toBeLessThanOrEqual(asked.heap);
  });
});
