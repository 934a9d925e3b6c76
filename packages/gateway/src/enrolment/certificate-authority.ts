/**
 * The gateway's own certificate authority: a P-256 key that signs flat certificates (no intermediates) for the gateway's
 * listeners and for devices. It only decides who may connect; no money depends on it.
 */
import type { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { type Bytes32, type Clock, type Timestamp, timestamp } from '@evlock/protocol';
import { AUTHORITY_KEY_FILE } from '../installation/authority-file.ts';
import { normalSerial } from '../listeners/listener-certificate.ts';
import {
  type AuthorityPlace,
  bundleOf,
  CLOCK_SKEW,
  certificatePem,
  ensureKey,
  linkPem,
  newKeys,
  openSigners,
  privateKeyPem,
  randomSerial,
  SIGNING,
  type Signer,
  type Signers,
} from './authority-files.ts';
import * as x509 from './x509.ts';

const DAY = 86_400;
/** Default validity of each kind of certificate, in seconds. */
export const VALIDITY = { server: 30 * DAY, device: 365 * DAY } as const;

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

export interface CertificateAuthorityOptions extends AuthorityPlace {
  /** DNS names and IP addresses of the listeners, besides localhost. */
  readonly serverNames: readonly string[];
  /** Seconds for which certificates are issued. */
  readonly validity?: { readonly server: number; readonly device: number };
}

const isAddress = (name: string): boolean => /^[\d.]+$/.test(name) || name.includes(':');

export class CertificateAuthority {
  readonly #options: CertificateAuthorityOptions;
  readonly #clock: Clock;
  #signers: Signers;
  #links: string;

  private constructor(
    options: CertificateAuthorityOptions,
    { signers, links }: { readonly signers: Signers; readonly links: string },
    clock: Clock,
  ) {
    this.#options = options;
    this.#signers = signers;
    this.#links = links;
    this.#clock = clock;
  }

  /** Opens the authority of the key folder; makes its key at the first start. Throws `SECRET_EXPOSED`, `PROFILE_INVALID`. */
  static async open(
    options: CertificateAuthorityOptions,
    { clock }: { readonly clock: Clock },
  ): Promise<CertificateAuthority> {
    await ensureKey(join(options.keyFolder, AUTHORITY_KEY_FILE));
    const signers = await openSigners(options, clock);
    return new CertificateAuthority(options, { signers, links: await linkPem(signers) }, clock);
  }

  /** The authority's own certificates, PEM: what clients trust. Two during a rotation. */
  get certificate(): string {
    return bundleOf(this.#signers);
  }

  /**
   * During a rotation: a certificate for the next key signed by the current one, PEM, by which those who trust the current one
   * can trust the next. It is not part of any certificate chain.
   */
  get links(): string {
    return this.#links;
  }

  /** The key for long-lived certificates: the next one during a rotation. */
  get newest(): string {
    return this.#newest.id;
  }

  /** The key for the listeners and for devices that enrol. */
  get current(): string {
    return this.#signers.current.id;
  }

  /** When the certificate of the current key ends. */
  get expires(): Timestamp {
    return timestamp(Math.floor(this.#signers.current.root.notAfter.getTime() / 1000));
  }

  get #newest(): Signer {
    return this.#signers.next ?? this.#signers.current;
  }

  /** Seconds for which a device's certificate is issued. */
  get deviceValidity(): number {
    return this.#validity.device;
  }

  get #validity(): { readonly server: number; readonly device: number } {
    return this.#options.validity ?? VALIDITY;
  }

  /** Reads the files again, in case a rotation began or finished. */
  async refresh(): Promise<boolean> {
    const before = this.certificate;
    this.#signers = await openSigners(this.#options, this.#clock);
    if (this.certificate === before) return false;
    this.#links = await linkPem(this.#signers);
    return true;
  }

  /** A new key and certificate for the gateway's listeners. The key stays in memory. */
  async issueServer(): Promise<KeyPair> {
    const keys = await newKeys();
    const allNames = new Set(['localhost', '127.0.0.1', '::1', ...this.#options.serverNames]);
    const names = [...allNames].map((value) => ({ type: isAddress(value) ? 'ip' : 'dns', value }) as const);
    // Clients that do not know the next authority yet trust the current one.
    const issued = await this.#issue(
      this.#signers.current,
      'CN=evlock gateway',
      keys.publicKey,
      this.#validity.server,
      [
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth], true),
        new x509.SubjectAlternativeNameExtension(names),
      ],
    );
    return { ...issued, privateKey: await privateKeyPem(keys.privateKey) };
  }

  /** A certificate that lets one device connect: subject CN = device id, client authentication only, never an authority. */
  issueDevice(deviceId: Bytes32, publicKey: x509.PublicKey): Promise<DeviceCertificate> {
    return this.#issueDevice(this.#signers.current, deviceId, publicKey);
  }

  /** The same by the newest key, for a device that is given the authority's certificates with it. */
  renewDevice(deviceId: Bytes32, publicKey: x509.PublicKey): Promise<DeviceCertificate> {
    return this.#issueDevice(this.#newest, deviceId, publicKey);
  }

  #issueDevice(signer: Signer, deviceId: Bytes32, publicKey: x509.PublicKey): Promise<DeviceCertificate> {
    return this.#issue(signer, `CN=${deviceId.slice(2)}`, publicKey, this.#validity.device, [
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth], true),
    ]);
  }

  async #issue(
    { root, keys }: Signer,
    subject: string,
    publicKey: x509.PublicKey | webcrypto.CryptoKey,
    validity: number,
    usage: x509.Extension[],
  ): Promise<DeviceCertificate> {
    const now = this.#clock.now();
    const expires = timestamp(now + validity);
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: randomSerial(),
      subject,
      issuer: root.subject,
      notBefore: new Date((now - CLOCK_SKEW) * 1000),
      notAfter: new Date(expires * 1000),
      publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: SIGNING,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        ...usage,
        await x509.SubjectKeyIdentifierExtension.create(publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return { certificate: certificatePem(certificate), serial: normalSerial(certificate.serialNumber), expires };
  }
}
