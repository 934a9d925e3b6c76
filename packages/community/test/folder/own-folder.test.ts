import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Layout } from '../../src/folder/layout.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const create = (...path: readonly string[]) => new Layout(join(folder, ...path)).create();
const refused = (problem: string) => ({
  code: 'FILE_UNUSABLE',
  details: { problem: expect.stringContaining(problem) },
});

it('loses what a killed community left of its own files, and keeps the rest', async () => {
  const layout = new Layout(folder);
  await layout.create();
  await layout.household('alice').create();
  const left = [
    join(folder, 'simulator.json'),
    layout.key('enroller.key'),
    join(layout.household('alice').folder, 'meter.json'),
  ];
  for (const file of left) {
    await writeFile(file, 'whole');
    await writeFile(`${file}.0123456789ab.new`, 'half');
  }
  await writeFile(join(folder, 'notes.new'), 'of the person');
  layout.removeRemains(['alice']);
  for (const file of left) expect(await readdir(dirname(file))).toEqual(expect.arrayContaining([basename(file)]));
  const names = (await Promise.all(left.map((file) => readdir(dirname(file))))).flat();
  expect(names.filter((name) => name.endsWith('.new'))).toEqual(['notes.new']);
});

describe('a data folder', () => {
  it('is created, parents included, and reused', async () => {
    await create('a', 'b');
    await writeFile(join(folder, 'a', 'b', 'note.txt'), 'of the person');
    await create('a', 'b');
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(expect.arrayContaining(['chain', 'gateway', 'keys', 'logs']));
  });

  it('may be one half created by an earlier start', async () => {
    await mkdir(join(folder, 'chain'));
    await create();
  });

  it("is never something else's, which stays untouched", async () => {
    await mkdir(join(folder, 'nginx'));
    await expect(create()).rejects.toMatchObject(refused("not Evlock's"));
    expect(await readdir(folder)).toEqual(['nginx']);
  });

  it('is not a link, whatever it points to, nor a file', async () => {
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    await symlink(join(folder, 'nothing'), join(folder, 'dangling'));
    for (const name of ['link', 'dangling']) await expect(create(name)).rejects.toMatchObject(refused('a link'));
    expect(await readdir(join(folder, 'real'))).toEqual([]);
    await writeFile(join(folder, 'file'), '');
    await expect(create('file')).rejects.toMatchObject(refused('not a directory'));
    await expect(create('file', 'inside')).rejects.toMatchObject(refused('ENOTDIR'));
  });

  it('is refused at once when it cannot be created', async () => {
    await expect(new Layout('/proc/evlock').create()).rejects.toMatchObject({ code: 'FILE_UNUSABLE' });
    await expect(new Layout('/proc/evlock/data').create()).rejects.toMatchObject({ code: 'FILE_UNUSABLE' });
  });

  it.skipIf(process.geteuid?.() === 0)('is refused where this user may not write', async () => {
    await chmod(folder, 0o500);
    await expect(create('new')).rejects.toMatchObject(refused('EACCES'));
  });
});
