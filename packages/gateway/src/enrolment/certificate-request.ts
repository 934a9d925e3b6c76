/** A device's PKCS#10 request, verified: the only certificate request that the gateway answers. */
import { type Bytes32, EvlockError } from '@evlock/protocol';
import { sha256 } from '../crypto/hash.ts';
import * as x509 from './x509.ts';

export interface CertificateRequest {
  readonly publicKey: x509.PublicKey;
  /** SHA-256 of the SubjectPublicKeyInfo. */
  readonly tlsKeyHash: Bytes32;
}

const refused = (check: string, cause?: unknown): EvlockError =>
  new EvlockError('CERTIFICATE_REQUEST_INVALID', { check }, { cause });

/**
 * Throws `CERTIFICATE_REQUEST_INVALID` with the failed check: `pem`, `subject` (exactly CN = device id), `keyType` (P-256),
 * `proofOfPossession`. Extensions that the request asks for are ignored: the authority alone decides.
 */
export async function verifyCertificateRequest(pem: string, deviceId: Bytes32): Promise<CertificateRequest> {
  const request = decode(pem);
  if (request.subject !== `CN=${deviceId.slice(2)}`) throw refused('subject');
  if (!isP256(request.publicKey.algorithm)) throw refused('keyType');
  const proven = await request.verify().catch((cause) => {
    throw refused('proofOfPossession', cause);
  });
  if (!proven) throw refused('proofOfPossession');
  return { publicKey: request.publicKey, tlsKeyHash: sha256(request.publicKey.rawData) };
}

function decode(pem: string): x509.Pkcs10CertificateRequest {
  try {
    const [block, ...more] = x509.PemConverter.decodeWithHeaders(pem);
    if (block?.type !== 'CERTIFICATE REQUEST' || more.length > 0) throw refused('pem');
    return new x509.Pkcs10CertificateRequest(block.rawData);
  } catch (cause) {
    throw refused('pem', cause);
  }
}

const isP256 = (algorithm: Algorithm): boolean =>
  algorithm.name === 'ECDSA' && (algorithm as { namedCurve?: string }).namedCurve === 'P-256';

type Algorithm = x509.PublicKey['algorithm'];
