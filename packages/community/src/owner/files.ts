/** Files of owners and operators: secrets that only their owner may read, and plain ones, with typed failures. */
import { constants } from 'node:fs';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EvlockError } from '@evlock/protocol';

const unusable = (file: string, cause: unknown): EvlockError =>
  new EvlockError('FILE_UNUSABLE', { file, problem: (cause as NodeJS.ErrnoException).code ?? 'unusable' }, { cause });

/** The trimmed text of a secret file. Throws `SECRET_EXPOSED` when group or others may touch it or another user owns it, else `FILE_UNUSABLE`. */
export async function readSecretFile(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY).catch((cause) => {
    throw unusable(file, cause);
  });
  try {
    // Of the file that is open, so that it cannot be exchanged between check and read.
    const { mode, uid } = await handle.stat();
    if ((mode & 0o077) !== 0) throw new EvlockError('SECRET_EXPOSED', { file, mode: (mode & 0o777).toString(8) });
    if (uid !== process.geteuid?.()) throw new EvlockError('SECRET_EXPOSED', { file, owner: uid });
    return (await handle.readFile('utf8')).trim();
  } catch (error) {
    throw error instanceof EvlockError ? error : unusable(file, error);
  } finally {
    await handle.close();
  }
}

/** Creates a secret file with mode 0600. Throws `FILE_UNUSABLE` when it exists: a secret is never overwritten. */
export async function writeSecretFile(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', 0o600);
    // Whatever the umask takes away.
    await handle.chmod(0o600);
    await handle.writeFile(`${text}\n`);
    await handle.sync();
    await handle.close();
  } catch (cause) {
    throw unusable(file, cause);
  }
}

/** Throws `FILE_UNUSABLE`. */
export async function readTextFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause) => {
    throw unusable(file, cause);
  });
}

/** Written aside and renamed: a reader sees the old file or the new one. Throws `FILE_UNUSABLE`. */
export async function replaceFile(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
  } catch (cause) {
    throw unusable(file, cause);
  }
}
