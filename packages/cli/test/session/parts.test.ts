import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toJson } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';

const main = new URL('../../src/main.ts', import.meta.url).pathname;

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
    const child = spawn(process.execPath, [main, 'emulator', 'run', '--profile', at('emulator.json')]);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(line.toString())).toMatchObject({ ready: true, socket: at('a.sock') });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends with exit code 2 on wrong usage', async () => {
    const child = spawn(process.execPath, [main, 'offers', 'place', '--energy', '2'], { stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([2, null]);
  });
});
