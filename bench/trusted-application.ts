/** Records the stack and heap use of the trusted application's code, to `bench/results/trusted-application.json`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askedUsage, measureUsage } from '../trusted-application/test/usage.ts';

const DEVICES = 12;

const coverage = new Map<string, number>();
const used = await measureUsage(DEVICES, coverage);
const count = (end: string): number =>
  [...coverage].filter(([what]) => what.endsWith(end)).reduce((sum, [, times]) => sum + times, 0);
const requests = count(' ok') + count(' error');
console.log(`stack ${used.stack} bytes, heap ${used.heap} bytes, over ${requests} requests`);
const result = {
  command: 'npm run bench:memory',
  machine: `${process.arch}, native, optimised`,
  requests,
  used,
  asked: askedUsage(),
};
const folder = join(import.meta.dirname, 'results');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'trusted-application.json'), `${JSON.stringify(result, undefined, 2)}\n`);
