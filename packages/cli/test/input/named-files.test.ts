import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evlock } from '@evlock/testing/cli/test-context';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadPasskey } from '../../src/input/passkey.ts';

const ADDRESS = `0x${'1'.repeat(40)}`;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock named '));
});

const failure = async (argv: readonly string[]) => JSON.parse((await evlock([...argv, '--json'])).err);

/** A pipe that nobody writes keeps a careless reader waiting for ever. */
function pipe(): string {
  const file = join(folder, 'pipe');
  execFileSync('mkfifo', ['-m', '600', file]);
  return file;
}

describe('a file that is of another kind', () => {
  const suspend = (deployment: string): string[] => {
    return ['enrolments', 'suspend', ADDRESS, '--rpc', 'http://127.0.0.1:9', '--deployment', deployment];
  };

  it('is named where a deployment file belongs', async () => {
    const unusable = (file: string, problem: string) => ({ code: 'FILE_UNUSABLE', details: { file, problem } });
    expect(await failure(suspend(folder))).toMatchObject(unusable(folder, 'is a folder'));
    const file = pipe();
    expect(await failure(suspend(file))).toMatchObject(unusable(file, 'is not a regular file'));
  });

  it('is named where a passkey belongs', async () => {
    const file = pipe();
    await expect(loadPasskey(file)).rejects.toMatchObject({ details: { file, problem: 'is not a regular file' } });
    const text = join(folder, 'passkey.pem');
    await writeFile(text, 'no key', { mode: 0o600 });
    await expect(loadPasskey(text)).rejects.toMatchObject({
      details: { file: text, problem: 'is not a passkey in PEM' },
    });
  });

  it("is named where an emulator's profile belongs", async () => {
    const run = async (file: string) => (await evlock(['emulator', 'run', '--profile', file])).err;
    expect(await run(join(folder, 'none.json'))).toMatch(/^PROFILE_MISSING: .*none\.json/);
    expect(await run(pipe())).toMatch(/^PROFILE_INVALID: .*pipe/);
    const other = join(folder, 'other.json');
    await writeFile(other, '{}');
    expect(await run(other)).toMatch(/^PROFILE_INVALID: .*other\.json, field=dataFolder/);
  });

  it('is named where settings or a request belong', async () => {
    const file = join(folder, 'empty.json');
    await writeFile(file, '');
    const details = { file, problem: 'is empty' };
    const provision = ['meter', 'provision', '--socket', '/x', '--recovery-phrase-out', 'x', '--input', file];
    expect(await failure(provision)).toMatchObject({ code: 'INVALID_INPUT', details });
  });
});

describe('a socket that does not respond', () => {
  it.each([
    ['/nonexistent/world.sock', 'ENOENT'],
    ['127.0.0.1:1', 'ECONNREFUSED'],
    ['[::1]:1', expect.any(String)],
  ])('is named: %s', async (socket, problem) => {
    const { code, details } = await failure(['mandates', 'list', '--socket', socket]);
    expect({ code, details }).toEqual({ code: 'SECURE_WORLD_UNREACHABLE', details: { socket, problem } });
  });
});

describe('a folder to watch', () => {
  it('that holds nothing is named', async () => {
    const signed = join(folder, 'signed');
    await mkdir(signed);
    const { details } = await failure(['watchtower', 'run', signed, '--rpc', 'http://127.0.0.1:9']);
    expect(details).toMatchObject({ folder: signed, problem: expect.stringContaining('holds no file of signed data') });
  });
});
