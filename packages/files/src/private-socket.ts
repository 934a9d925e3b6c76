/** Unix sockets that nobody else could ever connect to: the mode is there when the socket is, not afterwards. */
import type { Server } from 'node:net';

/**
 * Listens on a new socket with exactly this mode. Node binds it before `listen` returns, so that the umask decides, and is put back
 * before anything else of this process makes a file. Rejects with the system's error.
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
