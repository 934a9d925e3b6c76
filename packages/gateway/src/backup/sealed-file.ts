/**
 * A sealed file: lines of text under a passphrase, by scrypt and AES-256-GCM in chunks, so that memory does not grow with
 * the file, and no chunk can be changed, moved, left out or put behind the last.
 *
 *     magic 8 | salt 16 | header MAC 32 | chunks: length 4, ciphertext, tag 16
 *
 * A chunk's nonce is its number, and whether it is the last. The key is fresh for every file, by its salt.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { type FileHandle, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EvlockError } from '@evlock/protocol';

const MAGIC = Buffer.from('EVLOCKB1');
const SALT_BYTES = 16;
const MAC_BYTES = 32;
const TAG_BYTES = 16;
const HEADER_BYTES = MAGIC.length + SALT_BYTES + MAC_BYTES;
const CHUNK_BYTES = 65_536;
/** scrypt's N: one guess takes 64 MiB. */
const COST = 2 ** 16;
/** Longest line, in bytes. */
export const MAX_LINE = 16 * 1024 * 1024;
export const MIN_PASSPHRASE = 12;

interface Keys {
  readonly chunks: Buffer;
  readonly header: Buffer;
}

async function keysOf(passphrase: string, salt: Buffer, cost: number): Promise<Keys> {
  if (passphrase.length < MIN_PASSPHRASE) {
    throw new EvlockError('INVALID_INPUT', {
      field: 'passphrase',
      problem: `shorter than ${MIN_PASSPHRASE} characters`,
    });
  }
  const derived = await new Promise<Buffer>((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 64, { N: cost, r: 8, p: 1, maxmem: 2 ** 27 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
  return { chunks: derived.subarray(0, 32), header: derived.subarray(32) };
}

const macOf = ({ header }: Keys, bytes: Buffer): Buffer => createHmac('sha256', header).update(bytes).digest();

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 4, 6);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

const unusable = (file: string, cause: unknown): EvlockError =>
  new EvlockError('FILE_UNUSABLE', { file, problem: (cause as NodeJS.ErrnoException).code ?? 'unusable' }, { cause });

/** Writes a sealed file aside; it appears under its name when it is complete, and never in place of another. */
export class SealedWriter {
  readonly #file: string;
  readonly #aside: string;
  readonly #handle: FileHandle;
  readonly #keys: Keys;
  #waiting: Buffer[] = [];
  #bytes = 0;
  #chunks = 0;

  private constructor(file: string, aside: string, handle: FileHandle, keys: Keys) {
    this.#file = file;
    this.#aside = aside;
    this.#handle = handle;
    this.#keys = keys;
  }

  /** Throws `FILE_UNUSABLE`, also where `file` exists already; `INVALID_INPUT` for a short passphrase. */
  static async create(file: string, passphrase: string, cost = COST): Promise<SealedWriter> {
    const salt = randomBytes(SALT_BYTES);
    const keys = await keysOf(passphrase, salt, cost);
    const aside = `${file}.${randomBytes(4).toString('hex')}.new`;
    try {
      await refuseExisting(file);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      const handle = await open(aside, 'wx', 0o600);
      // Whatever the umask takes away: others get nothing, the owner keeps both.
      await handle.chmod(0o600);
      const head = Buffer.concat([MAGIC, salt]);
      await handle.write(Buffer.concat([head, macOf(keys, head)]));
      return new SealedWriter(file, aside, handle, keys);
    } catch (cause) {
      throw EvlockError.is(cause) ? cause : unusable(file, cause);
    }
  }

  /** One line, without its line feed. */
  async line(text: string): Promise<void> {
    const bytes = Buffer.from(`${text}\n`);
    if (bytes.length > MAX_LINE) throw new EvlockError('INPUT_TOO_LARGE', { limit: MAX_LINE, field: 'line' });
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes > CHUNK_BYTES) await this.#drain();
  }

  /** Syncs the file and gives it its name. */
  async finish(): Promise<void> {
    try {
      await this.#drain();
      await this.#chunk(Buffer.concat(this.#waiting), true);
      await this.#handle.sync();
      await this.#handle.close();
      // A link, unlike a rename, does not replace what is there.
      await link(this.#aside, this.#file);
      await rm(this.#aside);
      const folder = await open(dirname(this.#file), 'r');
      await folder.sync().finally(() => folder.close());
    } catch (cause) {
      throw unusable(this.#file, cause);
    }
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#aside, { force: true });
  }

  /** Writes all whole chunks but keeps at least a byte, for the last chunk is known only at the end. */
  async #drain(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    let at = 0;
    for (; bytes.length - at > CHUNK_BYTES; at += CHUNK_BYTES) {
      await this.#chunk(bytes.subarray(at, at + CHUNK_BYTES), false);
    }
    this.#waiting = [bytes.subarray(at)];
    this.#bytes = bytes.length - at;
  }

  async #chunk(plain: Buffer, last: boolean): Promise<void> {
    const cipher = createCipheriv('aes-256-gcm', this.#keys.chunks, nonceOf(this.#chunks++, last));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(plain.length);
    await this.#handle
      .write(Buffer.concat([length, cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
      .catch((cause: unknown) => {
        throw unusable(this.#file, cause);
      });
  }
}

async function refuseExisting(file: string): Promise<void> {
  const handle = await open(file, 'r').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  await handle?.close();
  if (handle) throw new EvlockError('FILE_UNUSABLE', { file, problem: 'EEXIST' });
}

const damaged = (problem: string, cause?: unknown): EvlockError =>
  new EvlockError('BACKUP_DAMAGED', { problem }, { cause });

/**
 * The lines of a sealed file. Throws `BACKUP_PASSPHRASE_WRONG`, `BACKUP_DAMAGED` or `FILE_UNUSABLE`. A line is as it was
 * written, but whether the file is whole is known only at the end: act on nothing before.
 */
export async function* readSealed(file: string, passphrase: string, cost = COST): AsyncGenerator<string, void, void> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw unusable(file, cause);
  });
  try {
    const { size } = await handle.stat();
    yield* linesOf(decrypted(handle, size, await openHeader(handle, passphrase, cost)));
  } finally {
    await handle.close();
  }
}

async function exactly(handle: FileHandle, length: number, position: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let at = 0;
  while (at < length) {
    const { bytesRead } = await handle.read(bytes, at, length - at, position + at);
    if (bytesRead === 0) throw damaged('cut off');
    at += bytesRead;
  }
  return bytes;
}

async function openHeader(handle: FileHandle, passphrase: string, cost: number): Promise<Keys> {
  const header = await exactly(handle, HEADER_BYTES, 0);
  const head = header.subarray(0, MAGIC.length + SALT_BYTES);
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged('not a backup of this format');
  const keys = await keysOf(passphrase, head.subarray(MAGIC.length), cost);
  if (!timingSafeEqual(macOf(keys, head), header.subarray(head.length)))
    throw new EvlockError('BACKUP_PASSPHRASE_WRONG');
  return keys;
}

async function* decrypted(handle: FileHandle, size: number, { chunks }: Keys): AsyncGenerator<Buffer, void, void> {
  let at = HEADER_BYTES;
  for (let number = 0, last = false; !last; number++) {
    const length = (await exactly(handle, 4, at)).readUInt32BE();
    if (length > CHUNK_BYTES) throw damaged('chunk too long');
    const sealed = await exactly(handle, length + TAG_BYTES, at + 4);
    at += 4 + sealed.length;
    last = at === size;
    const decipher = createDecipheriv('aes-256-gcm', chunks, nonceOf(number, last), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(length));
    const plain = decipher.update(sealed.subarray(0, length));
    try {
      decipher.final();
    } catch (cause) {
      throw damaged('altered or cut off', cause);
    }
    yield plain;
  }
}

async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string, void, void> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    let from = 0;
    for (let to = piece.indexOf(10); to >= 0; to = piece.indexOf(10, from)) {
      yield Buffer.concat([...waiting, piece.subarray(from, to)]).toString('utf8');
      waiting = [];
      bytes = 0;
      from = to + 1;
    }
    waiting.push(piece.subarray(from));
    bytes += piece.length - from;
    if (bytes > MAX_LINE) throw damaged('line too long');
  }
  if (bytes > 0) throw damaged('last line is not complete');
}
