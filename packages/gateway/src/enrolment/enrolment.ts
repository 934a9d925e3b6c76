/**
 * Admits and revokes devices: one-time code → evidence and certificate request → certificate; then the operator
 * enrols the device on chain, with a key that the gateway does not hold. Revocation takes effect at once.
 */
import { randomBytes } from 'node:crypto';
import type { ChainReader } from '@evlock/chain';
import {
  type Bytes32,
  type Clock,
  CODE_VALIDITY,
  deviceIdHash,
  type EnrolmentFile,
  type EnrolmentRequest,
  type EnrolmentView,
  type EvidencePolicy,
  EvlockError,
  enrolmentNonce,
  type Timestamp,
  timestamp,
  verifyEvidence,
} from '@evlock/protocol';
import { codeHash, makeCode } from '../crypto/one-time-code.ts';
import type { RandomBytes } from '../crypto/random.ts';
import type { DeviceCertificates } from '../database/device-certificates.ts';
import type { Device, Devices } from '../database/devices.ts';
import { type Principal, principalOf } from '../database/principal.ts';
import type { Log } from '../log.ts';
import type { CertificateAuthority } from './certificate-authority.ts';
import { verifyCertificateRequest } from './certificate-request.ts';
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
  readonly #endListeners = new Set<(deviceId: Bytes32, reason: EvlockError) => void>();

  constructor(policy: EvidencePolicy, modules: EnrolmentModules) {
    this.#policy = policy;
    this.#modules = modules;
    this.#renewal = new Renewal(modules);
  }

  /**
   * A new one-time code for one device. It is shown this once; only its hash is kept. Throws `DEVICE_REVOKED` for a revoked
   * device: it must be readmitted first.
   */
  async createCode(deviceId: Bytes32): Promise<{ code: string; expires: Timestamp }> {
    const { devices, clock } = this.#modules;
    if ((await devices.byId(deviceId))?.state === 'revoked') throw new EvlockError('DEVICE_REVOKED', { deviceId });
    const code = makeCode(this.#modules.randomBytes ?? randomBytes);
    const expires = timestamp(clock.now() + CODE_VALIDITY);
    await devices.addCode(codeHash(code), deviceId, expires, clock.now());
    return { code, expires };
  }

  /**
   * Admits a device with a code that was made for it. Throws `ENROLMENT_CODE_INVALID`, `CERTIFICATE_REQUEST_INVALID` or
   * `EVIDENCE_REFUSED` with the failed check, `DEVICE_REVOKED`; a refusal leaves the code usable.
   */
  async enrol(request: EnrolmentRequest): Promise<{ certificate: string; authority: string }> {
    const { devices, authority, clock, log } = this.#modules;
    const { code, ...file } = request;
    const { evidence, passkey } = file;
    const { deviceId } = evidence;
    const hash = codeHash(code);
    if (!(await devices.codeUsable(hash, deviceId, clock.now()))) throw new EvlockError('ENROLMENT_CODE_INVALID');
    if ((await devices.byId(deviceId))?.state === 'revoked') throw new EvlockError('DEVICE_REVOKED', { deviceId });
    const { publicKey, tlsKeyHash } = await verifyCertificateRequest(request.certificateRequest, evidence.deviceId);
    verifyEvidence(this.#policy, file, { deviceId, verifierNonce: enrolmentNonce(code), tlsKeyHash });
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
    if (!(await devices.admit(hash, { device, file }, clock.now()))) throw new EvlockError('ENROLMENT_CODE_INVALID');
    await this.#modules.certificates.enrolled(device.deviceId, { ...issued, authority: signedBy });
    // Sessions and connections under the previous enrolment end.
    this.#end(deviceId, new EvlockError('CONNECTION_REPLACED', { deviceId }));
    log.info({ ...principalOf(device), securityClass: device.securityClass }, 'device admitted');
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
    const { devices, clock, log } = this.#modules;
    if (!(await devices.revoke(deviceId, clock.now()))) throw new EvlockError('DEVICE_UNKNOWN', { deviceId });
    log.warn({ deviceId }, 'device revoked');
    this.#end(deviceId, new EvlockError('DEVICE_REVOKED', { deviceId }));
  }

  /** Lets a revoked device ask again with a new code. Throws `DEVICE_UNKNOWN` when no such device is revoked. */
  async readmit(deviceId: Bytes32): Promise<void> {
    const { devices, clock, log } = this.#modules;
    if (!(await devices.readmit(deviceId, clock.now()))) throw new EvlockError('DEVICE_UNKNOWN', { deviceId });
    log.warn({ deviceId }, 'device readmitted');
  }

  /** What a device showed to be enrolled. Throws `DEVICE_UNKNOWN`. */
  async file(deviceId: Bytes32): Promise<EnrolmentFile> {
    const file = await this.#modules.devices.file(deviceId);
    if (!file) throw new EvlockError('DEVICE_UNKNOWN', { deviceId });
    return file;
  }

  /** Calls `listener` when a device is revoked or enrolled again: its sessions, streams and connections end. */
  onEnded(listener: (deviceId: Bytes32, reason: EvlockError) => void): void {
    this.#endListeners.add(listener);
  }

  #end(deviceId: Bytes32, reason: EvlockError): void {
    for (const ended of this.#endListeners) ended(deviceId, reason);
  }

  /**
   * The principal of a certificate of ours. Throws `DEVICE_MISMATCH` for a device never admitted, `DEVICE_REVOKED` when it
   * was revoked or has a newer certificate.
   */
  async admitted(deviceId: Bytes32, certificateSerial: string): Promise<Principal> {
    const device = await this.#modules.devices.byId(deviceId);
    if (!device) throw new EvlockError('DEVICE_MISMATCH', { deviceId });
    const newest = async (): Promise<boolean> =>
      device.certificateSerial === certificateSerial ||
      (await this.#modules.certificates.accept(deviceId, certificateSerial));
    if (device.state === 'revoked' || !(await newest())) throw new EvlockError('DEVICE_REVOKED', { deviceId });
    return principalOf(device);
  }

  /** Updates a device to its state on chain. If the chain cannot be read, the device is returned as it was. */
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
      log.warn({ deviceId: device.deviceId, error }, 'the enrolment on chain could not be read');
      return device;
    }
  }
}
