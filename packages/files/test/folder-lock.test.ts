import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderLock } from '../src/folder-lock.ts';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'evlock-lock-'));
  folder = join(root, 'data');
});
afterEach(() => rm(root, { recursive: true }));

const refused = expect.objectContaining({ code: 'ALREADY_RUNNING' });

describe('the lock of a folder', () => {
  it('has one holder at a time, per name', () => {
    const lock = FolderLock.acquire(folder, 'meter');
    expect(() => FolderLock.acquire(folder, 'meter')).toThrow(refused);
    FolderLock.acquire(folder, 'secure-world').release();
    lock.release();
    FolderLock.acquire(folder, 'meter').release();
  });

  it('distinguishes an unusable folder from one in use', async () => {
    await writeFile(folder, 'a file in its place');
    expect(() => FolderLock.acquire(folder, 'meter')).toThrow(expect.objectContaining({ code: 'FILE_UNUSABLE' }));
    await rm(folder);
    await mkdir(join(folder, 'meter.lock'), { recursive: true });
    expect(() => FolderLock.acquire(folder, 'meter')).toThrow(expect.objectContaining({ code: 'FILE_UNUSABLE' }));
  });

  it('is a private file in a private folder', async () => {
    FolderLock.acquire(folder, 'meter').release();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'meter.lock'))).mode & 0o777).toBe(0o600);
  });

  it('does not apply to a copy of the folder', async () => {
    const lock = FolderLock.acquire(folder, 'meter');
    await cp(folder, join(root, 'copy'), { recursive: true });
    FolderLock.acquire(join(root, 'copy'), 'meter').release();
    lock.release();
  });

  it('ends with a process that is killed', async () => {
    const source = JSON.stringify(join(import.meta.dirname, '..', 'src', 'folder-lock.ts'));
    const script = `import { FolderLock } from ${source};
      FolderLock.acquire(${JSON.stringify(folder)}, 'meter');
      process.stdout.write('held');
      setInterval(() => undefined, 60_000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(() => FolderLock.acquire(folder, 'meter')).toThrow(refused);
    const ended = once(holder, 'exit');
    holder.kill('SIGKILL');
    await ended;
    FolderLock.acquire(folder, 'meter').release();
  });
});
