/** The device certificate of a TLS socket. */
import type { TLSSocket } from 'node:tls';
import { type Bytes32, EvlockError } from '@evlock/protocol';
import { sha256 } from '../crypto/hash.ts';
import { normalSerial } from '../listeners/listener-certificate.ts';

export interface ClientCertificate {
  readonly deviceId: Bytes32;
  readonly serial: string;
  /** UTC seconds. */
  readonly expires: number;
  /** SHA-256 of its public key. */
  readonly tlsKeyHash: Bytes32;
}

/** Throws `DEVICE_MISMATCH` unless the certificate is ours and its subject is exactly one device id. */
export function clientCertificate(socket: TLSSocket): ClientCertificate {
  const certificate = socket.getPeerCertificate();
  const name: unknown = certificate.subject?.CN;
  if (!socket.authorized || typeof name !== 'string' || !/^[0-9a-f]{64}$/.test(name)) {
    throw new EvlockError('DEVICE_MISMATCH', { problem: 'no device certificate' });
  }
  return {
    deviceId: `0x${name}`,
    serial: normalSerial(certificate.serialNumber),
    tlsKeyHash: tlsKeyHash(socket),
    expires: Math.floor(Date.parse(certificate.valid_to) / 1000),
  };
}

function tlsKeyHash(socket: TLSSocket): Bytes32 {
  const key = socket.getPeerX509Certificate()?.publicKey;
  if (!key) throw new EvlockError('DEVICE_MISMATCH', { problem: 'no device certificate' });
  return sha256(key.export({ type: 'spki', format: 'der' }));
}
