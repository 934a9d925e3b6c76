/** Secrets on disk: files that only their owner can read. */
import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { EvlockError } from '@evlock/protocol';

const OTHERS = 0o077;

/** The trimmed text of a secret file. Throws `SECRET_EXPOSED` when group or others may touch it, `PROFILE_INVALID` when it cannot be read. */
export async function readSecret(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY).catch((cause: NodeJS.ErrnoException) => {
    throw new EvlockError('PROFILE_INVALID', { file, problem: cause.code ?? 'unreadable' }, { cause });
  });
  try {
    // The mode of the file that is open, so that it cannot be exchanged between check and read.
    const { mode } = await handle.stat();
    if ((mode & OTHERS) !== 0) throw new EvlockError('SECRET_EXPOSED', { file, mode: (mode & 0o777).toString(8) });
    return (await handle.readFile('utf8')).trim();
  } finally {
    await handle.close();
  }
}

/** Creates a secret file, mode 0600, its folder 0700. Throws when it exists: a secret is never overwritten. */
export async function writeSecret(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw new EvlockError('INTERNAL', { file: basename(file), problem: cause.code ?? 'unwritable' }, { cause });
  });
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
