/** Files that are read, made and replaced as a whole, with typed failures. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unusable } from './unusable.ts';

/** Throws `FILE_UNUSABLE`. */
export async function readTextFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause) => {
    throw unusable(file, cause);
  });
}

/** Creates a file with exactly this mode, whatever the umask. Throws `FILE_UNUSABLE`, also when it exists. */
export const writeNewFile = (file: string, text: string, mode: number): Promise<void> => write(file, text, 'wx', mode);

/** Written aside, synced and renamed: a reader, and whoever comes after a crash, sees the old text or the new one. Throws `FILE_UNUSABLE`. */
export async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  const aside = `${file}.new`;
  await write(aside, text, 'w', mode);
  await rename(aside, file).catch((cause) => {
    throw unusable(file, cause);
  });
}

/** A folder that is missing is made: for its owner alone where the file is. */
async function write(file: string, text: string, flags: 'w' | 'wx', mode: number): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: (mode & 0o077) === 0 ? 0o700 : 0o755 });
    const handle = await open(file, flags, mode);
    try {
      // Whatever the umask took away, and what a file that was there had.
      await handle.chmod(mode);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw unusable(file, cause);
  }
}
