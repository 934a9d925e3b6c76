/** The HTTPS listener of a watchtower: accepts signed data from anyone, within limits that apply before any work is done. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { Log } from '@evlock/chain';
import {
  type Clock,
  EvlockError,
  readSignedExport,
  toJson,
  WATCHTOWER_MAX_BODY,
  WATCHTOWER_ROUTES,
  type WatchtowerAnswer,
  type WatchtowerHealth,
} from '@evlock/protocol';
import { INTAKE_LIMITS, type IntakeLimits } from '../limits/intake-limits.ts';
import { ConnectionGuard } from '../listeners/connection-guard.ts';
import { IdentityBuckets } from '../listeners/identity-buckets.ts';
import { type ListenAddress, listen } from '../listeners/listen.ts';
import type { ListenerCertificate } from '../listeners/listener-certificate.ts';
import { answerMalformed } from '../listeners/raw-response.ts';
import { sourceOf } from '../listeners/source-address.ts';
import type { Admission } from './admission.ts';

export interface IntakeServerModules {
  readonly certificate: ListenerCertificate;
  readonly admission: Pick<Admission, 'admit'>;
  readonly health: () => WatchtowerHealth;
  /** Called when the listener cannot go on. */
  readonly failed: (error: EvlockError) => void;
  readonly clock: Clock;
  readonly log: Log;
}

export class IntakeServer {
  readonly #at: ListenAddress;
  readonly #limits: IntakeLimits;
  readonly #modules: IntakeServerModules;
  readonly #rates: IdentityBuckets;
  readonly #server: Server;
  #underWay = 0;

  constructor(options: { readonly at: ListenAddress; readonly limits?: IntakeLimits }, modules: IntakeServerModules) {
    this.#at = options.at;
    this.#limits = options.limits ?? INTAKE_LIMITS;
    this.#modules = modules;
    this.#rates = new IdentityBuckets(this.#limits.rate, modules);
    const patience = this.#limits.requestSeconds * 1000;
    this.#server = createServer(
      {
        ...modules.certificate.context,
        ...{ headersTimeout: patience, requestTimeout: patience, handshakeTimeout: patience },
        ...{ connectionsCheckingInterval: Math.min(patience, 1000), keepAliveTimeout: 1000, maxHeaderSize: 8192 },
      },
      (request, response) => void this.#answer(request, response),
    );
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => answerMalformed(error, socket));
    new ConnectionGuard(this.#limits, modules).watch(this.#server);
    modules.certificate.keepFresh(this.#server);
  }

  /** Opens the listener, and returns its port. Throws `PORT_IN_USE`, `PROFILE_INVALID`. */
  async start(): Promise<number> {
    const port = await listen(this.#server, this.#at);
    this.#server.on('error', (cause) => this.#modules.failed(EvlockError.from(cause)));
    return port;
  }

  /** Accepts no more requests; those in progress are answered. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const late = setTimeout(() => this.#server.closeAllConnections(), this.#limits.requestSeconds * 1000);
    await closed;
    clearTimeout(late);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      send(response, 200, await this.#handle(request));
    } catch (cause) {
      const error = EvlockError.from(cause);
      if (error.class === 'fault') this.#modules.log.warn({ code: error.code }, 'a request failed');
      if (error.retryAfter !== undefined) response.setHeader('retry-after', String(error.retryAfter));
      // The rest of the body is not read.
      response.setHeader('connection', 'close');
      send(response, error.status, error.toJSON());
    }
  }

  async #handle(request: IncomingMessage): Promise<WatchtowerAnswer | WatchtowerHealth> {
    const { method, url } = request;
    if (method === 'GET' && url === WATCHTOWER_ROUTES.health) return this.#modules.health();
    if (method !== 'POST' || url !== WATCHTOWER_ROUTES.signed) throw new EvlockError('ROUTE_NOT_FOUND');
    this.#rates.take(sourceOf(request.socket.remoteAddress));
    // Before it counts towards `atOnce`, so that slow senders do not keep others out.
    const body = await bodyOf(request);
    if (this.#underWay >= this.#limits.atOnce) throw new EvlockError('RATE_LIMITED', { seconds: 1 });
    this.#underWay++;
    try {
      return await this.#modules.admission.admit(readSignedExport(body));
    } finally {
      this.#underWay--;
    }
  }
}

/** Throws `INPUT_TOO_LARGE` before more is read than a body may have, `INVALID_INPUT`. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const { 'content-type': type = '', 'content-length': length } = request.headers;
  if (!/^application\/json\b/.test(type)) throw invalid('not application/json');
  if (length !== undefined && Number(length) > WATCHTOWER_MAX_BODY) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > WATCHTOWER_MAX_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const tooLarge = (): EvlockError => new EvlockError('INPUT_TOO_LARGE', { limit: WATCHTOWER_MAX_BODY });
const invalid = (problem: string): EvlockError => new EvlockError('INVALID_INPUT', { field: '(whole)', problem });

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(toJson(body));
}
