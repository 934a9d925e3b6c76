/** Reads, creates and replaces whole files, with typed errors. */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { readRegularFile } from './regular-file.ts';
import { unusable } from './unusable.ts';

type Content = string | Uint8Array;

/** Bytes. Larger than any file read whole. */
const LARGEST_TEXT = 33_554_432;

/**
 * The text of a regular file, without a byte-order mark. Throws `FILE_UNUSABLE`, also for a folder, a pipe or more than `limit`
 * bytes.
 */
export const readTextFile = (file: string, limit = LARGEST_TEXT): Promise<string> => readRegularFile(file, { limit });

/** Creates a file with exactly this mode, whatever the umask, atomically. Throws `FILE_UNUSABLE`, also when it exists. */
export const writeNewFile = (file: string, content: Content, mode: number): Promise<void> =>
  putInPlace(file, content, mode, (aside) => giveName(aside, file));

/**
 * Written aside, synced and renamed: a reader, even after a crash, sees the old text or the new one. The temporary name is random
 * and must be new, so that nobody with write access to the folder can redirect the text with a link. Throws `FILE_UNUSABLE`.
 */
export const replaceFile = (file: string, content: Content, mode: number): Promise<void> =>
  putInPlace(file, content, mode, (aside) => rename(aside, file));

/** Whether a text is of the kind being written, and so may be overwritten. */
export type IsOwn = (text: string) => boolean;

/**
 * Throws `FILE_UNUSABLE` when replacing the file would destroy something else: a key, a recovery phrase or a profile named by
 * mistake, or a device. A missing or empty one may be replaced.
 */
export async function requireOwnFile(file: string, isOwn: IsOwn): Promise<void> {
  const text = await readTextFile(file).catch((error: unknown) => {
    if (EvlockError.from(error).details.problem === 'ENOENT') return '';
    throw error;
  });
  if (text !== '' && !isOwn(text)) throw new EvlockError('FILE_UNUSABLE', { file, problem: 'EEXIST' });
}

/** As `replaceFile`, for a file named by a person: replaces only its own kind. */
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

/** Errors from file systems without hard links (FAT, some network ones). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Link under the final name, then unlink the temporary one: a rename would replace an existing file. */
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

/** An unpredictable name beside `file`; `remains.ts` knows the pattern. */
const asideOf = (file: string): string => `${file}.${randomBytes(6).toString('hex')}.new`;

/** A new file: neither an existing one nor the target of a link. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** Creates a missing folder, private if the file is. Throws the system's error; a partial file is removed. */
async function write(file: string, content: Content, mode: number): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: (mode & 0o077) === 0 ? 0o700 : 0o755 });
  const handle = await open(file, NEW_FILE, mode);
  try {
    // Restores what the umask removed.
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
  /** Waits for the disk, so that the replacement survives a power cut. */
  readonly durable: boolean;
}

/** The synchronous version; its folder must exist. Throws `FILE_UNUSABLE`. */
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

/** The original error is reported; failing to clean up as well is not another one. */
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
