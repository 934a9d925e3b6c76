/**
 * Certificates of the authorities a client trusts, in PEM. TLS in Node reads an empty text as "no authority named" and trusts
 * every public one; here an empty, truncated or damaged text trusts nobody.
 */
import { X509Certificate } from 'node:crypto';
import { type ErrorDetails, EvlockError } from '@evlock/protocol';
import { readTextFile } from './whole-file.ts';

const BEGIN = /-----BEGIN CERTIFICATE-----/g;
const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** Bytes. */
const LARGEST_AUTHORITY = 262_144;

/** Every certificate in a PEM text; none for an empty one. Throws `PROFILE_INVALID` when one is truncated or damaged. */
export function certificatesIn(pem: string, details: ErrorDetails = {}): X509Certificate[] {
  const blocks = pem.match(BLOCK) ?? [];
  const begun = pem.match(BEGIN)?.length ?? 0;
  try {
    if (begun === blocks.length) return blocks.map((block) => new X509Certificate(block));
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { ...details, problem: 'a certificate is damaged' }, { cause });
  }
  throw new EvlockError('PROFILE_INVALID', { ...details, problem: 'a certificate is truncated' });
}

/**
 * The certificates alone, for a TLS client's `ca`. `details` says where they come from. Throws `PROFILE_INVALID` unless there is
 * at least one, and each is readable and an authority's.
 */
export function requireAuthority(pem: string, details: ErrorDetails = {}): string {
  const certificates = certificatesIn(pem, details);
  if (certificates.length === 0)
    throw new EvlockError('PROFILE_INVALID', { ...details, problem: 'contains no certificate' });
  if (!certificates.every(({ ca }) => ca)) {
    throw new EvlockError('PROFILE_INVALID', { ...details, problem: "a certificate is no authority's" });
  }
  return certificates.join('');
}

/** As above, from a file. Throws `PROFILE_INVALID` with the problem, also when it cannot be read. */
export async function readAuthority(file: string): Promise<string> {
  const text = await readTextFile(file, LARGEST_AUTHORITY).catch((cause: unknown) => {
    throw new EvlockError('PROFILE_INVALID', EvlockError.from(cause).details, { cause });
  });
  return requireAuthority(text, { file });
}
