/**
 * One process per folder. The kernel holds the lock, on an empty file: it is released with the process, however that ends, and a
 * copied folder is not locked by the original.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EvlockError } from '@evlock/protocol';
import { unusable } from './unusable.ts';

/** SQLite's code: another connection holds the lock. */
const SQLITE_BUSY = 5;

export class FolderLock {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Acquires the lock of this name, creating the folder if missing. Throws `ALREADY_RUNNING` while it is held elsewhere,
   * `FILE_UNUSABLE` when the folder cannot be used.
   */
  static acquire(folder: string, name: string): FolderLock {
    const file = join(folder, `${name}.lock`);
    let database: DatabaseSync | undefined;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      database = new DatabaseSync(file);
      chmodSync(file, 0o600);
      // Nothing is ever written: only the transaction's lock matters.
      database.exec('BEGIN EXCLUSIVE');
      return new FolderLock(database);
    } catch (cause) {
      database?.close();
      if ((cause as { errcode?: unknown }).errcode === SQLITE_BUSY) {
        throw new EvlockError('ALREADY_RUNNING', { folder }, { cause });
      }
      throw unusable(file, cause);
    }
  }

  release(): void {
    this.#database.close();
  }
}
