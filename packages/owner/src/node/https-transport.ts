/** One HTTPS exchange with a pinned authority, a timeout and a size limit; failures are typed. */

import type { IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { requireAuthority } from '@evlock/files';
import { EvlockError, type Milliseconds, milliseconds, tlsFailure } from '@evlock/protocol';
import type { ApiRequest, ApiResponse, ApiStream, Transport } from '../api/transport.ts';

/** Largest response in bytes: 200 trades with room to spare. */
const MAX_RESPONSE = 4 * 1024 * 1024;
/** More than the gateway waits for a meter. */
const TIMEOUT = milliseconds(20_000);

export interface HttpsOptions {
  /** `https://host:port`; nothing else is spoken. */
  readonly url: string;
  /** PEM of the only authority whose certificates are believed. */
  readonly authority: string;
  /** Longest wait for a whole response, and longest silence in a stream; 20 s when left out. */
  readonly timeout?: Milliseconds;
  /** Largest response in bytes; 4 MiB when left out. */
  readonly maxResponse?: number;
}

export class HttpsTransport implements Transport {
  private readonly base: URL;
  private readonly agent: Agent;
  private readonly options: Required<HttpsOptions>;

  /** Throws `PROFILE_INVALID` unless the address is `https:` and the authority is one. */
  constructor(options: HttpsOptions) {
    if (!URL.canParse(options.url) || new URL(options.url).protocol !== 'https:') {
      throw new EvlockError('PROFILE_INVALID', { field: 'gateway.url', problem: 'not an https: address' });
    }
    this.base = new URL(options.url);
    this.options = { timeout: TIMEOUT, maxResponse: MAX_RESPONSE, ...options };
    const ca = requireAuthority(options.authority, { field: 'gateway.authorityFile' });
    // Said, since the environment can turn the check off where nothing is said.
    const trust = { ca, rejectUnauthorized: true, minVersion: 'TLSv1.3' } as const;
    this.agent = new Agent({ keepAlive: true, maxSockets: 16, ...trust });
  }

  /**
   * Throws `GATEWAY_UNREACHABLE`, `GATEWAY_UNTRUSTED`, `CLOCK_WRONG`, `CERTIFICATE_EXPIRED`, `TIMED_OUT`, `INPUT_TOO_LARGE` or
   * `CANCELLED`.
   */
  async exchange(wanted: ApiRequest): Promise<ApiResponse> {
    const timeout = AbortSignal.timeout(this.options.timeout);
    const signal = wanted.signal ? AbortSignal.any([timeout, wanted.signal]) : timeout;
    try {
      const response = await this.open({ ...wanted, signal });
      return { status: response.statusCode ?? 0, text: await this.read(response) };
    } catch (error) {
      throw this.typed(error, timeout);
    }
  }

  /** A response whose body goes on until `signal`; the caller reads it. Throws like `exchange`. */
  async stream(wanted: ApiRequest): Promise<ApiStream> {
    try {
      const response = await this.open(wanted);
      return { status: response.statusCode ?? 0, chunks: response, close: () => response.destroy() };
    } catch (error) {
      throw this.typed(error);
    }
  }

  close(): void {
    this.agent.destroy();
  }

  /** What broke the connection, as one of the catalogue. */
  typed(error: unknown, timeout?: AbortSignal): EvlockError {
    if (error instanceof EvlockError) return error;
    const { code = '', name } = error as NodeJS.ErrnoException;
    const url = this.base.origin;
    if (timeout?.aborted) return this.silence();
    if (name === 'AbortError') return new EvlockError('CANCELLED', {}, { cause: error });
    const { code: kind, problem } = tlsFailure(code) ?? { code: 'GATEWAY_UNREACHABLE', problem: code || 'closed' };
    return new EvlockError(kind, { url, problem }, { cause: error });
  }

  private silence(): EvlockError {
    return new EvlockError('TIMED_OUT', { part: 'gateway', url: this.base.origin });
  }

  private open(wanted: ApiRequest): Promise<IncomingMessage> {
    const length = wanted.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(wanted.body)) };
    const options: RequestOptions = {
      agent: this.agent,
      method: wanted.method,
      headers: { ...wanted.headers, ...length },
      ...(wanted.signal ? { signal: wanted.signal } : {}),
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(new URL(wanted.path, this.base), options, resolve);
      outgoing.once('error', reject);
      outgoing.setTimeout(this.options.timeout, () => outgoing.destroy(this.silence()));
      outgoing.end(wanted.body);
    });
  }

  private async read(response: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > this.options.maxResponse) {
        response.destroy();
        throw new EvlockError('INPUT_TOO_LARGE', { limit: this.options.maxResponse, part: 'gateway' });
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}
