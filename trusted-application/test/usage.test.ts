/** Stack and heap of the trusted application, measured on this machine, against what it asks of the TEE. */
import { expect, it } from 'vitest';
import { describeNative } from './native.ts';
import { askedUsage, measureUsage } from './usage.ts';

describeNative('the trusted application', () => {
  it('takes at most half of the stack and of the heap that it asks for', async () => {
    const coverage = new Map<string, number>();
    const [used, asked] = [await measureUsage(3, coverage), askedUsage()];
    // The deepest ones are among what was asked.
    const deepest = ['provision ok', 'openDelivery ok', 'signWithdrawal ok'];
    expect(deepest.filter((what) => !coverage.has(what))).toEqual([]);
    expect(used.stack).toBeGreaterThan(1024);
    expect(used.heap).toBeGreaterThan(1024);
    expect(2 * used.stack).toBeLessThanOrEqual(asked.stack);
    expect(2 * used.heap).toBeLessThanOrEqual(asked.heap);
  });
});
