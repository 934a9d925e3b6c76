/** `npm run test:fuzz`: libFuzzer on every target, for a minute in total, or as many seconds each as the argument says. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasClang, missing } from '../toolchain.ts';
import { buildTarget, fuzzTargets } from './targets.ts';

const SECONDS = Number(process.argv[2] ?? 10);
const problem = missing ?? (hasClang() ? undefined : 'clang, which provides libFuzzer, is missing');

async function run(): Promise<void> {
  for (const { name, seeds } of await fuzzTargets()) {
    const folder = mkdtempSync(join(tmpdir(), `evlock-fuzz-${name}-`));
    const corpus = join(folder, 'corpus');
    mkdirSync(corpus);
    for (const [index, seed] of seeds.entries()) writeFileSync(join(corpus, String(index)), seed);
    const args = [
      `-max_total_time=${SECONDS}`,
      '-seed=21',
      '-max_len=16380',
      `-artifact_prefix=${folder}/`,
      '-print_final_stats=1',
      corpus,
    ];
    const { status, stderr } = spawnSync(buildTarget(name, 'libfuzzer'), args, {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const [, inputs = '0'] = /number_of_executed_units: (\d+)/.exec(stderr) ?? [];
    process.stdout.write(`${name}: ${status === 0 ? 'nothing found' : 'FAILED'}, ${inputs} inputs in ${SECONDS} s\n`);
    if (status === 0) {
      rmSync(folder, { recursive: true });
      continue;
    }
    process.stderr.write(`${stderr.slice(-6000)}\nThe input is in ${folder}.\n`);
    process.exitCode = 1;
  }
}

if (problem === undefined) {
  await run();
} else {
  process.stdout.write(`fuzzing skipped: ${problem}\n`);
  if (process.env.CI === 'true') process.exitCode = 1;
}
