/** Unix sockets that nobody else can ever connect to: the mode is set when the socket is created, not afterwards. */
import type { Server } from 'node:net';

/**
 * Listens on a new socket with exactly this mode. Node binds before `listen` returns, so the umask decides, and is restored
 * before anything else in this process creates a file. Rejects with the system's error.
 */
export function listenPrivately(server: Server, path: string, mode: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const before = process.umask(0o777 & ~mode);
    try {
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    } finally {
      process.umask(before);
    }
  });
}
