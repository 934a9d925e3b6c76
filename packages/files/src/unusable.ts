import { EvlockError } from '@evlock/protocol';

/** `FILE_UNUSABLE` with the system's error code. */
export const unusable = (file: string, cause: unknown): EvlockError => {
  const { code = 'unusable' } = cause as NodeJS.ErrnoException;
  return new EvlockError('FILE_UNUSABLE', { file, problem: code }, { cause });
};

/**
 * Converts any thrown value for display to a person: a system error that names a file becomes `FILE_UNUSABLE` (a full disk, a
 * deleted folder) rather than an internal error. Never for a response over the wire: it contains a path.
 */
export function failureOf(thrown: unknown): EvlockError {
  if (EvlockError.is(thrown)) return thrown;
  const { code, path, syscall } = (thrown ?? {}) as NodeJS.ErrnoException;
  const isSystems = typeof code === 'string' && typeof syscall === 'string' && typeof path === 'string';
  return isSystems ? unusable(path, thrown) : EvlockError.from(thrown);
}
