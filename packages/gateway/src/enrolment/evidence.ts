/** The verifier of evidence (RFC 9334): a short list of named checks, pure. */
import {
  type Address,
  type Bytes32,
  type Domain,
  type EnrolmentRequest,
  Evidence,
  EvlockError,
  enrolmentNonce,
  isPasskeyPublicKey,
  recoverAddress,
  type Signature,
} from '@evlock/protocol';
import { sha256 } from '../hash.ts';

/** What this gateway asks of evidence. */
export interface EvidencePolicy {
  readonly domain: Domain;
  readonly rpId: string;
  readonly origins: readonly string[];
  /** Attestation keys that are believed. */
  readonly attestationKeys: readonly Address[];
  /** Admits emulators and unlisted attestation keys. */
  readonly development: boolean;
}

type Check = readonly [name: string, holds: () => boolean];

/** The signer, or nothing where the signature is malformed. */
function signerOf(digest: Bytes32, signature: Signature): Address | undefined {
  try {
    return recoverAddress(digest, signature);
  } catch {
    return undefined;
  }
}

const hexBytes = (value: Bytes32): Uint8Array => Buffer.from(value.slice(2), 'hex');

/** Throws `EVIDENCE_REFUSED` with the name of the first check that fails. `tlsKeyHash` is the certificate request's. */
export function verifyEvidence(policy: EvidencePolicy, request: EnrolmentRequest, tlsKeyHash: Bytes32): void {
  const { evidence, signatures, passkey } = request;
  const digest = Evidence.digest(policy.domain, evidence);
  const attestation = signerOf(digest, signatures.attestation);
  const trusted = (key: Address): boolean => policy.development || policy.attestationKeys.includes(key);
  const checks: readonly Check[] = [
    ['verifierNonce', () => evidence.verifierNonce === enrolmentNonce(request.code)],
    ['attestationSignature', () => attestation !== undefined],
    ['attestationKey', () => attestation !== undefined && trusted(attestation)],
    ['meterSignature', () => signerOf(digest, signatures.meter) === evidence.meterKey],
    ['accountSignature', () => signerOf(digest, signatures.account) === evidence.account],
    ['differentKeys', () => evidence.meterKey !== evidence.account],
    ['tlsKeyHash', () => evidence.tlsKeyHash === tlsKeyHash],
    ['passkeyHash', () => evidence.passkeyHash === sha256(hexBytes(passkey.publicKeyX), hexBytes(passkey.publicKeyY))],
    ['passkeyPoint', () => isPasskeyPublicKey({ x: passkey.publicKeyX, y: passkey.publicKeyY })],
    ['rpIdHash', () => evidence.rpIdHash === sha256(policy.rpId)],
    ['originHash', () => evidence.originHash === sha256(policy.origins.join('\n'))],
    // QEMU is no silicon: whoever has its host has its keys.
    ['securityClass', () => evidence.securityClass === 'board' || policy.development],
  ];
  for (const [check, holds] of checks) {
    if (!holds()) throw new EvlockError('EVIDENCE_REFUSED', { check });
  }
}
