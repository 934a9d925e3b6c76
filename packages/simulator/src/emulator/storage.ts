/**
 * The emulator's storage: one file, encrypted with AES-256-GCM under a key file, replaced atomically. A counter file beside
 * it tells an old copy from the latest. Whoever holds the key folder can read and forge it: it only imitates secure storage.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeRemains, replaceFileSync } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';
import type { Storage } from './device.ts';
import type { State } from './state.ts';

const MAGIC = Buffer.from('EVLKEM02');
const NONCE_SIZE = 12;
const TAG_SIZE = 16;
const KEY_SIZE = 32;
const BIGINT = 'bigint:';

export interface FileStorageOptions {
  /** Holds `secure-storage.bin` and `rollback-counter`. */
  readonly dataFolder: string;
  /** Holds `storage.key` (0600), `storage.used`, and nothing that may be copied. */
  readonly keyFolder: string;
  /** Bound into the encryption: another device's file cannot be opened. */
  readonly serial: string;
}

const damaged = (problem: string, cause?: unknown): EvlockError =>
  new EvlockError('STORAGE_DAMAGED', { problem }, { cause });

const toText = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? `${BIGINT}${item}` : item));

const fromText = (text: string): unknown =>
  JSON.parse(text, (_key, item: unknown) =>
    typeof item === 'string' && item.startsWith(BIGINT) ? BigInt(item.slice(BIGINT.length)) : item,
  );

export class FileStorage implements Storage {
  private readonly statePath: string;
  private readonly counterPath: string;
  private readonly keyPath: string;
  /** Exists from the first complete write on: without it, a key alone is a device that never stored anything. */
  private readonly usedPath: string;
  private readonly associated: Buffer;
  private key: Buffer | undefined;
  private counter = 0;

  constructor({ dataFolder, keyFolder, serial }: FileStorageOptions) {
    this.statePath = join(dataFolder, 'secure-storage.bin');
    this.counterPath = join(dataFolder, 'rollback-counter');
    this.keyPath = join(keyFolder, 'storage.key');
    this.usedPath = join(keyFolder, 'storage.used');
    this.associated = Buffer.concat([MAGIC, Buffer.from(serial)]);
    for (const folder of [dataFolder, keyFolder]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  load(): State | undefined {
    removeRemains([this.statePath, this.counterPath, this.keyPath, this.usedPath]);
    const present = [this.statePath, this.counterPath, this.keyPath].map((path) => existsSync(path));
    if (!present[0] && !present[1]) {
      if (existsSync(this.usedPath)) throw damaged('deleted');
      this.key = present[2] ? this.readKey() : this.makeKey();
      return undefined;
    }
    if (!present.every(Boolean)) throw damaged('a file is missing');
    this.key = this.readKey();
    const { counter, state } = this.decrypt(this.key);
    const newest = this.readCounter();
    // One ahead: the process ended between the two writes.
    if (counter !== newest && counter !== newest + 1) throw damaged('rolled back');
    this.counter = counter;
    return state;
  }

  save(state: State): void {
    if (!this.key) throw damaged('not loaded');
    const counter = this.counter + 1;
    const nonce = randomBytes(NONCE_SIZE);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(this.associated);
    const sealed = Buffer.concat([cipher.update(toText({ counter, state })), cipher.final()]);
    replaceFileSync(this.statePath, Buffer.concat([MAGIC, nonce, cipher.getAuthTag(), sealed]), 0o600);
    replaceFileSync(this.counterPath, Buffer.from(`${counter}\n`), 0o600);
    this.counter = counter;
    if (!existsSync(this.usedPath)) replaceFileSync(this.usedPath, Buffer.from(''), 0o600);
  }

  private makeKey(): Buffer {
    const key = randomBytes(KEY_SIZE);
    replaceFileSync(this.keyPath, key, 0o600);
    return key;
  }

  /** Throws `SECRET_EXPOSED` when others may read the key, or another user owns it. */
  private readKey(): Buffer {
    const { mode, uid } = statSync(this.keyPath);
    if ((mode & 0o077) !== 0) throw new EvlockError('SECRET_EXPOSED', { path: this.keyPath });
    if (uid !== process.geteuid?.()) throw new EvlockError('SECRET_EXPOSED', { path: this.keyPath, owner: uid });
    const key = readFileSync(this.keyPath);
    if (key.length !== KEY_SIZE) throw damaged('key');
    return key;
  }

  private readCounter(): number {
    const text = readFileSync(this.counterPath, 'utf8').trim();
    if (!/^\d{1,15}$/.test(text)) throw damaged('counter');
    return Number(text);
  }

  private decrypt(key: Buffer): { counter: number; state: State } {
    const bytes = readFileSync(this.statePath);
    const head = MAGIC.length + NONCE_SIZE + TAG_SIZE;
    if (bytes.length < head || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged('not a storage file');
    const nonce = bytes.subarray(MAGIC.length, MAGIC.length + NONCE_SIZE);
    const tag = bytes.subarray(MAGIC.length + NONCE_SIZE, head);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(this.associated).setAuthTag(tag);
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(head)), decipher.final()]).toString('utf8');
      return fromText(text) as { counter: number; state: State };
    } catch (cause) {
      throw damaged('altered, or of another device', cause);
    }
  }
}

/** In-memory storage, for tests: what a restart would find. */
export class MemoryStorage implements Storage {
  private text: string | undefined;

  load(): State | undefined {
    return this.text === undefined ? undefined : (fromText(this.text) as State);
  }

  save(state: State): void {
    this.text = toText(state);
  }
}
