/** One connection to the gateway: WebSocket over TLS 1.3, its certificate pinned by authority and name, ours presented. */
import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { certificatesIn, readAuthority, readTextFile } from '@evlock/files';
import { connectionFailure } from '@evlock/https';
import { catalogue, DEVICE_LINK_MAX_FRAME, EvlockError, systemClock } from '@evlock/protocol';
import { type ClientOptions, type RawData, WebSocket } from 'ws';
import { openDeviceKey } from '../enrolment/device-key.ts';
import type { MeterProfile } from '../profile.ts';

/** A stream of text frames. */
export interface LinkSocket {
  /** Never throws; a frame after the end is lost. */
  send(text: string): void;
  onText(receive: (text: string) => void): void;
  /** Ends the connection without waiting. */
  end(): void;
  /** What the gateway presented to prove its identity; undefined without TLS. */
  readonly peer?: X509Certificate | undefined;
  /** Resolves with why the connection ended. */
  readonly closed: Promise<EvlockError>;
}

export type OpenLink = (signal: AbortSignal) => Promise<LinkSocket>;

const HANDSHAKE_MS = 10_000;
const PING_MS = 5000;
/** Bytes that may be queued for a stalled connection. */
const MAX_WAITING = 262_144;
const MAX_REFUSAL = 4096;
/** Maximum bytes of a certificate with its chain. */
const LARGEST_CERTIFICATE = 65_536;

/** Opens connections from the profile; files are reread each time, so that a renewed certificate is used at once. */
export const linkOpener =
  (link: MeterProfile['deviceLink']): OpenLink =>
  async (signal) => {
    const certificate = await read(link.certificateFile);
    if (certificate === undefined) throw new EvlockError('NOT_ENROLLED', { file: link.certificateFile });
    const [own] = certificatesIn(certificate, { file: link.certificateFile });
    if (!own)
      throw new EvlockError('PROFILE_INVALID', { file: link.certificateFile, problem: 'contains no certificate' });
    const authority = await readAuthority(link.authorityFile);
    const { tlsOptions } = await openDeviceKey(link);
    signal.throwIfAborted();
    const connection = open(link.url, {
      ...tlsOptions,
      cert: certificate,
      ca: authority,
      servername: link.serverName,
      minVersion: 'TLSv1.3',
      rejectUnauthorized: true,
      maxPayload: DEVICE_LINK_MAX_FRAME,
      perMessageDeflate: false,
      followRedirects: false,
      handshakeTimeout: HANDSHAKE_MS,
    });
    return await connection.catch((error: unknown) => {
      // A gateway that rejects a certificate closes the connection silently.
      if (!EvlockError.is(error, 'GATEWAY_UNREACHABLE') || error.details.problem !== 'ECONNRESET') throw error;
      throw ownFault(own, authority, systemClock.now(), link.certificateFile) ?? error;
    });
  };

/** Why no gateway would accept this certificate; undefined when it is in order. */
function ownFault(own: X509Certificate, authority: string, now: number, file: string): EvlockError | undefined {
  const [from, to] = [own.validFrom, own.validTo];
  if (Date.parse(from) / 1000 > now) return new EvlockError('CLOCK_WRONG', { file, validFrom: from });
  if (Date.parse(to) / 1000 < now) return new EvlockError('CERTIFICATE_EXPIRED', { file, validTo: to });
  if (certificatesIn(authority).some(({ publicKey }) => own.verify(publicKey))) return undefined;
  return new EvlockError('CERTIFICATE_REFUSED', { file, problem: 'was issued by another authority' });
}

/** Undefined where there is none. Throws `PROFILE_INVALID` when it is unreadable or not a regular file. */
const read = (file: string): Promise<string | undefined> =>
  readTextFile(file, LARGEST_CERTIFICATE).catch((cause: unknown) => {
    const { details } = EvlockError.from(cause);
    if (details.problem === 'ENOENT') return undefined;
    throw new EvlockError('PROFILE_INVALID', details, { cause });
  });

function open(url: string, options: ClientOptions & ConnectionOptions): Promise<LinkSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, options);
    let peer: X509Certificate | undefined;
    socket.once('upgrade', ({ socket: transport }) => {
      peer = (transport as TLSSocket).getPeerX509Certificate();
    });
    socket.once('open', () => resolve(new WebSocketLink(socket, peer)));
    socket.once('error', (cause) => reject(connectionFailure(cause, url)));
    socket.once('unexpected-response', (request, response) => {
      void refusal(response).then((error) => {
        reject(error);
        request.destroy();
      });
    });
  });
}

/** The gateway refuses an upgrade with its typed error as a JSON body. */
async function refusal(response: IncomingMessage): Promise<EvlockError> {
  let text = '';
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      text += chunk.toString('utf8');
      if (text.length > MAX_REFUSAL) break;
    }
    const { code, details } = JSON.parse(text) as { code?: unknown; details?: Record<string, unknown> };
    if (typeof code === 'string') return EvlockError.fromBody({ code, details });
  } catch {
    // Not ours; the status is enough.
  }
  return new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', status: response.statusCode ?? null });
}

class WebSocketLink implements LinkSocket {
  readonly closed: Promise<EvlockError>;
  readonly peer: X509Certificate | undefined;
  readonly #socket: WebSocket;
  #failure: unknown;

  constructor(socket: WebSocket, peer: X509Certificate | undefined) {
    this.#socket = socket;
    this.peer = peer;
    socket.on('error', (error) => {
      this.#failure ??= error;
    });
    const keepAlive = this.#keepAlive();
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        clearInterval(keepAlive);
        const said = reason.toString('utf8');
        const details = { part: 'gateway', close: code };
        if (Object.hasOwn(catalogue, said)) resolve(EvlockError.fromBody({ code: said, details }));
        else resolve(new EvlockError('GATEWAY_UNREACHABLE', details, { cause: this.#failure }));
      });
    });
  }

  send(text: string): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_WAITING) this.#socket.terminate();
    else this.#socket.send(text);
  }

  onText(receive: (text: string) => void): void {
    this.#socket.on('message', (data: RawData, isBinary) => {
      if (isBinary) this.#socket.close(1003);
      else receive(data.toString());
    });
  }

  end(): void {
    this.#socket.close(1000);
    // A gateway that does not answer the close keeps the socket no longer than this.
    setTimeout(() => this.#socket.terminate(), 500).unref();
  }

  /** An unanswered ping reveals a connection whose other end vanished silently. */
  #keepAlive(): NodeJS.Timeout {
    let answered = true;
    this.#socket.on('pong', () => {
      answered = true;
    });
    const timer = setInterval(() => {
      if (!answered) return this.#socket.terminate();
      answered = false;
      this.#socket.ping();
    }, PING_MS);
    timer.unref();
    return timer;
  }
}
