import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSealed, SealedWriter } from '../../src/backup/sealed-file.ts';

/** Of scrypt: the real one is slow on purpose. */
const COST = 2 ** 10;
const PASSPHRASE = 'correct horse battery';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-sealed-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function sealed(name: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, name);
  const writer = await SealedWriter.create(file, PASSPHRASE, COST);
  for (const line of lines) await writer.line(line);
  await writer.finish();
  return file;
}

async function linesOf(file: string, passphrase = PASSPHRASE): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readSealed(file, passphrase, COST)) lines.push(line);
  return lines;
}

/** The same file with some bytes changed. */
async function changed(file: string, change: (bytes: Buffer) => Buffer): Promise<string> {
  const other = `${file}.changed`;
  await writeFile(other, change(await readFile(file)));
  return other;
}

const flip = (at: number) => (bytes: Buffer) => {
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
};

describe('a sealed file', () => {
  it('gives back its lines, short and longer than a chunk, and shows none of them', async () => {
    const lines = ['first', '', 'é'.repeat(150_000), 'last'];
    const file = await sealed('lines', lines);
    expect(await linesOf(file)).toEqual(lines);
    expect((await readFile(file)).includes('first')).toBe(false);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is 0600 whatever the umask, and never takes the place of another file', async () => {
    const before = process.umask(0);
    try {
      expect((await stat(await sealed('open', ['x']))).mode & 0o777).toBe(0o600);
    } finally {
      process.umask(before);
    }
    await expect(SealedWriter.create(join(folder, 'open'), PASSPHRASE)).rejects.toMatchObject({
      code: 'FILE_UNUSABLE',
    });
  });

  it('leaves nothing behind when it is abandoned', async () => {
    const writer = await SealedWriter.create(join(folder, 'abandoned'), PASSPHRASE);
    await writer.line('half');
    await writer.abandon();
    expect((await readdir(folder)).filter((name) => name.startsWith('abandoned'))).toEqual([]);
  });

  it('opens to its passphrase alone', async () => {
    const file = await sealed('locked', ['secret']);
    await expect(linesOf(file, 'correct horse cattery')).rejects.toMatchObject({ code: 'BACKUP_PASSPHRASE_WRONG' });
    await expect(SealedWriter.create(join(folder, 'short'), 'short')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('shows an altered byte in each of its regions', async () => {
    const file = await sealed('altered', ['a'.repeat(70_000)]);
    const size = (await stat(file)).size;
    // Magic, salt, header MAC, length, ciphertext and tag of the first chunk, ciphertext and tag of the last.
    const regions: [number, string][] = [
      [0, 'BACKUP_DAMAGED'],
      [8, 'BACKUP_PASSPHRASE_WRONG'],
      [24, 'BACKUP_PASSPHRASE_WRONG'],
      [56, 'BACKUP_DAMAGED'],
      [58, 'BACKUP_DAMAGED'],
      [60, 'BACKUP_DAMAGED'],
      [60 + 65_536, 'BACKUP_DAMAGED'],
      [size - 17, 'BACKUP_DAMAGED'],
      [size - 1, 'BACKUP_DAMAGED'],
    ];
    for (const [at, code] of regions) {
      await expect(linesOf(await changed(file, flip(at))), `byte ${at}`).rejects.toMatchObject({ code });
    }
  });

  it('shows what is cut off, put behind, or exchanged', async () => {
    const file = await sealed('cut', ['a'.repeat(200_000)]);
    const chunk = 4 + 65_536 + 16;
    const changes: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => bytes.subarray(0, 20),
      (bytes) => bytes.subarray(0, 56),
      // A whole chunk less: each that is left is genuine.
      (bytes) => bytes.subarray(0, 56 + 2 * chunk),
      (bytes) => bytes.subarray(0, bytes.length - 1),
      (bytes) => Buffer.concat([bytes, Buffer.of(0)]),
      (bytes) => Buffer.concat([bytes, bytes.subarray(56, 56 + chunk)]),
      (bytes) => {
        const [head, one, two] = [
          bytes.subarray(0, 56),
          bytes.subarray(56, 56 + chunk),
          bytes.subarray(56 + chunk, 56 + 2 * chunk),
        ];
        return Buffer.concat([head, two, one, bytes.subarray(56 + 2 * chunk)]);
      },
    ];
    for (const change of changes) {
      await expect(linesOf(await changed(file, change)), String(change)).rejects.toMatchObject({
        code: 'BACKUP_DAMAGED',
      });
    }
  });
});
