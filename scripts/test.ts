/**
 * `npm test`: the contracts' tests by forge, then the unit tests by vitest. `--project <name>` runs another project of
 * vitest.config.ts instead. Other arguments go to vitest, which then runs without forge; but `--again` runs the files that
 * failed once more, alone, and says so: CI's machine may be busy.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { bin, root } from './steps.ts';
import {
  broken,
  type Count,
  closingLine,
  countOf,
  countOfBoth,
  failedFiles,
  isSuccess,
  type Report,
  sumOf,
} from './test-count.ts';

function contracts(): Count {
  console.log('— contracts: forge test');
  const options = { cwd: join(root, 'contracts'), encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr } = spawnSync(bin('forge'), ['test'], options);
  process.stdout.write(`${stdout}${stderr}`);
  const line = /(\d+) tests? passed, (\d+) failed, (\d+) skipped \(\d+ total/.exec(stdout);
  if (!line) return broken;
  const [passed = 0, failed = 0, skipped = 0] = line.slice(1).map(Number);
  return { passed, failed: status !== 0 ? Math.max(failed, 1) : failed, skipped, passedAgain: 0 };
}

function vitest(args: readonly string[]): { readonly report: Report | undefined; readonly ranWell: boolean } {
  const folder = mkdtempSync(join(tmpdir(), 'evlock-test-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = spawnSync(bin('vitest'), ['run', ...reporters, ...args], { cwd: root, stdio: 'inherit' });
  try {
    return { report: JSON.parse(readFileSync(file, 'utf8')), ranWell: status === 0 };
  } catch {
    return { report: undefined, ranWell: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function packages(project: string, args: readonly string[], again: boolean): Count {
  console.log(`— ${project}: vitest run`);
  const { report, ranWell } = vitest(['--project', project, ...args]);
  const failed = report === undefined ? [] : failedFiles(report);
  if (!again || report === undefined || failed.length === 0) return countOf(report, ranWell);
  const names = failed.map((file) => relative(root, file));
  console.log(`\n— ${names.length} files failed once and are run again: ${names.join(', ')}`);
  const second = vitest(['--project', project, '--maxWorkers=1', ...failed]);
  return countOfBoth(report, second.report, second.ranWell);
}

const args = process.argv.slice(2).filter((arg) => arg !== '--again');
const again = process.argv.includes('--again');
const lane = args.indexOf('--project');
const [, project = 'unit'] = lane < 0 ? [] : args.splice(lane, 2);
const whole = project === 'unit' && args.length === 0;
const count = sumOf([...(whole ? [contracts()] : []), packages(project, args, again)]);
console.log(`\n${closingLine(count)}`);
if (!isSuccess(count, Boolean(process.env.CI))) process.exitCode = 1;
