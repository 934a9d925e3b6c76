/**
 * Whom a client believes: certificates of authorities, in PEM. TLS in Node takes an empty text for "no authority named",
 * which is every public authority there is; here an empty, cut or damaged one believes nobody.
 */
import { X509Certificate } from 'node:crypto';
import { type ErrorDetails, EvlockError } from '@evlock/protocol';
import { readTextFile } from './whole-file.ts';

const BEGIN = /-----BEGIN CERTIFICATE-----/g;
const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** Bytes. */
const LARGEST_AUTHORITY = 262_144;

/** Every certificate of a PEM text; none of an empty one. Throws `PROFILE_INVALID` when one is cut off or damaged. */
export function certificatesIn(pem: string, details: ErrorDetails = {}): X509Certificate[] {
  const blocks = pem.match(BLOCK) ?? [];
  const begun = pem.match(BEGIN)?.length ?? 0;
  try {
    if (begun === blocks.length) return blocks.map((block) => new X509Certificate(block));
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { ...details, problem: 'a certificate is damaged' }, { cause });
  }
  throw new EvlockError('PROFILE_INVALID', { ...details, problem: 'a certificate is cut off' });
}

/**
 * The certificates alone, for `ca` of a TLS client. `details` says where they are from. Throws `PROFILE_INVALID` unless
 * there is one at least, and each can be read and is an authority's.
 */
export function requireAuthority(pem: string, details: ErrorDetails = {}): string {
  const certificates = certificatesIn(pem, details);
  if (certificates.length === 0)
    throw new EvlockError('PROFILE_INVALID', { ...details, problem: 'no certificate in it' });
  if (!certificates.every(({ ca }) => ca)) {
    throw new EvlockError('PROFILE_INVALID', { ...details, problem: "a certificate is no authority's" });
  }
  return certificates.join('');
}

/** The same of a file. Throws `PROFILE_INVALID` with what is wrong with it, also when it cannot be read. */
export async function readAuthority(file: string): Promise<string> {
  const text = await readTextFile(file, LARGEST_AUTHORITY).catch((cause: unknown) => {
    throw new EvlockError('PROFILE_INVALID', EvlockError.from(cause).details, { cause });
  });
  return requireAuthority(text, { file });
}
