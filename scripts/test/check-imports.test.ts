import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { house } from '../imports/house.ts';
import { roomCircles } from '../imports/rules.ts';
import { root } from '../steps.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A checkout of these files, with every room of the packages that are in it. */
function checkout(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'evlock-house-'));
  folders.push(folder);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  mkdirSync(join(folder, 'node_modules', '@evlock'), { recursive: true });
  for (const name of [...Object.keys(house), 'testing']) {
    const exports = { '.': './src/index.ts', './internal/*': './internal/*.ts' };
    write(
      `packages/${name}/package.json`,
      JSON.stringify({ name: `@evlock/${name}`, exports, devDependencies: { dev: '1.0.0' } }),
    );
    write(`packages/${name}/src/index.ts`, 'export const value = 1;\nexport type Value = typeof value;\n');
    write(`packages/${name}/internal/part.ts`, "export * from '../src/index.ts';\n");
    for (const room of house[name]?.rooms ?? [])
      write(`packages/${name}/src/${room}/any.ts`, 'export const any = 1;\n');
    symlinkSync(join('..', '..', 'packages', name), join(folder, 'node_modules', '@evlock', name));
  }
  write('node_modules/dev/package.json', JSON.stringify({ name: 'dev', version: '1.0.0', main: 'dist/index.js' }));
  write('node_modules/dev/dist/index.js', 'module.exports = {};\n');
  for (const [path, text] of Object.entries(files)) write(path, text);
  return folder;
}

