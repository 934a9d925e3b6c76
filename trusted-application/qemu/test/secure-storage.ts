/**
 * OP-TEE's secure storage, read from outside: its files, and the hardware key that only hardware has. It tells tests what
 * the secure world keeps without asking it. Source: optee_os 4.10, `core/tee/fs_htree.c`, `tee_ree_fs.c`, `fs_dirfile.c`,
 * `tee_fs_key_manager.c`, `kernel/huk_subkey.c`.
 */
import { createDecipheriv, createHmac } from 'node:crypto';

const BLOCK_SIZE = 4096;
/** iv | tag | encrypted file key | encrypted meta (u64 length, u32 largest node, padding) | u32 counter */
const HEAD_SIZE = 68;
/** hash | iv | tag | u16 flags */
const NODE_SIZE = 66;
const NODES_PER_BLOCK = Math.floor(BLOCK_SIZE / (2 * NODE_SIZE));
/** Precedes an object's data. */
const OBJECT_HEAD_SIZE = 24;
/** uuid | name (64) | u32 size of the name | hash of the root node | u32 number of the file */
const ENTRY_SIZE = 120;

const hmac = (key: Buffer, ...parts: readonly Uint8Array[]): Buffer => {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};

/** `hardwareKey` is the fuses' content. */
const storageKey = (hardwareKey: Buffer): Buffer =>
  hmac(hardwareKey, Buffer.from('BEEF'.repeat(8)), Buffer.from('ONLY_FOR_tee_fs_ssk\0'));

/** As OP-TEE holds it in memory: the first three fields little-endian. */
function uuidBytes(uuid: string): Buffer {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

function open(key: Buffer, iv: Buffer, tag: Buffer, associated: readonly Buffer[], sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-128-gcm', key, iv).setAAD(Buffer.concat(associated)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

interface Node {
  readonly hash: Buffer;
  readonly iv: Buffer;
  readonly tag: Buffer;
  readonly flags: number;
}

/** Nodes count from 1, and node n covers block n - 1; each has two versions. */
function readNode(file: Buffer, id: number, version: number): Node {
  const index = id - 1;
  const block = 1 + Math.floor(index / NODES_PER_BLOCK) * NODES_PER_BLOCK * 2;
  const at = block * BLOCK_SIZE + 2 * NODE_SIZE * (index % NODES_PER_BLOCK) + NODE_SIZE * version;
  const bytes = file.subarray(at, at + NODE_SIZE);
  return {
    hash: bytes.subarray(0, 32),
    iv: bytes.subarray(32, 48),
    tag: bytes.subarray(48, 64),
    flags: bytes.readUInt16LE(64),
  };
}

function blockAt(index: number, version: number): number {
  const versioned = 2 * index + version;
  return (2 + versioned + Math.floor(versioned / (2 * NODES_PER_BLOCK - 1))) * BLOCK_SIZE;
}

/** The committed one of the two headers: even counter in place 0, odd counter in place 1, whichever is larger. */
function committedHead(file: Buffer): 0 | 1 {
  const [first, second] = [file.readUInt32LE(HEAD_SIZE - 4), file.readUInt32LE(2 * HEAD_SIZE - 4)];
  if (first % 2 === 1) return 1;
  return second % 2 === 0 || first > second ? 0 : 1;
}

/** A file's content. Throws when the key differs, or a byte was changed. */
function decryptFile(file: Buffer, taskKey: Buffer, version: 0 | 1): Buffer {
  const head = file.subarray(version * HEAD_SIZE, (version + 1) * HEAD_SIZE);
  const [iv, tag, sealedKey] = [head.subarray(0, 16), head.subarray(16, 32), head.subarray(32, 48)];
  const [sealedMeta, counter] = [head.subarray(48, 64), head.subarray(64, 68)];
  const ecb = createDecipheriv('aes-256-ecb', taskKey, null).setAutoPadding(false);
  const fileKey = Buffer.concat([ecb.update(sealedKey), ecb.final()]);
  const root = readNode(file, 1, version);
  const meta = open(fileKey, iv, tag, [root.hash, counter, sealedKey, iv], sealedMeta);
  const length = Number(meta.readBigUInt64LE(0));
  const nodes = [root];
  const blocks: Buffer[] = [];
  for (let id = 1; (id - 1) * BLOCK_SIZE < length; id++) {
    const parent = nodes[(id >> 1) - 1];
    const node = parent ? readNode(file, id, (parent.flags >> (1 + (id & 1))) & 1) : root;
    nodes[id - 1] = node;
    const at = blockAt(id - 1, node.flags & 1);
    blocks.push(open(fileKey, node.iv, node.tag, [sealedKey, node.iv], file.subarray(at, at + BLOCK_SIZE)));
  }
  return Buffer.concat(blocks).subarray(0, length);
}

/** The data of every object of a trusted application, by name; `files` are those of the supplicant's folder, by name. */
export function readSecureStorage(
  files: ReadonlyMap<string, Buffer>,
  hardwareKey: Buffer,
  application: string,
): Map<string, Buffer> {
  const fileOf = (name: string): Buffer => {
    const file = files.get(name);
    if (!file) throw new Error(`no file ${name} in the secure storage`);
    return file;
  };
  const root = storageKey(hardwareKey);
  const uuid = uuidBytes(application);
  const index = fileOf('dirf.db');
  const entries = decryptFile(index, hmac(root, Buffer.alloc(1)), committedHead(index));
  const objects = new Map<string, Buffer>();
  for (let at = 0; at + ENTRY_SIZE <= entries.length; at += ENTRY_SIZE) {
    const entry = entries.subarray(at, at + ENTRY_SIZE);
    const nameSize = entry.readUInt32LE(80);
    if (nameSize === 0 || !entry.subarray(0, 16).equals(uuid)) continue;
    const file = fileOf(entry.readUInt32LE(116).toString(16));
    const hash = entry.subarray(84, 116);
    const version = readNode(file, 1, 0).hash.equals(hash) ? 0 : 1;
    const name = entry
      .subarray(16, 16 + nameSize)
      .toString('latin1')
      .replace(/\0$/, '');
    objects.set(name, decryptFile(file, hmac(root, uuid), version).subarray(OBJECT_HEAD_SIZE));
  }
  return objects;
}
