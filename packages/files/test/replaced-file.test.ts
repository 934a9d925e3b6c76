/**
 * What anyone with write access to a folder, or a killed process, can put in the way of a file that is read or replaced there.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSecretFile, readTextFile, replaceFile, replaceFileSync } from '../src/index.ts';

vi.mock('node:crypto', async (original) => ({ ...(await original<object>()), randomBytes: vi.fn() }));

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-replaced-'));
  const real = await vi.importActual<{ randomBytes: (size: number) => Buffer }>('node:crypto');
  vi.mocked(randomBytes).mockImplementation(((size: number) => real.randomBytes(size)) as never);
});
afterEach(() => rm(folder, { recursive: true }));

const writers = {
  replaceFile: (file: string, text: string) => replaceFile(file, text, 0o600),
  replaceFileSync: async (file: string, text: string) => replaceFileSync(file, text, 0o600),
};

describe.each(Object.entries(writers))('%s', (_name, write) => {
  it('does not follow a link at the old temporary name', async () => {
    await writeFile(at('victim'), 'untouched');
    await symlink(at('victim'), at('one.new'));
    await write(at('one'), 'text');
    expect(await readFile(at('victim'), 'utf8')).toBe('untouched');
    expect(await readFile(at('one'), 'utf8')).toBe('text');
  });

  it('does not follow one whose name it happens to pick', async () => {
    vi.mocked(randomBytes).mockImplementation(((size: number) => Buffer.alloc(size, 7)) as never);
    await writeFile(at('victim'), 'untouched');
    await symlink(at('victim'), at(`one.${'07'.repeat(6)}.new`));
    await expect(write(at('one'), 'text')).rejects.toMatchObject({
      code: 'FILE_UNUSABLE',
      details: { problem: 'EEXIST' },
    });
    expect(await readFile(at('victim'), 'utf8')).toBe('untouched');
  });

  it('replaces a link, not its target', async () => {
    await writeFile(at('victim'), 'untouched');
    await symlink(at('victim'), at('one'));
    await write(at('one'), 'text');
    expect(await readFile(at('victim'), 'utf8')).toBe('untouched');
    expect((await stat(at('one'))).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing aside when it cannot replace the file', async () => {
    await mkdir(at('one', 'inside'), { recursive: true });
    await expect(write(at('one'), 'text')).rejects.toMatchObject({ code: 'FILE_UNUSABLE' });
    expect(await readdir(folder)).toEqual(['one']);
  });
});

describe('a file that is read', () => {
  it.each<[string, (file: string) => unknown, string]>([
    ['a folder', (file) => mkdir(file), 'is a folder'],
    ['a pipe without a writer', (file) => execFileSync('mkfifo', ['-m', '600', file]), 'is not a regular file'],
    ['a device', (file) => symlink('/dev/zero', file), 'is not a regular file'],
    [
      'larger than any of our files',
      (file) => writeFile(file, '', { mode: 0o600 }).then(() => truncate(file, 2 ** 40)),
      'is too large',
    ],
    ['a link to itself', (file) => symlink(file, file), 'ELOOP'],
  ])('is refused when it is %s', async (_name, make, problem) => {
    await make(at('one'));
    const refused = { code: 'FILE_UNUSABLE', details: { file: at('one'), problem } };
    await expect(readTextFile(at('one'))).rejects.toMatchObject(refused);
    await expect(readSecretFile(at('one'))).rejects.toMatchObject({ code: 'FILE_UNUSABLE' });
  });

  it('may begin with a byte-order mark', async () => {
    await writeFile(at('one'), '\uFEFFtext');
    expect(await readTextFile(at('one'))).toBe('text');
  });
});
