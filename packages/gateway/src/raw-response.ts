/** An error as a whole HTTP/1.1 response, for sockets that no HTTP server answers any more. */
import type { Socket } from 'node:net';
import { type EvlockError, toJson } from '@evlock/protocol';

/** Writes the response and hangs up. */
export function endWithError(socket: Socket, error: EvlockError): void {
  const body = toJson(error);
  const head = [
    `HTTP/1.1 ${error.status} Refused`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
