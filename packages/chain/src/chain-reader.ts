/** Finalized state and events of one deployment, read from one or more endpoints. */
import {
  type Address,
  type Bytes32,
  type Clock,
  type Deployment,
  EvlockError,
  type Money,
  milliseconds,
} from '@evlock/protocol';
import { type AbiEvent, getAbiItem } from 'viem';
import { marketAbi } from './abi.ts';
import { commonAnswer, commonEvent } from './agreement.ts';
import type { ChainEvent } from './chain-event.ts';
import { ContractViews } from './contract-views.ts';
import { DEFAULT_RESPONSE_LIMIT, DEFAULT_TIMEOUT } from './endpoint.ts';
import { finalReceipt, readEvents, tradeAt } from './endpoint-reads.ts';
import { EndpointSet } from './endpoint-set.ts';
import { type Log, silentLog } from './log.ts';
import type {
  AccountOnChain,
  FinalizedBlock,
  FinalReceipt,
  MarketTerms,
  MeterOnChain,
  PendingReplacement,
  TradeOnChain,
} from './on-chain.ts';
import { type AgreedTrade, TradeAgreement } from './trade-agreement.ts';

export interface ReaderOptions {
  /** RPC addresses, by preference; for a meter two, of different providers. */
  readonly endpoints: readonly string[];
  readonly deployment: Deployment;
  /** Most milliseconds for one answer. Default 5 000. */
  readonly timeout?: number;
  /** Most bytes of one answer. Default 4 MiB. */
  readonly responseLimit?: number;
  /** Most blocks by which one endpoint may be behind another. Default 30. */
  readonly lagLimit?: number;
  /** Most blocks asked for in one log query. Default 1 000. */
  readonly logRange?: number;
  /** Milliseconds between two looks for a new block. Default 500. */
  readonly pollInterval?: number;
}

export interface ReaderModules {
  readonly clock: Clock;
  readonly log?: Log;
}

/**
 * Blocks before the newest in which a trade that is not yet over can have been opened, at one a second: it starts within 48 h,
 * lasts 12 h, and is claimed for 24 h. A search from the deployment on would be a question for every thousand blocks.
 */
const OPENING_BLOCKS = (48 + 12 + 24) * 3_600;

/** Looks in a row after which a difference between endpoints is believed. */
const SURE_AFTER_LOOKS = 3;

const tradeOpenedEvent = getAbiItem({ abi: marketAbi, name: 'TradeOpened' }) as AbiEvent;

export class ChainReader {
  readonly #endpoints: EndpointSet;
  readonly #views: ContractViews;
  readonly #deployment: Deployment;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #logRange: number;
  readonly #pollInterval: number;
  readonly #agreement = new TradeAgreement();

