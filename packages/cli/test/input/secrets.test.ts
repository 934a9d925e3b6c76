import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evlock } from '@evlock/testing/cli/test-context';
import { beforeEach, describe, expect, it } from 'vitest';

const KEY = `0x${'7c'.repeat(32)}`;
const WORDS = 'abandon '.repeat(23).concat('art');
const CODE = 'AB12-CD34-EF56-GH78';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-secrets-'));
});

describe('a secret in an argument', () => {
  it.each([
    ['--key', ['chain', 'deploy', '--network', 'local', '--key', KEY]],
    ['--key', ['chain', 'deploy', '--network', 'local', `--key=${KEY}`]],
    ['--key-file', ['chain', 'deploy', '--network', 'local', '--key-file', KEY]],
    ['--key-file', ['chain', 'deploy', '--network', 'local', `--key-file=${KEY.slice(2)}`]],
    ['--key-file', ['account', 'deposit', '1', '--key-file', KEY]],
    ['--token', ['enrolments', 'invite', '--token', 'secret-token']],
    ['--code', ['enrolments', 'request', '--code', CODE]],
    ['--code-file', ['enrolments', 'request', '--code-file', CODE]],
    ['--words', ['meter', 'provision', '--words', WORDS]],
    ['--recovery-phrase-file', ['meter', 'recover', '--recovery-phrase-file', WORDS]],
  ])('%s is refused, and not repeated', async (option, argv) => {
    const { exit, err } = await evlock([...argv, '--json']);
    expect(exit).toBe(2);
    expect(JSON.parse(err)).toMatchObject({ code: 'SECRET_EXPOSED', details: { argument: option } });
    for (const secret of [KEY, KEY.slice(2), WORDS, CODE, 'secret-token']) expect(err).not.toContain(secret);
  });
});

describe('a secret where another argument belongs', () => {
  it.each([
    ['after all arguments', ['keys', 'show', '--key-file', 'a.key', KEY]],
    ['as an amount', ['account', 'withdraw', '1', '--to', `0x${'1'.repeat(40)}`, '--fee', KEY]],
    ['as a kind', ['profiles', 'print', KEY]],
    ['as a command', [KEY]],
    ['as a verb', ['keys', KEY]],
    ['as one argument', ['meter', 'recover', '--socket', 'x', WORDS]],
    ['word by word', ['meter', 'recover', '--socket', 'x', ...WORDS.split(' ')]],
    ['after a file', ['meter', 'recover', '--recovery-phrase-file', ...WORDS.split(' ')]],
  ])('%s is not repeated', async (_where, argv) => {
    for (const more of [[], ['--json']]) {
      const { exit, out, err } = await evlock([...argv, ...more]);
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(err).not.toContain(KEY.slice(2));
      expect(err).not.toContain('abandon');
    }
  });
});

describe('a secret file', () => {
  const deploy = (file: string): string[] => {
    const role = `0x${'1'.repeat(40)}`;
    return ['chain', 'deploy', '--network', 'local', '--development', '--key-file', file, '--admin', role, '--json'];
  };

  it.each([0o644, 0o640, 0o604])('with mode %o is refused', async (mode) => {
    const file = join(folder, 'a.key');
    await writeFile(file, KEY);
    await chmod(file, mode);
    const { exit, err } = await evlock(deploy(file));
    expect(exit).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ code: 'SECRET_EXPOSED', details: { file } });
    expect(err).not.toContain(KEY.slice(2));
  });

  it('that is missing is named', async () => {
    const file = join(folder, 'none.key');
    expect(JSON.parse((await evlock(deploy(file))).err)).toMatchObject({ code: 'FILE_UNUSABLE', details: { file } });
  });

  it('with something else in it is refused without showing it', async () => {
    const file = join(folder, 'a.key');
    await writeFile(file, 'my secret diary', { mode: 0o600 });
    const { exit, err } = await evlock(deploy(file));
    expect(exit).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ code: 'INVALID_INPUT', details: { field: '--key-file' } });
    expect(err).not.toContain('diary');
  });
});

describe('keys that everybody has', () => {
  const WORTHLESS = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
  it('create no contracts where others can see them', async () => {
    const { exit, err } = await evlock(
      ['chain', 'deploy', '--network', 'kairos', '--rpc', 'http://127.0.0.1:1', '--development', '--json'],
      { env: { EVLOCK_PRIVATE_KEY: WORTHLESS } },
    );
    expect(exit).toBe(1);
    expect(JSON.parse(err).code).toBe('DEVELOPMENT_ONLY');
  });

  it('and a test token never stands on kaia', async () => {
    const argv = ['chain', 'deploy', '--network', 'kaia', '--rpc', 'http://127.0.0.1:1', '--development', '--json'];
    const { err } = await evlock(argv, { env: { EVLOCK_PRIVATE_KEY: KEY } });
    expect(JSON.parse(err).code).toBe('DEVELOPMENT_ONLY');
  });
});
