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
const key = (...more: string[]) => evlock(['key', '--key-file', file, ...more]);

describe('evlock key', () => {
  it('makes a key for its owner alone, once, and never prints it', async () => {
    const first = await key('--json');
    const made = (await readFile(file, 'utf8')).trim();
    expect(JSON.parse(first.out)).toEqual({ address: addressOfKey(made as Hex), keyFile: file, made: true });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const again = await key();
    expect(again).toMatchObject({ exit: 0, err: '' });
    expect(again.out).toContain(addressOfKey(made as Hex));
    expect(first.out + again.out).not.toContain(made.slice(2));
    expect((await readFile(file, 'utf8')).trim()).toBe(made);
  });

  it('reads one that was made elsewhere', async () => {
    const { privateKey, address } = developmentAccount(1);
    await writeFile(file, privateKey.slice(2), { mode: 0o600 });
    expect(JSON.parse((await key('--json')).out)).toMatchObject({ address, made: false });
    await chmod(file, 0o644);
    expect(JSON.parse((await key('--json')).err).code).toBe('SECRET_EXPOSED');
  });
});
