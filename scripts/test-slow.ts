/**
 * `npm run test:slow`: the properties once more, long. The contracts' fuzz and invariants in their slow profile, then random
 * lives of trades and the search over all states of two meters, `npm run test:differential`, and the proofs of
 * `npm run test:symbolic`. Leaves the figures in bench/results/properties.json.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, root } from './steps.ts';

/** Sequences against real contracts; the cheaper properties take a multiple of it. */
const RUNS = process.env.EVLOCK_PROPERTY_RUNS ?? '300';
const files = [
  'packages/chain/test/property',
  'packages/meter/test/trade/model',
  'packages/protocol/test/settlement/trade-decision.test.ts',
];

/** Lines of forge that say how often something was tried. */
const counted = /\[PASS\] (\w+)\(.*\(runs: (\d+)(?:, calls: (\d+))?/g;

function contracts(): object[] {
  console.log('— contracts: forge test, slow profile');
  // Gas and code size do not depend on how often they are measured.
  const env = { ...process.env, FOUNDRY_PROFILE: 'slow' };
  const options = { cwd: join(root, 'contracts'), encoding: 'utf8', maxBuffer: 2 ** 28, env } as const;
  const { status, stdout, stderr } = spawnSync(bin('forge'), ['test'], options);
  process.stdout.write(`${stdout}${stderr}`);
  if (status !== 0) process.exitCode = 1;
  const found = [...stdout.matchAll(counted)];
  return found.map(([, name, runs, calls]) => ({
    name,
    runs: Number(runs),
    ...(calls === undefined ? {} : { calls: Number(calls) }),
  }));
}

function packages(): object[] {
  console.log('— packages: vitest run, long');
  const folder = mkdtempSync(join(tmpdir(), 'evlock-properties-'));
  const report = join(folder, 'report');
  writeFileSync(report, '');
  const env = { ...process.env, EVLOCK_PROPERTY_RUNS: RUNS, EVLOCK_PROPERTY_REPORT: report };
  try {
    const { status } = spawnSync(bin('vitest'), ['run', '--project', 'unit', ...files], {
      cwd: root,
      stdio: 'inherit',
      env,
    });
    if (status !== 0) process.exitCode = 1;
    const lines = readFileSync(report, 'utf8').split('\n').filter(Boolean);
    return lines.map((line): { readonly name: string } => JSON.parse(line)).sort((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A script with a result of its own. */
function lane(title: string, script: string): void {
  console.log(`— ${title}`);
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

lane('secure world: native code and emulator, 10 000 sequences', 'scripts/test-differential.ts');
lane('contracts: proofs for all inputs', 'scripts/test-symbolic.ts');
const result = { command: 'npm run test:slow', contracts: contracts(), packages: packages() };
if (process.exitCode === undefined) {
  writeFileSync(join(root, 'bench', 'results', 'properties.json'), `${JSON.stringify(result, null, 2)}\n`);
}
