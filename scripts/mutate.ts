/** `npm run mutate -- [--minutes 60] [--seed 1] [--only Name,Name] [--out FILE]`: mutants of the contracts, see docs/mutants.md. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { pythonTool } from './python-tool.ts';
import { root } from './steps.ts';

const tool = pythonTool('slither-mutate', 'contracts/mutation/requirements.txt');
if ('path' in tool) {
  const script = join(root, 'contracts', 'mutation', 'mutate.py');
  const { status } = spawnSync(join(dirname(tool.path), 'python'), [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} else {
  console.error(`no slither: ${tool.missing}`);
  process.exitCode = 1;
}
