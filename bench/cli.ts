/** Records how fast `evlock` responds, to `bench/results/cli.json`, next to an idle Node. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { latencyOf, ratio } from './statistics.ts';

const ROUNDS = 15;
const evlock = join(import.meta.dirname, '../packages/cli/bin/evlock');

const commands: Readonly<Record<string, readonly [string, ...string[]]>> = {
  node: [process.execPath, '-e', '0'],
  version: [evlock, '--version'],
  help: [evlock, '--help'],
  refused: [evlock, 'offers', 'list', '--profile', '/does/not/exist.json'],
};

function once([program, ...args]: readonly [string, ...string[]]): number {
  const begun = performance.now();
  const { error } = spawnSync(program, args, { stdio: 'ignore' });
  if (error) throw error;
  return performance.now() - begun;
}

const times = Object.fromEntries(Object.keys(commands).map((name) => [name, [] as number[]]));
// Interleaved, so that a busy moment affects all of them.
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, command] of Object.entries(commands)) {
    const milliseconds = once(command);
    // The first run of each fills the caches.
    if (round > 0) times[name]?.push(milliseconds);
  }
}

const latencies = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, latencyOf(list)]));
const node = latencies.node?.p50 ?? 0;
const ratios = Object.fromEntries(Object.entries(latencies).map(([name, { p50 }]) => [name, ratio(p50, node)]));
const result = { command: 'npm run bench:cli', rounds: ROUNDS, microseconds: latencies, timesNode: ratios };
await writeFile(join(import.meta.dirname, 'results', 'cli.json'), `${JSON.stringify(result, undefined, 2)}\n`);
console.log(JSON.stringify(result, undefined, 2));
