/**
 * A meter's backup: its store, sealed. It contains no key: meter and account key never leave the secure world, and a TLS key is
 * regenerated at enrolment.
 */
import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EvlockError, parseJson, type Timestamp, timeField, toJson } from '@evlock/protocol';
import { z } from 'zod';

const PIECE_BYTES = 49_152;
const headSchema = z.strictObject({
  line: z.literal('head'),
  kind: z.literal('meter'),
  format: z.literal(1),
  /** UTC seconds. */
  created: timeField.schema,
});
const pieceSchema = z.strictObject({ line: z.literal('piece'), base64: z.base64().max(2 * PIECE_BYTES) });
const lineSchema = z.discriminatedUnion('line', [headSchema, pieceSchema]);

export interface MeterBackupOptions {
  readonly profileFile: string;
  readonly file: string;
  readonly passphrase: string;
}

/**
 * Seals a copy of the current store. Throws `STORE_FAILED`, `FILE_UNUSABLE`, `INVALID_INPUT`. Returns the store's size in bytes.
 */
export async function backupMeter(options: MeterBackupOptions, created: Timestamp): Promise<number> {
  const { copyStore, readMeterProfile } = await import('@evlock/meter');
  const { SealedWriter } = await import('@evlock/gateway/tools');
  const profile = await readMeterProfile(options.profileFile);
  const sealed = await SealedWriter.create(options.file, options.passphrase);
  const folder = await mkdtemp(join(tmpdir(), 'evlock-backup-'));
  try {
    const copy = join(folder, 'store');
    copyStore(profile, copy);
    await sealed.line(toJson({ line: 'head', kind: 'meter', format: 1, created }));
    const handle = await open(copy, 'r');
    let bytes = 0;
    try {
      for await (const piece of handle.createReadStream({ highWaterMark: PIECE_BYTES, autoClose: false })) {
        bytes += piece.length;
        await sealed.line(toJson({ line: 'piece', base64: (piece as Buffer).toString('base64') }));
      }
    } finally {
      await handle.close();
    }
    await sealed.finish();
    return bytes;
  } catch (error) {
    await sealed.abandon();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Restores the store if there is none. Throws `RESTORE_TARGET_USED`, `BACKUP_PASSPHRASE_WRONG`, `BACKUP_DAMAGED`, `STORE_FAILED`.
 * Returns when the backup was made.
 */
export async function restoreMeter({ profileFile, file, passphrase }: MeterBackupOptions): Promise<Timestamp> {
  const { checkStore, readMeterProfile, requireNoStore, storeFile } = await import('@evlock/meter');
  const profile = await readMeterProfile(profileFile);
  requireNoStore(profile);
  const target = storeFile(profile);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const aside = `${target}.restored`;
  await rm(aside, { force: true });
  try {
    const created = await unseal(file, passphrase, aside);
    checkStore(aside);
    for (const more of ['-wal', '-shm']) await rm(`${aside}${more}`, { force: true });
    requireNoStore(profile);
    await rename(aside, target);
    return created;
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function unseal(file: string, passphrase: string, to: string): Promise<Timestamp> {
  const { readSealed } = await import('@evlock/gateway/tools');
  const handle = await open(to, 'wx', 0o600);
  let created: Timestamp | undefined;
  try {
    for await (const text of readSealed(file, passphrase)) {
      const line = lineOf(text);
      if (line.line === 'head') created = line.created;
      else await handle.write(Buffer.from(line.base64, 'base64'));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (created === undefined) throw new EvlockError('BACKUP_DAMAGED', { problem: 'no head' });
  return created;
}

function lineOf(text: string): z.infer<typeof lineSchema> {
  try {
    return parseJson(lineSchema, text, 4 * PIECE_BYTES);
  } catch (cause) {
    throw new EvlockError('BACKUP_DAMAGED', { problem: 'not a backup of a meter' }, { cause });
  }
}
