/** Peak stack and heap of the trusted application's code over random sequences of commands. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Coverage } from './differential/household.ts';
import { play, SEQUENCES_PER_DEVICE } from './differential/sequence.ts';
import { buildSecureWorld } from './toolchain.ts';

export interface Usage {
  /** Bytes. */
  readonly stack: number;
  readonly heap: number;
}

/** Runs this many devices; adds what was covered to `coverage`. */
export async function measureUsage(devices: number, coverage: Coverage): Promise<Usage> {
  const program = buildSecureWorld('measured');
  let [stack, heap] = [0, 0];
  for (let seed = 1; seed <= devices; seed++) {
    const usage = (await play(seed, SEQUENCES_PER_DEVICE, coverage)).twins.usage(program);
    [stack, heap] = [Math.max(stack, usage.stack), Math.max(heap, usage.heap)];
  }
  return { stack, heap };
}

/** Its TEE allocation. */
export function askedUsage(): Usage {
  const text = readFileSync(join(import.meta.dirname, '../user_ta_header_defines.h'), 'utf8');
  const bytes = (name: string): number => {
    const [, kibibytes] = new RegExp(`#define ${name} \\((\\d+) \\* 1024\\)`).exec(text) ?? [];
    return Number(kibibytes) * 1024;
  };
  return { stack: bytes('TA_STACK_SIZE'), heap: bytes('TA_DATA_SIZE') };
}
