/** Opening a listener, with a typed error when its port is taken. */
import type { Server } from 'node:net';
import { EvlockError } from '@evlock/protocol';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** Why a listener did not open: `PORT_IN_USE`, or `PROFILE_INVALID` for an address that is not ours. */
export function listenFailure({ host, port }: ListenAddress, cause: NodeJS.ErrnoException): EvlockError {
  const code = cause.code === 'EADDRINUSE' ? 'PORT_IN_USE' : 'PROFILE_INVALID';
  return new EvlockError(code, { host, port, problem: cause.code ?? 'unknown' }, { cause });
}

/** Listens, and returns the port. Throws as `listenFailure`. */
export function listen(server: Server, at: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (cause: NodeJS.ErrnoException): void => reject(listenFailure(at, cause));
    server.once('error', failed);
    server.listen({ host: at.host, port: at.port }, () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : at.port);
    });
  });
}
