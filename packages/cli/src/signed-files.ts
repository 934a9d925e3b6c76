/** Files of signed data: written for `submit` and `watchtower`, and read back with every signature checked. */
import { EvlockError, mergeExports, readSignedExport, type SignedExport, toJson } from '@evlock/protocol';

const ownerModule = () => import('@evlock/community/owner');

/** Replaces the file as a whole. Throws `FILE_UNUSABLE`. */
export async function writeExport(file: string, signed: SignedExport): Promise<void> {
  const { replaceFile } = await ownerModule();
  await replaceFile(file, `${toJson(signed, 2)}\n`);
}

async function readExport(file: string): Promise<SignedExport> {
  const { readTextFile } = await ownerModule();
  const text = await readTextFile(file);
  try {
    return readSignedExport(text);
  } catch (cause) {
    const { code, details } = EvlockError.from(cause);
    throw new EvlockError(code, { ...details, file }, { cause });
  }
}

/**
 * All files as one. Throws `FILE_UNUSABLE`, `INVALID_INPUT`, `INVALID_SIGNATURE` and its like with the file's name, and
 * `CHAIN_WRONG_NETWORK` when they are of different markets.
 */
export async function readExports(files: readonly string[]): Promise<SignedExport> {
  return mergeExports(await Promise.all(files.map(readExport)));
}
