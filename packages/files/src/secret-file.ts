/** Secrets on disk: files, in folders, that only their owner can read or change. */
import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EvlockError, type Hex, parsePrivateKey } from '@evlock/protocol';
import { readRegularFile } from './regular-file.ts';
import { unusable } from './unusable.ts';
import { writeNewFile } from './whole-file.ts';

const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;
/** Bytes. A gateway's profile is a secret if it contains a password. */
const LARGEST_SECRET = 65_536;

interface Ownership {
  readonly mode: number;
  readonly uid: number;
}

const octal = (mode: number): string => (mode & 0o7777).toString(8);

/** Throws `SECRET_EXPOSED` when another user owns it, or group or others have any permission on it. */
function requireOwn(path: string, { mode, uid }: Ownership): void {
  if ((mode & OTHERS) !== 0) throw new EvlockError('SECRET_EXPOSED', { file: path, mode: octal(mode) });
  if (uid !== process.geteuid?.()) throw new EvlockError('SECRET_EXPOSED', { file: path, owner: uid });
}

/** Throws `SECRET_EXPOSED` unless the folder is this user's alone; a missing one is fine. */
export async function requirePrivateFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found) requireOwn(folder, found);
}

/** Whoever may write the folder could swap the file, unless it is sticky. */
async function requireSafePlace(file: string): Promise<void> {
  const folder = dirname(file);
  const { mode } = await stat(folder);
  if ((mode & OTHERS_WRITE) === 0 || (mode & STICKY) !== 0) return;
  throw new EvlockError('SECRET_EXPOSED', { file: folder, mode: octal(mode) });
}

/**
 * The trimmed text of a secret file. Throws `SECRET_EXPOSED` when group or others have access to it or may write its folder, or
 * another user owns it; `FILE_UNUSABLE` when it cannot be read.
 *
 * @example
 * const password = await readSecretFile('/etc/evlock/database.password');
 */
export async function readSecretFile(file: string): Promise<string> {
  const check = async (found: Ownership): Promise<void> => {
    requireOwn(file, found);
    await requireSafePlace(file);
  };
  return (await readRegularFile(file, { limit: LARGEST_SECRET, check })).trim();
}

/** The private key in the file named by a profile's `field`. Throws `PROFILE_INVALID`, `SECRET_EXPOSED`, `FILE_UNUSABLE`. */
export async function readKeyFile(file: string, field: string): Promise<Hex> {
  const text = await readSecretFile(file);
  try {
    return parsePrivateKey(text, field);
  } catch (error) {
    throw new EvlockError('PROFILE_INVALID', { ...EvlockError.from(error).details, file });
  }
}

/**
 * Creates a secret file of one or more lines, mode 0600, its folder 0700, whatever the umask. Throws `FILE_UNUSABLE`, also when
 * it exists: a secret is never overwritten.
 *
 * @example
 * await writeSecretFile('keys/enroller.key', privateKey);
 * const same = await readKeyFile('keys/enroller.key', 'enrollerKeyFile');
 */
export async function writeSecretFile(file: string, text: string): Promise<void> {
  const folder = dirname(file);
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await chmod(folder, 0o700);
  } catch (cause) {
    throw unusable(folder, cause);
  }
  await writeNewFile(file, text.endsWith('\n') ? text : `${text}\n`, 0o600);
}
