/** Builds every published package from scratch and packs it. The result is both tested and published. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, root } from '../steps.ts';
import { type Package, publishedPackages } from './packages.ts';
import { publishManifest } from './publish-manifest.ts';

export interface PackedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

export interface Packed {
  /** Without scope. */
  readonly name: string;
  readonly version: string;
  readonly tarball: string;
  readonly files: readonly PackedFile[];
}

/** Runs a program to completion and returns its standard output. Throws with its output when it fails. */
export function output(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? `${stdout}${stderr}`}`);
}

/** Removes an earlier build: a file whose source is gone must not be packed. */
function build(packages: readonly Package[]): void {
  for (const { folder } of packages) rmSync(join(folder, 'dist'), { recursive: true, force: true });
  output(bin('tsc'), ['-b', 'tsconfig.build.json'], root);
  // The browser's part of `web`, into its `dist/pages`.
  output(bin('vite'), ['build', '--logLevel', 'warn'], join(root, 'packages', 'web'));
}

/** The folder `npm pack` sees: built files, README, licence, and the installation's manifest. */
function stage({ folder, manifest }: Package, target: string): void {
  const isState = (path: string): boolean => path.endsWith('.tsbuildinfo');
  cpSync(join(folder, 'dist'), join(target, 'dist'), { recursive: true, filter: (path) => !isState(path) });
  cpSync(join(folder, 'README.md'), join(target, 'README.md'));
  cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(publishManifest(manifest), null, 2)}\n`);
}

interface NpmPacked {
  readonly filename: string;
  readonly files: readonly PackedFile[];
}

/** Packs all packages into `folder`, which is emptied first. */
export function packAll(folder: string): readonly Packed[] {
  const packages = publishedPackages();
  build(packages);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const staging = mkdtempSync(join(tmpdir(), 'evlock-pack-'));
  try {
    return packages.map((one) => {
      const target = join(staging, one.name);
      mkdirSync(target);
      stage(one, target);
      const printed = output('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], target);
      const [packed] = JSON.parse(printed) as readonly NpmPacked[];
      if (packed === undefined) throw new Error(`npm packed nothing of ${one.name}`);
      const { name, manifest } = one;
      return { name, version: manifest.version, tarball: join(folder, packed.filename), files: packed.files };
    });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const folder = join(root, 'packed');
  for (const { tarball, files } of packAll(folder)) console.log(`${tarball}: ${files.length} files`);
}
