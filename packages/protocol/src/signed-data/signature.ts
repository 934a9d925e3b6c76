/** secp256k1 signatures over 32-byte digests. Only a secure world and the operator's wallet sign. */
import secp256k1 from 'secp256k1';
import { bytesToHex, hexToBytes, keccak256 } from 'viem/utils';
import { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import type { Address, Bytes32, Hex } from '../values/field.ts';

/** r ‖ s ‖ v, 65 bytes, low s, v = 27 or 28. */
export type Signature = Hex;

export const signatureSchema = z
  .string()
  .regex(/^0x[0-9a-fA-F]{128}(1b|1c|1B|1C)$/, 'a 65-byte signature')
  .transform((value) => value.toLowerCase() as Signature) as unknown as z.ZodType<Signature>;

const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** The address of an uncompressed public key (65 bytes, 0x04 first). */
export const publicKeyToAddress = (publicKey: Uint8Array): Address =>
  `0x${keccak256(publicKey.subarray(1)).slice(-40)}`;

/** The uncompressed public key that signed `digest`. Throws `INVALID_SIGNATURE` on a malformed or high-s signature. */
export function recoverPublicKey(digest: Bytes32, signature: Signature): Uint8Array {
  const bytes = hexToBytes(signature);
  const v = bytes[64];
  const s = BigInt(bytesToHex(bytes.subarray(32, 64)));
  if (bytes.length !== 65 || (v !== 27 && v !== 28) || s > HALF_ORDER) throw new EvlockError('INVALID_SIGNATURE');
  try {
    return secp256k1.ecdsaRecover(bytes.subarray(0, 64), v - 27, hexToBytes(digest), false);
  } catch (cause) {
    throw new EvlockError('INVALID_SIGNATURE', {}, { cause });
  }
}

/** The address that signed `digest`. Throws `INVALID_SIGNATURE`. */
export const recoverAddress = (digest: Bytes32, signature: Signature): Address =>
  publicKeyToAddress(recoverPublicKey(digest, signature));

/** Throws `INVALID_SIGNATURE` unless `signer` signed `digest`. */
export function verifySignature(digest: Bytes32, signature: Signature, signer: Address): void {
  const recovered = recoverAddress(digest, signature);
  if (recovered !== signer.toLowerCase()) throw new EvlockError('INVALID_SIGNATURE', { signer, recovered });
}

/** Signs `digest` (RFC 6979, low s). For secure worlds and wallets; nothing else holds a private key. */
export function signDigest(digest: Bytes32, privateKey: Uint8Array): Signature {
  const { signature, recid } = secp256k1.ecdsaSign(hexToBytes(digest), privateKey);
  return `${bytesToHex(signature)}${(27 + recid).toString(16)}`;
}

/** Whether the bytes are a valid secp256k1 private key. */
export const isPrivateKey = (bytes: Uint8Array): boolean => bytes.length === 32 && secp256k1.privateKeyVerify(bytes);

/**
 * A private key as written in a file or a variable: 32 bytes in hex of either case, with or without 0x; returned in lower case
 * with 0x. Throws `INVALID_INPUT` for `field`, without showing any of it.
 */
export function parsePrivateKey(text: string, field: string): Hex {
  const [, digits] = /^\s*(?:0x)?([0-9a-fA-F]{64})\s*$/.exec(text) ?? [];
  const key: Hex = `0x${digits?.toLowerCase() ?? ''}`;
  if (isPrivateKey(hexToBytes(key))) return key;
  throw new EvlockError('INVALID_INPUT', { field, problem: 'not a private key: 32 bytes in hex' });
}

/** The public key of a private key: 33 bytes if compressed, otherwise 65. */
export const publicKeyOf = (privateKey: Uint8Array, compressed: boolean): Uint8Array =>
  secp256k1.publicKeyCreate(privateKey, compressed);

/** The 33-byte form of a public key in either form. */
export const compressPublicKey = (publicKey: Uint8Array): Uint8Array => secp256k1.publicKeyConvert(publicKey, true);

/** The ECDH secret of two keys: SHA-256 of the compressed point, libsecp256k1's default. */
export const sharedSecret = (publicKey: Uint8Array, privateKey: Uint8Array): Uint8Array =>
  secp256k1.ecdh(publicKey, privateKey);

/** The compact form of EIP-2098, which the contracts expect: the top bit of `vs` holds v. */
export function compactSignature(signature: Signature): { r: Bytes32; vs: Bytes32 } {
  const r: Bytes32 = `0x${signature.slice(2, 66)}`;
  const s = BigInt(`0x${signature.slice(66, 130)}`);
  const parity = BigInt(Number.parseInt(signature.slice(130), 16) - 27);
  return { r, vs: `0x${(s | (parity << 255n)).toString(16).padStart(64, '0')}` };
}
