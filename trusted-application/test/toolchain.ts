/** Builds the trusted application's code for this machine. Outputs are kept in `node_modules/.cache` by content. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const here = join(import.meta.dirname, '..');
const root = join(here, '..');
const cache = join(root, 'node_modules/.cache/evlock-trusted-application');
const library = join(root, 'node_modules/secp256k1/src/secp256k1');
const compiler = process.env.CC ?? 'cc';

/** `measured`: as small and fast as in the TEE, for figures. `fuzzed`: for libFuzzer, clang only. */
export type Flavour = 'sanitized' | 'measured' | 'fuzzed';

const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'];
const FLAGS: Readonly<Record<Flavour, readonly string[]>> = {
  sanitized: ['-O1', '-g', ...SANITIZERS],
  measured: ['-O2', '-DEVLOCK_MEASURE'],
  fuzzed: ['-O1', '-g', '-fsanitize=fuzzer-no-link', ...SANITIZERS],
};
const WARNINGS = [
  '-std=c11',
  '-Wall',
  '-Wextra',
  '-Wpedantic',
  '-Wshadow',
  '-Wconversion',
  '-Wno-sign-conversion',
  '-Werror',
];
const COMMON = [
  '-D_GNU_SOURCE',
  '-DEVLOCK_SECP256K1_BEFORE_0_2',
  `-I${here}/include`,
  `-I${here}/src`,
  `-I${library}/include`,
];
/** As npm's package builds it, but with the TA's small tables. */
const LIBRARY_FLAGS = [
  '-O2',
  '-w',
  '-DECMULT_GEN_PREC_BITS=4',
  '-DECMULT_WINDOW_SIZE=4',
  '-DENABLE_MODULE_ECDH=1',
  '-DENABLE_MODULE_RECOVERY=1',
  '-DUSE_NUM_NONE=1',
  '-DUSE_FIELD_INV_BUILTIN=1',
  '-DUSE_SCALAR_INV_BUILTIN=1',
  '-DHAVE___INT128=1',
  '-DUSE_FIELD_5X52=1',
  '-DUSE_SCALAR_4X64=1',
  '-DUSE_EXTERNAL_DEFAULT_CALLBACKS=1',
  `-I${library}`,
  `-I${library}/src`,
];

const compilerOf = (flavour: Flavour): string => (flavour === 'fuzzed' ? 'clang' : compiler);

/** Why nothing can be built here, or undefined. */
function missingTool(): string | undefined {
  if (spawnSync(compiler, ['--version']).status !== 0) return `no C compiler (${compiler})`;
  const probe = spawnSync(compiler, ['-E', '-x', 'c', '-'], { input: '#include <mbedtls/md.h>\n' });
  if (probe.status !== 0) return 'no mbedTLS headers (Debian: libmbedtls-dev)';
  return existsSync(join(library, 'src/secp256k1.c')) ? undefined : 'no sources of libsecp256k1 in node_modules';
}

export const missing = missingTool();
export const hasClang = (): boolean => spawnSync('clang', ['--version']).status === 0;

const filesIn = (folder: string): string[] => readdirSync(join(here, folder)).map((name) => join(here, folder, name));
const sourcesIn = (folder: string): string[] => filesIn(folder).filter((path) => path.endsWith('.c'));
const headers = (): string[] =>
  ['include', 'src', 'src/generated', 'src/platform', 'native'].flatMap(filesIn).filter((path) => path.endsWith('.h'));

/** Everything that runs in the TEE except its entry points, on the test platform. */
const core = (): string[] => [
  ...sourcesIn('src').filter((path) => !path.endsWith('/entry.c')),
  join(here, 'src/platform/native.c'),
];

/** Runs `make` on a temporary path unless the target exists; whoever comes second uses the first one's. */
function cached(
  name: string,
  inputs: readonly string[],
  flags: readonly string[],
  make: (target: string) => void,
): string {
  const hash = createHash('sha256').update(process.arch).update(JSON.stringify(flags));
  for (const path of inputs) hash.update(relative(root, path)).update(readFileSync(path));
  const target = join(cache, `${hash.digest('hex').slice(0, 24)}-${name}`);
  if (existsSync(target)) return target;
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'evlock-build-'));
  try {
    const made = join(folder, name);
    make(made);
    execFileSync('cp', [made, `${target}.${process.pid}`]);
    renameSync(`${target}.${process.pid}`, target);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return target;
}

/** Compiles; the compiler's output is part of the error. */
function compile(flavour: Flavour, args: readonly string[]): void {
  const { status, stderr } = spawnSync('nice', [compilerOf(flavour), ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${compilerOf(flavour)} failed:\n${stderr}`);
}

function buildLibrary(flavour: Flavour): string {
  const source = join(library, 'src/secp256k1.c');
  const flags = [compilerOf(flavour), ...LIBRARY_FLAGS];
  return cached('secp256k1.o', [source], flags, (target) =>
    compile(flavour, [...LIBRARY_FLAGS, '-c', source, '-o', target]),
  );
}

function buildCore(flavour: Flavour): string {
  const flags = [...WARNINGS, ...FLAGS[flavour], ...COMMON];
  return cached('core.o', [...core(), ...headers()], [compilerOf(flavour), ...flags], (target) => {
    const folder = mkdtempSync(join(tmpdir(), 'evlock-core-'));
    try {
      const objects = core().map((source, index) => ({ source, object: join(folder, `${index}.o`) }));
      for (const { source, object } of objects) compile(flavour, [...flags, '-c', source, '-o', object]);
      compile(flavour, ['-r', '-nostdlib', ...objects.map(({ object }) => object), '-o', target]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

/** Builds what every program needs; quick when already built. */
export function prepare(): void {
  buildLibrary('sanitized');
  buildCore('sanitized');
}

/** A program of these sources (paths below `trusted-application/`) and the core; its path. */
export function buildProgram(
  name: string,
  sources: readonly string[],
  flavour: Flavour = 'sanitized',
  more: readonly string[] = [],
): string {
  const paths = sources.map((source) => join(here, source));
  const flags = [...WARNINGS, ...FLAGS[flavour], ...COMMON, ...more];
  const objects = [buildCore(flavour), buildLibrary(flavour)];
  return cached(name, [...paths, ...headers(), ...objects], [compilerOf(flavour), ...flags], (target) =>
    compile(flavour, [...flags, ...paths, ...objects, '-lmbedcrypto', '-o', target]),
  );
}

/** The secure world as a program: server, and script runner. */
export const buildSecureWorld = (flavour: Flavour = 'sanitized'): string =>
  buildProgram(
    'evlock-secure-world-native',
    ['native/main.c', 'native/server.c', 'native/driver.c', 'native/frames.c', 'native/meter.c'],
    flavour,
  );

/** The entry points and the TEE's platform instead of the native one, with a test of them on an in-memory TEE. */
export function buildEntryTest(): string {
  const sources = [
    ...sourcesIn('src'),
    // The test includes the platform.
    ...['test/tee/tee.c', 'test/entry.c'].map((path) => join(here, path)),
  ];
  const tee = [`-I${here}/test/tee`, '-DEVLOCK_SECURITY_CLASS=1', '-Wl,--defsym=__text_end=__text_start+64'];
  const flags = [...WARNINGS, ...FLAGS.sanitized, ...COMMON, ...tee];
  const inputs = [...sources, join(here, 'src/platform/tee.c'), ...headers(), ...filesIn('test/tee')];
  return cached('entry', inputs, [compiler, ...flags], (target) =>
    compile('sanitized', [...flags, ...sources, buildLibrary('sanitized'), '-lmbedcrypto', '-o', target]),
  );
}
