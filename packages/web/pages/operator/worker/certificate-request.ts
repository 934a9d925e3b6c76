/** A device's PKCS#10 request (RFC 2986) as a browser reads it: whose it is, and that its key signed it. */
import { type Bytes32, EvlockError } from '@evlock/protocol';
import { CertificationRequest } from '@peculiar/asn1-csr';
import { AsnConvert } from '@peculiar/asn1-schema';
import { fromHex, rawSignature, toHex } from '../../shared/passkey/bytes.ts';

const COMMON_NAME = '2.5.4.3';
/** id-ecPublicKey with P-256 as its parameter, DER (RFC 5480). */
const P256 = '0x06082a8648ce3d030107';
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const ECDSA_SHA256 = '1.2.840.10045.4.3.2';

const refused = (check: string, cause?: unknown): EvlockError =>
  new EvlockError('CERTIFICATE_REQUEST_INVALID', { check }, { cause });

function bytesOf(pem: string): Uint8Array<ArrayBuffer> {
  const [, body] =
    /^\s*-----BEGIN CERTIFICATE REQUEST-----\s+([A-Za-z0-9+/=\s]+)-----END CERTIFICATE REQUEST-----\s*$/.exec(pem) ??
    [];
  if (body === undefined) throw refused('pem');
  try {
    return Uint8Array.from(atob(body.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw refused('pem', cause);
  }
}

function parsed(pem: string): CertificationRequest {
  try {
    return AsnConvert.parse(bytesOf(pem), CertificationRequest);
  } catch (cause) {
    throw refused('pem', cause);
  }
}

/** The one common name of the subject; undefined for anything else. */
function nameOf({ certificationRequestInfo: { subject } }: CertificationRequest): string | undefined {
  const [only, ...more] = subject.flatMap((relative) => [...relative]);
  return only?.type === COMMON_NAME && more.length === 0 ? only.value.toString() : undefined;
}

async function isSigned(request: CertificationRequest, spki: ArrayBuffer): Promise<boolean> {
  const { certificationRequestInfoRaw: content, signature } = request;
  const raw = rawSignature(new Uint8Array(signature));
  if (!content || !raw) return false;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromHex(toHex(raw)), content);
}

/**
 * SHA-256 of the SubjectPublicKeyInfo. Throws `CERTIFICATE_REQUEST_INVALID` with the failed check: `pem`, `subject` (exactly
 * CN = device id), `keyType` (P-256), `proofOfPossession`; as the gateway does.
 */
export async function tlsKeyHash(pem: string, deviceId: Bytes32): Promise<Bytes32> {
  const request = parsed(pem);
  if (nameOf(request) !== deviceId.slice(2)) throw refused('subject');
  const { subjectPKInfo } = request.certificationRequestInfo;
  const { algorithm, parameters } = subjectPKInfo.algorithm;
  if (algorithm !== EC_PUBLIC_KEY || !parameters || toHex(parameters) !== P256) throw refused('keyType');
  if (request.signatureAlgorithm.algorithm !== ECDSA_SHA256) throw refused('proofOfPossession');
  const spki = AsnConvert.serialize(subjectPKInfo);
  const proven = await isSigned(request, spki).catch((cause: unknown) => {
    throw refused('proofOfPossession', cause);
  });
  if (!proven) throw refused('proofOfPossession');
  return toHex(await crypto.subtle.digest('SHA-256', spki));
}
