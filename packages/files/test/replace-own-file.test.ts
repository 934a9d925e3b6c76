/** A slip in an output's name must not cost a key, a recovery phrase or a profile. */
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceOwnFile, requireOwnFile } from '../src/index.ts';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);
const isOwn = (text: string): boolean => text.startsWith('own');
const replace = (file: string) => replaceOwnFile(file, 'own new', { mode: 0o600, isOwn });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-own-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file that replaces only its own kind', () => {
  it.each([
    ['one of the same kind', 'own old'],
    ['an empty one', ''],
  ])('replaces %s', async (_name, old) => {
    await writeFile(at('one'), old);
    await replace(at('one'));
    expect(await readFile(at('one'), 'utf8')).toBe('own new');
  });

  it('is created if missing', async () => {
    await replace(at('made', 'one'));
    expect(await readFile(at('made', 'one'), 'utf8')).toBe('own new');
  });

  it('leaves any other file untouched, even behind a link', async () => {
    await writeFile(at('wallet.key'), '0x5e');
    await symlink(at('wallet.key'), at('link'));
    for (const file of [at('wallet.key'), at('link')]) {
      const refused = { code: 'FILE_UNUSABLE', details: { file, problem: 'EEXIST' } };
      await expect(replace(file)).rejects.toMatchObject(refused);
      await expect(requireOwnFile(file, isOwn)).rejects.toMatchObject(refused);
      expect(await readFile(file, 'utf8')).toBe('0x5e');
    }
  });

  it('never replaces a device', async () => {
    const details = { file: '/dev/null', problem: 'is not a regular file' };
    await expect(requireOwnFile('/dev/null', isOwn)).rejects.toMatchObject({ code: 'FILE_UNUSABLE', details });
  });
});
