import { EvlockError } from '@evlock/protocol';

/** `FILE_UNUSABLE` with the system's word for what is wrong. */
export const unusable = (file: string, cause: unknown): EvlockError => {
  const { code = 'unusable' } = cause as NodeJS.ErrnoException;
  return new EvlockError('FILE_UNUSABLE', { file, problem: code }, { cause });
};
