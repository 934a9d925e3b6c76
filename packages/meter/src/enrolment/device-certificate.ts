/** Whether a certificate issued by the gateway will work: an unusable one is refused on arrival. */
import { X509Certificate } from 'node:crypto';
import { certificatesIn } from '@evlock/files';
import { type Bytes32, EvlockError } from '@evlock/protocol';

export interface Expected {
  readonly deviceId: Bytes32;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Buffer;
  /** PEM of all trusted authorities. */
  readonly authority: string;
}

/** Throws `PROTOCOL_VIOLATION` with what is wrong. */
export function checkCertificate(text: string, { deviceId, publicKey, authority }: Expected): void {
  const refused = (problem: string, cause?: unknown): EvlockError =>
    new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', certificate: problem }, { cause });
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(text);
  } catch (cause) {
    throw refused('unreadable', cause);
  }
  if (certificate.subject !== `CN=${deviceId.slice(2)}`) throw refused('issued for another device');
  if (!certificate.publicKey.export({ type: 'spki', format: 'der' }).equals(publicKey))
    throw refused('issued for another key');
  if (!certificatesIn(authority).some(({ publicKey: key }) => certificate.verify(key))) {
    throw refused('issued by another authority');
  }
}
