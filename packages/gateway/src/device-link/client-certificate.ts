/** What a TLS socket says of the device behind it. */
import type { TLSSocket } from 'node:tls';
import { type Bytes32, EvlockError } from '@evlock/protocol';
import { normalSerial } from '../listener-certificate.ts';

export interface ClientCertificate {
  readonly deviceId: Bytes32;
  readonly serial: string;
  /** UTC seconds. */
  readonly expires: number;
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
    expires: Math.floor(Date.parse(certificate.valid_to) / 1000),
  };
}
