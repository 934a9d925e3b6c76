/** What an owner's process remembers between runs: the last mandate id and the session. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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
      return fresh;
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
