import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SoftwarePasskey } from '@evlock/simulator';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadPasskey } from '../../src/input/passkey.ts';

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'evlock-passkey-')), 'passkey.pem');
});

describe("the owner's software passkey", () => {
  it('is the one that was made', async () => {
    const made = await SoftwarePasskey.create(file);
    expect((await loadPasskey(file)).publicKey).toEqual(made.publicKey);
  });

  it('is refused where others may read it', async () => {
    await SoftwarePasskey.create(file);
    await chmod(file, 0o640);
    await expect(loadPasskey(file)).rejects.toMatchObject({ code: 'SECRET_EXPOSED' });
  });

  it('is refused where the file holds none, or is missing', async () => {
    await expect(loadPasskey(file)).rejects.toMatchObject({ code: 'FILE_UNUSABLE', details: { file } });
    await writeFile(file, 'none', { mode: 0o600 });
    await expect(loadPasskey(file)).rejects.toMatchObject({ code: 'FILE_UNUSABLE', details: { file } });
  });
});
