/** One-time codes. The database keeps only their hash. */
import type { Bytes32 } from '@evlock/protocol';
import { sha256 } from './hash.ts';
import type { RandomBytes } from './random.ts';

// Crockford's base 32: no letter that reads like a digit.
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new code of 80 random bits: `XXXX-XXXX-XXXX-XXXX`. */
export function makeCode(randomBytes: RandomBytes): string {
  const symbols = Array.from(randomBytes(16), (byte) => SYMBOLS.charAt(byte & 31)).join('');
  return symbols.replace(/.{4}(?=.)/g, '$&-');
}

/** What is stored of a code. With 80 random bits a plain hash cannot be searched. */
export const codeHash = (code: string): Bytes32 => sha256(`evlock code ${code}`);
