/** Files of signed data: written for `submit` and `watchtower`, and read back with every signature checked. */
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log, SignedSource } from '@evlock/chain';
import { readTextFile, replaceOwnFile } from '@evlock/files';
import {
  checkSignedExport,
  EvlockError,
  mergeExports,
  readSignedExport,
  type SignedExport,
  type WrittenExport,
  writeSignedExport,
} from '@evlock/protocol';

const isSigned = (text: string): boolean => /^\s*\{\s*"format"\s*:\s*"evlock-signed-\d+"/.test(text);

/**
 * Replaces the file as a whole, by one that `readExports` takes; gives what stands in it. Throws `FILE_UNUSABLE`, also
 * where it is a file of any other kind.
 */
export async function writeExport(file: string, signed: SignedExport): Promise<WrittenExport> {
  const written = writeSignedExport(signed);
  await requireFolder(file);
  await replaceOwnFile(file, written.text, { mode: 0o600, isOwn: isSigned });
  return written;
}

/** A folder that is missing is more likely a slip than a wish. Throws `FILE_UNUSABLE`. */
async function requireFolder(file: string): Promise<void> {
  if (await isFolder(dirname(file))) return;
  throw new EvlockError('FILE_UNUSABLE', { file, problem: 'its directory does not exist' });
}

/** As `writeExport`, of items none of which may be left out. Throws also what `checkSignedExport` throws. */
export async function writeWhole(file: string, signed: SignedExport): Promise<void> {
  checkSignedExport(signed);
  await writeExport(file, signed);
}

async function readExport(file: string): Promise<SignedExport> {
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

/** One file as it was last read. */
interface Read {
  /** Changes with the content: files of signed data are replaced as a whole. */
  readonly version: string;
  /** Undefined for one that cannot be used. */
  readonly signed: SignedExport | undefined;
}

/** Files and folders of signed data that others write while they are watched. */
export class WatchedFiles implements SignedSource {
  /** A folder may be given more. */
  readonly endless: boolean;
  readonly #files: readonly string[];
  readonly #folders: readonly string[];
  readonly #log: Log;
  readonly #read = new Map<string, Read>();
  #present: readonly string[] = [];
  #merged: SignedExport | undefined;

  private constructor(files: readonly string[], folders: readonly string[], log: Log) {
    this.endless = folders.length > 0;
    this.#files = files;
    this.#folders = folders;
    this.#log = log;
  }

  /** Throws what is wrong with a file that was named, and `INVALID_INPUT` when the folders hold nothing to watch yet. */
  static async open(paths: readonly string[], { log }: { readonly log: Log }): Promise<WatchedFiles> {
    const kinds = await Promise.all(paths.map(isFolder));
    const files = paths.filter((_path, index) => !kinds[index]);
    const watched = new WatchedFiles(
      files,
      paths.filter((_path, index) => kinds[index]),
      log,
    );
    if (files.length > 0) await readExports(files);
    await watched.read();
    return watched;
  }

  /** What is there now; the same object as long as nothing changed. What cannot be used is left out, and logged once. */
  async read(): Promise<SignedExport> {
    const present = await this.#listed();
    let changed = present.join() !== this.#present.join();
    this.#present = present;
    for (const file of present) changed = (await this.#look(file)) || changed;
    if (changed || !this.#merged) {
      const usable = present.flatMap((file) => this.#read.get(file)?.signed ?? []);
      if (usable.length === 0) throw this.#nothing();
      this.#merged = mergeExports(usable);
    }
    return this.#merged;
  }

  #nothing(): EvlockError {
    const problem = 'holds no file of signed data yet: `evlock meter export` writes one';
    return new EvlockError('INVALID_INPUT', { folder: this.#folders.join(', '), problem });
  }

  async #listed(): Promise<string[]> {
    const listings = this.#folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(folder, name));
    });
    return [...this.#files, ...(await Promise.all(listings)).flat()];
  }

  /** Whether a file is another than when it was last read. One that was named and is gone stays as it was read. */
  async #look(file: string): Promise<boolean> {
    const state = await stat(file, { bigint: true }).catch(() => undefined);
    const version = state && `${state.ino} ${state.mtimeNs} ${state.size}`;
    if (version === undefined || this.#read.get(file)?.version === version) return false;
    try {
      this.#read.set(file, { version, signed: this.#ofMarket(await readExport(file)) });
      return true;
    } catch (error) {
      this.#log.warn({ file, code: EvlockError.from(error).code }, 'a file cannot be used');
      this.#read.set(file, { version, signed: this.#read.get(file)?.signed });
      return false;
    }
  }

  /** Throws `CHAIN_WRONG_NETWORK` when it is of another market than what is watched already. */
  #ofMarket(signed: SignedExport): SignedExport {
    if (this.#merged) mergeExports([this.#merged, signed]);
    return signed;
  }
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true;
