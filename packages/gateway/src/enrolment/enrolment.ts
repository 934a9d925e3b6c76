/**
 * How a device comes in and goes out: one-time code → evidence and certificate request → certificate; then the operator
 * enrols it on chain, with a key that the gateway does not hold; revocation takes effect at once.
 */
import { randomBytes } from 'node:crypto';
import type { ChainReader } from '@evlock/chain';
import {
  type Bytes32,
  type Clock,
  deviceIdHash,
  type EnrolmentRequest,
  type EnrolmentView,
  EvlockError,
  type Timestamp,
  timestamp,
} from '@evlock/protocol';
import type { DeviceCertificates } from '../database/device-certificates.ts';
import { type Device, type Devices, ownerOf } from '../database/devices.ts';
import type { Log } from '../log.ts';
import type { Owner } from '../market/owner.ts';
import type { RandomBytes } from '../random.ts';
import type { CertificateAuthority } from './certificate-authority.ts';
import { verifyCertificateRequest } from './certificate-request.ts';
import { type EvidencePolicy, verifyEvidence } from './evidence.ts';
import { CODE_VALIDITY, codeHash, makeCode } from './one-time-code.ts';
import { type PresentCertificate, Renewal, type Renewed } from './renewal.ts';

export interface EnrolmentModules {
  readonly devices: Devices;
  readonly certificates: DeviceCertificates;
  readonly authority: CertificateAuthority;
  readonly chain: Pick<ChainReader, 'meter'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly randomBytes?: RandomBytes;
}

const viewOf = ({ deviceId, meterKey, account, securityClass, state, requested }: Device): EnrolmentView => ({
  deviceId,
  meterKey,
  account,
  securityClass,
  state,
  requested,
});

export class Enrolment {
  readonly #policy: EvidencePolicy;
  readonly #modules: EnrolmentModules;
  readonly #renewal: Renewal;
  readonly #revocationListeners = new Set<(deviceId: Bytes32) => void>();

  constructor(policy: EvidencePolicy, modules: EnrolmentModules) {
    this.#policy = policy;
    this.#modules = modules;
    this.#renewal = new Renewal(modules);
  }

  /** A new one-time code. It is shown this once; only its hash is kept. */
  async createCode(): Promise<{ code: string; expires: Timestamp }> {
    const { devices, clock } = this.#modules;
    const code = makeCode(this.#modules.randomBytes ?? randomBytes);
    const expires = timestamp(clock.now() + CODE_VALIDITY);
    await devices.addCode(codeHash(code), expires, clock.now());
    return { code, expires };
  }

  /**
   * Admits a device. Throws `ENROLMENT_CODE_INVALID`, `CERTIFICATE_REQUEST_INVALID` or `EVIDENCE_REFUSED` with the failed
   * check; a refusal leaves the code usable.
   */
  async enrol(request: EnrolmentRequest): Promise<{ certificate: string; authority: string }> {
    const { devices, authority, clock, log } = this.#modules;
    const { evidence, passkey } = request;
    const hash = codeHash(request.code);
    if (!(await devices.codeUsable(hash, clock.now()))) throw new EvlockError('ENROLMENT_CODE_INVALID');
    const { publicKey, tlsKeyHash } = await verifyCertificateRequest(request.certificateRequest, evidence.deviceId);
    verifyEvidence(this.#policy, request, tlsKeyHash);
    const signedBy = authority.current;
    const issued = await authority.issueDevice(evidence.deviceId, publicKey);
    const device: Device = {
      deviceId: evidence.deviceId,
      meterKey: evidence.meterKey,
      account: evidence.account,
      securityClass: evidence.securityClass,
      passkey: { x: passkey.publicKeyX, y: passkey.publicKeyY },
      certificateSerial: issued.serial,
      certificateExpires: issued.expires,
      state: 'pending',
      requested: clock.now(),
    };
    if (!(await devices.admit(hash, device, clock.now()))) throw new EvlockError('ENROLMENT_CODE_INVALID');
    await this.#modules.certificates.enrolled(device.deviceId, { ...issued, authority: signedBy });
    log.info({ ...ownerOf(device), securityClass: device.securityClass }, 'device admitted');
    return { certificate: issued.certificate, authority: authority.certificate };
  }

  /** A device's next certificate where it is due; see `Renewal`. */
  renew(present: PresentCertificate, certificateRequest: string): Promise<Renewed> {
    return this.#renewal.renew(present, certificateRequest);
  }

  /** All devices, newest first, as the chain has them now. */
  async list(): Promise<EnrolmentView[]> {
    const views: EnrolmentView[] = [];
    for (const device of await this.#modules.devices.all()) views.push(viewOf(await this.#refresh(device)));
    return views;
  }

  /** Revokes a device's certificate and sessions, and closes its link. Throws `DEVICE_UNKNOWN`. */
  async revoke(deviceId: Bytes32): Promise<void> {
    if (!(await this.#modules.devices.revoke(deviceId))) throw new EvlockError('DEVICE_UNKNOWN', { deviceId });
    this.#modules.log.warn({ deviceId }, 'device revoked');
    for (const revoked of this.#revocationListeners) revoked(deviceId);
  }

  onRevoked(listener: (deviceId: Bytes32) => void): void {
    this.#revocationListeners.add(listener);
  }

  /**
   * Whom a certificate of ours speaks for. Throws `DEVICE_MISMATCH` for a device never admitted, `DEVICE_REVOKED` when it
   * was revoked or has a newer certificate.
   */
  async admitted(deviceId: Bytes32, certificateSerial: string): Promise<Owner> {
    const device = await this.#modules.devices.byId(deviceId);
    if (!device) throw new EvlockError('DEVICE_MISMATCH', { deviceId });
    const newest = async (): Promise<boolean> =>
      device.certificateSerial === certificateSerial ||
      (await this.#modules.certificates.accept(deviceId, certificateSerial));
    if (device.state === 'revoked' || !(await newest())) throw new EvlockError('DEVICE_REVOKED', { deviceId });
    return ownerOf(device);
  }

  /** Takes over from the chain what the operator did there. Without the chain the device stays as it was. */
  async #refresh(device: Device): Promise<Device> {
    if (device.state !== 'pending') return device;
    const { chain, devices, log } = this.#modules;
    try {
      const meter = await chain.meter(device.meterKey);
      const same = meter?.account === device.account && meter.deviceIdHash === deviceIdHash(device.deviceId);
      if (!same) return device;
      await devices.markEnrolled(device.deviceId);
      return { ...device, state: 'enrolled' };
    } catch (error) {
      log.warn({ deviceId: device.deviceId, error }, 'enrolment on chain not read');
      return device;
    }
  }
}
