/** Temporary files left by a kill, and things that only look like one. */
import {
  chmod,
  chown,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeRemains, removeRemainsIn } from '../src/index.ts';
import { killedAt, type Writing } from './support/interrupted.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
const ASIDE = 'one.0123456789ab.new';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-remains-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('remains of interrupted writes', () => {
  it.each(['replaceFile', 'writeNewFile'])(
    'of %s are gone after the next start, wherever it was killed',
    async (name) => {
      const module = join(import.meta.dirname, '..', 'src', 'whole-file.ts');
      const writing: Writing = { module, name, args: [at('one'), 'text', 0o600] };
      let left = 0;
      for (let change = 1; ; change++) {
        await rm(at('one'), { force: true });
        const { is } = killedAt(change, writing);
        if ((await readdir(folder)).some((entry) => entry !== 'one')) left++;
        const before = await readFile(at('one'), 'utf8').catch(() => undefined);
        removeRemains([at('one')]);
        expect((await readdir(folder)).filter((entry) => entry !== 'one')).toEqual([]);
        // Also where a new file had two names already.
        expect(await readFile(at('one'), 'utf8').catch(() => undefined)).toBe(before);
        if (is === 'done') break;
      }
      expect(left).toBeGreaterThan(1);
    },
  );

  it('are distinguished from links, folders and other names, and no link is followed', async () => {
    await mkdir(at('elsewhere'));
    await writeFile(at('elsewhere/victim'), 'untouched');
    await symlink(at('elsewhere/victim'), at(ASIDE));
    await symlink(at('elsewhere'), at('one.111111111111.new'));
    await mkdir(at('one.222222222222.new'));
    const others = ['one.new', 'one.0123456789AB.new', 'one.0123456789ab.new.old', 'other.0123456789ab.new', 'one'];
    for (const name of others) await writeFile(at(name), 'kept');
    const before = (await readdir(folder)).toSorted();
    removeRemains([at('one')]);
    expect((await readdir(folder)).toSorted()).toEqual(before);
    expect(await readlink(at(ASIDE))).toBe(at('elsewhere/victim'));
    expect(await readFile(at('elsewhere/victim'), 'utf8')).toBe('untouched');
  });

  it('of a hard link leave the other name alone', async () => {
    await writeFile(at('kept'), 'text');
    await link(at('kept'), at(ASIDE));
    removeRemains([at('one')]);
    expect(await readdir(folder)).toEqual(['kept']);
    expect(await readFile(at('kept'), 'utf8')).toBe('text');
  });

  it.runIf(process.geteuid?.() === 0)('are not removed if another user owns them', async () => {
    await writeFile(at(ASIDE), '');
    await chown(at(ASIDE), 65_534, 65_534);
    removeRemains([at('one')]);
    expect(await readdir(folder)).toEqual([ASIDE]);
  });

  it('are removed for every file in a folder, not below it', async () => {
    await mkdir(at('below'));
    for (const name of [ASIDE, 'two.ba9876543210.new', `below/${ASIDE}`]) await writeFile(at(name), '');
    removeRemainsIn(folder);
    expect(await readdir(folder)).toEqual(['below']);
    expect(await readdir(at('below'))).toEqual([ASIDE]);
  });

  it('that cannot be removed, or a missing folder, do not prevent a start', async () => {
    removeRemains([at('missing/one')]);
    removeRemainsIn(at('missing'));
    await writeFile(at(ASIDE), '');
    await chmod(folder, 0o500);
    removeRemainsIn(folder);
    await chmod(folder, 0o700);
    // Root removes it anyway.
    expect((await readdir(folder)).length).toBe(process.geteuid?.() === 0 ? 0 : 1);
  });
});
