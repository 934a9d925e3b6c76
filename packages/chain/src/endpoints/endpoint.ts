/** One RPC endpoint: bounded answers, and failures as `EvlockError`. */
import { type Clock, EvlockError, milliseconds, systemClock } from '@evlock/protocol';
import { BaseError, createPublicClient, custom, HttpRequestError, type PublicClient, TimeoutError } from 'viem';
import { type Log, silentLog } from '../log.ts';
import { JsonRpc } from './json-rpc.ts';
import { isUnknownBlock, notKnown } from './proof.ts';

export interface EndpointOptions {
  readonly url: string;
  readonly chainId: number;
  /** Most milliseconds for one answer. Default 5 000. */
  readonly timeout?: number;
  /** Most bytes of one answer. Default 4 MiB. */
  readonly responseLimit?: number;
  /** Most calls in one request; 1 sends each alone. Default 20; a lower limit of the endpoint is detected. */
  readonly batchSize?: number;
}

export interface EndpointModules {
  readonly clock?: Clock;
  readonly log?: Log;
  /** How a request is carried. Default: the platform's. */
  readonly fetch?: typeof fetch;
}

/**
 * The clock of time limits and of pauses between requests: a real wire takes real time, whatever clock its reader goes by. A
 * wire of a test's own goes by the test's.
 */
export const wireClock = ({ clock, fetch }: EndpointModules): Clock => (fetch && clock ? clock : systemClock);

const DEFAULT_TIMEOUT = 5_000;
const DEFAULT_RESPONSE_LIMIT = 4 * 1024 * 1024;
const DEFAULT_BATCH_SIZE = 20;
/** One address may stand for several nodes of which some are behind: the next may be asked that has the block. */
const TRIES = 3;
const BETWEEN_TRIES_MILLISECONDS = 100;

/** Host and port only: providers put their customers' keys into the path. */
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

/** The failure of a request as one line without the address. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof BaseError)) return error instanceof Error ? error.name : 'unknown';
  // What the node said, or what went wrong on the way.
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
    const { log = silentLog, fetch = globalThis.fetch } = modules;
    const clock = wireClock(modules);
    this.name = nameOf(url);
    this.#chainId = options.chainId;
    this.#rpc = new JsonRpc(
      { url, name: this.name, timeout, responseLimit, batchSize: options.batchSize ?? DEFAULT_BATCH_SIZE },
      { clock, log, fetch },
    );
    this.#clock = clock;
    // No retries here: the callers know what to do meanwhile, and a retry doubles the time limit.
    this.#client = createPublicClient({
      transport: custom({ request: (call: RpcRequest) => this.#request(call) }, { retryCount: 0 }),
      cacheTime: 0,
    });
  }

  /** Whether it hung, and is not asked for a while. */
  get resting(): boolean {
    return this.#rpc.resting;
  }

  /** Whether it ever served the chain that it is asked for: one that never did is a mistake of who named it. */
  get wasRight(): boolean {
    return this.#wasRight;
  }

  /** A block that is said not to exist is asked for again: it is named because somebody saw it. */
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

  /** Throws `CHAIN_WRONG_NETWORK` or `CHAIN_UNREACHABLE`. Asked once per connection. */
  async checkChain(): Promise<void> {
    this.#checked ??= this.checkChainNow();
    try {
      await this.#checked;
    } catch (error) {
      this.#checked = undefined;
      throw error;
    }
  }

  /** As `checkChain`, asked whatever is known: an address may come to serve another chain. */
  async checkChainNow(): Promise<void> {
    const chainId = await this.#guard((client) => client.getChainId());
    if (chainId !== this.#chainId) {
      this.#checked = undefined;
      throw new EvlockError('CHAIN_WRONG_NETWORK', { endpoint: this.name, expected: this.#chainId, chainId });
    }
    this.#wasRight = true;
  }

  /**
   * Runs a request on the right chain. Throws `CHAIN_BEHIND` when the endpoint does not have the block that it is asked about,
   * and `CHAIN_UNREACHABLE` on any other failure that is not an `EvlockError`, and for an answer whose numbers no contract and
   * no block has: as good as none, so that another endpoint is asked.
   */
  async ask<T>(request: (client: PublicClient) => Promise<T>): Promise<T> {
    await this.checkChain();
    return await this.#guard(request);
  }

  /** As `ask`, with the failure as viem throws it: for calls that may revert. */
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
      // What answers next on this address may be another chain.
      if (isUnanswered(error)) this.#checked = undefined;
      const reason = reasonOf(error);
      if (isUnknownBlock(reason)) throw notKnown(this, reason);
      // Without the cause, whose text has the whole address.
      throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: this.name, reason });
    }
  }
}

/** Whether a failure is of the way, and not what the node said. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof BaseError &&
  error.walk((cause) => cause instanceof HttpRequestError || cause instanceof TimeoutError) !== null;
