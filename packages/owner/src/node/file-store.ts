<<<<<<< HEAD:packages/owner/src/node/file-store.ts
/** An owner's state in a file. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EvlockError, parseJson, toJson } from '@evlock/protocol';
import { FRESH_STATE, type OwnerState, type OwnerStore, ownerStateSchema } from '../store.ts';
=======
/** What an owner's process remembers between runs: the last mandate id and the session. */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFileSync } from '@evlock/files';
import { EvlockError, parseJson, timeField, toJson } from '@evlock/protocol';
import { z } from 'zod';

const ownerStateSchema = z.strictObject({
  /** Highest mandate id used so far; 0 before the first. */
  lastMandateId: z.number().int().nonnegative(),
  session: z.strictObject({ token: z.string().max(1024), expires: timeField.schema }).nullable(),
});
export type OwnerState = z.infer<typeof ownerStateSchema>;

export interface OwnerStore {
  load(): OwnerState;
  save(state: OwnerState): void;
}

const fresh: OwnerState = { lastMandateId: 0, session: null };

export class MemoryOwnerStore implements OwnerStore {
  private state: OwnerState = fresh;

  load(): OwnerState {
    return this.state;
  }

  save(state: OwnerState): void {
    this.state = state;
  }
}
>>>>>>> efe8ae3 (files: let an empty or damaged authority believe nobody):packages/community/src/owner/store.ts

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
      replaceFileSync(this.file, toJson(state, 2), 0o600);
    } catch (cause) {
      throw new EvlockError('FILE_UNUSABLE', { file: this.file }, { cause });
    }
  }
}
