/**
 * The operator's decision to put a device on chain, based on what the device signed and the operator's own list, never on a
 * gateway's word. The role can admit but not choose an account; what it admits must be a device the operator made a code for.
 */
import {
  type Bytes32,
  type Clock,
  type DeploymentFile,
  type EnrolmentFile,
  EvlockError,
  type SignedEnrolment,
  type Timestamp,
  verifyEnrolment,
} from '@evlock/protocol';

/** The operator's own list. */
export interface EnrolmentLedger {
  /**
   * Recorded before it goes on chain: should that fail, the same keys may be retried, and no others. Throws `EVIDENCE_REFUSED`
   * unless this operator made a code for the device and no other keys were admitted for it.
   */
  admit(file: EnrolmentFile, now: Timestamp): Promise<void>;
}

export interface EnrollerOptions {
  readonly deployment: DeploymentFile;
  /** A development network: emulators, and attestation by any key, are accepted. */
  readonly development: boolean;
}

export interface EnrollerModules<T> {
  readonly ledger: EnrolmentLedger;
  /** SHA-256 of a certificate request's key; the request must be for this device. Throws `CERTIFICATE_REQUEST_INVALID`. */
  readonly tlsKeyHash: (certificateRequest: string, deviceId: Bytes32) => Promise<Bytes32>;
  /** Puts it on chain with the enrolling key. */
  readonly submit: (signed: SignedEnrolment) => Promise<T>;
  readonly clock: Clock;
  readonly verify?: typeof verifyEnrolment;
}

export class Enroller<T> {
  private readonly options: EnrollerOptions;
  private readonly modules: EnrollerModules<T>;

  constructor(options: EnrollerOptions, modules: EnrollerModules<T>) {
    this.options = options;
    this.modules = modules;
  }

  /**
   * Throws `EVIDENCE_REFUSED`, `CERTIFICATE_REQUEST_INVALID` with the failed check, `DEVICE_MISMATCH` for a meter key other than
   * the one compared, and whatever the list or the chain refuses.
   */
  async approve(
    { deviceId, meterKey }: { readonly deviceId: Bytes32; readonly meterKey?: string | undefined },
    file: EnrolmentFile,
  ): Promise<{ readonly signed: SignedEnrolment; readonly result: T }> {
    const { ledger, submit, clock, verify = verifyEnrolment } = this.modules;
    const tlsKeyHash = await this.modules.tlsKeyHash(file.certificateRequest, deviceId);
    // The nonce is checked against the operator's own list, which knows it.
    const { verifierNonce } = file.evidence;
    const signed = verify(this.options, file, { deviceId, verifierNonce, tlsKeyHash });
    if (meterKey !== undefined && meterKey !== file.evidence.meterKey) {
      throw new EvlockError('DEVICE_MISMATCH', { expected: meterKey, shown: file.evidence.meterKey });
    }
    await ledger.admit(file, clock.now());
    return { signed, result: await submit(signed) };
  }
}
