/** A tool from PyPI, in a virtual environment under `node_modules/.cache`: for lanes that are skipped without it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.ts';

/**
 * @param name - of the program that the requirements bring.
 * @param requirements - path of pip's file, with exact versions.
 * @returns the program's path, or why there is none.
 */
export function pythonTool(
  name: string,
  requirements: string,
): { readonly path: string } | { readonly missing: string } {
  const version = readFileSync(join(root, requirements), 'utf8')
    .trim()
    .replaceAll(/[^\w.-]+/g, '_');
  const folder = join(root, 'node_modules', '.cache', 'evlock-python', version);
  const path = join(folder, 'bin', name);
  if (existsSync(path)) return { path };
  const quiet = { encoding: 'utf8' } as const;
  const made = spawnSync('python3', ['-m', 'venv', folder], quiet);
  if (made.status !== 0) return { missing: `python3 -m venv: ${made.error?.message ?? made.stderr.trim()}` };
  const pip = spawnSync(join(folder, 'bin', 'pip'), ['install', '--quiet', '-r', join(root, requirements)], quiet);
  if (pip.status !== 0) return { missing: `pip install -r ${requirements}: ${pip.stderr.trim().split('\n').at(-1)}` };
  return { path };
}
