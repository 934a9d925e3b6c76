/** The part of a device's evidence the operator's list looks at. */
import { type Address, type Bytes32, type EnrolmentFile, enrolmentNonce } from '@evlock/protocol';

export const shownBy = (deviceId: Bytes32, code: string, key: Address): EnrolmentFile =>
  ({
    evidence: { deviceId, meterKey: key, account: key, verifierNonce: enrolmentNonce(code) },
  }) as unknown as EnrolmentFile;
