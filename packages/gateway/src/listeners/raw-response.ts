/** An error as a whole HTTP/1.1 response, for sockets that no HTTP server answers. */
import type { Socket } from 'node:net';
import { EvlockError, toJson } from '@evlock/protocol';

/** Writes the response and closes the connection. */
export function endWithError(socket: Socket, error: EvlockError): void {
  const body = toJson(error);
  const { retryAfter } = error;
  const head = [
    `HTTP/1.1 ${error.status} Refused`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    ...(retryAfter === undefined ? [] : [`retry-after: ${retryAfter}`]),
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** Answers bytes that are not HTTP, or arrive too slowly, and closes the connection. */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  endWithError(socket, malformed(error.code));
}

function malformed(code: string | undefined): EvlockError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new EvlockError('TIMED_OUT', { part: 'request' });
  if (code === 'HPE_HEADER_OVERFLOW') return new EvlockError('INPUT_TOO_LARGE', { part: 'headers' });
  return new EvlockError('INVALID_INPUT', { field: '(whole)', problem: 'not HTTP' });
}
