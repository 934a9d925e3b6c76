import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderLock } from '../../src/folder/lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-lock-'));
});
afterEach(async () => rm(folder, { recursive: true }));

describe('the lock of a folder', () => {
  it('has one holder at a time', async () => {
    const lock = new FolderLock(folder, folder);
    await lock.take();
    const other = new FolderLock(folder, folder).take();
    await expect(other).rejects.toMatchObject({ code: 'ALREADY_RUNNING', details: { pid: process.pid } });
    await lock.release();
    await new FolderLock(folder, folder).take();
  });

  it('is free again when its holder is gone, even if its process id was reused', async () => {
    await writeFile(join(folder, 'lock'), `${process.pid}:1`);
    await new FolderLock(folder, folder).take();
  });

  it('is free again when its holder is a zombie', async () => {
    // The shell execs a program that never waits for its child, which stays a zombie.
    const parent = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [output] = await once(parent.stdout, 'data');
    const pid = Number(String(output));
    const fields = async (): Promise<string[]> => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    };
    const start = (await fields())[19];
    await expect.poll(async () => (await fields())[0]).toBe('Z');
    await writeFile(join(folder, 'lock'), `${pid}:${start}`);
    await new FolderLock(folder, folder).take();
    parent.kill();
  });

  it('ends what an earlier holder left running, and nothing else', async () => {
    const [left, innocent] = [0, 1].map(() => spawn('sleep', ['60'], { stdio: 'ignore' }));
    if (!left?.pid || !innocent?.pid) throw new Error('sleep did not start');
    const ended = once(left, 'exit');
    const lock = new FolderLock(folder, folder);
    await lock.take();
    await lock.recordChildren([left.pid]);
    await writeFile(join(folder, 'lock'), '1:1');
    await new FolderLock(folder, folder).take();
    expect((await ended)[1]).toBe('SIGKILL');
    expect(innocent.exitCode).toBeNull();
    innocent.kill();
  });
});
