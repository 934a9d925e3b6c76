/** Reads whole files: regular ones only, up to a size limit, without blocking on a pipe that has no writer. */
import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { EvlockError } from '@evlock/protocol';
import { unusable } from './unusable.ts';

export interface ReadOptions {
  /** Maximum size in bytes. */
  readonly limit: number;
  /** Inspects the open file, so that it cannot be swapped between check and read. */
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
    if (!found.isFile()) throw new EvlockError('FILE_UNUSABLE', { file, problem: 'is not a regular file' });
    await check?.(found);
    if (found.size > limit) throw new EvlockError('FILE_UNUSABLE', { file, problem: 'is too large', limit });
    return (await handle.readFile('utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw EvlockError.is(error) ? error : unusable(file, error);
  } finally {
    await handle.close();
  }
}
