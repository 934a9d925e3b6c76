/** Judges outside input by its schema, with a typed error that names the field. */
import type { z } from 'zod';
import type { ErrorCode } from './error-catalogue.ts';
import { EvlockError } from './errors.ts';

/** The parsed value; throws `INVALID_INPUT` (or `code`) with the first offending field, never with its value. */
export function parse<S extends z.ZodType>(schema: S, input: unknown, code: ErrorCode = 'INVALID_INPUT'): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new EvlockError(code, { field: issue?.path.join('.') || '(whole)', problem: issue?.message ?? 'invalid' });
}

/** Parses JSON text and judges it. Throws `INPUT_TOO_LARGE` beyond `limit` characters, `INVALID_INPUT` otherwise. */
export function parseJson<S extends z.ZodType>(schema: S, text: string, limit: number): z.output<S> {
  if (text.length > limit) throw new EvlockError('INPUT_TOO_LARGE', { limit, size: text.length });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new EvlockError('INVALID_INPUT', { field: '(whole)', problem: 'not JSON' }, { cause });
  }
  return parse(schema, value);
}
