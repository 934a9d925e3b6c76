import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { publishedPackages } from '../packing/packages.ts';
import { examplesOf } from '../packing/readme-examples.ts';
import { bin, root } from '../steps.ts';

// In node_modules, from where the packages are found by name.
const folder = mkdtempSync(join(root, 'node_modules', '.examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const typeCheck = (sources: Readonly<Record<string, string>>): string => {
  for (const [name, source] of Object.entries(sources)) writeFileSync(join(folder, name), `${source}export {};\n`);
  const config = {
    extends: join(root, 'tsconfig.json'),
    files: Object.keys(sources),
    include: ['../../packages/*/src/**/*.d.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  return spawnSync(bin('tsc'), ['-p', folder], { encoding: 'utf8' }).stdout;
};

const examples = Object.fromEntries(
  publishedPackages().flatMap(({ name, folder: from }) =>
    examplesOf(readFileSync(join(from, 'README.md'), 'utf8')).map(({ line, source }) => [`${name}-${line}.ts`, source]),
  ),
);

describe("the READMEs' examples", () => {
  // The pack lane compiles and runs them against the installed packages; here a changed signature is noticed at once.
  it('compile against the sources', () => {
    expect(Object.keys(examples).length).toBeGreaterThan(5);
    expect(typeCheck(examples)).toBe('');
  });

  it('are refused where one calls what is not there', () => {
    const wrong = { 'wrong.ts': "import { createEmulator } from '@evlock/simulator';\ncreateEmulator('').start();\n" };
    expect(typeCheck(wrong)).toContain("Property 'start' does not exist");
  });
});
