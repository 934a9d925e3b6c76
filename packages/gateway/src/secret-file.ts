/** Secrets on disk: files, in folders, that only their owner can read or change. */
import { constants } from 'node:fs';
import { chmod, mkdir, open, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { EvlockError } from '@evlock/protocol';

const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

interface Ownership {
  readonly mode: number;
  readonly uid: number;
}

const octal = (mode: number): string => (mode & 0o7777).toString(8);

/** Throws `SECRET_EXPOSED` when another user owns it, or somebody else has one of the rights `refused`. */
function requireOwn(path: string, { mode, uid }: Ownership, refused: number): void {
  if ((mode & refused) !== 0) throw new EvlockError('SECRET_EXPOSED', { file: path, mode: octal(mode) });
  if (uid !== process.geteuid?.()) throw new EvlockError('SECRET_EXPOSED', { file: path, owner: uid });
}

/** Throws `SECRET_EXPOSED` unless the folder is this user's alone; one that is not there yet is fine. */
export async function requirePrivateFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found) requireOwn(folder, found, OTHERS);
}

/** In a folder that others may write they could put another file in its place, unless they may move only their own. */
async function requireSafePlace(file: string): Promise<void> {
  const folder = dirname(file);
  const { mode } = await stat(folder);
  if ((mode & OTHERS_WRITE) === 0 || (mode & STICKY) !== 0) return;
  throw new EvlockError('SECRET_EXPOSED', { file: folder, mode: octal(mode) });
}

/**
 * The trimmed text of a secret file. Throws `SECRET_EXPOSED` when group or others may touch it or its folder, or another
 * user owns it; `PROFILE_INVALID` when it cannot be read.
 */
export async function readSecret(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY).catch((cause: NodeJS.ErrnoException) => {
    throw new EvlockError('PROFILE_INVALID', { file, problem: cause.code ?? 'unreadable' }, { cause });
  });
  try {
    // Of the file that is open, so that it cannot be exchanged between check and read.
    requireOwn(file, await handle.stat(), OTHERS);
    await requireSafePlace(file);
    return (await handle.readFile('utf8')).trim();
  } finally {
    await handle.close();
  }
}

/** Creates a secret file, mode 0600, its folder 0700, whatever the umask. Throws when it exists: a secret is never overwritten. */
export async function writeSecret(file: string, text: string): Promise<void> {
  const made = await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  if (made !== undefined) await chmod(dirname(file), 0o700);
  await writeNew(file, text, 0o600);
}

/** Creates a file. Throws when it exists. */
export async function writeNew(file: string, text: string, mode: number): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'wx', mode).catch((cause: NodeJS.ErrnoException) => {
    throw new EvlockError('FILE_UNUSABLE', { file: basename(file), problem: cause.code ?? 'unwritable' }, { cause });
  });
  try {
    await handle.chmod(mode);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
