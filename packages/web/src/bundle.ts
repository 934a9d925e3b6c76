/** Where the built pages are. A package has them; a clone builds them when its sources are newer. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EvlockError } from '@evlock/protocol';
import { PACKAGE, sourcesVersion } from './sources.ts';

/** Written into the folder by the build. */
const VERSION_FILE = 'version.json';
/** An older build of a clone is kept this long, in milliseconds: a server may still serve it. */
const KEPT = 24 * 60 * 60 * 1000;

/** Of the bundle in a folder. Throws `PAGES_NOT_BUILT`. */
export async function bundleVersion(folder: string): Promise<string> {
  try {
    const { version } = JSON.parse(await readFile(join(folder, VERSION_FILE), 'utf8')) as { version?: unknown };
    if (typeof version === 'string') return version;
  } catch (cause) {
    throw new EvlockError('PAGES_NOT_BUILT', { folder }, { cause });
  }
  throw new EvlockError('PAGES_NOT_BUILT', { folder });
}

/** Whether this is a clone: its sources run as they are. */
const isClone = (): boolean => import.meta.filename.endsWith('.ts') && existsSync(join(PACKAGE, 'vite.config.ts'));

async function viteIn(folder: string): Promise<void> {
  const manifest = createRequire(join(PACKAGE, 'package.json')).resolve('vite/package.json');
  const vite = join(dirname(manifest), 'bin', 'vite.js');
  const args = [vite, 'build', '--outDir', folder, '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, args, { cwd: PACKAGE, maxBuffer: 2 ** 24 });
}

/** Removes builds that nobody has used for a day. */
async function sweep(builds: string, keep: string): Promise<void> {
  for (const name of await readdir(builds)) {
    const folder = join(builds, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    if (name !== keep && Date.now() - mtimeMs > KEPT) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Folder of the pages as they are now: `dist/pages` of the package; in a clone `node_modules/.cache/evlock-pages/VERSION`, built unless
 * it is there, in some seconds. May be called by several processes at once. Throws `PAGES_NOT_BUILT`.
 *
 * @example
 * const pages = createPagesServer({ folder: await buildPages(), port: 8080 }, modules);
 */
export async function buildPages(): Promise<string> {
  if (!isClone()) return join(PACKAGE, 'dist', 'pages');
  const version = await sourcesVersion();
  const builds = join(PACKAGE, '..', '..', 'node_modules', '.cache', 'evlock-pages');
  const folder = join(builds, version);
  if (existsSync(join(folder, VERSION_FILE))) return folder;
  let unfinished: string | undefined;
  try {
    await mkdir(builds, { recursive: true });
    unfinished = await mkdtemp(join(builds, '.building-'));
    await viteIn(unfinished);
    // Whoever is first: both built the same.
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(join(folder, VERSION_FILE))) throw error;
    });
    await sweep(builds, version);
    return folder;
  } catch (cause) {
    const { stderr } = cause as { stderr?: string };
    throw new EvlockError('PAGES_NOT_BUILT', { folder, problem: (stderr ?? String(cause)).slice(0, 500) }, { cause });
  } finally {
    if (unfinished !== undefined) await rm(unfinished, { recursive: true, force: true });
  }
}
