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
  enrolmentCheckList,
  type NamedCheck,
  type SignedEnrolment,
  type Timestamp,
  verifyEnrolment,
  ZERO_BYTES32,
} from '@evlock/protocol';

/** The operator's own list. */
export interface EnrolmentLedger {
  /**
   * Recorded before it goes on chain: should that fail, the same keys may be retried, and no others. Throws `EVIDENCE_REFUSED`
   * unless this operator made a code for the device and no other keys were admitted for it.
   */
  admit(file: EnrolmentFile, now: Timestamp): Promise<void>;
  /** The checks of `admit`, by name, whether they hold or not; nothing is recorded. */
  checks(file: EnrolmentFile, now: Timestamp): Promise<readonly NamedCheck[]>;
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

/** What the operator was told of a device in person. */
export interface EnrolmentTarget {
  readonly deviceId: Bytes32;
  /** As read at the device; nothing is compared without it. */
  readonly meterKey?: string | undefined;
}

export class Enroller<T> {
  private readonly options: EnrollerOptions;
  private readonly modules: EnrollerModules<T>;

  constructor(options: EnrollerOptions, modules: EnrollerModules<T>) {
    this.options = options;
    this.modules = modules;
  }

  /**
   * Every check that `approve` makes, by name and in its order, for a person to see; nothing is recorded or sent. Only what all
   * hold for is approved.
   */
  async checks({ deviceId, meterKey }: EnrolmentTarget, file: EnrolmentFile): Promise<readonly NamedCheck[]> {
    const { ledger, clock } = this.modules;
    const { verifierNonce } = file.evidence;
    const tlsKeyHash = await this.modules.tlsKeyHash(file.certificateRequest, deviceId).catch(() => undefined);
    const expected = { deviceId, verifierNonce, tlsKeyHash: tlsKeyHash ?? ZERO_BYTES32 };
    return [
      { check: 'certificateRequest', holds: tlsKeyHash !== undefined },
      // Evidence may name anything, also zero: without a request there is nothing to compare it with.
      ...enrolmentCheckList(this.options, file, expected).map(({ check, holds }) => ({
        check,
        holds: holds && (check !== 'tlsKeyHash' || tlsKeyHash !== undefined),
      })),
      ...(meterKey === undefined ? [] : [{ check: 'meterKey', holds: meterKey === file.evidence.meterKey }]),
      ...(await ledger.checks(file, clock.now())),
    ];
  }

  /**
   * Throws `EVIDENCE_REFUSED`, `CERTIFICATE_REQUEST_INVALID` with the failed check, `DEVICE_MISMATCH` for a meter key other than
   * the one compared, and whatever the list or the chain refuses.
   */
  async approve(
    { deviceId, meterKey }: EnrolmentTarget,
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
