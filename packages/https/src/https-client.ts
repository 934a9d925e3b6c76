/**
 * HTTPS over TLS 1.3 to one server, whose certificate must be of a pinned authority. Nothing in the environment weakens that:
 * no proxy is asked, no other authority believed, no check left out. Redirects are not followed.
 */
import { requireAuthority } from '@evlock/files';
import { EvlockError, type Milliseconds, milliseconds } from '@evlock/protocol';
import type { Dispatcher, Pool } from 'undici';
import { connectionFailure } from './connection-failure.ts';

export interface HttpsOptions {
  /** `https://host:port`; no other scheme is accepted. */
  readonly url: string;
  /** PEM of the only authority whose certificates are accepted. */
  readonly authority: string;
  /** Longest wait for a whole response, and longest silence in a stream; 20 s when left out. */
  readonly timeout?: Milliseconds;
  /** Largest response in bytes; 4 MiB when left out. */
  readonly maxResponse?: number;
  /** Most connections at a time; what comes then waits for one. 16 when left out. */
  readonly connections?: number;
}

export interface HttpsRequest {
  readonly method: 'GET' | 'POST';
  /** Path with query, beginning with a slash. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpsResponse {
  readonly status: number;
  readonly text: string;
}

/** A response whose body goes on; the caller reads it, and closes it. */
export interface HttpsStream {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly chunks: AsyncIterable<Uint8Array>;
  close(): void;
}

/** 200 trades, with room to spare. */
const MAX_RESPONSE = 4 * 1024 * 1024;
const TIMEOUT = milliseconds(20_000);
const CONNECTIONS = 16;
/** Of undici, for a server that is silent. */
const SILENCE = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/**
 * Keeps connections open between exchanges, until `close`.
 *
 * @example
 * const client = new HttpsClient({ url: 'https://gateway.example:8443', authority: await readAuthority('authority.pem') });
 * const { status, text } = await client.exchange({ method: 'GET', path: '/v1/market', headers: {} });
 * client.close();
 */
export class HttpsClient {
  readonly #base: URL;
  readonly #options: Required<HttpsOptions>;
  readonly #ended = new AbortController();
  #pool: Promise<Pool> | undefined;

  /** Throws `PROFILE_INVALID` unless the address is `https:` and the authority is one. */
  constructor(options: HttpsOptions) {
    if (!URL.canParse(options.url) || new URL(options.url).protocol !== 'https:') {
      throw new EvlockError('PROFILE_INVALID', { field: 'url', problem: 'not an https: address' });
    }
    this.#base = new URL(options.url);
    this.#options = {
      timeout: TIMEOUT,
      maxResponse: MAX_RESPONSE,
      connections: CONNECTIONS,
      ...options,
      authority: requireAuthority(options.authority),
    };
  }

  /**
   * One request and its whole response. Throws `GATEWAY_UNREACHABLE`, `GATEWAY_UNTRUSTED`, `CLOCK_WRONG`,
   * `CERTIFICATE_EXPIRED`, `TIMED_OUT`, `INPUT_TOO_LARGE` or `CANCELLED`.
   */
  async exchange(request: HttpsRequest): Promise<HttpsResponse> {
    const timeout = AbortSignal.timeout(this.#options.timeout);
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    try {
      const { statusCode: status, body } = await this.#send({ ...request, signal });
      return { status, text: await this.#read(body) };
    } catch (error) {
      if (timeout.aborted) throw this.#silence(error);
      throw request.signal?.aborted ? cancelled(error) : this.typed(error);
    }
  }

  /** A response whose body goes on until `signal`. Throws like `exchange`. */
  async stream(request: HttpsRequest): Promise<HttpsStream> {
    try {
      const { statusCode: status, headers, body } = await this.#send(request);
      // A body that is closed before its end says so by an error that is nobody's concern.
      body.on('error', () => undefined);
      return { status, headers, chunks: body, close: () => void body.destroy() };
    } catch (error) {
      throw request.signal?.aborted ? cancelled(error) : this.typed(error);
    }
  }

  /** What broke an exchange or a stream, as one of the catalogue. */
  typed(error: unknown): EvlockError {
    const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
    if (SILENCE.includes(code)) return this.#silence(error);
    return connectionFailure(error, this.#base.origin);
  }

  /** Ends every connection, also one in use. */
  close(): void {
    this.#ended.abort();
    void this.#pool?.then(
      (pool) => pool.destroy(),
      () => undefined,
    );
  }

  #silence(cause: unknown): EvlockError {
    return new EvlockError('TIMED_OUT', { part: 'gateway', url: this.#base.origin }, { cause });
  }

  async #send({ method, path, headers, body, signal }: HttpsRequest): Promise<Dispatcher.ResponseData> {
    const { pathname, search } = new URL(path, this.#base);
    this.#pool ??= this.#open();
    const pool = await this.#pool;
    signal?.throwIfAborted();
    return pool.request({ method, path: `${pathname}${search}`, headers, body: body ?? null, signal: signal ?? null });
  }

  async #open(): Promise<Pool> {
    // Loaded when needed: it takes longer than many a command that only may need it.
    const { Pool } = await import('undici');
    const { authority: ca, timeout, connections } = this.#options;
    // Said, since the environment can turn the check off where nothing is said.
    const trust = { ca, rejectUnauthorized: true, minVersion: 'TLSv1.3' } as const;
    const pool = new Pool(this.#base.origin, {
      connect: { ...trust, timeout, maxCachedSessions: 0 },
      allowH2: false,
      connections,
      headersTimeout: timeout,
      bodyTimeout: timeout,
    });
    if (this.#ended.signal.aborted) await pool.destroy();
    return pool;
  }

  async #read(body: Dispatcher.ResponseData['body']): Promise<string> {
    const { maxResponse: limit } = this.#options;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw new EvlockError('INPUT_TOO_LARGE', { limit, part: 'gateway' });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

const cancelled = (cause: unknown): EvlockError => new EvlockError('CANCELLED', {}, { cause });