  constructor(options: ReaderOptions, modules: ReaderModules) {
    const { deployment, timeout = DEFAULT_TIMEOUT, responseLimit = DEFAULT_RESPONSE_LIMIT, lagLimit = 30 } = options;
    const { clock, log = silentLog } = modules;
    this.#endpoints = new EndpointSet(
      { urls: options.endpoints, chainId: deployment.chainId, timeout, responseLimit, lagLimit },
      { clock, log },
    );
    this.#views = new ContractViews(deployment, this.#endpoints);
    this.#deployment = deployment;
    this.#clock = clock;
    this.#log = log;
    this.#logRange = options.logRange ?? 1_000;
    this.#pollInterval = options.pollInterval ?? 500;
  }

  /**
   * The newest block that every reachable endpoint has. One that is far behind, or silent, is left out. Throws
   * `CHAIN_UNREACHABLE` when none answers, `CHAIN_DISAGREES` on another hash at one height, or on a height that cannot be.
   */
  finalized(): Promise<FinalizedBlock> {
    return this.#endpoints.finalized();
  }

  /**
   * The lowest of the endpoints' newest finalized blocks: a search for what comes next begins there, whichever of them claims
   * more. While one does not answer, what was lowest before. Throws `CHAIN_UNREACHABLE` when nothing is known.
   */
  lowestHead(): Promise<number> {
    return this.#endpoints.lowestHead();
  }

  /**
   * State and claims of a trade, as the endpoints that answer and are not far behind tell it. Throws `CHAIN_UNREACHABLE`, and
   * `CHAIN_DISAGREES` when they differ.
   */
  async trade(tradeId: Bytes32): Promise<TradeOnChain> {
    for (let look = 1; ; look++) {
      const told = await this.#endpoints.everyAnswer(async (endpoint) => ({
        ...(await this.#endpoints.headOf(endpoint)),
        value: await tradeAt(endpoint, this.#deployment.market, tradeId),
      }));
      const [first = told[0].value, ...others] = this.#endpoints.advanced(told.map(({ value }) => value));
      try {
        return commonAnswer([first, ...others], 'trade', first.block.number);
      } catch (error) {
        // One may have come to the next block before another.
        if (look === SURE_AFTER_LOOKS) throw error;
      }
      await this.#clock.sleep(milliseconds(this.#pollInterval));
    }
  }

  /**
   * What *every* endpoint says of a trade: what a meter believes of its beginning and its end. `undefined` while they differ
   * and one may be a little behind. Throws `CHAIN_UNREACHABLE` when any endpoint does not answer, `CHAIN_DISAGREES` when they
   * contradict each other or one is too far behind.
   */
  async agreedTrade(tradeId: Bytes32): Promise<AgreedTrade | undefined> {
    const heads = await this.#endpoints.agreedHeads();
    const words = heads.map(async ({ endpoint, block: before }) => {
      const trade = await tradeAt(endpoint, this.#deployment.market, tradeId);
      return { endpoint, before, trade, after: (await this.#endpoints.headOf(endpoint)).block };
    });
    return this.#agreement.judge(tradeId, await Promise.all(words));
  }

  /**
   * The finalized opening of a trade, once *every* endpoint has it alike; `undefined` before. What a meter asks before it
   * closes its relay. Throws `CHAIN_UNREACHABLE` when any endpoint does not answer, `CHAIN_DISAGREES` when they contradict
   * each other or one is too far behind.
   */
  async tradeOpened(
    tradeId: Bytes32,
    { fromBlock }: { fromBlock: number },
  ): Promise<ChainEvent<'TradeOpened'> | undefined> {
    const heads = await this.#endpoints.agreedHeads();
    const sightings = heads.map(async (head) => {
      const toBlock = head.block.number;
      const from = Math.max(fromBlock, toBlock - OPENING_BLOCKS);
      const filter = { fromBlock: from, toBlock, only: { event: tradeOpenedEvent, args: { tradeId } } };
      const [event] = await readEvents(head.endpoint, this.#deployment, filter, this.#logRange);
      // The endpoint filters; a lying one could send any event.
      const asked = event?.name === 'TradeOpened' && event.tradeId === tradeId;
      return { ...head, event: asked ? event : undefined };
    });
    return commonEvent(await Promise.all(sightings)) as ChainEvent<'TradeOpened'> | undefined;
  }

  account(owner: Address): Promise<AccountOnChain> {
    return this.#views.account(owner);
  }

  /** `undefined` for a key that was never enrolled. */
  meter(meterKey: Address): Promise<MeterOnChain | undefined> {
    return this.#views.meter(meterKey);
  }

  /** The account's active meter key. */
  meterOfAccount(owner: Address): Promise<Address | undefined> {
    return this.#views.meterOfAccount(owner);
  }

  /** What is to take the place of a meter key; `undefined` when nothing was requested, or it is done. */
  pendingReplacement(oldMeterKey: Address): Promise<PendingReplacement | undefined> {
    return this.#views.pendingReplacement(oldMeterKey);
  }

  /** The nonce that the next `Replace` of this account must have. */
  replaceNonce(owner: Address): Promise<bigint> {
    return this.#views.replaceNonce(owner);
  }

  /** Whether an order of this meter with this nonce can no longer be opened. */
  isNonceSpent(meterKey: Address, nonce: number): Promise<boolean> {
    return this.#views.isNonceSpent(meterKey, nonce);
  }

  marketTerms(): Promise<MarketTerms> {
    return this.#views.marketTerms();
  }

  /** Settlement tokens outside the market. */
  tokenBalance(owner: Address): Promise<Money> {
    return this.#views.tokenBalance(owner);
  }

  /**
   * All events of registry and market in blocks `fromBlock` to `toBlock`, both included, in order. Throws
   * `CHAIN_UNREACHABLE` unless an endpoint has `toBlock` finalized: a shorter answer would be a gap. Throws `CHAIN_DISAGREES`
   * when two that have it tell different events.
   */
  async events(fromBlock: number, toBlock: number): Promise<readonly ChainEvent[]> {
    const told = await this.#endpoints.everyAnswer(async (endpoint) => {
      const { block } = await this.#endpoints.headOf(endpoint);
      if (block.number < toBlock) {
        throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: endpoint.name, reason: 'behind', block: block.number });
      }
      return await readEvents(endpoint, this.#deployment, { fromBlock, toBlock }, this.#logRange);
    });
    return commonAnswer(told, 'events', toBlock);
  }

  /** `undefined` until the transaction is finalized at one endpoint. Throws `CHAIN_DISAGREES` when two tell it differently. */
  async transactionReceipt(transaction: Bytes32): Promise<FinalReceipt | undefined> {
    const told = await this.#endpoints.everyAnswer((endpoint) => finalReceipt(endpoint, transaction));
    // One that does not have it may only be behind.
    const [first, ...others] = told.filter(({ value }) => value !== undefined);
    return first && commonAnswer([first, ...others], 'transaction receipt', first.value?.block ?? 0);
  }

  /** Every new finalized head, the present one first; numbers may jump, and on a development chain go back. Ends when the signal is aborted; never throws. */
  async *blocks(signal: AbortSignal): AsyncGenerator<FinalizedBlock, void, void> {
    let last: Bytes32 | undefined;
    let silent = false;
    while (!signal.aborted) {
      const block = await this.finalized().catch((error: unknown) => {
        const { code, message } = EvlockError.from(error);
        // Once per outage, not twice a second.
        if (!silent) this.#log.warn({ code }, message);
        silent = true;
        return undefined;
      });
      if (signal.aborted) return;
      if (block !== undefined) silent = false;
      if (block !== undefined && block.hash !== last) {
        last = block.hash;
        yield block;
      }
      await this.#clock.sleep(milliseconds(this.#pollInterval), signal).catch(() => undefined);
    }
  }
}
