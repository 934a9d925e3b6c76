/** Wrong usage, told apart from failure: it ends with exit code 2, and nothing was done. */
import { EvlockError } from '@evlock/protocol';

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

/** A reader of one argument, whose failure is wrong usage of `argument`. */
export const argument =
  <T>(name: string, read: (text: string) => T) =>
  (text: string): T => {
    try {
      return read(text);
    } catch (error) {
      const { code, details } = EvlockError.from(error);
      throw new UsageError(
        new EvlockError(code === 'INTERNAL' ? 'INVALID_INPUT' : code, { argument: name, ...details }),
      );
    }
  };
