/** Wrong usage, as opposed to failure: exit code 2, and nothing was done. */
import { EvlockError } from '@evlock/protocol';
import { isSecret } from './secret-shape.ts';

export class UsageError extends Error {
  readonly failure: EvlockError;

  constructor(failure: EvlockError) {
    super(failure.message);
    this.failure = failure;
  }
}

/** `throw wrongUsage('--until', 'is before --from')`. Never put the value of a secret in it. */
export const wrongUsage = (argument: string, problem: string): UsageError =>
  new UsageError(new EvlockError('INVALID_INPUT', { argument, problem }));

/** A parser for one argument; its failure is wrong usage of `argument`. */
export const argument =
  <T>(name: string, read: (text: string) => T) =>
  (text: string): T => {
    try {
      return read(text);
    } catch (error) {
      throw refused(name, text, EvlockError.from(error));
    }
  };

/** As the person typed it: not in the smallest unit, not as a field of a schema, and not at all where it may be a secret. */
function refused(name: string, text: string, { code, details }: EvlockError): UsageError {
  const { field, unit, value, problem = unit === undefined ? null : 'is too large', ...rest } = details;
  return new UsageError(
    new EvlockError(code === 'INTERNAL' ? 'INVALID_INPUT' : code, {
      argument: name,
      ...(problem !== null && { problem }),
      ...rest,
      ...(field !== undefined && field !== '(whole)' && { field }),
      ...(value !== undefined && !isSecret(text) && { value: text }),
    }),
  );
}
