/**
 * Writes every generated file (`npm run generate`), or with `--check` lists those that are out of date. A generator is a module
 * in `generators/` whose `generate()` returns path → content.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

export interface Generator {
  generate(): Promise<Record<string, string>> | Record<string, string>;
}

const stale: string[] = [];
for (const file of (await readdir(join(import.meta.dirname, 'generators'))).sort()) {
  const generator: Generator = await import(join(import.meta.dirname, 'generators', file));
  for (const [path, content] of Object.entries(await generator.generate())) {
    const target = join(root, path);
    const present = await readFile(target, 'utf8').catch(() => undefined);
    if (present === content) continue;
    if (values.check) {
      stale.push(path);
    } else {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
      console.log(`wrote ${path}`);
    }
  }
}
if (stale.length > 0) {
  console.error(`Generated files differ: ${stale.join(', ')}. Run npm run generate and commit them.`);
  process.exitCode = 1;
}
