import { createDecipheriv, createHmac, hkdfSync, scryptSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSealed, SealedWriter } from '../../src/backup/sealed-file.ts';

/** log2 of scrypt's N: the real one is deliberately slow. */
const WORK_FACTOR = 10;
const PASSPHRASE = 'correct horse battery';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-sealed-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function sealed(name: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, name);
  const writer = await SealedWriter.create(file, PASSPHRASE, WORK_FACTOR);
  for (const line of lines) await writer.line(line);
  await writer.finish();
  return file;
}

async function linesOf(file: string, passphrase = PASSPHRASE): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readSealed(file, passphrase)) lines.push(line);
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

/** Another base64 letter, so that the header still parses. */
const exchange = (at: number) => (bytes: Buffer) => {
  bytes.write(bytes.toString('latin1', at, at + 1) === 'A' ? 'B' : 'A', at, 'latin1');
  return bytes;
};

/** Bytes of a payload's nonce, and of an encrypted chunk with its tag. */
const NONCE = 16;
const CHUNK = 65_536 + 16;
const headOf = (bytes: Buffer): number => bytes.indexOf('\n', bytes.indexOf('--- ')) + 1;

/** Decrypts following https://c2sp.org/age alone, with Node's own cryptography. */
function openedBySpecification(bytes: Buffer): Buffer {
  const head = bytes.toString('latin1', 0, headOf(bytes));
  const [, salt = '', workFactor = '', body = '', mac = ''] =
    /-> scrypt (\S+) (\d+)\n(\S+)\n--- (\S+)\n$/.exec(head) ?? [];
  const open = (key: Buffer, nonce: Buffer, sealed: Buffer): Buffer => {
    const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  };
  const hkdf = (key: Buffer, salted: Buffer, label: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key, salted, label, 32));
  const salted = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), Buffer.from(salt, 'base64')]);
  const wrapping = scryptSync(PASSPHRASE, salted, 32, { N: 2 ** Number(workFactor), r: 8, p: 1 });
  const fileKey = open(wrapping, Buffer.alloc(12), Buffer.from(body, 'base64'));
  const macKey = hkdf(fileKey, Buffer.alloc(0), 'header');
  const signed = head.slice(0, head.indexOf('---') + 3);
  expect(createHmac('sha256', macKey).update(signed).digest()).toEqual(Buffer.from(mac, 'base64'));
  const payload = bytes.subarray(head.length);
  const key = hkdf(fileKey, payload.subarray(0, NONCE), 'payload');
  const chunks: Buffer[] = [];
  for (let at = NONCE, number = 0; at < payload.length; at += CHUNK, number++) {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(number, 7);
    nonce.writeUInt8(at + CHUNK >= payload.length ? 1 : 0, 11);
    chunks.push(open(key, nonce, payload.subarray(at, at + CHUNK)));
  }
  return Buffer.concat(chunks);
}

describe('a sealed file', () => {
  it('returns its lines, short and longer than a chunk, and reveals none of them', async () => {
    const lines = ['first', '', 'é'.repeat(150_000), 'last'];
    const file = await sealed('lines', lines);
    expect(await linesOf(file)).toEqual(lines);
    expect((await readFile(file)).includes('first')).toBe(false);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is 0600 whatever the umask, and never replaces another file', async () => {
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

  it('opens only with its passphrase', async () => {
    const file = await sealed('locked', ['secret']);
    await expect(linesOf(file, 'correct horse cattery')).rejects.toMatchObject({ code: 'BACKUP_PASSPHRASE_WRONG' });
    await expect(SealedWriter.create(join(folder, 'short'), 'short')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('detects an altered byte in each of its regions', async () => {
    const file = await sealed('altered', ['a'.repeat(70_000)]);
    const bytes = await readFile(file);
    const text = bytes.toString('latin1');
    const head = headOf(bytes);
    const first = head + NONCE;
    const regions: [what: string, at: number, code: string][] = [
      ['version', 0, 'BACKUP_DAMAGED'],
      ['salt', text.indexOf('scrypt ') + 7, 'BACKUP_PASSPHRASE_WRONG'],
      ['work factor', text.indexOf(' 10\n') + 1, 'BACKUP_DAMAGED'],
      ['file key', text.indexOf(' 10\n') + 4, 'BACKUP_PASSPHRASE_WRONG'],
      ['header MAC', head - 10, 'BACKUP_PASSPHRASE_WRONG'],
      ['nonce', head, 'BACKUP_DAMAGED'],
      ['first chunk', first, 'BACKUP_DAMAGED'],
      ['its tag', first + CHUNK - 1, 'BACKUP_DAMAGED'],
      ['last chunk', first + CHUNK, 'BACKUP_DAMAGED'],
      ['its tag', bytes.length - 1, 'BACKUP_DAMAGED'],
    ];
    for (const [what, at, code] of regions) {
      const change = code === 'BACKUP_PASSPHRASE_WRONG' ? exchange(at) : flip(at);
      await expect(linesOf(await changed(file, change)), `${what} at ${at}`).rejects.toMatchObject({ code });
    }
  });

  it('detects appended, missing or swapped data', async () => {
    const file = await sealed('cut', ['a'.repeat(200_000)]);
    const first = headOf(await readFile(file)) + NONCE;
    const chunk = (bytes: Buffer, number: number) =>
      bytes.subarray(first + number * CHUNK, first + (number + 1) * CHUNK);
    const changes: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => Buffer.concat([bytes, Buffer.of(0)]),
      (bytes) => Buffer.concat([bytes, chunk(bytes, 0)]),
      (bytes) =>
        Buffer.concat([bytes.subarray(0, first), chunk(bytes, 1), chunk(bytes, 0), bytes.subarray(first + 2 * CHUNK)]),
      (bytes) => Buffer.concat([bytes.subarray(0, first), bytes.subarray(first + CHUNK)]),
    ];
    for (const change of changes) {
      await expect(linesOf(await changed(file, change)), String(change)).rejects.toMatchObject({
        code: 'BACKUP_DAMAGED',
      });
    }
  });

  it('is refused wherever it is truncated', async () => {
    const file = await sealed('truncated', ['a'.repeat(150_000)]);
    const bytes = await readFile(file);
    const head = headOf(bytes);
    const chunks = [0, 1, 2].map((number) => head + NONCE + number * CHUNK);
    const around = [head, ...chunks].flatMap((at) => [at - 1, at, at + 1, at + 15, at + 16, at + 17]);
    for (const length of [0, 1, 22, 100, ...around, bytes.length - 1]) {
      const opened = linesOf(await changed(file, (whole) => whole.subarray(0, length)));
      await expect(opened, `first ${length} bytes`).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
    }
  });

  it('rejects a header with a higher work factor than ours', async () => {
    const file = await sealed('costly', ['x']);
    const costly = await changed(file, (bytes) =>
      Buffer.from(bytes.toString('latin1').replace(' 10\n', ' 20\n'), 'latin1'),
    );
    await expect(linesOf(costly)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
    const endless = await changed(file, () => Buffer.from(`age-encryption.org/v1\n${'-> x y\n\n'.repeat(100_000)}`));
    await expect(linesOf(endless)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
  });

  it('follows the age specification, so that any age tool opens it', async () => {
    const lines = ['of a gateway', 'b'.repeat(70_000)];
    const bytes = await readFile(await sealed('specification', lines));
    expect(openedBySpecification(bytes).toString('utf8')).toBe(lines.map((line) => `${line}\n`).join(''));
  });
});
