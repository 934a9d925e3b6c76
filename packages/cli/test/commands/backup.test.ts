/** `evlock meter backup` and `restore`, and their usage. Those of a gateway are tested in its package. */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store } from '@evlock/meter';
import { toJson } from '@evlock/protocol';
import { evlock } from '@evlock/testing/cli/test-context';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROFILE_EXAMPLES } from '../../src/profiles/examples.ts';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);
const reading = {
  reading: {
    meterKey: `0x${'11'.repeat(20)}`,
    sequence: 1,
    intervalStart: 0,
    intervalEnd: 900,
    import: 5n,
    export: 0n,
    flags: 0,
    previousHash: `0x${'00'.repeat(32)}`,
  },
  signature: `0x${'22'.repeat(64)}1b`,
} as never;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-backup-'));
  for (const name of ['one', 'two']) {
    await mkdir(at(name));
    await writeFile(at(name, 'meter.json'), toJson(PROFILE_EXAMPLES.meter));
  }
  await writeFile(at('passphrase'), 'correct horse battery\n', { mode: 0o600 });
  await mkdir(at('one', 'data'));
});
afterAll(() => rm(folder, { recursive: true }));

const backup = (name: string, to: string) =>
  evlock([
    'meter',
    'backup',
    '--profile',
    at(name, 'meter.json'),
    '--out',
    at(to),
    '--passphrase-file',
    at('passphrase'),
  ]);
const restore = (name: string, from: string) =>
  evlock(['meter', 'restore', at(from), '--profile', at(name, 'meter.json'), '--passphrase-file', at('passphrase')]);

describe("a meter's backup", () => {
  it('is taken while the daemon writes, and put back where there is no store', async () => {
    const store = Store.open(at('one', 'data', 'meter.sqlite'));
    store.addReading(reading);
    expect(await backup('one', 'meter.backup')).toMatchObject({ exit: 0, err: '' });
    store.close();
    const { exit, out } = await restore('two', 'meter.backup');
    expect(exit).toBe(0);
    expect(out).toContain('start the meter');
    const file = at('two', 'data', 'meter.sqlite');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const restored = Store.open(file);
    expect(restored.outbox(5).map(({ method }) => method)).toEqual(['reading']);
    restored.close();
  });

  it('never overwrites: neither a store nor a backup', async () => {
    expect((await restore('one', 'meter.backup')).err).toContain('RESTORE_TARGET_USED');
    expect((await backup('one', 'meter.backup')).err).toContain('FILE_UNUSABLE');
  });

  it('leaves nothing of an altered file', async () => {
    const bytes = await readFile(at('meter.backup'));
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    await writeFile(at('altered.backup'), bytes);
    await rm(at('two', 'data'), { recursive: true });
    expect((await restore('two', 'altered.backup')).err).toContain('BACKUP_DAMAGED');
    await expect(stat(at('two', 'data', 'meter.sqlite'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(stat(at('two', 'data', 'meter.sqlite.restored'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('usage', () => {
  it('asks for a profile and a passphrase from a file or the environment', async () => {
    const to = ['--out', at('x')];
    for (const noun of ['gateway', 'meter']) {
      expect(await evlock([noun, 'backup', ...to])).toMatchObject({
        exit: 2,
        err: expect.stringContaining('--profile'),
      });
      const { exit, err } = await evlock([noun, 'restore', at('x'), '--profile', at('one', 'meter.json')]);
      expect({ exit, says: err.includes('EVLOCK_BACKUP_PASSPHRASE') }).toEqual({ exit: 2, says: true });
    }
    const { exit, err } = await evlock(['meter', 'backup', ...to, '--profile', at('one', 'meter.json')]);
    expect({ exit, says: err.includes('EVLOCK_BACKUP_PASSPHRASE') }).toEqual({ exit: 2, says: true });
  });
});
