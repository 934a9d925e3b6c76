/** An owner's state in a file. */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFileSync } from '@evlock/files';
import { EvlockError, parseJson, toJson } from '@evlock/protocol';
import { FRESH_STATE, type OwnerState, type OwnerStore, ownerStateSchema } from '../approval/store.ts';

/** A file with mode 0600, since it holds the session token; replaced atomically. */
export class FileOwnerStore implements OwnerStore {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** Empty if there is no file. Throws `FILE_UNUSABLE` when there is one that cannot be read. */
  load(): OwnerState {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch (cause) {
      const { code = 'unusable' } = cause as NodeJS.ErrnoException;
      if (code === 'ENOENT') return FRESH_STATE;
      throw new EvlockError('FILE_UNUSABLE', { file: this.file, problem: code }, { cause });
    }
    return parseJson(ownerStateSchema, text, 16_384);
  }

  /** Throws `FILE_UNUSABLE`. */
  save(state: OwnerState): void {
    try {
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
      replaceFileSync(this.file, toJson(state, 2), 0o600);
    } catch (cause) {
      throw new EvlockError('FILE_UNUSABLE', { file: this.file }, { cause });
    }
  }
}
