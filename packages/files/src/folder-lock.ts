/**
 * One process per folder. The lock is the kernel's, on a file that holds nothing: it ends with the process, however that
 * ends, and a copied folder is not locked by the original.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EvlockError } from '@evlock/protocol';

export class FolderLock {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Takes the lock of this name, and makes the folder where it is missing. Throws `ALREADY_RUNNING` while another has it. */
  static take(folder: string, name: string): FolderLock {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${name}.lock`);
    const database = new DatabaseSync(file);
    try {
      chmodSync(file, 0o600);
      // Nothing is ever written: the lock of the transaction is all that is wanted.
      database.exec('BEGIN EXCLUSIVE');
    } catch (cause) {
      database.close();
      throw new EvlockError('ALREADY_RUNNING', { folder }, { cause });
    }
    return new FolderLock(database);
  }

  release(): void {
    this.#database.close();
  }
}
