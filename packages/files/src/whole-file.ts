/** Files that are read, made and replaced as a whole, with typed failures. */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { readRegularFile } from './regular-file.ts';
import { unusable } from './unusable.ts';

type Content = string | Uint8Array;

/** Bytes. More than any text that is read as a whole. */
const LARGEST_TEXT = 33_554_432;

/**
 * The text of a regular file, without a byte-order mark. Throws `FILE_UNUSABLE`, also for a folder, a pipe or more than
 * `limit` bytes.
 */
export const readTextFile = (file: string, limit = LARGEST_TEXT): Promise<string> => readRegularFile(file, { limit });

/**
 * Creates a file with exactly this mode, whatever the umask: it is there with all of its text, or not at all. Throws
 * `FILE_UNUSABLE`, also when it exists.
 */
export const writeNewFile = (file: string, content: Content, mode: number): Promise<void> =>
  putInPlace(file, content, mode, (aside) => giveName(aside, file));

/**
 * Written aside, synced and renamed: a reader, and whoever comes after a crash, sees the old text or the new one. The name
 * aside is random and must be new, so that nobody who may write the folder can lead the text elsewhere by a link. Throws
 * `FILE_UNUSABLE`.
 */
export const replaceFile = (file: string, content: Content, mode: number): Promise<void> =>
  putInPlace(file, content, mode, (aside) => rename(aside, file));

/** Whether a text is of the kind that is written: what may be written over. */
export type IsOwn = (text: string) => boolean;

/**
 * Throws `FILE_UNUSABLE` where replacing the file would cost something else: a key, the words or a profile that was named by a
 * slip, or a device. One that is missing or empty may be replaced.
 */
export async function requireOwnFile(file: string, isOwn: IsOwn): Promise<void> {
  const text = await readTextFile(file).catch((error: unknown) => {
    if (EvlockError.from(error).details.problem === 'ENOENT') return '';
    throw error;
  });
  if (text !== '' && !isOwn(text)) throw new EvlockError('FILE_UNUSABLE', { file, problem: 'EEXIST' });
}

/** As `replaceFile`, where a person names the file: it takes the place of its like alone. */
export async function replaceOwnFile(
  file: string,
  text: string,
  { mode, isOwn }: { readonly mode: number; readonly isOwn: IsOwn },
): Promise<void> {
  await requireOwnFile(file, isOwn);
  await replaceFile(file, text, mode);
}

async function putInPlace(
  file: string,
  content: Content,
  mode: number,
  place: (aside: string) => Promise<void>,
): Promise<void> {
  const aside = asideOf(file);
  try {
    await write(aside, content, mode);
    await place(aside);
    syncFolder(dirname(file));
  } catch (cause) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw unusable(file, cause);
  }
}

/** What file systems without second names answer (FAT, some network ones). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Under a second name and then without the first: a rename would take the place of a file that exists. */
async function giveName(aside: string, file: string): Promise<void> {
  try {
    await link(aside, file);
  } catch (cause) {
    if (!NO_LINKS.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    await (await open(file, NEW_FILE, 0o600)).close();
    return rename(aside, file);
  }
  await rm(aside);
}

/** A name beside `file` that nobody can foresee; `remains.ts` knows it. */
const asideOf = (file: string): string => `${file}.${randomBytes(6).toString('hex')}.new`;

/** A file that nobody has yet: neither one that is there nor what a link leads to. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** A folder that is missing is made: for its owner alone where the file is. Throws the system's error; half a file is taken away. */
async function write(file: string, content: Content, mode: number): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: (mode & 0o077) === 0 ? 0o700 : 0o755 });
  const handle = await open(file, NEW_FILE, mode);
  try {
    // Whatever the umask took away.
    await handle.chmod(mode);
    await handle.writeFile(content);
    await handle.sync();
  } catch (cause) {
    await rm(file, { force: true }).catch(() => undefined);
    throw cause;
  } finally {
    await handle.close();
  }
}

export interface Durability {
  /** Waits for the disk, so that what was replaced outlives a power cut too. */
  readonly durable: boolean;
}

/** The same for who cannot wait; its folder must be there. Throws `FILE_UNUSABLE`. */
export function replaceFileSync(
  file: string,
  content: Content,
  mode: number,
  { durable }: Durability = { durable: true },
): void {
  const aside = asideOf(file);
  try {
    const handle = openSync(aside, NEW_FILE, mode);
    try {
      fchmodSync(handle, mode);
      writeFileSync(handle, content);
      if (durable) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(aside, file);
    if (durable) syncFolder(dirname(file));
  } catch (cause) {
    removeQuietly(aside);
    throw unusable(file, cause);
  }
}

/** What is wrong already is the error; that the remains cannot be removed either is not another one. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It stays.
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
