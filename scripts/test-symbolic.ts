/**
 * `npm run test:symbolic`: what `contracts/test/symbolic` says of all inputs, proven by halmos. Leaves what was proven, and how
 * long it took, in bench/results/symbolic.json. Skipped, and says so, where Python or halmos cannot be had; under CI that fails.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pythonTool } from './python-tool.ts';
import { root } from './steps.ts';

const requirements = 'contracts/test/symbolic/requirements.txt';
/** The schedule has three entries, and a loop over them ends in a fourth round. */
const args = ['--contract', 'SymbolicLibraries', '--loop', '4', '--solver-timeout-assertion', '120000'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours
const colours = /\x1b\[[0-9;]*m/g;
const verdict = /^\[(\w+)\] (\w+)\(.*\(paths: (\d+), time: ([\d.]+)s/gm;

function prove(halmos: string): void {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  const options = { cwd: join(root, 'contracts'), encoding: 'utf8', env: { ...process.env, PATH: path } } as const;
  const { status, stdout, stderr } = spawnSync(halmos, args, { ...options, maxBuffer: 2 ** 28 });
  const text = `${stdout}${stderr}`.replaceAll(colours, '');
  const properties = [...text.matchAll(verdict)].map(([line, result, name, paths, seconds]) => {
    console.log(line);
    return { name, result, paths: Number(paths), seconds: Number(seconds) };
  });
  const unproven = properties.filter(({ result }) => result !== 'PASS');
  // A loop that was not followed to its end would make a proof one of a few rounds only.
  const cut = text.includes('loop unrolling bound');
  if (cut) console.error('halmos did not follow a loop to its end');
  if (properties.length === 0 || unproven.length > 0 || cut || status !== 0) {
    if (properties.length === 0) console.error(text.split('\n').slice(-20).join('\n'));
    process.exitCode = 1;
    return;
  }
  const report = { command: 'npm run test:symbolic', tool: 'halmos 0.3.3', bounds: args.join(' '), properties };
  writeFileSync(join(root, 'bench', 'results', 'symbolic.json'), `${JSON.stringify(report, null, 2)}\n`);
  console.log(`${properties.length} properties proven for all inputs`);
}

const tool = pythonTool('halmos', requirements);
if ('path' in tool) {
  prove(tool.path);
} else {
  console.log(`SKIPPED: no halmos: ${tool.missing}`);
  if (process.env.CI) process.exitCode = 1;
}
