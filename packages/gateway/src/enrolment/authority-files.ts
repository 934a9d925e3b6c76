/**
 * The authority's keys and certificates on disk. In normal times one key; during a rotation the present one and the next,
 * and the certificate file holds both, because both are trusted. Every step is one rename, so that an interrupted rotation
 * is found either before it or after it, and what follows from the keys is made good at the next opening.
 */
import { createHash, randomBytes, type webcrypto } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSecretFile, replaceFile, writeSecretFile } from '@evlock/files';
import { type Clock, EvlockError, type Timestamp } from '@evlock/protocol';
import { AUTHORITY_KEY_FILE, NEXT_AUTHORITY_KEY_FILE } from '../installation/authority-file.ts';
import * as x509 from './x509.ts';

type CryptoKey = webcrypto.CryptoKey;
export type CryptoKeyPair = webcrypto.CryptoKeyPair;

/** How long the authority's own certificate is valid, in seconds. */
const AUTHORITY_VALIDITY = 20 * 365 * 86_400;
/** Certificates begin a little earlier, for clocks that run behind. Seconds. */
export const CLOCK_SKEW = 300;
const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
export const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

export interface AuthorityPlace {
  /** Holds the keys, mode 0600. */
  readonly keyFolder: string;
  /** The authority's own certificates: public, for those who are to trust it. */
  readonly certificateFile: string;
}

/** One key of the authority with its certificate. */
export interface Signer {
  /** SHA-256 of the public key, hex. */
  readonly id: string;
  readonly keys: CryptoKeyPair;
  readonly root: x509.X509Certificate;
}

export interface Signers {
  readonly current: Signer;
  readonly next: Signer | undefined;
}

export const newKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;

export const privateKeyPem = async (key: CryptoKey): Promise<string> =>
  `${x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;

export const certificatePem = (certificate: x509.X509Certificate): string => `${certificate.toString('pem')}\n`;

export const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Makes a key file where there is none. */
export async function ensureKey(file: string): Promise<void> {
  if (!(await exists(file))) await writeSecretFile(file, await privateKeyPem((await newKeys()).privateKey));
}

/**
 * The keys and certificates as they stand; what is missing of the certificate file is added, and what no key stands behind
 * any longer is dropped from it. Throws `SECRET_EXPOSED`, `PROFILE_INVALID`.
 */
export async function openSigners(place: AuthorityPlace, clock: Clock): Promise<Signers> {
  const text = await readFile(place.certificateFile, 'utf8').catch(() => '');
  const certificates = certificatesIn(place.certificateFile, text);
  const current = await openSigner(join(place.keyFolder, AUTHORITY_KEY_FILE), certificates, clock);
  const nextFile = join(place.keyFolder, NEXT_AUTHORITY_KEY_FILE);
  if (certificates.length > 0 && !certificates.includes(current.root)) {
    throw new EvlockError('PROFILE_INVALID', { file: place.certificateFile, problem: 'not of the key beside it' });
  }
  const next = (await exists(nextFile)) ? await openSigner(nextFile, certificates, clock) : undefined;
  const signers = { current, next };
  const expected = bundleOf(signers);
  if (text !== expected) await replaceFile(place.certificateFile, expected, 0o644);
  return signers;
}

/** What is to be trusted, PEM. */
export const bundleOf = ({ current, next }: Signers): string =>
  [current, next].map((signer) => (signer ? certificatePem(signer.root) : '')).join('');

/** The current key's signature for the next one; nothing where there is no next one. */
export async function linkPem({ current, next }: Signers): Promise<string> {
  if (!next) return '';
  const link = await x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    subject: next.root.subject,
    issuer: current.root.subject,
    notBefore: next.root.notBefore,
    notAfter: next.root.notAfter,
    publicKey: next.keys.publicKey,
    signingKey: current.keys.privateKey,
    signingAlgorithm: SIGNING,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(next.keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(current.keys.publicKey),
    ],
  });
  return certificatePem(link);
}

async function openSigner(
  keyFile: string,
  certificates: readonly x509.X509Certificate[],
  clock: Clock,
): Promise<Signer> {
  const keys = await importKeys(keyFile, await readSecretFile(keyFile));
  const id = createHash('sha256')
    .update(Buffer.from(await crypto.subtle.exportKey('spki', keys.publicKey)))
    .digest('hex');
  for (const root of certificates) {
    if (await root.verify({ publicKey: keys.publicKey, signatureOnly: true })) return { id, keys, root };
  }
  return { id, keys, root: await selfSigned(keys, id, clock.now()) };
}

async function importKeys(file: string, pem: string): Promise<CryptoKeyPair> {
  try {
    const [pkcs8] = x509.PemConverter.decode(pem);
    if (!pkcs8) throw new EvlockError('PROFILE_INVALID', { file, problem: 'no PEM' });
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, KEY_ALGORITHM, true, ['sign']);
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', privateKey);
    const parts = { kty: kty ?? '', crv: crv ?? '', x: x ?? '', y: y ?? '' };
    return { privateKey, publicKey: await crypto.subtle.importKey('jwk', parts, KEY_ALGORITHM, true, ['verify']) };
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { file, problem: 'not a P-256 key' }, { cause });
  }
}

function certificatesIn(file: string, text: string): x509.X509Certificate[] {
  try {
    return text.trim() === '' ? [] : x509.PemConverter.decode(text).map((der) => new x509.X509Certificate(der));
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { file, problem: 'not a certificate' }, { cause });
  }
}

/** Two authorities have different names, so that no chain is built to the wrong one. */
async function selfSigned(keys: CryptoKeyPair, id: string, now: Timestamp): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    name: `CN=evlock gateway authority ${id.slice(0, 8)}`,
    keys,
    notBefore: new Date((now - CLOCK_SKEW) * 1000),
    notAfter: new Date((now + AUTHORITY_VALIDITY) * 1000),
    signingAlgorithm: SIGNING,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
}

// Positive (first bit clear) and not to be guessed, as RFC 5280 §4.1.2.2 asks.
export function randomSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
