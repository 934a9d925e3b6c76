/**
 * `npm run test:differential`: 10 000 random command sequences to the native code and to the emulator, in several processes,
 * each with seeds of its own. Leaves what was asked and answered in bench/results/differential.json.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, root } from './steps.ts';

const SEQUENCES = 10_000;
/** As in trusted-application/test/differential/sequence.ts. */
const SEQUENCES_PER_DEVICE = 20;
const PROCESSES = Math.min(4, availableParallelism());

interface Figures {
  readonly sequences: number;
  readonly requests: number;
  /** How often each command was answered, and refused. */
  readonly answers: Readonly<Record<string, number>>;
}

/** `devices` from the seed `first` on. Rejects when the two differ anywhere. */
function share(first: number, devices: number, result: string): Promise<Figures> {
  const env = {
    ...process.env,
    EVLOCK_DIFFERENTIAL_RUNS: String(devices * SEQUENCES_PER_DEVICE),
    EVLOCK_DIFFERENTIAL_SEED: String(first),
    EVLOCK_DIFFERENTIAL_RESULT: result,
  };
  const args = ['run', '--project', 'unit', 'trusted-application/test/differential.test.ts', '--maxWorkers=1'];
  const child = spawn(bin('vitest'), args, { cwd: root, stdio: 'inherit', env });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(JSON.parse(readFileSync(result, 'utf8')) as Figures);
      else reject(new Error(`seeds from ${first} on: vitest ended with ${code}`));
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), 'evlock-differential-'));
try {
  const devices = SEQUENCES / SEQUENCES_PER_DEVICE;
  const bounds = Array.from({ length: PROCESSES + 1 }, (_, index) => Math.round((devices * index) / PROCESSES));
  const shares = bounds
    .slice(1)
    .map((end, index) => share(1 + (bounds[index] ?? 0), end - (bounds[index] ?? 0), join(folder, String(index))));
  const figures = await Promise.all(shares);
  const answers: Record<string, number> = {};
  for (const [what, count] of figures.flatMap((one) => Object.entries(one.answers)))
    answers[what] = (answers[what] ?? 0) + count;
  const result = {
    command: 'npm run test:differential',
    sequences: figures.reduce((sum, { sequences }) => sum + sequences, 0),
    devices,
    seeds: `1 to ${devices}`,
    requests: figures.reduce((sum, { requests }) => sum + requests, 0),
    differences: 0,
    answers: Object.fromEntries(Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1))),
  };
  writeFileSync(join(root, 'bench', 'results', 'differential.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
