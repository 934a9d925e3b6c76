/** Bytes of WebAuthn as text, and a P-256 signature in the form that the secure world reads. */

export type Hex = `0x${string}`;

export const toHex = (bytes: ArrayBuffer | Uint8Array): Hex =>
  `0x${Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;

export const fromHex = (hex: Hex): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.slice(2).match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));

export const toBase64Url = (bytes: ArrayBuffer | Uint8Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

/** Bytes of r and of s. */
const COORDINATE = 32;

/**
 * ECDSA-Sig-Value in DER (RFC 3279, section 2.2.3), as authenticators sign → r ‖ s of 64 bytes. Undefined unless it is one.
 */
export function rawSignature(der: Uint8Array): Uint8Array | undefined {
  const [sequence, length] = der;
  if (sequence !== 0x30 || length !== der.length - 2) return undefined;
  const raw = new Uint8Array(2 * COORDINATE);
  let at = 2;
  for (const end of [COORDINATE, 2 * COORDINATE]) {
    const size = der[at + 1] ?? 0;
    if (der[at] !== 0x02 || size < 1 || at + 2 + size > der.length) return undefined;
    const integer = der.subarray(at + 2, at + 2 + size);
    const digits = integer.subarray(integer.findIndex((byte) => byte !== 0));
    if (digits.length > COORDINATE) return undefined;
    raw.set(digits, end - digits.length);
    at += 2 + size;
  }
  return at === der.length ? raw : undefined;
}

/** Before the point in a SubjectPublicKeyInfo of P-256 (RFC 5480), uncompressed. */
const SPKI_PREFIX = '0x3059301306072a8648ce3d020106082a8648ce3d03010703420004';

/** x and y of a P-256 key as `getPublicKey()` gives it; undefined for any other key. */
export function pointOf(spki: ArrayBuffer | Uint8Array): { readonly x: Hex; readonly y: Hex } | undefined {
  const hex = toHex(spki);
  if (!hex.startsWith(SPKI_PREFIX) || hex.length !== SPKI_PREFIX.length + 128) return undefined;
  const point = hex.slice(SPKI_PREFIX.length);
  return { x: `0x${point.slice(0, 64)}`, y: `0x${point.slice(64)}` };
}