/** What is against the rules: of each line the rule and where it is broken. */
function check(files: Readonly<Record<string, string>>): readonly string[] {
  const script = join(root, 'scripts', 'check-imports.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, checkout(files)], { encoding: 'utf8' });
  const problems = stderr
    .trim()
    .split('\n')
    .filter((line) => line !== '');
  expect(stdout).toContain(`${problems.length} against the rules`);
  expect(status).toBe(problems.length > 0 ? 1 : 0);
  return problems;
}

const imports = (target: string): string => `import { value } from '${target}';\nexport const own = value;\n`;
const importsType = (target: string): string => `import type { Value } from '${target}';\nexport type Own = Value;\n`;

describe('the import check', () => {
  it('finds nothing in a house that keeps to its rules', { timeout: 60_000 }, () => {
    const files = {
      'packages/owner/src/index.ts': importsType('@evlock/chain'),
      'packages/owner/src/node/files.ts': `import { readFile } from 'node:fs';\n${imports('@evlock/files')}export { readFile };\n`,
      'packages/gateway/src/http/api.ts': imports('../market/market.ts'),
      'packages/gateway/src/market/market.ts': imports('@evlock/protocol'),
      'packages/gateway/test/api.test.ts': imports('@evlock/testing'),
      'tests/lane/lane.ts': imports('@evlock/gateway/internal/part'),
      'packages/web/pages/shared/text.ts': importsType('@evlock/protocol'),
      'packages/web/pages/home/app.tsx': importsType('../shared/text.ts'),
      'packages/web/pages/worker/main.ts': imports('@evlock/owner'),
    };
    expect(check(files)).toEqual([]);
  });

  it('finds every rule broken where it is', { timeout: 60_000 }, () => {
    const files = {
      'packages/protocol/src/values/table.ts': imports('@evlock/chain'),
      'packages/protocol/src/values/type.ts': importsType('@evlock/meter'),
      'packages/protocol/src/values/io.ts': "export { readFile } from 'node:fs';\n",
      'packages/meter/src/link/path.ts': imports('../../../chain/src/index.ts'),
      'packages/meter/test/path.test.ts': imports('../../chain/src/index.ts'),
      'bench/path.ts': imports('../packages/chain/src/index.ts'),
      'packages/meter/src/link/testing.ts': imports('@evlock/testing'),
      'packages/meter/src/link/internal.ts': imports('@evlock/chain/internal/part'),
      'packages/meter/src/link/development.ts': "export { default } from 'dev';\n",
      'packages/meter/src/link/missing.ts': imports('./not-there.ts'),
      'packages/meter/src/trade/a.ts': "export { own } from './b.ts';\n",
      'packages/meter/src/trade/b.ts':
        "import type { own as other } from './a.ts';\nexport const own: typeof other = 1;\n",
      'packages/owner/src/api/core.ts': "export { readFile } from 'node:fs';\n",
      'packages/owner/src/api/chain.ts': imports('@evlock/chain'),
      'packages/owner/src/api/room.ts': "export { any } from '../node/any.ts';\n",
      'packages/gateway/src/http/room.ts': "export { any } from '../submitter/any.ts';\n",
      'packages/gateway/src/market/wiring.ts': "export { any } from '../operations/any.ts';\n",
      'packages/web/pages/home/other.tsx': imports('../community/app.tsx'),
      'packages/web/pages/community/app.tsx': 'export const value = 1;\n',
      'packages/web/pages/shared/page.ts': imports('../community/app.tsx'),
      'packages/web/pages/home/heavy.tsx': imports('@evlock/owner'),
      'packages/cli/src/unheard-of/any.ts': 'export const any = 1;\n',
      'packages/cli/src/loose.ts': 'export const any = 1;\n',
    };
    const broken = check(files).map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(broken.sort()).toEqual([
      'by-path packages/meter/src/link/path.ts',
      'by-path packages/meter/test/path.test.ts',
      'by-path-from-outside bench/path.ts',
      'circle packages/meter/src/trade/a.ts',
      'for-tests-only packages/meter/src/link/internal.ts',
      'for-tests-only packages/meter/src/link/testing.ts',
      'light-first-page packages/web/pages/home/heavy.tsx',
      'no-io packages/protocol/src/values/io.ts',
      'not-found packages/meter/src/link/missing.ts',
      'not-in-the-manifest packages/meter/src/link/development.ts',
      'pages-apart packages/web/pages/home/other.tsx',
      'protocol-may-not-import packages/protocol/src/values/table.ts',
      'protocol-may-not-import packages/protocol/src/values/type.ts',
      'rooms-meet-elsewhere packages/gateway/src/http/room.ts',
      'rooms-meet-elsewhere packages/gateway/src/market/wiring.ts',
      'runs-in-a-browser packages/owner/src/api/chain.ts',
      'runs-in-a-browser packages/owner/src/api/core.ts',
      'runs-in-a-browser packages/owner/src/api/room.ts',
      'shared-by-all packages/web/pages/shared/page.ts',
      'unknown-room packages/cli/src:',
      'unknown-room packages/cli/src:',
    ]);
  });

  it('finds a room that is no longer there', { timeout: 60_000 }, () => {
    const folder = checkout({});
    rmSync(join(folder, 'packages', 'meter', 'src', 'store'), { recursive: true });
    const { stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'check-imports.ts'), folder], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('unknown-room packages/meter/src: meter has no room store/\n');
  });

  it('checks something', { timeout: 60_000 }, () => {
    const empty = mkdtempSync(join(tmpdir(), 'evlock-house-'));
    folders.push(empty);
    mkdirSync(join(empty, 'packages'));
    const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'check-imports.ts'), empty], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
  });
});

describe('circles of rooms', () => {
  const module = (source: string, ...targets: string[]) => ({
    source,
    dependencies: targets.map((resolved) => ({ resolved })),
  });
  const circlesOf = (...modules: ReturnType<typeof module>[]) => roomCircles({ modules } as never);

  it('are found through other rooms', () => {
    const circle = [
      module('packages/meter/src/link/a.ts', 'packages/meter/src/store/b.ts'),
      module('packages/meter/src/store/c.ts', 'packages/meter/src/trade/d.ts'),
      module('packages/meter/src/trade/e.ts', 'packages/meter/src/link/f.ts'),
    ];
    const rooms = ['link', 'store', 'trade', 'link'].map((room) => `packages/meter/src/${room}`);
    expect(circlesOf(...circle)).toEqual([`circle-of-rooms ${rooms.join(' → ')}`]);
    expect(circlesOf(...circle.slice(1))).toEqual([]);
  });

  it('are not made by files at the top, which wire the rooms', () => {
    const wired = module('packages/meter/src/meter.ts', 'packages/meter/src/link/a.ts');
    expect(circlesOf(wired, module('packages/meter/src/link/a.ts', 'packages/meter/src/meter.ts'))).toEqual([]);
  });
});
