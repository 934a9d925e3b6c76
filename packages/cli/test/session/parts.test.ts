import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError, toJson } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.ts';
import { type Part, runUntilStopped } from '../../src/session/parts.ts';

const main = new URL('../../src/main.ts', import.meta.url).pathname;
const never = new Promise<never>(() => undefined);

/** A part that notes what was done with it. */
function rehearse(changes: Partial<Part>) {
  const done: string[] = [];
  const stop = new AbortController();
  const context = { signal: stop.signal, out: (text: string) => done.push(text) } as unknown as Context;
  const part: Part = {
    start: async () => ({ port: 1 }),
    stop: async () => void done.push('stopped'),
    ...changes,
  };
  return { done, stop: () => stop.abort(), running: runUntilStopped(context, part) };
}

describe('a part in this process', () => {
  it('says that it is ready, and is stopped when told', async () => {
    const { done, stop, running } = rehearse({});
    await expect.poll(() => done).toEqual(['{"ready":true,"port":1}']);
    stop();
    await running;
    expect(done).toEqual(['{"ready":true,"port":1}', 'stopped']);
  });

  it('is stopped while it starts', async () => {
    const { done, stop, running } = rehearse({ start: () => never });
    stop();
    await running;
    expect(done).toEqual(['stopped']);
  });

  it.each([
    ['does not start', { start: () => Promise.reject(new EvlockError('PORT_IN_USE')) }, 'PORT_IN_USE'],
    ['ends by itself', { failed: Promise.resolve(new EvlockError('STORE_FAILED')) }, 'STORE_FAILED'],
  ])('fails when it %s', async (_name, changes, code) => {
    const { done, running } = rehearse(changes);
    await expect(running).rejects.toMatchObject({ code });
    expect(done.at(-1)).toBe('stopped');
  });
});

describe('the command as a process', () => {
  it('runs the emulator until SIGTERM', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evlock-part-'));
    const at = (name: string): string => join(folder, name);
    const profile = {
      dataFolder: at('data'),
      keyFolder: at('keys'),
      socket: at('a.sock'),
      consoleSocket: at('b.sock'),
    };
    await writeFile(at('emulator.json'), toJson({ ...profile, serial: 'TEST-1' }));
    const child = spawn(process.execPath, [main, 'emulator', '--profile', at('emulator.json')]);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(line.toString())).toMatchObject({ ready: true, socket: at('a.sock') });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends with exit code 2 on wrong usage', async () => {
    const child = spawn(process.execPath, [main, 'offer', '--energy', '2'], { stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([2, null]);
  });
});
