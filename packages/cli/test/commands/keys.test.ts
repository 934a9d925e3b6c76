import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOfKey, developmentAccount } from '@evlock/chain';
import type { Hex } from '@evlock/protocol';
import { evlock } from '@evlock/testing/cli/test-context';
import { beforeEach, describe, expect, it } from 'vitest';

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'evlock-key-')), 'a.key');
});
const keys = (verb: 'create' | 'show', ...more: string[]) => evlock(['keys', verb, '--key-file', file, ...more]);

describe('evlock keys', () => {
  it('creates a key for its owner alone, and never prints it', async () => {
    const first = await keys('create', '--json');
    const made = (await readFile(file, 'utf8')).trim();
    expect(JSON.parse(first.out)).toEqual({ address: addressOfKey(made as Hex), keyFile: file });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const again = await keys('show');
    expect(again).toMatchObject({ exit: 0, err: '' });
    expect(again.out).toContain(addressOfKey(made as Hex));
    expect(first.out + again.out).not.toContain(made.slice(2));
  });

  it('overwrites no key', async () => {
    await keys('create');
    const made = await readFile(file, 'utf8');
    expect(JSON.parse((await keys('create', '--json')).err)).toMatchObject({
      code: 'FILE_UNUSABLE',
      details: { file },
    });
    expect(await readFile(file, 'utf8')).toBe(made);
  });

  it('shows the address of one that was made elsewhere, and makes none', async () => {
    expect(JSON.parse((await keys('show', '--json')).err).code).toBe('FILE_UNUSABLE');
    const { privateKey, address } = developmentAccount(1);
    await writeFile(file, privateKey.slice(2), { mode: 0o600 });
    expect(JSON.parse((await keys('show', '--json')).out)).toMatchObject({ address });
    await chmod(file, 0o644);
    expect(JSON.parse((await keys('show', '--json')).err).code).toBe('SECRET_EXPOSED');
  });
});
