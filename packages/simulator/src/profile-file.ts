/** The profile of an emulator or of a machine under QEMU. */
import { readProfileFile } from '@evlock/files';
import { EvlockError, parseJson } from '@evlock/protocol';
import type { z } from 'zod';

/** Bytes. */
const LARGEST = 65_536;

/** Throws `PROFILE_MISSING`, and `PROFILE_INVALID` with the file and the field. */
export async function readProfile<S extends z.ZodType>(schema: S, file: string): Promise<z.output<S>> {
  const text = await readProfileFile(file);
  try {
    return parseJson(schema, text, LARGEST);
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { file, ...EvlockError.from(cause).details }, { cause });
  }
}
