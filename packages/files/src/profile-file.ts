/** Reads a profile's text: the first thing every component reads, most often under a wrong name. */
import { EvlockError } from '@evlock/protocol';
import { readTextFile } from './whole-file.ts';

/** Throws `PROFILE_MISSING` when there is none, `PROFILE_INVALID` when it cannot be read. */
export async function readProfileFile(file: string): Promise<string> {
  try {
    return await readTextFile(file);
  } catch (cause) {
    const { details } = EvlockError.from(cause);
    if (details.problem === 'ENOENT') throw new EvlockError('PROFILE_MISSING', { file }, { cause });
    throw new EvlockError('PROFILE_INVALID', details, { cause });
  }
}
