/**
 * `localhost` has two addresses, and a browser may take either. Whoever held the other one on the same port would answer under the
 * same origin: pages that are told as `http://localhost:PORT` take both or none.
 */
import { type AddressInfo, createServer, type Server } from 'node:net';

/** What a machine without IPv6 says; nobody can listen there. */
const ABSENT = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/**
 * Lets a server that listens on `127.0.0.1` answer on `::1` as well, on the same port, until it closes. Rejects with the system's
 * error, `EADDRINUSE` where somebody is there: then do not serve at all.
 *
 * @example
 * await new Promise<void>((resolve) => server.listen(8080, '127.0.0.1', resolve));
 * await listenOnBothLoopbacks(server);
 */
export async function listenOnBothLoopbacks(server: Server): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket));
  if (server.maxConnections !== undefined) other.maxConnections = server.maxConnections;
  const code = await new Promise<string | undefined>((resolve, reject) => {
    other.once('error', (error: NodeJS.ErrnoException) => {
      if (ABSENT.includes(error.code ?? '')) resolve(error.code);
      else reject(error);
    });
    other.listen({ port, host: '::1', ipv6Only: true, exclusive: true }, () => resolve(undefined));
  });
  if (code !== undefined) return;
  other.on('error', (error) => server.emit('error', error));
  server.once('close', () => other.close());
}
