/** A point-in-time copy of the meter's store, also while the daemon writes it; and its restoration. */
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EvlockError } from '@evlock/protocol';
import { type MeterProfile, storeFile } from '../profile.ts';
import { Store } from './store.ts';

/** Writes the copy to `file`, 0600, which must not exist. Throws `STORE_FAILED`. */
export function copyStore(profile: MeterProfile, file: string): void {
  const from = storeFile(profile);
  if (existsSync(file)) throw new EvlockError('FILE_UNUSABLE', { file, problem: 'EEXIST' });
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(from, { readOnly: true });
    try {
      database.prepare('VACUUM INTO ?').run(file);
    } finally {
      database.close();
    }
    chmodSync(file, 0o600);
  } catch (cause) {
    rmSync(file, { force: true });
    throw new EvlockError('STORE_FAILED', { problem: 'copy' }, { cause });
  }
}

/** Throws `RESTORE_TARGET_USED` where the meter already has a store. */
export function requireNoStore(profile: MeterProfile): void {
  const target = storeFile(profile);
  if (existsSync(target)) throw new EvlockError('RESTORE_TARGET_USED', { target });
}

/** Verifies that a copy is whole, and migrates it to this version's schema. Throws `STORE_FAILED`. */
export function checkStore(file: string): void {
  Store.open(file).close();
}
