/** A connection to the real gateway in a device's name: its certificate is the authority's, which a hacked gateway is too. */
import { EvlockError } from '@evlock/protocol';
import { WebSocket } from 'ws';

export interface DeviceCredentials {
  /** `wss://host:port` of the real gateway's device link. */
  readonly url: string;
  /** PEM texts. */
  readonly authority: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** Throws `GATEWAY_UNREACHABLE`. */
export function connectAsDevice({ url, authority, certificate, privateKey }: DeviceCredentials): Promise<WebSocket> {
  const socket = new WebSocket(url, { ca: authority, cert: certificate, key: privateKey, minVersion: 'TLSv1.3' });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', (cause) => reject(new EvlockError('GATEWAY_UNREACHABLE', { url }, { cause })));
  });
}
