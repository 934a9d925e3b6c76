/** Files that only the meter may read. */
import { constants } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EvlockError } from '@evlock/protocol';

const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

/** In a folder that others may write they could put another file in its place, unless they may move only their own. */
async function requireSafePlace(file: string): Promise<void> {
  const folder = dirname(file);
  const { mode } = await stat(folder);
  if ((mode & OTHERS_WRITE) === 0 || (mode & STICKY) !== 0) return;
  throw new EvlockError('SECRET_EXPOSED', { file: folder, mode: (mode & 0o7777).toString(8) });
}

/** The text of a secret file. Throws `SECRET_EXPOSED` when others may touch it or its folder, or own it, `PROFILE_INVALID` when it cannot be read. */
export async function readSecret(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY).catch((cause: NodeJS.ErrnoException) => {
    throw new EvlockError('PROFILE_INVALID', { file, problem: cause.code ?? 'unreadable' }, { cause });
  });
  try {
    // Of the file that is open, so that it cannot be exchanged between check and read.
    const { mode, uid } = await handle.stat();
    if ((mode & OTHERS) !== 0) throw new EvlockError('SECRET_EXPOSED', { file, mode: (mode & 0o777).toString(8) });
    if (uid !== process.geteuid?.()) throw new EvlockError('SECRET_EXPOSED', { file, owner: uid });
    await requireSafePlace(file);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** A file that only the meter may read. */
export const writePrivate = (file: string, text: string): Promise<void> => replaceFile(file, text, 0o600);

/** Writes aside, syncs and renames: afterwards the file holds the old text or the new one. */
export async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const aside = `${file}.new`;
  const handle = await open(aside, 'w', mode);
  try {
    await handle.chmod(mode);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, file);
}
