/** All packages as a person gets them: packed, then installed from their tarballs into an empty folder. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Packed, packAll } from '../../scripts/packing/pack.ts';
import { publishedPackages } from '../../scripts/packing/packages.ts';
import { type Example, examplesOf } from '../../scripts/packing/readme-examples.ts';
import { bin, root } from '../../scripts/steps.ts';
import { type Ended, OrdinaryUser } from './user.ts';

export interface PackageExample extends Example {
  /** Of its file, naming package and line. */
  readonly name: string;
}

/** Every example in the packages' READMEs. */
export const examples: readonly PackageExample[] = publishedPackages().flatMap(({ name, folder }) =>
  examplesOf(readFileSync(join(folder, 'README.md'), 'utf8')).map((example) => ({
    ...example,
    name: `${name}-${example.line}.ts`,
  })),
);

/** What a person's own program needs besides the packages, in this repository's versions. */
const BESIDE = ['@types/node', '@types/pg', 'pg', 'viem'];

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

const STRICT = {
  target: 'es2024',
  module: 'nodenext',
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
} as const;

export class Installation {
  readonly user = new OrdinaryUser();
  readonly packed: readonly Packed[];
  readonly folder: string;
  /** Where the user can read them. */
  readonly #tarballs: readonly string[];

  constructor() {
    this.folder = this.user.makeFolder('project');
    // They stay there: the published artefacts are the tested ones.
    this.packed = packAll(join(root, 'packed'));
    const tarballs = this.user.makeFolder('tarballs');
    this.#tarballs = this.packed.map(({ tarball }) => join(tarballs, basename(tarball)));
    for (const [index, { tarball }] of this.packed.entries()) copyFileSync(tarball, this.#tarballs[index] ?? tarballs);
  }

  /** Without install scripts: nothing is downloaded or built after npm has unpacked the packages. */
  install(): Promise<Ended> {
    writeFileSync(join(this.folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    chmodSync(join(this.folder, 'package.json'), 0o666);
    const wanted = [
      ...this.packed.map(({ tarball }) => tarball),
      ...BESIDE.map((name) => `${name}@${versionOf(name)}`),
    ];
    return this.user.npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted], this.folder);
  }

  evlock(...args: readonly string[]): Promise<Ended> {
    return this.user.run(join(this.folder, 'node_modules', '.bin', 'evlock'), args, { cwd: this.folder });
  }

  /** The command under a Node that claims another version: not every machine has an older one. */
  evlockUnder(version: string, ...args: readonly string[]): Promise<Ended> {
    const disguise = join(this.folder, 'disguise.cjs');
    const values = { version, versions: { ...process.versions, node: version.slice(1) } };
    const lines = Object.entries(values).map(
      ([name, value]) => `Object.defineProperty(process, '${name}', { value: ${JSON.stringify(value)} });`,
    );
    writeFileSync(disguise, lines.join('\n'));
    const entry = join(this.folder, 'node_modules', '.bin', 'evlock');
    return this.user.run('node', ['--require', disguise, entry, ...args], { cwd: this.folder });
  }

  /** Type-checks files of this repository as part of the installed project; returns the compiler's output. */
  typeCheck(files: Readonly<Record<string, string>>, options: object): string {
    const folder = join(this.folder, 'checked');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const config = { compilerOptions: { ...STRICT, ...options }, include: ['*.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    return spawnSync(bin('tsc'), ['-p', folder], { encoding: 'utf8' }).stdout;
  }

  async runExample({ name, source }: PackageExample): Promise<Ended> {
    const file = join(this.folder, name);
    writeFileSync(file, source);
    return await this.user.run('node', [basename(file)], { cwd: this.folder });
  }

  remove(): void {
    rmSync(this.user.folder, { recursive: true, force: true });
  }
}
