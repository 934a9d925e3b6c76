import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toJson } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeyFile, readSecretFile, requirePrivateFolder, writeSecretFile } from '../src/index.ts';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);
const exposed = { code: 'SECRET_EXPOSED' };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-secret-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a secret file', () => {
  it.each([0o000, 0o022, 0o777])('is 0600 in a folder of 0700 under umask %o', async (umask) => {
    const before = process.umask(umask);
    try {
      await writeSecretFile(at('keys', 'one'), 'secret');
    } finally {
      process.umask(before);
    }
    expect((await stat(at('keys', 'one'))).mode & 0o777).toBe(0o600);
    expect((await stat(at('keys'))).mode & 0o777).toBe(0o700);
    expect(await readSecretFile(at('keys', 'one'))).toBe('secret');
  });

  it('is refused when others have any permission on it', async () => {
    await writeFile(at('one'), 'secret', { mode: 0o600 });
    for (const mode of [0o640, 0o620, 0o604, 0o602]) {
      await chmod(at('one'), mode);
      await expect(readSecretFile(at('one')), mode.toString(8)).rejects.toMatchObject(exposed);
    }
  });

  it('is refused in a folder where others could replace it', async () => {
    await mkdir(at('shared'));
    await writeFile(at('shared', 'one'), 'secret', { mode: 0o600 });
    await chmod(at('shared'), 0o777);
    await expect(readSecretFile(at('shared', 'one'))).rejects.toMatchObject(exposed);
    // Sticky, as /tmp: each may move only their own files.
    await chmod(at('shared'), 0o1777);
    expect(await readSecretFile(at('shared', 'one'))).toBe('secret');
  });

  it.runIf(process.geteuid?.() === 0)('is refused when it belongs to another user', async () => {
    await writeFile(at('one'), 'secret', { mode: 0o600 });
    await chown(at('one'), 65_534, 65_534);
    await expect(readSecretFile(at('one'))).rejects.toMatchObject({ ...exposed, details: { owner: 65_534 } });
    await mkdir(at('keys'), { mode: 0o700 });
    await chown(at('keys'), 65_534, 65_534);
    await expect(requirePrivateFolder(at('keys'))).rejects.toMatchObject(exposed);
  });

  it('reveals nothing of its content when refused', async () => {
    await writeSecretFile(at('one'), 'correct horse');
    await chmod(at('one'), 0o604);
    const failure = await readSecretFile(at('one')).catch((error: unknown) => error);
    expect(failure).toMatchObject(exposed);
    expect(toJson(failure)).not.toContain('horse');
  });

  it('is named when missing', async () => {
    const missing = { code: 'FILE_UNUSABLE', details: { file: at('none'), problem: 'ENOENT' } };
    await expect(readSecretFile(at('none'))).rejects.toMatchObject(missing);
  });

  it('is never overwritten', async () => {
    await writeSecretFile(at('one'), 'secret');
    await expect(writeSecretFile(at('one'), 'another')).rejects.toMatchObject({ code: 'FILE_UNUSABLE' });
    expect(await readSecretFile(at('one'))).toBe('secret');
  });
});

describe('a key folder', () => {
  it('is refused when others may list it', async () => {
    await mkdir(at('keys'), { mode: 0o700 });
    await expect(requirePrivateFolder(at('keys'))).resolves.toBeUndefined();
    await expect(requirePrivateFolder(at('none'))).resolves.toBeUndefined();
    for (const mode of [0o750, 0o705, 0o711]) {
      await chmod(at('keys'), mode);
      await expect(requirePrivateFolder(at('keys'))).rejects.toMatchObject(exposed);
    }
  });
});

describe('a file with a private key', () => {
  const key = `ab${'0'.repeat(61)}1`;

  it('is read however the key is written, and refused under the profile field that names it', async () => {
    await writeSecretFile(at('key'), `  ${key.toUpperCase()}`);
    expect(await readKeyFile(at('key'), 'submitters.keyFile')).toBe(`0x${key}`);
    await writeSecretFile(at('other'), `${key}00`);
    const failure = await readKeyFile(at('other'), 'submitters.keyFile').catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'PROFILE_INVALID',
      details: { field: 'submitters.keyFile', file: at('other') },
    });
    expect(toJson(failure)).not.toContain(key);
    await chmod(at('key'), 0o640);
    await expect(readKeyFile(at('key'), 'submitters.keyFile')).rejects.toMatchObject(exposed);
  });
});
