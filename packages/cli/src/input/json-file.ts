/** A file of JSON that a person names. */
import { EvlockError, parseJson } from '@evlock/protocol';
import type { z } from 'zod';

/** Bytes. */
const LARGEST = 65_536;

/** Throws `FILE_UNUSABLE`, and `INVALID_INPUT` with the file and the field. */
export async function readJsonFile<S extends z.ZodType>(schema: S, file: string): Promise<z.output<S>> {
  const { readTextFile } = await import('@evlock/files');
  const text = await readTextFile(file);
  try {
    return parseJson(schema, text, LARGEST);
  } catch (cause) {
    const { code, details } = EvlockError.from(cause);
    throw new EvlockError(code, { file, ...details }, { cause });
  }
}
