/**
 * Requests to the gateway, through this server: a page speaks to its own origin alone. The gateway is authenticated by the pinned
 * authority; what it answers is data, whatever it says it is.
 */
import { Readable } from 'node:stream';
import { HttpsClient, type HttpsOptions } from '@evlock/https';
import { API_MAX_BODY, EVENTS_PATH, EvlockError } from '@evlock/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DATA_HEADERS } from './policy.ts';

/** What may reach the gateway of a browser's request; cookies and addresses do not. */
const REQUEST_HEADERS = ['accept', 'authorization', 'content-type'] as const;
const TYPES = ['application/json', 'text/event-stream'] as const;
type AnswerType = (typeof TYPES)[number];
/** Largest answer in bytes; a stream of events has no end. */
const MAX_ANSWER = 4 * 1024 * 1024;
/** Streams of events at a time: each keeps a connection to the gateway, which takes 512 of one address. */
export const STREAMS_MAX = 256;
/** Seconds after which a page that found no room may ask again. */
const STREAM_RETRY = 10;

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

/** Throws `PROTOCOL_VIOLATION` for anything but the API's two types. */
function answerType(value: string | undefined): AnswerType {
  const told = value?.split(';')[0]?.trim().toLowerCase();
  const type = TYPES.find((known) => known === told);
  if (type === undefined) throw new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', type: told ?? null });
  return type;
}

async function* limited(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_ANSWER) throw new EvlockError('INPUT_TOO_LARGE', { limit: MAX_ANSWER, part: 'gateway' });
    yield chunk;
  }
}

const isStream = (url: string): boolean => url.split('?', 1)[0] === EVENTS_PATH;

interface Known {
  readonly options: HttpsOptions;
  readonly questions: HttpsClient;
  /** Apart, so that open streams keep no question waiting. */
  readonly streams: HttpsClient;
}

/** The gateway, as soon as it is known where it is. */
export class Forward {
  readonly #gateway: () => HttpsOptions | undefined;
  #known: Known | undefined;
  #streams = 0;

  constructor(gateway: () => HttpsOptions | undefined) {
    this.#gateway = gateway;
  }

  /** Throws as `HttpsClient.stream`; `GATEWAY_UNREACHABLE` while it is not known where the gateway is; `RATE_LIMITED` for a stream too many. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { questions, streams } = this.#clients();
    if (!isStream(request.url)) return this.#pass(questions, request, reply);
    if (this.#streams >= STREAMS_MAX) throw new EvlockError('RATE_LIMITED', { seconds: STREAM_RETRY });
    this.#streams += 1;
    reply.raw.once('close', () => {
      this.#streams -= 1;
    });
    return this.#pass(streams, request, reply);
  }

  close(): void {
    this.#known?.questions.close();
    this.#known?.streams.close();
  }

  async #pass(client: HttpsClient, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const over = new AbortController();
    reply.raw.on('close', () => over.abort());
    const headers = Object.fromEntries(
      REQUEST_HEADERS.flatMap((name) => {
        const value = one(request.headers[name]);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const { body } = request;
    const answer = await client.stream({
      method: request.method === 'POST' ? 'POST' : 'GET',
      path: request.url,
      headers,
      body: typeof body === 'string' ? body : undefined,
      signal: over.signal,
    });
    try {
      const type = answerType(one(answer.headers['content-type']));
      const retryAfter = one(answer.headers['retry-after']);
      void reply.headers(DATA_HEADERS).type(`${type}; charset=utf-8`).status(answer.status);
      if (retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter)) void reply.header('retry-after', retryAfter);
      const chunks = type === 'text/event-stream' ? answer.chunks : limited(answer.chunks);
      return await reply.send(Readable.from(chunks));
    } catch (error) {
      answer.close();
      throw error;
    }
  }

  #clients(): Known {
    const options = this.#gateway();
    if (!options) throw new EvlockError('GATEWAY_UNREACHABLE', { problem: 'it is not started yet' });
    if (this.#known?.options.url !== options.url || this.#known.options.authority !== options.authority) {
      this.close();
      const streams = new HttpsClient({ ...options, connections: STREAMS_MAX });
      this.#known = { options, questions: new HttpsClient(options), streams };
    }
    return this.#known;
  }
}

/** Longest body that is read of a page, in bytes: the gateway's own limit. */
export const MAX_BODY = API_MAX_BODY;
