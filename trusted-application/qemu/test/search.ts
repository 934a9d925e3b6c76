/** Whether a large file contains secrets, in any of the forms in which libraries hold them. */
import { open } from 'node:fs/promises';

const PIECE = 16 * 1024 * 1024;

/**
 * A number as bytes, as little-endian words of 4 or 8 bytes from the most significant, and from the least: all bytes
 * reversed.
 */
function forms(secret: Buffer): Buffer[] {
  const reversedWords = (size: number): Buffer =>
    Buffer.concat(
      Array.from({ length: secret.length / size }, (_, index) =>
        Buffer.from(secret.subarray(index * size, (index + 1) * size)).reverse(),
      ),
    );
  const words = [4, 8].filter((size) => secret.length % size === 0).map(reversedWords);
  return [secret, Buffer.from(secret).reverse(), ...words];
}

interface Wanted {
  readonly name: string;
  readonly bytes: Buffer;
}

/** By the first two bytes, with a flag for whether there is any. */
function index(secrets: Readonly<Record<string, Buffer>>): { flags: Uint8Array; byStart: Map<number, Wanted[]> } {
  const flags = new Uint8Array(0x10000);
  const byStart = new Map<number, Wanted[]>();
  for (const [name, secret] of Object.entries(secrets)) {
    for (const bytes of forms(secret)) {
      const start = bytes.readUInt16LE(0);
      flags[start] = 1;
      byStart.set(start, [...(byStart.get(start) ?? []), { name, bytes }]);
    }
  }
  return { flags, byStart };
}

/** Names of those the file contains, in the given order. One pass, however many are searched for. */
export async function found(file: string, secrets: Readonly<Record<string, Buffer>>): Promise<string[]> {
  const { flags, byStart } = index(secrets);
  const longest = Math.max(...Object.values(secrets).map(({ length }) => length));
  const names = new Set<string>();
  const look = (piece: Buffer): void => {
    for (let at = 0; at + 1 < piece.length; at++) {
      const start = (piece[at] ?? 0) | ((piece[at + 1] ?? 0) << 8);
      if (flags[start] === 0) continue;
      for (const { name, bytes } of byStart.get(start) ?? []) {
        const end = at + bytes.length;
        if (end <= piece.length && bytes.compare(piece, at, end) === 0) names.add(name);
      }
    }
  };
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(PIECE + longest);
    for (let at = 0; ; at += PIECE) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) break;
      look(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
  return Object.keys(secrets).filter((name) => names.has(name));
}
