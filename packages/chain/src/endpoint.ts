/** One RPC endpoint: bounded answers, and failures as `EvlockError`. */
import { EvlockError } from '@evlock/protocol';
import { BaseError, createPublicClient, http, type PublicClient } from 'viem';

export interface EndpointOptions {
  readonly url: string;
  readonly chainId: number;
  /** Most milliseconds for one answer. */
  readonly timeout: number;
  /** Most bytes of one answer. */
  readonly responseLimit: number;
}

export const DEFAULT_TIMEOUT = 5_000;
export const DEFAULT_RESPONSE_LIMIT = 4 * 1024 * 1024;

/** Host and port only: providers put their customers' keys into the path. */
const nameOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch (cause) {
    throw new EvlockError('INVALID_INPUT', { field: 'endpoint', problem: 'not an address' }, { cause });
  }
};

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
  readonly #client: PublicClient;
  #checked: Promise<void> | undefined;

  constructor(options: EndpointOptions) {
    this.name = nameOf(options.url);
    this.#chainId = options.chainId;
    this.#client = createPublicClient({
      // No retries here: the callers know what to do meanwhile, and a retry doubles the time limit.
      transport: http(options.url, {
        timeout: options.timeout,
        maxResponseBodySize: options.responseLimit,
        retryCount: 0,
        batch: { batchSize: 20 },
      }),
      cacheTime: 0,
    });
  }

  /** Throws `CHAIN_WRONG_NETWORK` or `CHAIN_UNREACHABLE`. Asked once per connection. */
  async checkChain(): Promise<void> {
    this.#checked ??= this.#askChain();
    try {
      await this.#checked;
    } catch (error) {
      this.#checked = undefined;
      throw error;
    }
  }

  async #askChain(): Promise<void> {
    const chainId = await this.#guard((client) => client.getChainId());
    if (chainId !== this.#chainId) {
      throw new EvlockError('CHAIN_WRONG_NETWORK', { endpoint: this.name, expected: this.#chainId, chainId });
    }
  }

  /** Runs a request on the right chain. Throws `CHAIN_UNREACHABLE` on any failure that is not an `EvlockError`. */
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
      if (error instanceof EvlockError) throw error;
      // What answers next on this address may be another chain.
      this.#checked = undefined;
      // Without the cause, whose text has the whole address.
      throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: this.name, reason: reasonOf(error) });
    }
  }
}
