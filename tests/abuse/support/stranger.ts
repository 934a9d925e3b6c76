/** Mallory without credentials: requests and bare sockets from addresses other than the honest parties'. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { type Socket, connect as tcp } from 'node:net';
import { type TLSSocket, connect as tls } from 'node:tls';
import type { GatewayAddress } from '@evlock/community';
import { toJson } from '@evlock/protocol';

export interface Reply {
  readonly status: number;
  /** `ok`, the error's code, or `closed` when the gateway hung up. */
  readonly answer: string;
  readonly retryAfter: number | null;
}

const HOST = '127.0.0.1';
/** The community's households and owners come from 127.0.0.1. */
export const MALLORYS_ADDRESS = '127.0.0.2';

export class Stranger {
  readonly #httpPort: number;
  readonly #devicePort: number;
  readonly authority: string;
  readonly #agent: Agent;

  constructor(gateway: { readonly httpPort: number; readonly devicePort: number; readonly authority: string }) {
    this.#httpPort = gateway.httpPort;
    this.#devicePort = gateway.devicePort;
    this.authority = gateway.authority;
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 200,
      ca: gateway.authority,
      localAddress: MALLORYS_ADDRESS,
    });
  }

  static async of({ url, devicePort, authorityFile }: GatewayAddress): Promise<Stranger> {
    const authority = await readFile(authorityFile, 'utf8');
    return new Stranger({ httpPort: Number(new URL(url).port), devicePort, authority });
  }

  /** One request; a body makes it a POST. */
  ask(path: string, { body, token }: { readonly body?: unknown; readonly token?: string } = {}): Promise<Reply> {
    const text = body === undefined ? undefined : toJson(body);
    const headers = {
      ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const method = text === undefined ? 'GET' : 'POST';
    return new Promise((resolve) => {
      const at = {
        host: HOST,
        port: this.#httpPort,
        servername: 'localhost',
        path,
        method,
        headers,
        agent: this.#agent,
      };
      const sent = request(at, async (response) => {
        const received = Buffer.concat((await response.toArray().catch(() => [])) as Buffer[]).toString();
        const status = response.statusCode ?? 0;
        const answer = status < 300 ? 'ok' : (/"code":"([A-Z_]+)"/.exec(received)?.[1] ?? `status ${status}`);
        resolve({ status, answer, retryAfter: Number(response.headers['retry-after'] ?? 'NaN') || null });
      });
      sent.on('error', () => resolve({ status: 0, answer: 'closed', retryAfter: null }));
      sent.end(text);
    });
  }

  /** A TCP connection to the device link, from one of several addresses, that stays silent. */
  silent(index: number): Socket {
    return quiet(tcp({ host: HOST, port: this.#devicePort, localAddress: strangersAddress(index) }));
  }

  /** A TLS handshake with the device link without a certificate; resolves with its outcome. */
  async handshake(index: number): Promise<string> {
    const from = { host: HOST, port: this.#devicePort, localAddress: strangersAddress(index) };
    const socket = quiet(tls({ ...from, ca: this.authority, servername: 'localhost' }));
    socket.resume();
    await once(socket, 'close').catch(() => undefined);
    return 'closed';
  }

  /** A connection to the HTTP listener that sends `first`, then one byte occasionally. */
  async dripping(index: number, first: string): Promise<TLSSocket> {
    const from = { host: HOST, port: this.#httpPort, localAddress: strangersAddress(index) };
    const socket = quiet(tls({ ...from, ca: this.authority, servername: 'localhost' }));
    socket.resume();
    await Promise.race([once(socket, 'secureConnect'), once(socket, 'close')]).catch(() => undefined);
    if (socket.destroyed) return socket;
    socket.write(first);
    const drip = setInterval(() => socket.write('x'), 500);
    socket.once('close', () => clearInterval(drip));
    return socket;
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Eight addresses, none of them an honest party's. */
const strangersAddress = (index: number): string => `127.0.0.${2 + (index % 8)}`;

function quiet<S extends Socket>(socket: S): S {
  socket.on('error', () => undefined);
  return socket;
}
