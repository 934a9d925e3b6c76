/** Stack and heap of the trusted application, measured on this machine, against what it asks of the TEE. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { play, SEQUENCES_PER_DEVICE } from './differential/sequence.ts';
import { describeNative } from './native.ts';
import { buildSecureWorld } from './toolchain.ts';

const DEVICES = 3;

/** `#define NAME (kibibytes * 1024)`, in bytes. */
function asked(name: string): number {
  const text = readFileSync(join(import.meta.dirname, '../user_ta_header_defines.h'), 'utf8');
  const [, kibibytes] = new RegExp(`#define ${name} \\((\\d+) \\* 1024\\)`).exec(text) ?? [];
  return Number(kibibytes) * 1024;
}

describeNative('the trusted application', () => {
  it('takes at most half of the stack and of the heap that it asks for', { timeout: 600_000 }, async () => {
    const program = buildSecureWorld('measured');
    const coverage = new Map<string, number>();
    let [stack, heap] = [0, 0];
    for (let seed = 1; seed <= DEVICES; seed++) {
      const usage = (await play(seed, SEQUENCES_PER_DEVICE, coverage)).twins.usage(program);
      [stack, heap] = [Math.max(stack, usage.stack), Math.max(heap, usage.heap)];
    }
    // The deepest ones are among what was asked.
    expect(['provision ok', 'openDelivery ok', 'signWithdrawal ok'].filter((what) => !coverage.has(what))).toEqual([]);
    process.stdout.write(`stack ${stack} bytes, heap ${heap} bytes\n`);
    expect(stack).toBeGreaterThan(1024);
    expect(heap).toBeGreaterThan(1024);
    expect(2 * stack).toBeLessThanOrEqual(asked('TA_STACK_SIZE'));
    expect(2 * heap).toBeLessThanOrEqual(asked('TA_DATA_SIZE'));
  });
});
