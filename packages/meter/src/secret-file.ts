/** Files that only the meter may read. */
import { constants } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EvlockError } from '@evlock/protocol';

const OTHERS = 0o077;

/** The text of a secret file. Throws `SECRET_EXPOSED` when others may touch it, `PROFILE_INVALID` when it cannot be read. */
export async function readSecret(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY).catch((cause: NodeJS.ErrnoException) => {
    throw new EvlockError('PROFILE_INVALID', { file, problem: cause.code ?? 'unreadable' }, { cause });
  });
  try {
    // The mode of the file that is open, so that it cannot be exchanged between check and read.
    const { mode } = await handle.stat();
    if ((mode & OTHERS) !== 0) throw new EvlockError('SECRET_EXPOSED', { file, mode: (mode & 0o777).toString(8) });
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** Writes aside, syncs and renames: afterwards the file, mode 0600, holds the old text or the new one. */
export async function writePrivate(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const aside = `${file}.new`;
  const handle = await open(aside, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, file);
}
