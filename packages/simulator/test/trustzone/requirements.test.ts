import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireMachine } from '@evlock/simulator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TIED } from '../../src/trustzone/requirements.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-programs-'));
});
afterAll(() => rm(folder, { recursive: true }));

const put = (...programs: string[]): Promise<unknown> =>
  Promise.all(programs.map((program) => writeFile(join(folder, program), '', { mode: 0o755 })));

/** Name of a missing requirement. */
function refusal(): unknown {
  try {
    requireMachine(join(folder, 'image'), folder);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('a TrustZone machine’s requirements', () => {
  it('are named with their packages, before anything starts', async () => {
    await put('mke2fs');
    expect(refusal()).toMatchObject({
      code: 'PROGRAM_MISSING',
      details: { missing: 'qemu-system-aarch64 setpriv', packages: 'qemu-system-arm util-linux' },
    });
  });

  it('include an image', async () => {
    await put('qemu-system-aarch64', 'mke2fs', 'setpriv');
    expect(refusal()).toMatchObject({ code: 'TRUSTZONE_NOT_BUILT', details: { folder: join(folder, 'image') } });
  });
});

/** Starts a program tied to it, prints its id, and waits. */
const OWNER = `
  const { spawn } = require('node:child_process');
  const [program, ...rest] = process.argv.slice(1);
  console.log(spawn(program, rest, { stdio: 'ignore' }).pid);
  setInterval(() => undefined, 1000);`;

describe.skipIf(spawnSync(TIED[0], ['--version']).status !== 0)('a machine', () => {
  it('ends with the process that started it, however that ends', async () => {
    const owner = spawn(process.execPath, ['-e', OWNER, ...TIED, 'sleep', '600'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(owner.stdout, 'data');
    const state = (): Promise<string> => readFile(`/proc/${Number(said)}/comm`, 'utf8').catch(() => 'gone');
    await vi.waitFor(async () => expect(await state()).toBe('sleep\n'), 300_000).finally(() => owner.kill('SIGKILL'));
    await vi.waitFor(async () => expect(await state()).toBe('gone'), 300_000);
  });
});
