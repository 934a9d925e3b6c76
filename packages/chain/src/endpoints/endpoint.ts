/** One RPC endpoint: bounded responses, failures as `EvlockError`. */
import { type Clock, EvlockError, milliseconds, systemClock } from '@evlock/protocol';
import { BaseError, createPublicClient, custom, HttpRequestError, type PublicClient, TimeoutError } from 'viem';
import { type Log, silentLog } from '../log.ts';
import { JsonRpc } from './json-rpc.ts';
import { isUnknownBlock, notKnown } from './proof.ts';

export interface EndpointOptions {
  readonly url: string;
  readonly chainId: number;
  /** Timeout per request, milliseconds. Default 5 000. */
  readonly timeout?: number;
  /** Maximum response size, bytes. Default 4 MiB. */
  readonly responseLimit?: number;
  /** Maximum calls per request; 1 sends each alone. Default 20; a lower limit of the endpoint is detected. */
  readonly batchSize?: number;
}

export interface EndpointModules {
  readonly clock?: Clock;
  readonly log?: Log;
  /** HTTP transport. Default: the platform's. */
  readonly fetch?: typeof fetch;
}

/**
 * The clock for timeouts and pauses between requests: a real transport takes real time, whatever clock the reader uses. A test's
 * own transport uses the test's clock.
 */
export const wireClock = ({ clock, fetch }: EndpointModules): Clock => (fetch && clock ? clock : systemClock);

const DEFAULT_TIMEOUT = 5_000;
const DEFAULT_RESPONSE_LIMIT = 4 * 1024 * 1024;
const DEFAULT_BATCH_SIZE = 20;
/** One URL may front several nodes, some of them behind: a retry may reach one that has the block. */
const TRIES = 3;
const BETWEEN_TRIES_MILLISECONDS = 100;

/** Host and port only: providers put customer keys into the path. */
export const nameOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch (cause) {
    throw new EvlockError('INVALID_INPUT', { field: 'endpoint', problem: 'not an address' }, { cause });
  }
};

interface RpcRequest {
  readonly method: string;
  readonly params?: unknown;
}

/** A request's failure as one line without the URL. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof BaseError)) return error instanceof Error ? error.name : 'unknown';
  // The node's message, or the transport error.
  const text = String(error.details || error.shortMessage);
  return (text.split('\n')[0] ?? '').slice(0, 200);
}

export class Endpoint {
  /** `host:port`, for messages. */
  readonly name: string;
  readonly #chainId: number;
  readonly #rpc: JsonRpc;
  readonly #clock: Clock;
  readonly #client: PublicClient;
  #checked: Promise<void> | undefined;
  #wasRight = false;

  constructor(options: EndpointOptions, modules: EndpointModules = {}) {
    const { url, timeout = DEFAULT_TIMEOUT, responseLimit = DEFAULT_RESPONSE_LIMIT } = options;
    // A browser's `fetch` is refused as a method of anything but its global scope.
    const { log = silentLog, fetch = (input, init) => globalThis.fetch(input, init) } = modules;
    const clock = wireClock(modules);
    this.name = nameOf(url);
    this.#chainId = options.chainId;
    this.#rpc = new JsonRpc(
      { url, name: this.name, timeout, responseLimit, batchSize: options.batchSize ?? DEFAULT_BATCH_SIZE },
      { clock, log, fetch },
    );
    this.#clock = clock;
    // No retries here: callers know what to do meanwhile, and a retry doubles the timeout.
    this.#client = createPublicClient({
      transport: custom({ request: (call: RpcRequest) => this.#request(call) }, { retryCount: 0 }),
      cacheTime: 0,
    });
  }

  /** Whether it hung and is resting. */
  get resting(): boolean {
    return this.#rpc.resting;
  }

  /** Whether it ever served the configured chain: if never, the configuration is wrong. */
  get wasRight(): boolean {
    return this.#wasRight;
  }

  /** A block reported missing is requested again: somebody saw it. */
  async #request(call: RpcRequest): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      const last = attempt === TRIES;
      try {
        const result = await this.#rpc.request(call);
        if (last || result !== null || call.method !== 'eth_getBlockByNumber') return result;
      } catch (error) {
        if (last || !isUnknownBlock(reasonOf(error))) throw error;
      }
      await this.#clock.sleep(milliseconds(BETWEEN_TRIES_MILLISECONDS));
    }
  }

  /** Throws `CHAIN_WRONG_NETWORK` or `CHAIN_UNREACHABLE`. Checked once per connection. */
  async checkChain(): Promise<void> {
    this.#checked ??= this.checkChainNow();
    try {
      await this.#checked;
    } catch (error) {
      this.#checked = undefined;
      throw error;
    }
  }

  /** As `checkChain`, but always asks: a URL may start serving another chain. */
  async checkChainNow(): Promise<void> {
    const chainId = await this.#guard((client) => client.getChainId());
    if (chainId !== this.#chainId) {
      this.#checked = undefined;
      throw new EvlockError('CHAIN_WRONG_NETWORK', { endpoint: this.name, expected: this.#chainId, chainId });
    }
    this.#wasRight = true;
  }

  /**
   * Runs a request on the right chain. Throws `CHAIN_BEHIND` when the endpoint lacks the requested block, and `CHAIN_UNREACHABLE`
   * on any other failure that is not an `EvlockError`, and for numbers that no contract or block can have, so that another
   * endpoint is asked.
   */
  async ask<T>(request: (client: PublicClient) => Promise<T>): Promise<T> {
    await this.checkChain();
    return await this.#guard(request);
  }

  /** As `ask`, but with viem's own error: for calls that may revert. */
  async attempt<T>(request: (client: PublicClient) => Promise<T>): Promise<T> {
    await this.checkChain();
    return await request(this.#client);
  }

  async #guard<T>(request: (client: PublicClient) => Promise<T>): Promise<T> {
    try {
      return await request(this.#client);
    } catch (error) {
      if (EvlockError.is(error, 'UNIT_OUT_OF_RANGE')) {
        throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: this.name, reason: 'a number out of range' });
      }
      if (error instanceof EvlockError) throw error;
      // The next node behind this URL may be on another chain.
      if (isUnanswered(error)) this.#checked = undefined;
      const reason = reasonOf(error);
      if (isUnknownBlock(reason)) throw notKnown(this, reason);
      // Without the cause: its text contains the full URL.
      throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: this.name, reason });
    }
  }
}

/** Whether a failure came from the transport rather than the node. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof BaseError &&
  error.walk((cause) => cause instanceof HttpRequestError || cause instanceof TimeoutError) !== null;
