/** What an operator types: backup, restore and rotation of a gateway, through the command. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDeployment } from '@evlock/chain';
import { openDatabase } from '@evlock/gateway/internal/database';
import { createLog } from '@evlock/gateway/internal/log';
import { toJson } from '@evlock/protocol';
import { evlock } from '@evlock/testing/cli/test-context';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROFILE_EXAMPLES } from '../../src/profiles/examples.ts';

let folder: string;
let postgres: TestPostgres;
let url: string;
const at = (...names: string[]): string => join(folder, ...names);
const TOKEN = 'a token of the operator';
const PASSPHRASE = 'correct horse battery';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-operations-'));
  postgres = await startTestPostgres();
  url = await postgres.create();
  await (await openDatabase({ url, connections: 1 }, { log: createLog({ level: 'silent' }) })).close();
  await mkdir(at('first', 'keys'), { recursive: true, mode: 0o700 });
  await writeFile(at('first', 'gateway.json'), toJson(PROFILE_EXAMPLES.gateway));
  await writeFile(at('first', 'keys', 'submitter.key'), `0x${'11'.repeat(32)}`, { mode: 0o600 });
  await writeFile(at('first', 'keys', 'operator.token'), TOKEN, { mode: 0o600 });
  const [registry, market, batches, token] = ['a1', 'a2', 'a3', 'a4'].map((byte) => `0x${byte.repeat(20)}` as const);
  if (!registry || !market || !batches || !token) throw new Error('no addresses');
  const deployment = { network: 'local', chainId: 31337, registry, market, batches, token, block: 1 } as const;
  await writeDeployment(at('first', 'deployment.json'), deploymentFile(deployment));
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

const run = (argv: readonly string[], database = url) =>
  evlock([...argv, '--json'], { env: { DATABASE_URL: database, EVLOCK_BACKUP_PASSPHRASE: PASSPHRASE } });
const authority = async (step: string) => {
  const { exit, out, err } = await run(['authority', step, '--profile', at('first', 'gateway.json')]);
  return { exit, ...JSON.parse(out || err) };
};

describe('an operator', () => {
  it('is told what is missing before the gateway ever ran', async () => {
    expect(await authority('show')).toMatchObject({ exit: 1, code: 'FILE_UNUSABLE' });
  });

  it('changes the key of the authority', async () => {
    const { CertificateAuthority } = await import('@evlock/gateway/internal/certificates');
    const { systemClock } = await import('@evlock/protocol');
    const place = { keyFolder: at('first', 'keys'), certificateFile: at('first', 'data', 'authority.pem') };
    await CertificateAuthority.open({ ...place, serverNames: [] }, { clock: systemClock });
    const before = await authority('show');
    expect(before).toMatchObject({ exit: 0, next: null, waiting: [] });
    const rotating = await authority('rotate');
    expect(rotating).toMatchObject({ exit: 0, current: before.current });
    expect((await readFile(place.certificateFile, 'utf8')).match(/BEGIN CERT/g)).toHaveLength(2);
    expect(await authority('finish')).toMatchObject({ exit: 0, current: rotating.next, next: null });
    expect(await authority('finish')).toMatchObject({ exit: 1, code: 'OUT_OF_STATE' });
  });

  it('backs up and restores, and sees no secret on the way', async () => {
    const made = await run([
      'gateway',
      'backup',
      '--profile',
      at('first', 'gateway.json'),
      '--out',
      at('gateway.backup'),
    ]);
    expect(made).toMatchObject({ exit: 0, err: '' });
    expect(JSON.parse(made.out).files).toContain('authority-key');
    const sealed = await readFile(at('gateway.backup'));
    expect(sealed.includes(TOKEN)).toBe(false);
    const restore = ['gateway', 'restore', at('gateway.backup'), '--profile', at('second', 'gateway.json')];
    const empty = await postgres.create();
    const restored = await run(restore, empty);
    expect(restored).toMatchObject({ exit: 0, err: '' });
    for (const { out } of [made, restored]) {
      for (const secret of [TOKEN, PASSPHRASE, '11'.repeat(32), 'postgres://']) expect(out).not.toContain(secret);
    }
    expect((await readFile(at('second', 'keys', 'operator.token'), 'utf8')).trim()).toBe(TOKEN);
    const again = await run(restore, empty);
    expect(JSON.parse(again.err)).toMatchObject({ code: 'RESTORE_TARGET_USED' });
  });
});
