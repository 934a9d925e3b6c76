/** Files of signed data: written for `submit` and `watchtower`, and read back with every signature verified. */
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
 * Replaces the whole file with one that `readExports` accepts; returns its contents. Throws `FILE_UNUSABLE`, also when it is a
 * file of another kind.
 */
export async function writeExport(file: string, signed: SignedExport): Promise<WrittenExport> {
  const written = writeSignedExport(signed);
  await requireFolder(file);
  await replaceOwnFile(file, written.text, { mode: 0o600, isOwn: isSigned });
  return written;
}

/** A missing folder is more likely a typo than intended. Throws `FILE_UNUSABLE`. */
async function requireFolder(file: string): Promise<void> {
  if (await isFolder(dirname(file))) return;
  throw new EvlockError('FILE_UNUSABLE', { file, problem: 'its directory does not exist' });
}

/** As `writeExport`, for items none of which may be omitted. Also throws what `checkSignedExport` throws. */
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
 * All files merged. Throws `FILE_UNUSABLE`, `INVALID_INPUT`, `INVALID_SIGNATURE` and the like with the file's name, and
 * `CHAIN_WRONG_NETWORK` when they are for different markets.
 */
export async function readExports(files: readonly string[]): Promise<SignedExport> {
  return mergeExports(await Promise.all(files.map(readExport)));
}

/** One file as last read. */
interface Read {
  /** Changes with the content: files of signed data are replaced as a whole. */
  readonly version: string;
  /** Undefined if unusable. */
  readonly signed: SignedExport | undefined;
}

/** Files and folders of signed data that others may write while they are watched. */
export class WatchedFiles implements SignedSource {
  /** More may be added to a folder. */
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

  /** Throws what is wrong with a named file, and `INVALID_INPUT` when the folders contain nothing to watch yet. */
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

  /** The current contents; the same object as long as nothing changed. Unusable files are left out, and logged once. */
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

  /** Whether a file has changed since it was last read. A named one that is gone keeps its last content. */
  async #look(file: string): Promise<boolean> {
    const state = await stat(file, { bigint: true }).catch(() => undefined);
    const version = state && `${state.ino} ${state.mtimeNs} ${state.size}`;
    if (version === undefined || this.#read.get(file)?.version === version) return false;
    try {
      this.#read.set(file, { version, signed: this.#ofMarket(await readExport(file)) });
      return true;
    } catch (error) {
      this.#log.warn({ file, code: EvlockError.from(error).code }, 'unusable file');
      this.#read.set(file, { version, signed: this.#read.get(file)?.signed });
      return false;
    }
  }

  /** Throws `CHAIN_WRONG_NETWORK` when it is for another market than those already watched. */
  #ofMarket(signed: SignedExport): SignedExport {
    if (this.#merged) mergeExports([this.#merged, signed]);
    return signed;
  }
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true;
