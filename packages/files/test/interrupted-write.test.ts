/** A full disk at any byte and a kill between any two steps: a file is the old one or the new one, and nothing else. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { killedAt, type Writing, withRoomFor } from './support/interrupted.ts';

const NEW = 'the new text, which is longer than the old one\n';
const OLD = 'the old text\n';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-interrupted-'));
});
afterEach(() => rm(folder, { recursive: true }));

const packages = join(import.meta.dirname, '..', '..');
const writers = [
  { name: 'replaceFile', module: join(packages, 'files/src/whole-file.ts'), old: OLD },
  { name: 'replaceFileSync', module: join(packages, 'files/src/whole-file.ts'), old: OLD },
  { name: 'writeNewFile', module: join(packages, 'files/src/whole-file.ts'), old: undefined },
  { name: 'writeSecretFile', module: join(packages, 'files/src/secret-file.ts'), old: undefined },
];

describe.each(writers)('$name', ({ name, module, old }) => {
  const file = (): string => join(folder, 'file');
  const writing = (): Writing => ({ module, name, args: [file(), NEW, 0o600] });
  const before = async (): Promise<void> => {
    await rm(folder, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), 'evlock-interrupted-'));
    if (old !== undefined) await writeFile(file(), old);
  };
  const content = (): Promise<string | undefined> => readFile(file(), 'utf8').catch(() => undefined);

  it('leaves the old file and nothing aside on a full disk', async () => {
    for (const room of [0, 1, NEW.length - 1]) {
      await before();
      expect([room, withRoomFor(room, writing())]).toEqual([room, { is: 'refused', code: 'FILE_UNUSABLE' }]);
      expect([room, await content()]).toEqual([room, old]);
      expect(await readdir(folder)).toEqual(old === undefined ? [] : ['file']);
    }
    expect(withRoomFor(NEW.length, writing())).toEqual({ is: 'done' });
    expect(await content()).toBe(NEW);
  });

  it('leaves the old file or the new one when killed, and works afterwards', async () => {
    let changes = 1;
    for (; ; changes++) {
      await before();
      const ending = killedAt(changes, writing());
      expect([changes, [old, NEW].includes((await content()) as string)]).toEqual([changes, true]);
      if (ending.is === 'done') break;
      expect(ending).toEqual({ is: 'killed' });
      if ((await content()) === old) expect(withRoomFor(1_000, writing())).toEqual({ is: 'done' });
      expect(await content()).toBe(NEW);
    }
    // At least open, write, sync and rename.
    expect(changes).toBeGreaterThan(4);
  });
});
