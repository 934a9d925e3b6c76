/** Files aside that a kill leaves, and what only looks like one. */
import { chown, link, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeRemains } from '../src/whole-file.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
const ASIDE = 'one.0123456789ab.new';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-whole-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('remains of interrupted writes', () => {
  it('go, whatever else is beside them', async () => {
    for (const name of ['one', ASIDE, 'one.ba9876543210.new', 'two']) await writeFile(at(name), 'text');
    await removeRemains(at('one'));
    expect((await readdir(folder)).toSorted()).toEqual(['one', 'two']);
  });

  it('are told from links, folders and other names, and nothing is followed', async () => {
    await mkdir(at('elsewhere'));
    await writeFile(at('elsewhere/victim'), 'untouched');
    await symlink(at('elsewhere/victim'), at(ASIDE));
    await symlink(at('elsewhere'), at('one.111111111111.new'));
    await mkdir(at('one.222222222222.new'));
    const others = ['one.new', 'one.0123456789AB.new', 'one.old.0123456789ab.new', 'other.0123456789ab.new', 'one'];
    for (const name of others) await writeFile(at(name), 'kept');
    const before = (await readdir(folder)).toSorted();
    await removeRemains(at('one'));
    expect((await readdir(folder)).toSorted()).toEqual(before);
    expect(await readFile(at('elsewhere/victim'), 'utf8')).toBe('untouched');
  });

  it('of a hard link leave the other name alone', async () => {
    await writeFile(at('kept'), 'text');
    await link(at('kept'), at(ASIDE));
    await removeRemains(at('one'));
    expect(await readdir(folder)).toEqual(['kept']);
  });

  it.runIf(process.geteuid?.() === 0)('are none where another user owns them', async () => {
    await writeFile(at(ASIDE), '');
    await chown(at(ASIDE), 65_534, 65_534);
    await removeRemains(at('one'));
    expect((await lstat(at(ASIDE))).uid).toBe(65_534);
  });

  it('are no reason not to start, where there is no such folder', async () => {
    await removeRemains(at('missing/one'));
  });
});
