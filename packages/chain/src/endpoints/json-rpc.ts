/**
 * JSON-RPC over HTTP with one endpoint. Calls made together are sent together, in batches the endpoint accepts: some providers
 * refuse batches altogether, others beyond three calls, each with its own error.
 */
import { type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import { HttpRequestError, RpcRequestError, TimeoutError } from 'viem';
import type { Log } from '../log.ts';
import { type Answered, answersOf, type RpcCall, sizeAfterRefusal } from './batch.ts';
import { Breaker } from './breaker.ts';

export interface JsonRpcOptions {
  readonly url: string;
  /** For messages: the URL itself may contain a customer key. */
  readonly name: string;
  /** Timeout per request, milliseconds. */
  readonly timeout: number;
  /** Maximum response size, bytes. */
  readonly responseLimit: number;
  /** Maximum calls per request; 1 sends each alone. */
  readonly batchSize: number;
}

export interface JsonRpcModules {
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof fetch;
}

interface Waiting {
  readonly call: RpcCall;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Browsers have no `setImmediate`. */
const afterThisTurn: (work: () => void) => void = globalThis.setImmediate ?? ((work) => setTimeout(work, 0));

/** Concurrent requests: providers limit those too. */
const MOST_REQUESTS = 4;
const RESTING = 'not responding; retried later';

export class JsonRpc {
  readonly #options: JsonRpcOptions;
  readonly #modules: JsonRpcModules;
  readonly #breaker: Breaker;
  /** The batch size the endpoint accepts, as far as known. */
  #batchSize: number;
  #lastId = 0;
  #waiting: Waiting[] = [];
  #requests = 0;
  #scheduled = false;

  constructor(options: JsonRpcOptions, modules: JsonRpcModules) {
    this.#options = options;
    this.#modules = modules;
    this.#batchSize = options.batchSize;
    this.#breaker = new Breaker(modules.clock);
  }

  /** Whether it hung and is resting. */
  get resting(): boolean {
    return this.#breaker.open;
  }

  /**
   * The result of one call. Rejects with viem's errors. A hanging endpoint rests for a while: calls then fail at once, and one
   * call after each rest probes it.
   */
  async request({ method, params = [] }: { readonly method: string; readonly params?: unknown }): Promise<unknown> {
    if (this.#breaker.mayProbe()) await this.#probe();
    if (!this.#breaker.allows()) throw this.#failure(RESTING);
    return await new Promise((resolve, reject) => {
      const call = { jsonrpc: '2.0', id: ++this.#lastId, method, params } as const;
      this.#waiting.push({ call, resolve, reject });
      this.#schedule();
    });
  }

  /** After the current turn, so that calls made together share a request. */
  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    afterThisTurn(() => {
      this.#scheduled = false;
      while (this.#waiting.length > 0 && this.#requests < MOST_REQUESTS) {
        void this.#carry(this.#waiting.splice(0, this.#batchSize));
      }
    });
  }

  async #carry(group: Waiting[]): Promise<void> {
    this.#requests++;
    try {
      // It went silent while these waited their turn.
      if (!this.#breaker.allows()) throw this.#failure(RESTING);
      await this.#send(group);
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      this.#requests--;
      this.#schedule();
    }
  }

  /** Settles every call in the group, or throws when none of the rest can be settled. */
  async #send(group: readonly Waiting[]): Promise<void> {
    const answered = await this.#post(group.map(({ call }) => call));
    const unanswered = this.#settle(group, answered);
    if (unanswered.length === 0) return;
    if (group.length === 1) throw this.#failure('returned no answer to the call');
    const size = sizeAfterRefusal(group.length, answered);
    for (let from = 0; from < unanswered.length; from += size) {
      // A transport failure ends the rest: size was not the problem.
      await this.#send(unanswered.slice(from, from + size));
      this.#learn(size);
    }
  }

  /** Settles each answered call; returns the unanswered ones. */
  #settle(group: readonly Waiting[], answered: Answered): Waiting[] {
    return group.filter(({ call, resolve, reject }) => {
      const answer = answered.byId.get(call.id);
      if (answer === undefined) return true;
      if ('error' in answer) {
        reject(new RpcRequestError({ body: { method: call.method }, error: answer.error, url: this.#options.name }));
      } else resolve(answer.result);
      return false;
    });
  }

  /** A smaller batch succeeding shows that size was the problem. */
  #learn(size: number): void {
    if (size >= this.#batchSize) return;
    this.#batchSize = size;
    this.#modules.log.info({ endpoint: this.#options.name, most: size }, 'endpoint limits the batch size');
  }

  async #probe(): Promise<void> {
    const call = { jsonrpc: '2.0', id: ++this.#lastId, method: 'eth_chainId', params: [] } as const;
    await this.#post([call]).catch(() => undefined);
  }

  /** Throws on transport failure; a refused batch is a response without per-call answers. */
  async #post(calls: readonly RpcCall[]): Promise<Answered> {
    const answered = await this.#inTime(calls);
    if (!answered.limited) return answered;
    throw this.#failure(answered.message || 'rate limit reached');
  }

  async #inTime(calls: readonly RpcCall[]): Promise<Answered> {
    const { clock } = this.#modules;
    const sentAt = clock.monotonic();
    const [over, patience] = [new AbortController(), new AbortController()];
    const late = clock.sleep(milliseconds(this.#options.timeout), patience.signal).then(
      () => {
        over.abort();
        throw new TimeoutError({ body: { method: calls[0]?.method }, url: this.#options.name });
      },
      () => new Promise<never>(() => undefined),
    );
    try {
      const answered = await Promise.race([this.#fetch(calls, over.signal), late]);
      if (answered.limited) this.#breaker.limited(answered.retryAfter);
      else this.#breaker.answered();
      return answered;
    } catch (error) {
      if (error instanceof TimeoutError) this.#breaker.silent(sentAt);
      // A failure that comes at once keeps nobody waiting.
      else this.#breaker.answered();
      throw error;
    } finally {
      patience.abort();
    }
  }

  async #fetch(calls: readonly RpcCall[], signal: AbortSignal): Promise<Answered & { readonly retryAfter: number }> {
    const [only] = calls;
    const response = await this.#modules
      .fetch(this.#options.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(calls.length === 1 ? only : calls),
        signal,
      })
      .catch((error: unknown) => {
        throw this.#failure(causeOf(error));
      });
    const text = await this.#read(response, calls.length);
    const answered = answersOf(calls, response.status, text);
    // Not JSON-RPC: some other server's page, or the endpoint's own failure.
    if (calls.length === 1 && answered.byId.size === 0 && !answered.limited) {
      throw this.#failure(answered.message || response.statusText || 'no JSON-RPC answer', response.status);
    }
    return { ...answered, retryAfter: Number(response.headers.get('retry-after')) || 0 };
  }

  /** The body, or undefined when a batch's response exceeds the limit. */
  async #read(response: Response, calls: number): Promise<string> {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    let text = '';
    let size = 0;
    try {
      for await (const chunk of chunksOf(response)) {
        size += chunk.byteLength;
        if (size > this.#options.responseLimit) {
          if (calls > 1) return '';
          throw new EvlockError('INPUT_TOO_LARGE', { most: this.#options.responseLimit });
        }
        text += decoder.decode(chunk, { stream: true });
      }
    } catch (error) {
      throw this.#failure(EvlockError.is(error) ? 'response too large' : causeOf(error));
    }
    return text + decoder.decode();
  }

  #failure(details: string, status?: number): HttpRequestError {
    return new HttpRequestError({ details, url: this.#options.name, ...(status !== undefined && { status }) });
  }
}

/** Not every browser iterates over a body by itself. */
async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) yield read.value;
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

/** The cause of a failed fetch: `fetch failed` hides the socket error. */
function causeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : 'unknown');
}
