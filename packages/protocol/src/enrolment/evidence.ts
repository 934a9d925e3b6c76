/**
 * Verifies evidence (RFC 9334), and the enrolment that is signed with it: a short list of named checks, pure. The gateway runs them
 * before it issues a certificate, the operator before anything is put on chain, each with its own deployment file.
 */
import { hexToBytes, sha256, stringToBytes } from 'viem/utils';
import { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import { type DeploymentFile, domainOf } from '../network/network.ts';
import { recoverAddress, type Signature, signatureSchema } from '../signed-data/signature.ts';
import { Enrolment, Evidence } from '../signed-data/structs.ts';
import { isPasskeyPublicKey } from '../signed-data/webauthn.ts';
import type { Address, Bytes32, Hex } from '../values/field.ts';
import * as f from '../values/field.ts';
import { deviceIdHash, signedEnrolmentSchema } from './enrolment.ts';

/** What a device presents to be enrolled. It contains no secret. */
export const enrolmentFileSchema = z.strictObject({
  format: z.literal('evlock-enrolment-1'),
  /** PKCS#10 in PEM, P-256, subject CN = device id without 0x. */
  certificateRequest: z.string().max(4096),
  evidence: Evidence.schema,
  signatures: z.strictObject({ attestation: signatureSchema, meter: signatureSchema, account: signatureSchema }),
  passkey: z.strictObject({ publicKeyX: f.bytes32.schema, publicKeyY: f.bytes32.schema }),
  /** For the chain; null if this meter key is already on chain, and only the certificate is new. */
  enrolment: signedEnrolmentSchema.nullable(),
});
export type EnrolmentFile = z.infer<typeof enrolmentFileSchema>;

/** What evidence must satisfy. */
export interface EvidencePolicy {
  readonly deployment: Pick<DeploymentFile, 'chainId' | 'market' | 'rpId' | 'origins' | 'attestationKeys'>;
  /** Whether to admit emulators, QEMU and attestation keys that are not listed. Only on a development network. */
  readonly development: boolean;
}

/** What evidence must contain, known from elsewhere. */
export interface EvidenceExpectation {
  /** The device that the code was created for. */
  readonly deviceId: Bytes32;
  /** `enrolmentNonce(code)` of the code that was created for this device. */
  readonly verifierNonce: Bytes32;
  /** SHA-256 of the SubjectPublicKeyInfo of the certificate request. */
  readonly tlsKeyHash: Bytes32;
}

type Check = readonly [name: string, holds: () => boolean];

/** One check by its name, as a person is shown it. */
export interface NamedCheck {
  readonly check: string;
  readonly holds: boolean;
}

/** Whether `key` signed; false if the signature is malformed. */
function isBy(key: Address, digest: Bytes32, signature: Signature): boolean {
  return signerOf(digest, signature) === key;
}

function signerOf(digest: Bytes32, signature: Signature): Address | undefined {
  try {
    return recoverAddress(digest, signature);
  } catch {
    return undefined;
  }
}

const hashOf = (text: string): Hex => sha256(stringToBytes(text));

/** Verifies evidence, and the enrolment if there is one. Throws `EVIDENCE_REFUSED` with the name of the first check that fails. */
export function verifyEvidence(policy: EvidencePolicy, file: EnrolmentFile, expected: EvidenceExpectation): void {
  refuse([...evidenceChecks(policy, file, expected), ...enrolmentChecks(policy, file)]);
}

/** The same, and that there is an enrolment to put on chain. Throws `EVIDENCE_REFUSED`. */
export function verifyEnrolment(
  policy: EvidencePolicy,
  file: EnrolmentFile,
  expected: EvidenceExpectation,
): NonNullable<EnrolmentFile['enrolment']> {
  verifyEvidence(policy, file, expected);
  if (!file.enrolment) throw new EvlockError('EVIDENCE_REFUSED', { check: 'enrolment' });
  return file.enrolment;
}

/** Every check of `verifyEnrolment`, in its order, whether it holds or not. Throws nothing. */
export function enrolmentCheckList(
  policy: EvidencePolicy,
  file: EnrolmentFile,
  expected: EvidenceExpectation,
): readonly NamedCheck[] {
  const checks: readonly Check[] = [
    ...evidenceChecks(policy, file, expected),
    ['enrolment', () => file.enrolment !== null],
    ...enrolmentChecks(policy, file),
  ];
  return checks.map(([check, holds]) => ({ check, holds: holds() }));
}

function refuse(checks: readonly Check[]): void {
  for (const [check, holds] of checks) {
    if (!holds()) throw new EvlockError('EVIDENCE_REFUSED', { check });
  }
}

function evidenceChecks(
  { deployment, development }: EvidencePolicy,
  { evidence, signatures, passkey }: EnrolmentFile,
  { deviceId, verifierNonce, tlsKeyHash }: EvidenceExpectation,
): readonly Check[] {
  const digest = Evidence.digest(domainOf(deployment), evidence);
  const attestation = signerOf(digest, signatures.attestation);
  const point = hexToBytes(`${passkey.publicKeyX}${passkey.publicKeyY.slice(2)}`);
  return [
    ['deviceId', () => evidence.deviceId === deviceId],
    ['verifierNonce', () => evidence.verifierNonce === verifierNonce],
    ['attestationSignature', () => attestation !== undefined],
    ['attestationKey', () => development || deployment.attestationKeys.some((key) => key === attestation)],
    ['meterSignature', () => isBy(evidence.meterKey, digest, signatures.meter)],
    ['accountSignature', () => isBy(evidence.account, digest, signatures.account)],
    ['differentKeys', () => evidence.meterKey !== evidence.account],
    ['tlsKeyHash', () => evidence.tlsKeyHash === tlsKeyHash],
    ['passkeyHash', () => evidence.passkeyHash === sha256(point)],
    ['passkeyPoint', () => isPasskeyPublicKey({ x: passkey.publicKeyX, y: passkey.publicKeyY })],
    ['rpIdHash', () => evidence.rpIdHash === hashOf(deployment.rpId)],
    ['originHash', () => evidence.originHash === hashOf(deployment.origins.join('\n'))],
    // QEMU is not hardware: whoever controls the host has its keys.
    ['securityClass', () => evidence.securityClass === 'board' || development],
  ];
}

/** What goes on chain must match the evidence, and be signed by both keys. */
function enrolmentChecks(
  { deployment }: EvidencePolicy,
  { evidence, enrolment: signed }: EnrolmentFile,
): readonly Check[] {
  if (!signed) return [];
  const { enrolment, signatures } = signed;
  const digest = Enrolment.digest(domainOf(deployment), enrolment);
  return [
    ['enrolmentDevice', () => enrolment.deviceIdHash === deviceIdHash(evidence.deviceId)],
    ['enrolmentAccount', () => enrolment.account === evidence.account],
    ['enrolmentMeterKey', () => enrolment.meterKey === evidence.meterKey],
    ['enrolmentSensorClass', () => enrolment.sensorClass === evidence.sensorClass],
    ['enrolmentAccountSignature', () => isBy(evidence.account, digest, signatures.account)],
    ['enrolmentMeterSignature', () => isBy(evidence.meterKey, digest, signatures.meter)],
  ];
}

/** What a device sends to a gateway: the same, with the code that was created for it. */
export const enrolmentRequestSchema = enrolmentFileSchema.extend({
  /** One-time code from the operator; secret until it is used. */
  code: z.string().regex(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/),
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>;
