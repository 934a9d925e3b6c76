/**
 * JSON-RPC over HTTP with one endpoint. Calls that are made together go out together, in batches of what the endpoint takes:
 * providers refuse batches altogether, or beyond three calls, each in words of its own.
 */
import { type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import { HttpRequestError, RpcRequestError, TimeoutError } from 'viem';
import type { Log } from '../log.ts';
import { type Answered, answersOf, type RpcCall, sizeAfterRefusal } from './batch.ts';
import { Breaker } from './breaker.ts';

export interface JsonRpcOptions {
  readonly url: string;
  /** For messages: the address itself may hold a customer's key. */
  readonly name: string;
  /** Most milliseconds for one answer. */
  readonly timeout: number;
  /** Most bytes of one answer. */
  readonly responseLimit: number;
  /** Most calls in one request; 1 sends each alone. */
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

/** Requests under way at once: providers count those too. */
const MOST_REQUESTS = 4;
const RESTING = 'does not answer; it is asked again later';

export class JsonRpc {
  readonly #options: JsonRpcOptions;
  readonly #modules: JsonRpcModules;
  readonly #breaker: Breaker;
  /** What the endpoint takes in one request, as far as is known. */
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

  /** Whether it hung and is not asked now. */
  get resting(): boolean {
    return this.#breaker.open;
  }

  /**
   * The result of one call. Rejects with viem's errors. An endpoint that hangs is left alone for a while: what is asked of it
   * then fails at once, and one call after each rest waits to find out whether it is back.
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

  /** After the present turn, so that what is asked in one breath shares a request. */
  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      while (this.#waiting.length > 0 && this.#requests < MOST_REQUESTS) {
        void this.#carry(this.#waiting.splice(0, this.#batchSize));
      }
    });
  }

  async #carry(group: Waiting[]): Promise<void> {
    this.#requests++;
    try {
      // It fell silent while these waited for their turn.
      if (!this.#breaker.allows()) throw this.#failure(RESTING);
      await this.#send(group);
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      this.#requests--;
      this.#schedule();
    }
  }

  /** Settles every call of the group, or throws when none of those left can be settled. */
  async #send(group: readonly Waiting[]): Promise<void> {
    const answered = await this.#post(group.map(({ call }) => call));
    const unanswered = this.#settle(group, answered);
    if (unanswered.length === 0) return;
    if (group.length === 1) throw this.#failure('gives no answer to the call');
    const size = sizeAfterRefusal(group.length, answered);
    for (let from = 0; from < unanswered.length; from += size) {
      // The first that fails on the way ends the rest: it was no matter of size.
      await this.#send(unanswered.slice(from, from + size));
      this.#learn(size);
    }
  }

  /** Gives each call its answer; gives back those that have none. */
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

  /** That a smaller batch went through shows that the size was the trouble. */
  #learn(size: number): void {
    if (size >= this.#batchSize) return;
    this.#batchSize = size;
    this.#modules.log.info({ endpoint: this.#options.name, most: size }, 'endpoint takes smaller batches');
  }

  async #probe(): Promise<void> {
    const call = { jsonrpc: '2.0', id: ++this.#lastId, method: 'eth_chainId', params: [] } as const;
    await this.#post([call]).catch(() => undefined);
  }

  /** Throws what went wrong on the way; a refusal of the batch is an answer without the calls' own. */
  async #post(calls: readonly RpcCall[]): Promise<Answered> {
    const answered = await this.#inTime(calls);
    if (!answered.limited) return answered;
    throw this.#failure(answered.message || 'limits the rate of requests');
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
      // What fails at once keeps nobody waiting.
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
    // Nothing of JSON-RPC in it: it is some other server's page, or the endpoint's own trouble.
    if (calls.length === 1 && answered.byId.size === 0 && !answered.limited) {
      throw this.#failure(answered.message || response.statusText || 'no JSON-RPC answer', response.status);
    }
    return { ...answered, retryAfter: Number(response.headers.get('retry-after')) || 0 };
  }

  /** The body, or nothing where a batch brought more than is taken. */
  async #read(response: Response, calls: number): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of response.body ?? []) {
        size += chunk.byteLength;
        if (size > this.#options.responseLimit) {
          if (calls > 1) return '';
          throw new EvlockError('INPUT_TOO_LARGE', { most: this.#options.responseLimit });
        }
        chunks.push(chunk);
      }
    } catch (error) {
      throw this.#failure(EvlockError.is(error) ? 'the answer is too large' : causeOf(error));
    }
    return Buffer.concat(chunks).toString();
  }

  #failure(details: string, status?: number): HttpRequestError {
    return new HttpRequestError({ details, url: this.#options.name, ...(status !== undefined && { status }) });
  }
}

/** What a failed fetch says: `fetch failed` hides the socket's own word. */
function causeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : 'unknown');
}
