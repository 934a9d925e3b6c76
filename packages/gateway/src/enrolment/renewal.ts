/**
 * A device's next certificate, over the link that its present one opened. The key stays the one that its evidence covered;
 * another key needs a new enrolment.
 */
import { type Bytes32, type Clock, EvlockError } from '@evlock/protocol';
import type { DeviceCertificates } from '../database/device-certificates.ts';
import type { Log } from '../log.ts';
import type { CertificateAuthority } from './certificate-authority.ts';
import { verifyCertificateRequest } from './certificate-request.ts';

/** What the present connection has proven. */
export interface PresentCertificate {
  readonly deviceId: Bytes32;
  readonly serial: string;
  /** UTC seconds. */
  readonly expires: number;
  /** SHA-256 of the public key with which the TLS handshake was signed. */
  readonly tlsKeyHash: Bytes32;
}

export interface RenewalModules {
  readonly certificates: DeviceCertificates;
  readonly authority: CertificateAuthority;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Renewed {
  /** PEM; null while the present one suffices. */
  readonly certificate: string | null;
  /** PEM of all that is to be trusted. */
  readonly authority: string;
  /** PEM of what the current authority signed for the next one. */
  readonly links: string;
}

export class Renewal {
  readonly #modules: RenewalModules;

  constructor(modules: RenewalModules) {
    this.#modules = modules;
  }

  /** Throws `CERTIFICATE_REQUEST_INVALID` with the failed check: those of enrolment, and `sameKey`. */
  async renew(present: PresentCertificate, certificateRequest: string): Promise<Renewed> {
    const { authority, certificates, log } = this.#modules;
    const { publicKey, tlsKeyHash } = await verifyCertificateRequest(certificateRequest, present.deviceId);
    if (tlsKeyHash !== present.tlsKeyHash) throw new EvlockError('CERTIFICATE_REQUEST_INVALID', { check: 'sameKey' });
    const trust = { authority: authority.certificate, links: authority.links };
    if (!(await this.#isDue(present))) return { certificate: null, ...trust };
    const issued = await authority.renewDevice(present.deviceId, publicKey);
    await certificates.offer(present.deviceId, { ...issued, authority: authority.newest }, present.serial);
    log.info({ deviceId: present.deviceId, expires: issued.expires }, 'device certificate renewed');
    return { certificate: issued.certificate, ...trust };
  }

  /** In the last third of its validity, or when it is not by the newest key. */
  async #isDue({ deviceId, expires }: PresentCertificate): Promise<boolean> {
    const { authority, certificates, clock } = this.#modules;
    if (expires - clock.now() < authority.deviceValidity / 3) return true;
    return (await certificates.accepted(deviceId))?.authority !== authority.newest;
  }
}
