/** Errors of enrolment, identity and the device link. */
import { fault, passing, refused } from '../entry.ts';

export const identityErrors = {
  ENROLMENT_CODE_INVALID: refused(
    403,
    'The enrolment code is unknown, used or expired.',
    'Ask the operator for a new code.',
    { guess: true },
  ),
  SIGN_UP_CODE_INVALID: refused(
    403,
    'The sign-up code is unknown, used or expired.',
    'Ask an operator to add you again: `evlock operators add`, or the console under People.',
    { guess: true },
  ),
  ROLE_MISSING: refused(
    403,
    'Your role does not allow this.',
    'Ask somebody whose role is named in the details; an auditor reads only, an installer also invites devices.',
  ),
  OPERATOR_EXISTS: refused(
    409,
    'There is somebody of this name with another role.',
    'Choose another name, or remove that person first: `evlock operators remove`.',
  ),
  OPERATOR_UNKNOWN: refused(404, 'There is nobody of this name.', 'List the people with `evlock operators list`.'),
  EVIDENCE_REFUSED: refused(
    403,
    'Attestation evidence failed verification.',
    'See the failed check in the details; an emulator is admitted on development networks only.',
  ),
  LEDGER_FULL: fault(
    500,
    "The operator's ledger of codes and devices has reached its size limit.",
    'Keep this file: nothing else records which keys its devices were enrolled with. Name a new ledger (`--ledger`, EVLOCK_LEDGER) for devices that have never been enrolled.',
  ),
  CERTIFICATE_REQUEST_INVALID: refused(
    400,
    'The certificate request cannot be accepted.',
    'Create a PKCS#10 request with a P-256 key and the device id as its subject.',
  ),
  NOT_ENROLLED: refused(
    403,
    'The meter is not enrolled on chain, or is suspended.',
    'Wait for the operator to approve the enrolment, or ask why the meter was suspended.',
  ),
  DEVICE_REVOKED: refused(
    403,
    "This device's certificate has been revoked.",
    'Contact the operator: the device stays revoked until `evlock enrolments readmit`, and then needs a new enrolment code.',
    { peer: 'close' },
  ),
  DEVICE_MISMATCH: refused(
    403,
    'The message names a different device or meter key from the certificate.',
    'Send only messages of the device that the certificate was issued to.',
    { peer: 'close' },
  ),
  ROTATION_INCOMPLETE: refused(
    409,
    'Some devices still have a certificate from the old authority.',
    'Let them connect once more, revoke those that are gone, or leave them behind with `--force`.',
  ),
  DEVICE_OFFLINE: passing(
    503,
    'The meter is not connected to the gateway.',
    'Check that the meter is running and can reach the gateway, then try again.',
  ),
  DEVICE_UNKNOWN: refused(
    404,
    'The device does not exist.',
    'List the devices with `evlock enrolments list`, and use an id from the list.',
  ),
  CONNECTION_REPLACED: refused(
    409,
    'A newer connection from the same device has replaced this one.',
    'Run one meter process per device.',
    { peer: 'close' },
  ),
  DUPLICATE_METER: fault(
    409,
    "Two running meters use the same device's key: its secure world has been copied.",
    'Suspend the meter key, find out who has the copy, and replace the meter with `evlock replacement request`.',
    { peer: 'close', meterFault: true },
  ),
  SEQUENCE_FORKED: fault(
    409,
    'The meter signed two different messages with the same sequence or nonce, which only a copied or rolled-back secure world does.',
    'Do not use the meter. Replace it with `evlock replacement request`; both messages are kept as evidence.',
    { received: true, meterFault: true },
  ),
  PROTOCOL_VIOLATION: refused(
    400,
    'The message violates the device link protocol.',
    'Use the same version of Evlock on both sides.',
    { peer: 'close' },
  ),
} as const;
