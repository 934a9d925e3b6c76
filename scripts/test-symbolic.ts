/**
 * `npm run test:symbolic`: what `contracts/test/symbolic` says of all inputs, proven by halmos. Leaves what was proven, and how
 * long it took, in bench/results/symbolic.json. Skipped, and says so, where Python or halmos cannot be had; under CI that fails.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { pythonTool } from './python-tool.ts';
import { root } from './steps.ts';

const requirements = 'contracts/test/symbolic/requirements.txt';
/** The schedule has three entries, and a loop over them ends in a fourth round. */
const common = ['--forge-build-out', 'cache/symbolic', '--loop', '4', '--solver-timeout-assertion', '120000'];
/** Products and divisions of 64 bits want a solver that reads them as integers; the rest is faster by halmos's own. */
const suites = [
  { contract: 'SymbolicLibraries', solver: 'yices' },
  { contract: 'SymbolicLocks', solver: 'yices' },
  { contract: 'SymbolicCloseTable', solver: 'cvc5-int' },
] as const;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours
const colours = /\x1b\[[0-9;]*m/g;
const verdict = /^\[(\w+)\] (\w+)\(.*\(paths: (\d+), time: ([\d.]+)s/gm;

interface Property {
  readonly name: string;
  readonly result: string;
  readonly paths: number;
  readonly seconds: number;
}

/** @returns what halmos says of one contract's properties; nothing if a part of them is not proven. */
function prove(halmos: string, { contract, solver }: (typeof suites)[number]): Property[] | undefined {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  const env = { ...process.env, PATH: path, FOUNDRY_PROFILE: 'symbolic' };
  const options = { cwd: join(root, 'contracts'), encoding: 'utf8', env, maxBuffer: 2 ** 28 } as const;
  const python = `"${join(dirname(halmos), 'python')}" "${join(root, 'contracts/test/symbolic/cvc5-int.py')}"`;
  const by = solver === 'yices' ? ['--solver', 'yices'] : ['--solver-command', python];
  const { status, stdout, stderr } = spawnSync(halmos, ['--contract', contract, ...by, ...common], options);
  const text = `${stdout}${stderr}`.replaceAll(colours, '');
  const properties = [...text.matchAll(verdict)].map(([line, result = '', name = '', paths, seconds]) => {
    console.log(line);
    return { name, result, paths: Number(paths), seconds: Number(seconds) };
  });
  const unproven = properties.filter(({ result }) => result !== 'PASS');
  // A loop that was not followed to its end would make a proof one of a few rounds only.
  const cut = text.includes('loop unrolling bound');
  if (cut) console.error('halmos did not follow a loop to its end');
  if (properties.length > 0 && unproven.length === 0 && !cut && status === 0) return properties;
  if (properties.length === 0) console.error(text.split('\n').slice(-20).join('\n'));
  return undefined;
}

function proveAll(halmos: string): void {
  const found = suites.map((suite) => ({ ...suite, properties: prove(halmos, suite) }));
  const count = found.reduce((sum, { properties }) => sum + (properties?.length ?? 0), 0);
  if (found.some(({ properties }) => properties === undefined)) {
    process.exitCode = 1;
    return;
  }
  const tools = 'halmos 0.3.3, cvc5 1.4.2';
  const report = { command: 'npm run test:symbolic', tools, bounds: common.slice(2).join(' '), suites: found };
  writeFileSync(join(root, 'bench', 'results', 'symbolic.json'), `${JSON.stringify(report, null, 2)}\n`);
  console.log(`${count} properties proven for all inputs`);
}

const tool = pythonTool('halmos', requirements);
if ('path' in tool) {
  proveAll(tool.path);
} else {
  console.log(`SKIPPED: no halmos: ${tool.missing}`);
  if (process.env.CI) process.exitCode = 1;
}
