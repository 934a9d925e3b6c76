import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireMachine } from '@evlock/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-programs-'));
});
afterAll(() => rm(folder, { recursive: true }));

const put = (...programs: string[]): Promise<unknown> =>
  Promise.all(programs.map((program) => writeFile(join(folder, program), '', { mode: 0o755 })));

/** What a missing part is called. */
function refusal(): unknown {
  try {
    requireMachine(join(folder, 'image'), folder);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('what a TrustZone machine needs', () => {
  it('is named with the packages that have it, before anything starts', async () => {
    await put('mke2fs');
    expect(refusal()).toMatchObject({
      code: 'PROGRAM_MISSING',
      details: { missing: 'qemu-system-aarch64 setpriv', packages: 'qemu-system-arm util-linux' },
    });
  });

  it('is an image too', async () => {
    await put('qemu-system-aarch64', 'mke2fs', 'setpriv');
    expect(refusal()).toMatchObject({ code: 'TRUSTZONE_NOT_BUILT', details: { folder: join(folder, 'image') } });
  });
});
