import { readFile } from 'node:fs/promises';
import { EvlockError } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../src/index.ts';

describe('a failure shown to a person', () => {
  it('names the file if the system does', async () => {
    const thrown = await readFile('/none/there').catch((error: unknown) => error);
    expect(failureOf(thrown)).toMatchObject({
      code: 'FILE_UNUSABLE',
      details: { file: '/none/there', problem: 'ENOENT' },
    });
  });

  it('keeps our own errors, and makes all others internal', () => {
    const ours = new EvlockError('PORT_IN_USE');
    expect(failureOf(ours)).toBe(ours);
    const connection = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' });
    for (const thrown of [connection, new TypeError('x is undefined'), 'text', undefined, null]) {
      expect(failureOf(thrown).code).toBe('INTERNAL');
    }
  });
});
