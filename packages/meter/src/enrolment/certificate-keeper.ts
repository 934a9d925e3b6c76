/**
 * Keeps this device's certificate, and the authorities that it trusts, up to date over the device link. The key stays the
 * same: it is the one that the evidence of enrolment vouched for. Authorities change by `trustedAfter` alone.
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
  /** Asks the gateway. Rejects while there is no connection. */
  readonly ask: (request: GatewayRequest<'renewCertificate'>) => Promise<GatewayResponse<'renewCertificate'>>;
  /** What the gateway showed on the present connection. */
  readonly peer: () => X509Certificate | undefined;
  /** Ends the connection, so that the next one shows the new certificate. */
  readonly reconnect: () => void;
  /** Whether a delivery runs, which a new connection could interrupt. */
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

  /** The gateway said that something changed: asked again at the next occasion. */
  askSoon(): void {
    this.#askedAt = undefined;
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
    const { certificate, authority, links } = await this.#modules.ask({ certificateRequest });
    // Trust first: what was trusted until now still is, so that a stop between the two files does no harm.
    const trusted = await this.#trust(authoritiesIn(authority), certificatesIn(links));
    if (certificate === null) return false;
    checkCertificate(certificate, { deviceId, publicKey: key.publicKey, authority: trusted });
    await replaceFile(link.certificateFile, certificate, 0o600);
    this.#modules.log.info({ expires: new X509Certificate(certificate).validTo }, 'the certificate was renewed');
    return true;
  }

  /** PEM of what is trusted now. Throws `PROFILE_INVALID` when the file trusts nobody: then nothing is learnt from anybody. */
  async #trust(named: readonly X509Certificate[], links: readonly X509Certificate[]): Promise<string> {
    const { authorityFile } = this.#options.link;
    const { peer, log, trust = trustedAfter } = this.#modules;
    const pinned = certificatesIn(await readAuthority(authorityFile));
    const after = trust({ pinned, named, links, peer: peer() });
    const ids = (list: readonly X509Certificate[]): string[] => list.map(({ fingerprint256 }) => fingerprint256);
    if (after.unvouched.length > 0) {
      log.error(
        { authorities: ids(after.unvouched) },
        'the gateway names an authority for which no trusted one has signed',
      );
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
