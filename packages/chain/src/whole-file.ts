/** Files of a local chain and of a deployment: there in full or not at all, whatever ends the process or the disk. */
import { randomBytes } from 'node:crypto';
import { link, lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EvlockError } from '@evlock/protocol';

/** As `putInPlace` names it. */
const REMAINS = /^(.+)\.[0-9a-f]{12}\.new$/;

/** `FILE_UNUSABLE` with the system's word for what is wrong. */
export function unusable(file: string, cause: unknown): EvlockError {
  const { code = 'unusable' } = cause as NodeJS.ErrnoException;
  return new EvlockError('FILE_UNUSABLE', { file, problem: code }, { cause });
}

/** In the place of what was there. Throws `FILE_UNUSABLE`, and then the old content stands. */
export const replaceWhole = (file: string, content: string | Uint8Array, mode: number): Promise<void> =>
  putInPlace(file, content, mode, (aside) => rename(aside, file));

/** Only where nothing is yet. Throws `FILE_UNUSABLE`, also when it exists. */
export const createWhole = (file: string, content: string | Uint8Array, mode: number): Promise<void> =>
  // A second name is not given to a file whose first one is taken; a rename would be.
  putInPlace(file, content, mode, (aside) => link(aside, file).then(() => rm(aside)));

async function putInPlace(
  file: string,
  content: string | Uint8Array,
  mode: number,
  place: (aside: string) => Promise<void>,
): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    const handle = await open(aside, 'wx', mode);
    try {
      await handle.chmod(mode);
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await place(aside);
  } catch (cause) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw unusable(file, cause);
  }
}

/**
 * Removes what a process that was killed left beside `file`. Never throws: what cannot be removed stays. Only for who owns the
 * file now: another process may be writing.
 */
export async function removeRemains(file: string): Promise<void> {
  const [folder, written] = [dirname(file), basename(file)];
  for (const name of await readdir(folder).catch(() => [])) {
    if (REMAINS.exec(name)?.[1] === written) await removeOwn(join(folder, name)).catch(() => undefined);
  }
}

/** A link, a folder or another user's file of such a name is none that was left by a write. */
async function removeOwn(file: string): Promise<void> {
  const found = await lstat(file);
  if (found.isFile() && found.uid === process.geteuid?.()) await rm(file);
}
