import { EvlockError } from '@evlock/protocol';

/** `FILE_UNUSABLE` with the system's word for what is wrong. */
export const unusable = (file: string, cause: unknown): EvlockError => {
  const { code = 'unusable' } = cause as NodeJS.ErrnoException;
  return new EvlockError('FILE_UNUSABLE', { file, problem: code }, { cause });
};

/**
 * Any thrown value as one of ours, for who tells a person: an error of the system that names a file is `FILE_UNUSABLE` (a full
 * disk, a folder that was deleted), not a mistake of the product. Never for an answer over a wire: it names a path.
 */
export function failureOf(thrown: unknown): EvlockError {
  if (EvlockError.is(thrown)) return thrown;
  const { code, path, syscall } = (thrown ?? {}) as NodeJS.ErrnoException;
  const isSystems = typeof code === 'string' && typeof syscall === 'string' && typeof path === 'string';
  return isSystems ? unusable(path, thrown) : EvlockError.from(thrown);
}
