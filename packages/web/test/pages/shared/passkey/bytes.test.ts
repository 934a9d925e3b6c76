import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  fromBase64Url,
  fromHex,
  pointOf,
  rawSignature,
  toBase64Url,
  toHex,
} from '../../../../pages/shared/passkey/bytes.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const message = new Uint8Array([1, 2, 3]);

describe('a signature of an authenticator', () => {
  it('is read as r ‖ s, however its integers are padded', () => {
    // Of a hundred some have a leading zero byte, and some are shorter.
    for (let count = 0; count < 100; count++) {
      const raw = rawSignature(sign('sha256', message, privateKey));
      expect(raw).toHaveLength(64);
      expect(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, raw as Uint8Array)).toBe(true);
    }
  });

  it.each([
    ['nothing', '0x'],
    ['another type', '0x040401010102'],
    ['a wrong length', '0x3007020101020102'],
    ['something behind it', '0x300602010102010200'],
    ['a single integer', '0x3003020101'],
    ['an integer beyond its end', '0x3006020101022001'],
    ['an integer too large', `0x3026022101${'00'.repeat(32)}020101`],
  ] as const)('is refused with %s', (_name, hex) => {
    expect(rawSignature(fromHex(hex))).toBeUndefined();
  });
});

describe('a public key', () => {
  it('is read from what the browser gives', () => {
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const point = pointOf(publicKey.export({ format: 'der', type: 'spki' }));
    expect(point).toEqual({ x: toHex(fromBase64Url(x)), y: toHex(fromBase64Url(y)) });
  });

  it('is refused of any other curve', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey;
    expect(pointOf(other.export({ format: 'der', type: 'spki' }))).toBeUndefined();
  });
});

it('writes and reads base64url and hex', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_item, index) => index);
  expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  expect(fromHex(toHex(bytes))).toEqual(bytes);
  expect(toBase64Url(bytes)).toMatch(/^[\w-]+$/);
});
