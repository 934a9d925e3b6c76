import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentProblems } from '../packing/contents.ts';
import { publishedPackages } from '../packing/packages.ts';
import { publishManifest } from '../packing/publish-manifest.ts';
import { examplesOf } from '../packing/readme-examples.ts';
import { root } from '../steps.ts';

const source = {
  name: '@evlock/example',
  version: '1.2.3',
  private: true,
  bin: { example: 'bin/example' },
  publishConfig: { access: 'public', bin: { example: 'dist/launch.js' } },
  exports: { '.': './src/index.ts', './room/part': './src/room/part.ts', './internal/*': './internal/*.ts' },
  dependencies: { '@evlock/protocol': '1.2.3' },
  devDependencies: { '@evlock/testing': '1.2.3' },
};

describe('the manifest of a tarball', () => {
  it('names what is built, and can be published', () => {
    expect(publishManifest(source)).toEqual({
      name: '@evlock/example',
      version: '1.2.3',
      bin: { example: 'dist/launch.js' },
      publishConfig: { access: 'public' },
      exports: {
        '.': { types: './dist/index.d.ts', default: './dist/index.js' },
        './room/part': { types: './dist/room/part.d.ts', default: './dist/room/part.js' },
      },
      dependencies: { '@evlock/protocol': '1.2.3' },
    });
  });

  it('is refused where an export is not built', () => {
    expect(() => publishManifest({ ...source, exports: { '.': './data.json' } })).toThrow('./data.json is not built');
  });
});

describe('the files of a tarball', () => {
  const plain = ['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts'];
  const filesOf = (paths: readonly string[], mode = 0o644, name = 'example') => ({
    name,
    files: paths.map((path) => ({ path, mode, size: 1 })),
  });

  it('are what was built, with README and licence', () => {
    expect(contentProblems(filesOf(plain))).toEqual([]);
    expect(contentProblems(filesOf(plain.slice(1)))).toEqual(['package.json is missing']);
  });

  it('are pages too, in web alone, and then every page', () => {
    const pages = ['', 'home/', 'operator/', 'meter/'].map((page) => `dist/pages/${page}index.html`);
    const assets = ['dist/pages/version.json', 'dist/pages/assets/main-Ab_1.js', 'dist/pages/icons/evlock.svg'];
    const files = [...plain, ...pages, ...assets];
    expect(contentProblems(filesOf(files, 0o644, 'web'))).toEqual([]);
    expect(contentProblems(filesOf(plain, 0o644, 'web'))).toContain('dist/pages/home/index.html is missing');
    expect(contentProblems(filesOf(files))).toContain('dist/pages/index.html does not belong in it');
    expect(contentProblems(filesOf([...files, 'dist/pages/home/app.tsx'], 0o644, 'web'))).toHaveLength(1);
  });

  it.each([
    'src/index.ts',
    'dist/index.test.js',
    'test/a.js',
    'dist/internal/a.js',
    'dist/server.key',
    '.npmrc',
    'dist/.tsbuildinfo',
  ])('are not %s', (path) => {
    expect(contentProblems(filesOf([...plain, path]))).toEqual([`${path} does not belong in it`]);
  });
});

describe('every published package', () => {
  const packages = publishedPackages();
  const versions = new Map(packages.map(({ manifest }) => [manifest.name, manifest.version]));

  it('has one version, and needs exactly that of the others', () => {
    expect(new Set(versions.values()).size).toBe(1);
    for (const { manifest } of packages) {
      const ours = Object.entries(manifest.dependencies ?? {}).filter(([name]) => name.startsWith('@evlock/'));
      expect(ours, manifest.name).toEqual(ours.map(([name]) => [name, versions.get(name)]));
    }
  });

  it('is built after those that it needs', () => {
    const referencesOf = (file: string): readonly string[] => {
      const { references } = JSON.parse(readFileSync(file, 'utf8')) as { references: readonly { path: string }[] };
      return references.map(({ path }) => join(dirname(file), path, '..')).sort();
    };
    expect(referencesOf(join(root, 'tsconfig.build.json'))).toEqual(packages.map(({ folder }) => folder));
    for (const { folder, manifest } of packages) {
      const ours = Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith('@evlock/'));
      const folders = ours.map((name) => join(root, 'packages', name.replace('@evlock/', ''))).sort();
      expect(referencesOf(join(folder, 'tsconfig.build.json')), manifest.name).toEqual(folders);
    }
  });

  it.each(packages.map(({ name, manifest }) => [name, manifest] as const))('%s says what it is', (name, manifest) => {
    expect(manifest).toMatchObject({
      name: `@evlock/${name}`,
      private: true,
      description: expect.stringMatching(/^[A-Z].{30,}\.$/),
      keywords: expect.arrayContaining(['energy-trading']),
      license: 'Apache-2.0',
      repository: { type: 'git', url: packages[0]?.manifest.repository?.url, directory: `packages/${name}` },
      files: expect.arrayContaining(['dist']),
      engines: { node: '>=24' },
      publishConfig: { access: 'public' },
    });
  });
});

describe('the examples of a README', () => {
  it('are its TypeScript blocks, with what they print', () => {
    const readme =
      '# A\n\n```sh\nnpm i\n```\n\n```ts\nconsole.log(1);\n```\n\n```text\n1\n```\n\n```ts\nlet a = 2;\n```\n';
    expect(examplesOf(readme)).toEqual([
      { line: 7, source: 'console.log(1);\n', prints: '1\n' },
      { line: 15, source: 'let a = 2;\n', prints: undefined },
    ]);
  });
});
