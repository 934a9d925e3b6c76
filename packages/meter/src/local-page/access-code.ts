/** The code that lets a person at the meter use its local page: from the console or a label, never from a network. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's base32: no I, L, O, U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 40 bits: with a handful of guesses a minute, out of reach. */
const LENGTH = 8;

/** A new random code, as `K7QF-3M2P`. */
export function makeAccessCode(random: (size: number) => Uint8Array = randomBytes): string {
  const code = [...random(LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** As typed by a person: any case and grouping, and the letters that look like digits. */
const plain = (code: string): string =>
  code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time. */
export const isAccessCode = (typed: string, code: string): boolean =>
  timingSafeEqual(digest(plain(typed)), digest(plain(code)));
