/**
 * A passkey's fingerprint as two pages of different origins show it, for a person to compare: the 8 bytes that the secure world asks
 * to be confirmed, as four words that can be spoken. Each word is 16 bits as consonant, vowel, consonant, vowel, consonant, so that
 * they look alike in every language and like no recovery phrase.
 */
import type { Bytes32, Hex } from '@evlock/protocol';
import { fromHex, toHex } from '../passkey/bytes.ts';

export interface PublicPasskey {
  readonly publicKeyX: Bytes32;
  readonly publicKeyY: Bytes32;
}

/** `EVLOCK_CONFIRMATION_LABEL` and `EVLOCK_CONFIRMATION_SIZE` of the secure world; a test holds them to it. */
const LABEL = 'evlock bind v1';
const SIZE = 8;

const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';

/** The first 8 bytes of SHA-256(label ‖ x ‖ y). */
export async function passkeyFingerprint({ publicKeyX, publicKeyY }: PublicPasskey): Promise<Hex> {
  const parts = [new TextEncoder().encode(LABEL), fromHex(publicKeyX), fromHex(publicKeyY)];
  const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer());
  return toHex(new Uint8Array(digest).subarray(0, SIZE));
}

function word(value: number): string {
  const letter = (letters: string, shift: number): string => letters[(value >> shift) & (letters.length - 1)] ?? '';
  return (
    letter(CONSONANTS, 12) + letter(VOWELS, 10) + letter(CONSONANTS, 6) + letter(VOWELS, 4) + letter(CONSONANTS, 0)
  );
}

/** `0x0123…` → `['badoj', …]`: four words. */
export function fingerprintWords(fingerprint: Hex): readonly string[] {
  const bytes = fromHex(fingerprint);
  return [0, 2, 4, 6].map((at) => word(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)));
}

/** As the command line prints it: `3f2a 91c0 77de 0b14`. */
export const fingerprintDigits = (fingerprint: Hex): string => fingerprint.slice(2).replaceAll(/(.{4})(?!$)/g, '$1 ');
