/**
 * One meter per data folder: two would speak with one key. The lock is the kernel's, on a file that holds nothing: it ends
 * with the process, however that ends, and a copied folder is not locked by the original.
 */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EvlockError } from '@evlock/protocol';

/** Gives back what releases the lock. Throws `ALREADY_RUNNING` while another process has it. */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'meter.lock');
  const database = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    // Nothing is ever written: the lock of the transaction is all that is wanted.
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new EvlockError('ALREADY_RUNNING', { folder }, { cause });
  }
  return () => database.close();
}
