import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, stringToBytes } from 'viem/utils';
import { describe, expect, it } from 'vitest';
import {
  type Assertion,
  assertionSchema,
  type Bytes32,
  clientDataOf,
  failedAssertionCheck,
  isPasskeyPublicKey,
  parse,
  verifyAssertion,
} from '../../src/index.ts';

const clientData = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../vectors/client-data.json'), 'utf8'),
) as {
  expected: { challenge: Bytes32; origins: string[] };
  forms: { name: string; clientDataJSON: string; check: string | null }[];
};
const privateKey = hexToBytes(`0x${'17'.repeat(32)}`);
const uncompressed = p256.getPublicKey(privateKey, false);
const publicKey = { x: bytesToHex(uncompressed.subarray(1, 33)), y: bytesToHex(uncompressed.subarray(33)) };
const challenge: Bytes32 = `0x${'fb'.repeat(32)}`;
const expected = {
  challenge,
  rpId: 'localhost',
  origins: ['http://localhost:4100', 'https://community.example'],
  publicKeys: [publicKey],
};

interface Parts {
  readonly rpId?: string;
  readonly flags?: number;
  readonly clientDataJSON?: string;
  readonly extensions?: readonly number[];
}

function signed(parts: Parts = {}): Assertion {
  const { rpId = expected.rpId, flags = 0x05, extensions = [] } = parts;
  const clientDataJSON = parts.clientDataJSON ?? clientDataOf(challenge, 'http://localhost:4100');
  const data = concatBytes([sha256(stringToBytes(rpId)), Uint8Array.of(flags, 0, 0, 0, 9, ...extensions)]);
  const signature = p256.sign(concatBytes([data, sha256(stringToBytes(clientDataJSON))]), privateKey, { lowS: false });
  return { authenticatorData: bytesToHex(data), clientDataJSON, signature: bytesToHex(signature) };
}

describe('a passkey assertion', () => {
  it('holds for any of the origins', () => {
    expect(clientDataOf(challenge, 'https://community.example')).toContain('"challenge":"-_v7-_v7');
    for (const origin of expected.origins) {
      const assertion = signed({ clientDataJSON: clientDataOf(challenge, origin) });
      expect(failedAssertionCheck(assertion, expected)).toBeUndefined();
    }
    expect(failedAssertionCheck(signed({ flags: 0x9d, extensions: [0xa0] }), expected)).toBeUndefined();
    expect(() => verifyAssertion(signed(), expected)).not.toThrow();
  });

  it.each([
    ['CHALLENGE', signed(), { challenge: `0x${'fc'.repeat(32)}` as Bytes32 }],
    ['ORIGIN', signed(), { origins: ['http://localhost:4101'] }],
    ['ORIGIN', signed(), { origins: [] }],
    ['CLIENT_DATA', signed({ clientDataJSON: `${clientDataOf(challenge, 'http://localhost:4100')} ` }), {}],
    ['RP_ID_HASH', signed({ rpId: 'evil.example' }), {}],
    ['USER_PRESENT', signed({ flags: 0x04 }), {}],
    ['USER_VERIFIED', signed({ flags: 0x01 }), {}],
    ['PASSKEY_BOUND', signed(), { publicKeys: [] }],
    ['PASSKEY_SIGNATURE', { ...signed(), signature: `0x${'11'.repeat(64)}` as const }, {}],
    ['PASSKEY_SIGNATURE', { ...signed(), signature: `0x${'00'.repeat(64)}` as const }, {}],
    ['AUTHENTICATOR_DATA', { ...signed(), authenticatorData: '0x05' as const }, {}],
  ])('fails at %s', (check, assertion, changes) => {
    expect(failedAssertionCheck(assertion, { ...expected, ...changes })).toBe(check);
    expect(() => verifyAssertion(assertion, { ...expected, ...changes })).toThrow(check);
  });

  it.each(clientData.forms)('with the client data of $name: $check', ({ clientDataJSON, check }) => {
    const assertion = signed({ clientDataJSON });
    expect(failedAssertionCheck(assertion, { ...expected, ...clientData.expected })).toBe(check ?? undefined);
  });

  it('is bounded on the wire', () => {
    expect(parse(assertionSchema, signed())).toEqual(signed());
    expect(() => parse(assertionSchema, { ...signed(), signature: '0x00' })).toThrow('signature');
    expect(() => parse(assertionSchema, { ...signed(), clientDataJSON: 'x'.repeat(1025) })).toThrow('clientDataJSON');
  });

  it('needs a point of the curve', () => {
    expect(isPasskeyPublicKey(publicKey)).toBe(true);
    expect(isPasskeyPublicKey({ x: publicKey.y, y: publicKey.x })).toBe(false);
    expect(isPasskeyPublicKey({ x: `0x${'00'.repeat(32)}`, y: `0x${'00'.repeat(32)}` })).toBe(false);
  });
});
