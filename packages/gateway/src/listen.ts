/** Opening a listener, with a typed error when its port is taken. */
import type { Server } from 'node:net';
import { EvlockError } from '@evlock/protocol';

/** Listens, and gives the port. Throws `PORT_IN_USE`, or `PROFILE_INVALID` for an address that is not ours. */
export function listen(server: Server, at: { readonly host: string; readonly port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (cause: NodeJS.ErrnoException): void => {
      const code = cause.code === 'EADDRINUSE' ? 'PORT_IN_USE' : 'PROFILE_INVALID';
      reject(new EvlockError(code, { host: at.host, port: at.port, problem: cause.code ?? 'unknown' }, { cause }));
    };
    server.once('error', failed);
    server.listen({ host: at.host, port: at.port }, () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : at.port);
    });
  });
}
