/** SHA-256 over the parts, concatenated. */
import { createHash } from 'node:crypto';
import type { Bytes32 } from '@evlock/protocol';

export function sha256(...parts: readonly (string | Uint8Array | ArrayBuffer)[]): Bytes32 {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(typeof part === 'string' ? part : new Uint8Array(part));
  return `0x${hash.digest('hex')}`;
}
