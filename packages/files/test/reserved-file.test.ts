import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReservedFile, readSecretFile } from '../src/index.ts';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-reserved-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a place for a secret', () => {
  it('exists, with space, before the secret does, and holds nothing else afterwards', async () => {
    const reserved = await ReservedFile.open(at('new', 'words'));
    const { mode, size } = await stat(at('new', 'words'));
    expect({ mode: mode & 0o777, size }).toEqual({ mode: 0o600, size: 4096 });
    expect((await stat(at('new'))).mode & 0o777).toBe(0o700);
    await reserved.write('abandon ability able');
    expect(await readFile(at('new', 'words'), 'utf8')).toBe('abandon ability able\n');
    expect(await readSecretFile(at('new', 'words'))).toBe('abandon ability able');
  });

  it('is private, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await ReservedFile.open(at('words'));
    } finally {
      process.umask(before);
    }
    expect((await stat(at('words'))).mode & 0o777).toBe(0o600);
    await expect(ReservedFile.open(at('words'))).rejects.toMatchObject({ code: 'FILE_UNUSABLE' });
  });

  it('is refused early: a file in place of the folder, or a planted link', async () => {
    await writeFile(at('stick'), '');
    await expect(ReservedFile.open(at('stick', 'words'))).rejects.toMatchObject({ code: 'FILE_UNUSABLE' });
    await symlink(at('elsewhere'), at('link'));
    await expect(ReservedFile.open(at('link'))).rejects.toMatchObject({ code: 'FILE_UNUSABLE' });
    expect(existsSync(at('elsewhere'))).toBe(false);
  });

  it('is removed when no secret was generated after all', async () => {
    await (await ReservedFile.open(at('words'))).abandon();
    expect(existsSync(at('words'))).toBe(false);
  });

  it('accepts no more than it reserved space for', async () => {
    const reserved = await ReservedFile.open(at('words'));
    await expect(reserved.write('x'.repeat(5000))).rejects.toMatchObject({ code: 'INPUT_TOO_LARGE' });
    await reserved.abandon();
  });
});
