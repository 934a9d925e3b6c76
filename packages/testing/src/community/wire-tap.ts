/** A TCP proxy on loopback that copies every byte, as an eavesdropper would see it. */
import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Server } from 'node:net';

export class WireTap {
  readonly #servers: Server[] = [];
  /** One entry per connection and direction: what the client sent, what the server sent. */
  readonly captures: { client: Buffer[]; server: Buffer[] }[] = [];

  /** Listens in front of `port`; returns the port to use instead. */
  async listen(port: number): Promise<number> {
    const server = createServer((client) => {
      const capture = { client: [] as Buffer[], server: [] as Buffer[] };
      this.captures.push(capture);
      const target = createConnection(port, '127.0.0.1');
      client.on('data', (data) => capture.client.push(data));
      target.on('data', (data) => capture.server.push(data));
      client.pipe(target).pipe(client);
      client.on('error', () => target.destroy());
      target.on('error', () => client.destroy());
      client.on('close', () => target.destroy());
      target.on('close', () => client.destroy());
    });
    this.#servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  /** All captured bytes as one buffer. */
  bytes(): Buffer {
    return Buffer.concat(this.captures.flatMap(({ client, server }) => [...client, ...server]));
  }

  close(): void {
    for (const server of this.#servers) server.close();
  }
}

const HANDSHAKE_RECORD = 22;
const SERVER_HELLO = 2;
const SUPPORTED_VERSIONS = 0x002b;

/** The version that a server's first flight selected (RFC 8446 §4.2.1), or undefined when it is not a TLS handshake. */
export function negotiatedVersion(serverBytes: Buffer): number | undefined {
  if (serverBytes[0] !== HANDSHAKE_RECORD || serverBytes[5] !== SERVER_HELLO) return undefined;
  const helloStart = 9;
  const sessionLength = serverBytes.readUInt8(helloStart + 34);
  // legacy version (2), random (32), session id, cipher (2), compression (1).
  let position = helloStart + 35 + sessionLength + 3;
  const end = position + 2 + serverBytes.readUInt16BE(position);
  position += 2;
  while (position < end) {
    const type = serverBytes.readUInt16BE(position);
    const length = serverBytes.readUInt16BE(position + 2);
    if (type === SUPPORTED_VERSIONS) return serverBytes.readUInt16BE(position + 4);
    position += 4 + length;
  }
  return serverBytes.readUInt16BE(helloStart);
}
