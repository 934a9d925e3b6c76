/** The endpoints of one reader: whom to ask, how far each has come, and whose word is left out. */
import { type Clock, EvlockError } from '@evlock/protocol';
import type { PublicClient } from 'viem';
import { advanced, checkLag, commonBlock, type Head, lowest, type Told } from './agreement.ts';
import { Endpoint } from './endpoint.ts';
import { finalizedHead } from './endpoint-reads.ts';
import type { Log } from './log.ts';
import type { FinalizedBlock } from './on-chain.ts';

export interface EndpointSetOptions {
  /** RPC addresses, by preference. */
  readonly urls: readonly string[];
  readonly chainId: number;
  /** Most milliseconds for one answer. */
  readonly timeout: number;
  /** Most bytes of one answer. */
  readonly responseLimit: number;
  /** Most blocks by which one endpoint may be behind another. */
  readonly lagLimit: number;
}

export interface EndpointSetModules {
  readonly clock: Clock;
  readonly log: Log;
}

export class EndpointSet {
  readonly #endpoints: readonly Endpoint[];
  readonly #lagLimit: number;
  readonly #modules: EndpointSetModules;
  /** As last seen by `finalized`. */
  #behind: ReadonlySet<Endpoint> = new Set();
  /** Of the newest blocks when all endpoints last answered. */
  #lowest: number | undefined;

  constructor(options: EndpointSetOptions, modules: EndpointSetModules) {
    const { urls, lagLimit, ...connection } = options;
    if (urls.length === 0) throw new EvlockError('INVALID_INPUT', { field: 'endpoints', problem: 'none' });
    this.#endpoints = urls.map((url) => new Endpoint({ url, ...connection }));
    this.#lagLimit = lagLimit;
    this.#modules = modules;
  }

  /**
   * The newest block that every reachable endpoint has. One that is far behind, or silent, is left out. Throws
   * `CHAIN_UNREACHABLE` when none answers, `CHAIN_DISAGREES` on another hash at one height, or on a height that cannot be.
   */
  async finalized(): Promise<FinalizedBlock> {
    const told = await this.everyAnswer((endpoint) => this.headOf(endpoint));
    const heads = told.map(({ value }) => value);
    const near = this.advanced(heads);
    this.#noteBehind(heads.filter((head) => !near.includes(head)));
    return await commonBlock(near);
  }

  /** The lowest of the newest blocks of all; while one does not answer, what was lowest before. Throws `CHAIN_UNREACHABLE`. */
  async lowestHead(): Promise<number> {
    try {
      await this.#allHeads();
    } catch (error) {
      if (this.#lowest === undefined) throw error;
    }
    return this.#lowest ?? 0;
  }

  /**
   * The newest block of every endpoint. Throws `CHAIN_UNREACHABLE` when one does not answer, `CHAIN_DISAGREES` when they are
   * on different chains or one is too far behind.
   */
  async agreedHeads(): Promise<readonly Head[]> {
    const heads = await this.#allHeads();
    checkLag(heads, this.#lagLimit);
    await commonBlock(heads);
    return heads;
  }

  /** Those that are not far behind. Throws `CHAIN_DISAGREES` on a height that cannot be. */
  advanced<H extends Head>(heads: readonly H[]): readonly H[] {
    return advanced(heads, this.#lagLimit, this.#modules.clock.now());
  }

  async headOf(endpoint: Endpoint): Promise<Head> {
    return { endpoint, block: await finalizedHead(endpoint) };
  }

  /** The answer of the first endpoint that can give one. Throws what the first said when none can. */
  async anyAnswer<T>(question: (endpoint: Endpoint) => Promise<T>): Promise<T> {
    const failures: EvlockError[] = [];
    const isBehind = (endpoint: Endpoint): number => Number(this.#behind.has(endpoint));
    for (const endpoint of this.#endpoints.toSorted((one, other) => isBehind(one) - isBehind(other))) {
      try {
        return await question(endpoint);
      } catch (error) {
        // A wrong endpoint in the profile must be seen, not covered by the other.
        if (EvlockError.is(error, 'CHAIN_WRONG_NETWORK')) throw error;
        failures.push(EvlockError.from(error));
      }
    }
    throw failures[0] ?? new EvlockError('CHAIN_UNREACHABLE');
  }

  /** As `anyAnswer`, of one request. */
  ask<T>(request: (client: PublicClient) => Promise<T>): Promise<T> {
    return this.anyAnswer((endpoint) => endpoint.ask(request));
  }

  /** The answers of all endpoints that can give one. Throws what the first said when none can. */
  async everyAnswer<T>(question: (endpoint: Endpoint) => Promise<T>): Promise<readonly [Told<T>, ...Told<T>[]]> {
    const answers = await Promise.allSettled(
      this.#endpoints.map(async (endpoint) => ({ endpoint, value: await question(endpoint) })),
    );
    const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    const wrong = reasons.find((reason) => EvlockError.is(reason, 'CHAIN_WRONG_NETWORK'));
    const [first, ...others] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (wrong !== undefined || first === undefined) throw EvlockError.from(wrong ?? reasons[0]);
    return [first, ...others];
  }

  async #allHeads(): Promise<readonly Head[]> {
    const heads = await Promise.all(this.#endpoints.map((endpoint) => this.headOf(endpoint)));
    this.#lowest = lowest(heads).block.number;
    return heads;
  }

  /** Those far behind are asked last from now on. */
  #noteBehind(behind: readonly Head[]): void {
    for (const { endpoint, block } of behind) {
      if (this.#behind.has(endpoint)) continue;
      this.#modules.log.warn({ endpoint: endpoint.name, block: block.number }, 'endpoint is far behind');
    }
    this.#behind = new Set(behind.map(({ endpoint }) => endpoint));
  }
}
