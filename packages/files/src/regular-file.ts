/** Reading a file as a whole: only a regular one, only up to a size, and without waiting for a pipe that nobody writes. */
import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { EvlockError } from '@evlock/protocol';
import { unusable } from './unusable.ts';

export interface ReadOptions {
  /** Most bytes that are read. */
  readonly limit: number;
  /** Looks at the file that is open, so that it cannot be exchanged between check and read. */
  readonly check?: (found: Stats) => void | Promise<void>;
}

/** UTF-8 without a byte-order mark. Throws `FILE_UNUSABLE`, or what `check` throws. */
export async function readRegularFile(file: string, { limit, check }: ReadOptions): Promise<string> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause) => {
    throw unusable(file, cause);
  });
  try {
    const found = await handle.stat();
    if (found.isDirectory()) throw new EvlockError('FILE_UNUSABLE', { file, problem: 'is a folder' });
    if (!found.isFile()) throw new EvlockError('FILE_UNUSABLE', { file, problem: 'is no regular file' });
    await check?.(found);
    if (found.size > limit) throw new EvlockError('FILE_UNUSABLE', { file, problem: 'is too large', limit });
    return (await handle.readFile('utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw EvlockError.is(error) ? error : unusable(file, error);
  } finally {
    await handle.close();
  }
}
