import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bytes32, failedAssertionCheck } from '@evlock/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SoftwarePasskey } from '../../src/hardware/passkey.ts';

const challenge: Bytes32 = `0x${'5a'.repeat(32)}`;
const party = { rpId: 'localhost', origin: 'http://localhost:4100' };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-passkey-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('approves as a browser would, and survives loading', async () => {
  const path = join(folder, 'passkey.pem');
  const created = await SoftwarePasskey.create(path);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const loaded = await SoftwarePasskey.load(path);
  expect(loaded.publicKey).toEqual(created.publicKey);
  const expected = { challenge, rpId: party.rpId, origins: [party.origin], publicKeys: [created.publicKey] };
  expect(failedAssertionCheck(loaded.assert(challenge, party), expected)).toBeUndefined();
});

it('never replaces a key, and uses none that others can read', async () => {
  const path = join(folder, 'second.pem');
  await SoftwarePasskey.create(path);
  const before = await readFile(path);
  await expect(SoftwarePasskey.create(path)).rejects.toMatchObject({
    code: 'FILE_UNUSABLE',
    details: { problem: 'EEXIST' },
  });
  expect(await readFile(path)).toEqual(before);
  await chmod(path, 0o640);
  await expect(SoftwarePasskey.load(path)).rejects.toMatchObject({ code: 'SECRET_EXPOSED' });
});
