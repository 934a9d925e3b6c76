/** One POST of JSON over TLS 1.3 to a server under a pinned authority. */
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { requireAuthority } from '@evlock/files';
import { EvlockError, tlsFailure, toJson } from '@evlock/protocol';

export interface PostOptions {
  readonly url: URL;
  /** PEM of the only authority that is believed. */
  readonly authority: string;
  readonly timeoutSeconds: number;
  /** Largest answer in bytes. */
  readonly maxAnswer: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * Throws `PROFILE_INVALID`, `GATEWAY_UNREACHABLE`, `GATEWAY_UNTRUSTED`, `CLOCK_WRONG`, `CERTIFICATE_EXPIRED`, `TIMED_OUT` or
 * `INPUT_TOO_LARGE`.
 */
export async function postJson(options: PostOptions, body: unknown): Promise<Answer> {
  const timeout = AbortSignal.timeout(options.timeoutSeconds * 1000);
  try {
    const response = await send(options, toJson(body), timeout);
    return { status: response.statusCode ?? 0, text: await read(response, options.maxAnswer) };
  } catch (cause) {
    throw typed(cause, options.url.origin, timeout.aborted);
  }
}

function send({ url, authority }: PostOptions, text: string, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    // Said, since the environment can turn the check off where nothing is said.
    const trust = { ca: requireAuthority(authority), rejectUnauthorized: true, minVersion: 'TLSv1.3' } as const;
    request(url, { method: 'POST', headers, ...trust, agent: false, signal }, resolve)
      .once('error', reject)
      .end(text);
  });
}

async function read(response: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new EvlockError('INPUT_TOO_LARGE', { limit, part: 'gateway' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What broke a connection to the gateway, as one of the catalogue. */
export function typed(cause: unknown, gateway: string, late = false): EvlockError {
  if (EvlockError.is(cause)) return cause;
  const { code = '' } = cause as NodeJS.ErrnoException;
  if (late) return new EvlockError('TIMED_OUT', { part: 'gateway', gateway }, { cause });
  const { code: kind, problem } = tlsFailure(code) ?? { code: 'GATEWAY_UNREACHABLE', problem: code || 'closed' };
  return new EvlockError(kind, { gateway, problem }, { cause });
}
