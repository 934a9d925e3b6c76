/**
 * Passkey assertions (WebAuthn level 3, https://www.w3.org/TR/webauthn-3/): their wire form and their verification, with the
 * same list of checks as in the secure world. The gateway signs owners in with it.
 */
import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, stringToBytes } from 'viem/utils';
import { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import type { Bytes32, Hex } from '../values/field.ts';

const hexBetween = (min: number, max: number) =>
  z
    .string()
    .regex(/^0x([0-9a-f]{2})*$/)
    .min(2 + 2 * min)
    .max(2 + 2 * max) as unknown as z.ZodType<Hex>;

/** A passkey's answer to a challenge. */
export const assertionSchema = z.strictObject({
  /** rpIdHash (32) ‖ flags (1) ‖ counter (4) ‖ extensions. */
  authenticatorData: hexBetween(37, 512),
  /** The exact bytes that were signed, as UTF-8 text. */
  clientDataJSON: z.string().max(1024),
  /** P-256 signature as r ‖ s, 64 bytes. */
  signature: hexBetween(64, 64),
});
export type Assertion = z.infer<typeof assertionSchema>;

/** The public part of a passkey: a point of P-256. */
export interface PasskeyPublicKey {
  readonly x: Bytes32;
  readonly y: Bytes32;
}

export interface AssertionExpectation {
  readonly challenge: Bytes32;
  readonly rpId: string;
  /** Of the pages on which it may have been made; printable ASCII without quotes or backslashes. */
  readonly origins: readonly string[];
  /** Any of these may have signed. */
  readonly publicKeys: readonly PasskeyPublicKey[];
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;

const base64url = (hex: Hex): string =>
  btoa(String.fromCharCode(...hexToBytes(hex)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The client data of a page that is not embedded in another one, as the specification serialises it. */
export const clientDataOf = (challenge: Bytes32, origin: string): string =>
  `{"type":"webauthn.get","challenge":"${base64url(challenge)}","origin":"${origin}","crossOrigin":false}`;

/** After the origin: nothing (some browsers never write `crossOrigin`), or `crossOrigin` and then any further fields. */
const REST = /^(?:\}|,"crossOrigin":(true|false)(?:\}|,.*))$/s;

export type ClientDataCheck = 'CLIENT_DATA' | 'CLIENT_DATA_TYPE' | 'CHALLENGE' | 'ORIGIN' | 'CROSS_ORIGIN';

/**
 * The first check that client data for this challenge, made on a page of one of the origins, would pass and this one fails;
 * undefined if it passes all. JSON is not parsed: the fields are where browsers write them (vectors/client-data.json), and a quote
 * ends a string.
 */
export function failedClientDataCheck(
  text: string,
  { challenge, origins }: Pick<AssertionExpectation, 'challenge' | 'origins'>,
): ClientDataCheck | undefined {
  const fields: readonly [start: string, check: ClientDataCheck, holds: (value: string) => boolean][] = [
    ['{"type":"', 'CLIENT_DATA_TYPE', (type) => type === 'webauthn.get'],
    [',"challenge":"', 'CHALLENGE', (value) => value === base64url(challenge)],
    [',"origin":"', 'ORIGIN', (origin) => origins.includes(origin)],
  ];
  let rest = text;
  for (const [start, check, holds] of fields) {
    const end = rest.startsWith(start) ? rest.indexOf('"', start.length) : -1;
    if (end < 0) return 'CLIENT_DATA';
    if (!holds(rest.slice(start.length, end))) return check;
    rest = rest.slice(end + 1);
  }
  const found = REST.exec(rest);
  if (!found) return 'CLIENT_DATA';
  return found[1] === 'true' ? 'CROSS_ORIGIN' : undefined;
}

const point = ({ x, y }: PasskeyPublicKey): Uint8Array => concatBytes([Uint8Array.of(4), hexToBytes(x), hexToBytes(y)]);

/** Whether the two coordinates are a point on P-256. */
export const isPasskeyPublicKey = (key: PasskeyPublicKey): boolean => p256.utils.isValidPublicKey(point(key), false);

/** The first check that the assertion fails; undefined if it passes all. */
export function failedAssertionCheck(assertion: Assertion, expected: AssertionExpectation): string | undefined {
  const data = hexToBytes(assertion.authenticatorData);
  const clientData = stringToBytes(assertion.clientDataJSON);
  const flags = data[32] ?? 0;
  const signed = (): Uint8Array => concatBytes([data, sha256(clientData)]);
  if (data.length < 37) return 'AUTHENTICATOR_DATA';
  const failed = failedClientDataCheck(assertion.clientDataJSON, expected);
  if (failed !== undefined) return failed;
  const checks: readonly [name: string, holds: () => boolean][] = [
    ['RP_ID_HASH', () => bytesToHex(data.subarray(0, 32)) === bytesToHex(sha256(stringToBytes(expected.rpId)))],
    ['USER_PRESENT', () => (flags & USER_PRESENT) !== 0],
    ['USER_VERIFIED', () => (flags & USER_VERIFIED) !== 0],
    ['PASSKEY_BOUND', () => expected.publicKeys.length > 0],
    ['PASSKEY_SIGNATURE', () => expected.publicKeys.some((key) => signedBy(key, assertion.signature, signed()))],
  ];
  return checks.find(([, holds]) => !holds())?.[0];
}

function signedBy(key: PasskeyPublicKey, signature: Hex, message: Uint8Array): boolean {
  try {
    // Authenticators do not normalise s to its lower half.
    return p256.verify(hexToBytes(signature), message, point(key), { lowS: false });
  } catch {
    return false;
  }
}

/** Throws `ASSERTION_INVALID` with the failed check unless one of the passkeys approved the challenge. */
export function verifyAssertion(assertion: Assertion, expected: AssertionExpectation): void {
  const check = failedAssertionCheck(assertion, expected);
  if (check !== undefined) throw new EvlockError('ASSERTION_INVALID', { check });
}
