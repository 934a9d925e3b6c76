/** An owner's state in a file. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EvlockError, parseJson, toJson } from '@evlock/protocol';
import { FRESH_STATE, type OwnerState, type OwnerStore, ownerStateSchema } from '../store.ts';

/** A file with mode 0600, since it holds the session token; replaced atomically. */
export class FileOwnerStore implements OwnerStore {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  load(): OwnerState {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch {
      return FRESH_STATE;
    }
    return parseJson(ownerStateSchema, text, 16_384);
  }

  /** Throws `FILE_UNUSABLE`. */
  save(state: OwnerState): void {
    try {
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
      writeFileSync(`${this.file}.new`, toJson(state, 2), { mode: 0o600 });
      renameSync(`${this.file}.new`, this.file);
    } catch (cause) {
      throw new EvlockError('FILE_UNUSABLE', { file: this.file }, { cause });
    }
  }
}
