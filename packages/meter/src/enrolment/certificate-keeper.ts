/**
 * Keeps this device's certificate and trusted authorities up to date over the device link. The key stays the same: it is the
 * one vouched for by the enrolment evidence. Authorities change only through `trustedAfter`.
 */
import { X509Certificate } from 'node:crypto';
import { certificatesIn, readAuthority, replaceFile } from '@evlock/files';
import {
  type Bytes32,
  type Clock,
  EvlockError,
  type GatewayRequest,
  type GatewayResponse,
  milliseconds,
} from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { MeterProfile } from '../profile.ts';
import { checkCertificate } from './device-certificate.ts';
import { openDeviceKey } from './device-key.ts';
import { trustedAfter } from './trusted-authorities.ts';

export interface CertificateKeeperOptions {
  readonly link: MeterProfile['deviceLink'];
  readonly deviceId: Bytes32;
}

export interface CertificateKeeperModules {
  readonly connected: () => boolean;
  /** Queries the gateway. Rejects while disconnected. */
  readonly ask: (request: GatewayRequest<'renewCertificate'>) => Promise<GatewayResponse<'renewCertificate'>>;
  /** What the gateway presented on the current connection. */
  readonly peer: () => X509Certificate | undefined;
  /** Ends the connection, so that the next one presents the new certificate. */
  readonly reconnect: () => void;
  /** Whether a delivery is running, which a new connection could interrupt. */
  readonly busy: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** What is trusted after an answer. */
  readonly trust?: typeof trustedAfter;
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

  /** The gateway reported a change: queried at the next opportunity. */
  askSoon(): void {
    this.#askedAt = undefined;
  }

  /** Queries when connected, at most once per profile interval. Never throws: an old certificate works until it expires. */
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
    const { certificate, authority, links } = await this.#modules.ask({ certificateRequest });
    // Trust first: everything trusted so far still is, so stopping between the two files does no harm.
    const trusted = await this.#trust(authoritiesIn(authority), certificatesIn(links));
    if (certificate === null) return false;
    checkCertificate(certificate, { deviceId, publicKey: key.publicKey, authority: trusted });
    await replaceFile(link.certificateFile, certificate, 0o600);
    this.#modules.log.info({ expires: new X509Certificate(certificate).validTo }, 'the certificate was renewed');
    return true;
  }

  /** PEM of what is currently trusted. Throws `PROFILE_INVALID` when the file trusts nobody: then nothing is accepted. */
  async #trust(named: readonly X509Certificate[], links: readonly X509Certificate[]): Promise<string> {
    const { authorityFile } = this.#options.link;
    const { peer, log, trust = trustedAfter } = this.#modules;
    const pinned = certificatesIn(await readAuthority(authorityFile));
    const after = trust({ pinned, named, links, peer: peer() });
    const ids = (list: readonly X509Certificate[]): string[] => list.map(({ fingerprint256 }) => fingerprint256);
    if (after.unvouched.length > 0) {
      log.error({ authorities: ids(after.unvouched) }, 'the gateway names an authority that no trusted one has signed');
    }
    const text = after.authorities.map((one) => one.toString()).join('');
    if (after.added.length === 0 && after.dropped.length === 0) return text;
    if (after.authorities.length > MAX_AUTHORITIES) {
      throw new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', authority: 'too many' });
    }
    await replaceFile(authorityFile, text, 0o644);
    log.info({ added: ids(after.added), dropped: ids(after.dropped) }, 'the authorities have changed');
    return text;
  }
}

/** Throws `PROTOCOL_VIOLATION` for what could not be trusted afterwards. */
function authoritiesIn(pem: string): X509Certificate[] {
  let certificates: X509Certificate[];
  try {
    certificates = certificatesIn(pem);
  } catch (cause) {
    throw new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', authority: 'unreadable' }, { cause });
  }
  const few = certificates.length > 0 && certificates.length <= MAX_AUTHORITIES;
  if (few && certificates.every(({ ca }) => ca)) return certificates;
  throw new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', authority: 'not authorities' });
}
