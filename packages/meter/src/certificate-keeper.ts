/**
 * Keeps this device's certificate, and the authorities that it trusts, up to date over the device link. The key stays the
 * same: it is the one that the evidence of enrolment vouched for.
 */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { replaceFile } from '@evlock/files';
import {
  type Bytes32,
  type Clock,
  EvlockError,
  type GatewayRequest,
  type GatewayResponse,
  milliseconds,
} from '@evlock/protocol';
import { checkCertificate } from './device-certificate.ts';
import { openDeviceKey } from './device-key.ts';
import type { Log } from './log.ts';
import type { MeterProfile } from './profile.ts';

export interface CertificateKeeperOptions {
  readonly link: MeterProfile['deviceLink'];
  readonly deviceId: Bytes32;
}

export interface CertificateKeeperModules {
  readonly connected: () => boolean;
  /** Asks the gateway. Rejects while there is no connection. */
  readonly ask: (request: GatewayRequest<'renewCertificate'>) => Promise<GatewayResponse<'renewCertificate'>>;
  /** Ends the connection, so that the next one shows the new certificate. */
  readonly reconnect: () => void;
  /** Whether a delivery runs, which a new connection could interrupt. */
  readonly busy: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

const BUSY_POLL = milliseconds(1000);
/** After a failure. */
const RETRY_MS = 60_000;
const MAX_AUTHORITIES = 4;

export class CertificateKeeper {
  readonly #options: CertificateKeeperOptions;
  readonly #modules: CertificateKeeperModules;
  #askedAt: number | undefined;

  constructor(options: CertificateKeeperOptions, modules: CertificateKeeperModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /** Asks, while there is a connection, where it was not done for the interval of the profile. Never throws: an old certificate works on until it ends. */
  async keep(signal: AbortSignal): Promise<void> {
    const { clock, log, busy, connected, reconnect } = this.#modules;
    if (!connected()) return;
    const now = clock.monotonic();
    const interval = this.#options.link.renewalSeconds * 1000;
    if (this.#askedAt !== undefined && now - this.#askedAt < interval) return;
    this.#askedAt = now;
    try {
      if (!(await this.#renew())) return;
      while (busy()) await clock.sleep(BUSY_POLL, signal);
      reconnect();
    } catch (error) {
      this.#askedAt = now - interval + RETRY_MS;
      if (!signal.aborted) log.warn({ error }, 'the certificate was not renewed');
    }
  }

  /** True when there is a new certificate. */
  async #renew(): Promise<boolean> {
    const { link, deviceId } = this.#options;
    const key = await openDeviceKey(link);
    const certificateRequest = await key.certificateRequest(deviceId);
    const { certificate, authority } = await this.#modules.ask({ certificateRequest });
    checkAuthorities(authority);
    if (certificate !== null) checkCertificate(certificate, { deviceId, publicKey: key.publicKey, authority });
    // Trust first: what was trusted until now still is, so that a stop between the two files does no harm.
    const trusted = await readFile(link.authorityFile, 'utf8').catch(() => '');
    if (trusted.trim() !== authority.trim()) {
      await replaceFile(link.authorityFile, authority, 0o644);
      this.#modules.log.info({ authorities: certificatesOf(authority).length }, 'the authorities have changed');
    }
    if (certificate === null) return false;
    await replaceFile(link.certificateFile, certificate, 0o600);
    this.#modules.log.info({ expires: new X509Certificate(certificate).validTo }, 'the certificate was renewed');
    return true;
  }
}

const certificatesOf = (pem: string): string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];

/** Throws `PROTOCOL_VIOLATION` for what could not be trusted afterwards. */
function checkAuthorities(pem: string): void {
  const texts = certificatesOf(pem);
  const sound = (): boolean => texts.every((text) => new X509Certificate(text).ca);
  try {
    if (texts.length > 0 && texts.length <= MAX_AUTHORITIES && sound()) return;
  } catch (cause) {
    throw new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', authority: 'unreadable' }, { cause });
  }
  throw new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', authority: 'not authorities' });
}
