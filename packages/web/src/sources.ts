/** Which sources a bundle was built from, as a digest: the bundle's version. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Folder of this package in a clone. */
export const PACKAGE = join(import.meta.dirname, '..');

/** Everything that Vite reads of the clone itself; libraries are named by the lock file. */
const SOURCES = [
  'pages',
  'package.json',
  'vite.config.ts',
  'src/config.ts',
  ...['protocol', 'owner', 'chain'].map((name) => join('..', name, 'src')),
  join('..', '..', 'package-lock.json'),
];

async function filesOf(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Twelve hex digits. Throws what reading throws. */
export async function sourcesVersion(): Promise<string> {
  const files = (await Promise.all(SOURCES.map((path) => filesOf(join(PACKAGE, path))))).flat().sort();
  const digest = createHash('sha256');
  const contents = await Promise.all(files.map((file) => readFile(file)));
  for (const [index, file] of files.entries()) {
    const content = contents[index] ?? Buffer.alloc(0);
    digest.update(`${relative(PACKAGE, file).split(sep).join('/')}\n${content.length}\n`).update(content);
  }
  return digest.digest('hex').slice(0, 12);
}
