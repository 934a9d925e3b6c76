/**
 * A sealed file: lines of text under a passphrase, in the age format (https://age-encryption.org/v1), which the `age` tool
 * opens as well. It is encrypted in chunks of 64 KiB, so that memory does not grow with the file, and no chunk can be
 * changed, moved, left out or appended.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { Decrypter, Encrypter } from 'age-encryption';

const CHUNK_BYTES = 65_536;
/** log2 of scrypt's N: one guess takes 64 MiB. */
const WORK_FACTOR = 16;
/** Longest header of one scrypt stanza, in bytes. */
const MAX_HEADER = 256;
/** The header that we write: one scrypt stanza and nothing else. Its work factor bounds what opening a file may cost. */
const HEADER =
  /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} (?:[1-9]|1[0-6])\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/;
/** Longest line, in bytes. */
export const MAX_LINE = 16 * 1024 * 1024;
export const MIN_PASSPHRASE = 12;

const unusable = (file: string, cause: unknown): EvlockError =>
  new EvlockError('FILE_UNUSABLE', { file, problem: (cause as NodeJS.ErrnoException).code ?? 'unusable' }, { cause });

/** The passphrase in Unicode normal form, alike from every keyboard. Throws `INVALID_INPUT` for a short one. */
function usable(passphrase: string): string {
  if (passphrase.length >= MIN_PASSPHRASE) return passphrase.normalize('NFKC');
  const problem = `shorter than ${MIN_PASSPHRASE} characters`;
  throw new EvlockError('INVALID_INPUT', { field: 'passphrase', problem });
}

/** Writes a sealed file aside; it appears under its name when it is complete, and never in place of another. */
export class SealedWriter {
  readonly #file: string;
  readonly #aside: string;
  readonly #handle: FileHandle;
  readonly #plain: WritableStreamDefaultWriter<Uint8Array>;
  /** Resolves when everything is encrypted and written. */
  readonly #written: Promise<void>;
  #waiting: Buffer[] = [];
  #bytes = 0;

  private constructor(
    { file, aside, handle }: { readonly file: string; readonly aside: string; readonly handle: FileHandle },
    plain: WritableStreamDefaultWriter<Uint8Array>,
    encrypted: ReadableStream<Uint8Array>,
  ) {
    this.#file = file;
    this.#aside = aside;
    this.#handle = handle;
    this.#plain = plain;
    this.#written = encrypted.pipeTo(new WritableStream({ write: (piece) => handle.writeFile(piece) }));
    // A failure is reported by the next `line` or by `finish`.
    for (const late of [this.#written, plain.closed]) late.catch(() => undefined);
  }

  /** Throws `FILE_UNUSABLE`, also where `file` exists already; `INVALID_INPUT` for a short passphrase. */
  static async create(file: string, passphrase: string, workFactor = WORK_FACTOR): Promise<SealedWriter> {
    const encrypter = new Encrypter();
    encrypter.setPassphrase(usable(passphrase));
    encrypter.setScryptWorkFactor(workFactor);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const encrypted = await encrypter.encrypt(readable);
    const aside = `${file}.${randomBytes(4).toString('hex')}.new`;
    try {
      await refuseExisting(file);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      const handle = await open(aside, 'wx', 0o600);
      // Whatever the umask removes: others get nothing, the owner keeps both.
      await handle.chmod(0o600);
      return new SealedWriter({ file, aside, handle }, writable.getWriter(), encrypted);
    } catch (cause) {
      throw EvlockError.is(cause) ? cause : unusable(file, cause);
    }
  }

  /** One line, without its line feed. Throws `INPUT_TOO_LARGE`, `FILE_UNUSABLE`. */
  async line(text: string): Promise<void> {
    const bytes = Buffer.from(`${text}\n`);
    if (bytes.length > MAX_LINE) throw new EvlockError('INPUT_TOO_LARGE', { limit: MAX_LINE, field: 'line' });
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes > CHUNK_BYTES) await this.#drain();
  }

  /** Syncs the file and gives it its name. Throws `FILE_UNUSABLE`. */
  async finish(): Promise<void> {
    try {
      await this.#drain();
      await this.#plain.close();
      await this.#written;
      await this.#handle.sync();
      await this.#handle.close();
      // A link, unlike a rename, does not replace what is there.
      await link(this.#aside, this.#file);
      await rm(this.#aside);
      const folder = await open(dirname(this.#file), 'r');
      await folder.sync().finally(() => folder.close());
    } catch (cause) {
      throw EvlockError.is(cause) ? cause : unusable(this.#file, cause);
    }
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.#plain.abort().catch(() => undefined);
    await this.#written.catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
    await rm(this.#aside, { force: true });
  }

  /** In pieces of a chunk, each awaited, so that no more than two wait to be encrypted or written. */
  async #drain(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#bytes = 0;
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      await this.#plain.write(bytes.subarray(at, at + CHUNK_BYTES)).catch((cause: unknown) => {
        throw unusable(this.#file, cause);
      });
    }
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
export async function* readSealed(file: string, passphrase: string): AsyncGenerator<string, void, void> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw unusable(file, cause);
  });
  try {
    const fileKey = await unlocked(await headerOf(handle), usable(passphrase));
    yield* linesOf(decrypted(bytesOf(handle, file), fileKey));
  } finally {
    await handle.close();
  }
}

async function headerOf(handle: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_HEADER), 0, MAX_HEADER, 0);
  const [header] = HEADER.exec(buffer.toString('latin1', 0, bytesRead)) ?? [];
  if (header === undefined) throw damaged('not a backup of this format');
  return header;
}

async function unlocked(header: string, passphrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decryptHeader(Buffer.from(header, 'latin1'));
  } catch (cause) {
    throw new EvlockError('BACKUP_PASSPHRASE_WRONG', {}, { cause });
  }
}

/** The file, a chunk at a time, as it is asked for. */
function bytesOf(handle: FileHandle, file: string): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { buffer, bytesRead } = await handle
        .read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, at)
        .catch((cause: unknown) => {
          throw unusable(file, cause);
        });
      at += bytesRead;
      if (bytesRead === 0) controller.close();
      else controller.enqueue(new Uint8Array(buffer.subarray(0, bytesRead)));
    },
  });
}

async function* decrypted(sealed: ReadableStream<Uint8Array>, fileKey: Uint8Array): AsyncGenerator<Buffer, void, void> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: () => fileKey });
  try {
    for await (const piece of await decrypter.decrypt(sealed)) yield Buffer.from(piece);
  } catch (cause) {
    throw EvlockError.is(cause) ? cause : damaged('truncated or modified', cause);
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
