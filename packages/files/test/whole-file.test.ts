import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTextFile, replaceFile, writeNewFile } from '../src/index.ts';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file replaced as a whole', () => {
  it('holds the new text under the mode asked for, with nothing left aside', async () => {
    await replaceFile(at('made', 'one'), 'old', 0o600);
    await replaceFile(at('made', 'one'), 'new', 0o644);
    expect(await readTextFile(at('made', 'one'))).toBe('new');
    expect(await modeOf(at('made', 'one'))).toBe(0o644);
    expect(await readdir(at('made'))).toEqual(['one']);
  });

  it("is not hindered by a killed writer's leftover, whatever its mode", async () => {
    await writeFile(at('one.new'), 'half');
    await chmod(at('one.new'), 0o666);
    await replaceFile(at('one'), 'whole', 0o600);
    expect(await readFile(at('one'), 'utf8')).toBe('whole');
    expect(await modeOf(at('one'))).toBe(0o600);
  });

  it.each([
    [0o600, 0o700],
    [0o644, 0o755],
  ])('of mode %o creates a missing folder just as private', async (mode, folderMode) => {
    const umask = process.umask(0o022);
    try {
      await replaceFile(at('made', 'one'), 'text', mode);
    } finally {
      process.umask(umask);
    }
    expect(await modeOf(at('made'))).toBe(folderMode);
  });

  it('reports what prevents it', async () => {
    await writeNewFile(at('one'), 'text', 0o644);
    const inFile = { code: 'FILE_UNUSABLE', details: { file: at('one', 'two') } };
    await expect(replaceFile(at('one', 'two'), 'text', 0o600)).rejects.toMatchObject(inFile);
    const there = { code: 'FILE_UNUSABLE', details: { file: at('one'), problem: 'EEXIST' } };
    await expect(writeNewFile(at('one'), 'other', 0o644)).rejects.toMatchObject(there);
    await expect(readTextFile(at('none'))).rejects.toMatchObject({ code: 'FILE_UNUSABLE' });
    expect(await readTextFile(at('one'))).toBe('text');
  });
});
