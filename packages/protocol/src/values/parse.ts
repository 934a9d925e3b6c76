/** Validates outside input against its schema, with a typed error that names the field. */
import type { z } from 'zod';
import type { ErrorCode } from '../errors/catalogue.ts';
import { EvlockError } from '../errors/evlock-error.ts';
import { jsonErrorPosition } from './json-position.ts';

/**
 * The parsed value. Throws `INVALID_INPUT` (or `code`) with the first offending field, but never with its value, which may be a
 * secret.
 *
 * @example
 * const order = parse(Order.schema, JSON.parse(text));
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown, code: ErrorCode = 'INVALID_INPUT'): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new EvlockError(code, { field: issue?.path.join('.') || '(whole)', problem: issue?.message ?? 'invalid' });
}

/**
 * Parses JSON text, with or without a byte-order mark, and validates it. Throws `INPUT_TOO_LARGE` above `limit` characters,
 * and `INVALID_INPUT` otherwise, with line and column if it is not JSON.
 */
export function parseJson<S extends z.ZodType>(schema: S, text: string, limit: number): z.output<S> {
  if (text.length > limit) throw new EvlockError('INPUT_TOO_LARGE', { limit, size: text.length });
  return parse(schema, jsonValue(text.startsWith('\uFEFF') ? text.slice(1) : text));
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const problem = text.trim() === '' ? 'is empty' : 'not JSON';
    throw new EvlockError('INVALID_INPUT', { field: '(whole)', problem, ...jsonErrorPosition(text) }, { cause });
  }
}
