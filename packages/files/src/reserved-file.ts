/**
 * Reserves a file for a secret that is generated only once: the file exists, with disk space, before the secret does, so that a
 * missing folder, a full disk or a read-only stick is found while nothing can be lost.
 */
import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { unusable } from './unusable.ts';

/** Bytes of disk space reserved for it. */
const ROOM = 4096;

export class ReservedFile {
  readonly #file: string;
  readonly #handle: FileHandle;

  private constructor(file: string, handle: FileHandle) {
    this.#file = file;
    this.#handle = handle;
  }

  /** A new file, 0600, its folder 0700 if missing. Throws `FILE_UNUSABLE`, also when it exists. */
  static async open(file: string): Promise<ReservedFile> {
    try {
      const made = await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      if (made !== undefined) await chmod(dirname(file), 0o700);
      const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
      const handle = await open(file, flags, 0o600);
      const reserved = new ReservedFile(file, handle);
      await reserved.#makeRoom().catch(async (cause: unknown) => {
        await reserved.abandon();
        throw cause;
      });
      return reserved;
    } catch (cause) {
      throw unusable(file, cause);
    }
  }

  /** Throws `INPUT_TOO_LARGE` beyond the reserved space, `FILE_UNUSABLE`. */
  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text.endsWith('\n') ? text : `${text}\n`);
    if (bytes.length > ROOM) throw new EvlockError('INPUT_TOO_LARGE', { limit: ROOM, part: this.#file });
    try {
      await this.#handle.write(bytes, 0, bytes.length, 0);
      await this.#handle.truncate(bytes.length);
      await this.#handle.sync();
    } catch (cause) {
      throw unusable(this.#file, cause);
    } finally {
      await this.#handle.close();
    }
  }

  /** No secret was generated after all. */
  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#file, { force: true });
  }

  async #makeRoom(): Promise<void> {
    await this.#handle.chmod(0o600);
    await this.#handle.write(Buffer.alloc(ROOM, '\n'), 0, ROOM, 0);
    await this.#handle.sync();
    const folder = await open(dirname(this.#file), constants.O_RDONLY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
