/** The text of a profile: what every part reads first, and most often by a wrong name. */
import { EvlockError } from '@evlock/protocol';
import { readTextFile } from './whole-file.ts';

/** Throws `PROFILE_MISSING` when there is none, and `PROFILE_INVALID` when it cannot be read. */
export async function readProfileFile(file: string): Promise<string> {
  try {
    return await readTextFile(file);
  } catch (cause) {
    const { details } = EvlockError.from(cause);
    if (details.problem === 'ENOENT') throw new EvlockError('PROFILE_MISSING', { file }, { cause });
    throw new EvlockError('PROFILE_INVALID', details, { cause });
  }
}
