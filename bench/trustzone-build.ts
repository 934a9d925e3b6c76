/**
 * `npm run bench:trustzone-build`: how long the TrustZone machine takes to build and to boot, to
 * `bench/results/trustzone-build.json`. Builds in a folder of its own, from nothing. Minutes; for figures, on a quiet host.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { TrustZoneMachine } from '@evlock/simulator/internal/trustzone';
import type { Build, TrustzoneBuildResult } from './trustzone/build-result.ts';

const BOOTS = 7;
/** Seconds. */
const GOALS = { warm: 40, boot: 10 };
const root = join(import.meta.dirname, '..');

const folder = await mkdtemp(join(tmpdir(), 'evlock-bench-build-'));
const out = join(folder, 'out');
const load = (): number => Math.round(100 * (loadavg()[0] ?? 0)) / 100;
const tenths = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;

function build(name: string): Build {
  const began = performance.now();
  const script = join(root, 'trusted-application', 'qemu', 'build.sh');
  const options = ['--out', out, '--cache', join(folder, 'cache')];
  const { status, stdout, stderr } = spawnSync('bash', [script, ...options], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const seconds = tenths(performance.now() - began);
  const lines = stdout.matchAll(/^trustzone: (.*?) {2,}(\d+) s(, unchanged)?$/gm);
  const parts = [...lines].filter(([, , , unchanged]) => unchanged === undefined);
  console.log(`${name}: ${seconds} s\n${stdout}`);
  return { seconds, parts: Object.fromEntries(parts.map(([, part, taken]) => [part, Number(taken)])) };
}

async function boot(): Promise<number> {
  const options = { image: join(out, 'image'), folder: join(folder, 'machine') };
  const machine = new TrustZoneMachine(options, { random: (size) => new Uint8Array(randomBytes(size)) });
  machine.prepare();
  const began = performance.now();
  try {
    await machine.start();
    return Math.round(performance.now() - began);
  } finally {
    await machine.kill();
  }
}

try {
  const before = load();
  const cold = build('cold');
  await rm(join(out, 'stamps', 'application'));
  await rm(join(out, 'build', 'application'), { recursive: true });
  const applicationChanged = build('application changed');
  const unchanged = build('unchanged');
  const runs: number[] = [];
  while (runs.length < BOOTS) runs.push(await boot());
  runs.sort((one, two) => one - two);
  const result: TrustzoneBuildResult = {
    command: 'npm run bench:trustzone-build',
    machine: `${cpus().length} processors, ${process.arch}`,
    load: [before, load()],
    goals: GOALS,
    cold,
    applicationChanged,
    unchanged,
    boot: { median: runs[Math.floor(BOOTS / 2)] ?? Number.NaN, runs },
  };
  console.log(JSON.stringify(result, null, 2));
  const file = join(root, 'bench', 'results', 'trustzone-build.json');
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
