/** `npm test`: the contracts' tests by forge, then everything else by vitest. Arguments go to vitest, which then runs alone. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, root } from './steps.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A runner that ended badly without a count is one failure: what did not run never counts as passed. */
const broken: Count = { passed: 0, failed: 1, skipped: 0 };

function contracts(): Count {
  console.log('— contracts: forge test');
  const options = { cwd: join(root, 'contracts'), encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr } = spawnSync(bin('forge'), ['test'], options);
  process.stdout.write(`${stdout}${stderr}`);
  const line = /(\d+) tests? passed, (\d+) failed, (\d+) skipped \(\d+ total/.exec(stdout);
  if (!line) return broken;
  const [passed = 0, failed = 0, skipped = 0] = line.slice(1).map(Number);
  return status !== 0 && failed === 0 ? { ...broken, passed } : { passed, failed, skipped };
}

function packages(args: readonly string[]): Count {
  console.log('— packages: vitest run');
  const folder = mkdtempSync(join(tmpdir(), 'evlock-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(bin('vitest'), ['run', ...reporters, ...args], { cwd: root, stdio: 'inherit' });
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = result;
    return status !== 0 && failed === 0 ? { passed, skipped, failed: 1 } : { passed, failed, skipped };
  } catch {
    return broken;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const args = process.argv.slice(2);
const counts = [...(args.length === 0 ? [contracts()] : []), packages(args)];
const sum = (key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
if (sum('failed') > 0 || sum('passed') === 0) process.exitCode = 1;
