/**
 * The gateway's own certificate authority: one P-256 key that signs flat certificates (no intermediates) for the gateway's
 * listeners and for devices. It only says who may connect; nothing that moves money depends on it.
 */
import type { webcrypto } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Bytes32, type Clock, EvlockError, type Timestamp, timestamp } from '@evlock/protocol';
import { normalSerial } from '../listener-certificate.ts';
import { readSecret, writeSecret } from '../secret-file.ts';
import { AUTHORITY_KEY_FILE } from './authority-files.ts';
import * as x509 from './x509.ts';

type CryptoKey = webcrypto.CryptoKey;
type CryptoKeyPair = webcrypto.CryptoKeyPair;

const DAY = 86_400;
/** How long each kind of certificate is valid, in seconds. */
export const VALIDITY = { authority: 20 * 365 * DAY, server: 30 * DAY, device: 365 * DAY } as const;
/** Certificates begin a little earlier, for clocks that run behind. Seconds. */
const CLOCK_SKEW = 300;

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** PEM texts. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
  readonly expires: Timestamp;
}

export interface DeviceCertificate {
  readonly certificate: string;
  /** Upper-case hex without leading zeros, as `tls` reports it. */
  readonly serial: string;
  readonly expires: Timestamp;
}

export interface CertificateAuthorityOptions {
  /** Holds the key, mode 0600. */
  readonly keyFolder: string;
  /** Where the authority's own certificate is kept: public, for those who are to trust it. */
  readonly certificateFile: string;
  /** DNS names and IP addresses of the listeners, besides localhost. */
  readonly serverNames: readonly string[];
}

const newKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;

const privateKeyPem = async (key: CryptoKey): Promise<string> =>
  `${x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;

async function importKeys(pem: string): Promise<CryptoKeyPair> {
  try {
    const [pkcs8] = x509.PemConverter.decode(pem);
    if (!pkcs8) throw new EvlockError('PROFILE_INVALID', { file: AUTHORITY_KEY_FILE, problem: 'no PEM' });
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, KEY_ALGORITHM, true, ['sign']);
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', privateKey);
    const parts = { kty: kty ?? '', crv: crv ?? '', x: x ?? '', y: y ?? '' };
    return { privateKey, publicKey: await crypto.subtle.importKey('jwk', parts, KEY_ALGORITHM, true, ['verify']) };
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { file: AUTHORITY_KEY_FILE, problem: 'not a P-256 key' }, { cause });
  }
}

const isAddress = (name: string): boolean => /^[\d.]+$/.test(name) || name.includes(':');

export class CertificateAuthority {
  /** The authority's own certificate, PEM: what clients trust. */
  readonly certificate: string;
  readonly #keys: CryptoKeyPair;
  readonly #root: x509.X509Certificate;
  readonly #serverNames: readonly string[];
  readonly #clock: Clock;

  private constructor(keys: CryptoKeyPair, root: x509.X509Certificate, names: readonly string[], clock: Clock) {
    this.#keys = keys;
    this.#root = root;
    this.#serverNames = names;
    this.#clock = clock;
    this.certificate = `${root.toString('pem')}\n`;
  }

  /** Opens the authority of the key folder; makes its key at the first start. Throws `SECRET_EXPOSED`, `PROFILE_INVALID`. */
  static async open(
    options: CertificateAuthorityOptions,
    modules: { readonly clock: Clock },
  ): Promise<CertificateAuthority> {
    const keyFile = join(options.keyFolder, AUTHORITY_KEY_FILE);
    const { certificateFile } = options;
    const exists = await access(keyFile).then(
      () => true,
      () => false,
    );
    if (!exists) await writeSecret(keyFile, await privateKeyPem((await newKeys()).privateKey));
    const keys = await importKeys(await readSecret(keyFile));
    const present = await readFile(certificateFile, 'utf8').catch(() => undefined);
    const root = present ? new x509.X509Certificate(present) : await selfSigned(keys, modules.clock.now());
    if (!present) {
      await mkdir(dirname(certificateFile), { recursive: true });
      await writeFile(certificateFile, `${root.toString('pem')}\n`, { mode: 0o644 });
    }
    if (!(await root.verify({ publicKey: keys.publicKey, signatureOnly: true }))) {
      throw new EvlockError('PROFILE_INVALID', { file: certificateFile, problem: 'not of the key beside it' });
    }
    const names = [...new Set(['localhost', '127.0.0.1', '::1', ...options.serverNames])];
    return new CertificateAuthority(keys, root, names, modules.clock);
  }

  /** A new key and certificate for the gateway's listeners. The key stays in memory. */
  async issueServer(): Promise<KeyPair> {
    const keys = await newKeys();
    const names = this.#serverNames.map((value) => ({ type: isAddress(value) ? 'ip' : 'dns', value }) as const);
    const issued = await this.#issue('CN=evlock gateway', keys.publicKey, VALIDITY.server, [
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth], true),
      new x509.SubjectAlternativeNameExtension(names),
    ]);
    return { ...issued, privateKey: await privateKeyPem(keys.privateKey) };
  }

  /** A certificate that lets one device connect: subject CN = device id, client authentication only, never an authority. */
  issueDevice(deviceId: Bytes32, publicKey: x509.PublicKey): Promise<DeviceCertificate> {
    return this.#issue(`CN=${deviceId.slice(2)}`, publicKey, VALIDITY.device, [
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth], true),
    ]);
  }

  async #issue(
    subject: string,
    publicKey: x509.PublicKey | CryptoKey,
    validity: number,
    usage: x509.Extension[],
  ): Promise<DeviceCertificate> {
    const now = this.#clock.now();
    const expires = timestamp(now + validity);
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: randomSerial(),
      subject,
      issuer: this.#root.subject,
      notBefore: new Date((now - CLOCK_SKEW) * 1000),
      notAfter: new Date(expires * 1000),
      publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: SIGNING,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        ...usage,
        await x509.SubjectKeyIdentifierExtension.create(publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
      ],
    });
    return { certificate: `${certificate.toString('pem')}\n`, serial: normalSerial(certificate.serialNumber), expires };
  }
}

function selfSigned(keys: CryptoKeyPair, now: Timestamp): Promise<x509.X509Certificate> {
  return x509.SubjectKeyIdentifierExtension.create(keys.publicKey).then((identifier) =>
    x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: randomSerial(),
      name: 'CN=evlock gateway authority',
      keys,
      notBefore: new Date((now - CLOCK_SKEW) * 1000),
      notAfter: new Date((now + VALIDITY.authority) * 1000),
      signingAlgorithm: SIGNING,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        identifier,
      ],
    }),
  );
}

// Positive (first bit clear) and not to be guessed, as RFC 5280 §4.1.2.2 asks.
function randomSerial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}
