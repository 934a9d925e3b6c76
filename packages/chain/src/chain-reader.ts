/** Finalized state and events of one deployment, read from one or more endpoints. */
import {
  type Address,
  type Bytes32,
  type Clock,
  type Deployment,
  type Energy,
  EvlockError,
  energy,
  type Money,
  milliseconds,
  money,
  timestamp,
} from '@evlock/protocol';
import { type AbiEvent, getAbiItem, type PublicClient } from 'viem';
import { marketAbi, registryAbi, tokenAbi } from './abi.ts';
import {
  advanced,
  checkLag,
  commonAnswer,
  commonBlock,
  commonEvent,
  type Head,
  lowest,
  type Told,
} from './agreement.ts';
import type { ChainEvent } from './chain-event.ts';
import { lowerCase } from './decode-event.ts';
import { DEFAULT_RESPONSE_LIMIT, DEFAULT_TIMEOUT, Endpoint } from './endpoint.ts';
import { finalizedHead, finalReceipt, readEvents, readView, tradeAt } from './endpoint-reads.ts';
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

/** Looks in a row after which a difference between endpoints is believed. */
const SURE_AFTER_LOOKS = 3;
const METER_STATUSES = ['none', 'standby', 'active', 'replaced'] as const;
const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;

const tradeOpenedEvent = getAbiItem({ abi: marketAbi, name: 'TradeOpened' }) as AbiEvent;
const enrolledEvent = getAbiItem({ abi: registryAbi, name: 'Enrolled' }) as AbiEvent;

export class ChainReader {
  readonly #endpoints: readonly Endpoint[];
  readonly #deployment: Deployment;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #lagLimit: number;
  readonly #logRange: number;
  readonly #pollInterval: number;
  readonly #agreement = new TradeAgreement();
  /** As last seen by `finalized`. */
  #behind: ReadonlySet<Endpoint> = new Set();
  /** Of the newest blocks when all endpoints last answered. */
  #lowest: number | undefined;
  /** A device enrols one key, ever. */
  readonly #deviceIdHashes = new Map<Address, Bytes32>();

  constructor(options: ReaderOptions, modules: ReaderModules) {
    const { deployment, timeout = DEFAULT_TIMEOUT, responseLimit = DEFAULT_RESPONSE_LIMIT } = options;
    if (options.endpoints.length === 0) throw new EvlockError('INVALID_INPUT', { field: 'endpoints', problem: 'none' });
    this.#endpoints = options.endpoints.map(
      (url) => new Endpoint({ url, chainId: deployment.chainId, timeout, responseLimit }),
    );
    this.#deployment = deployment;
    this.#clock = modules.clock;
    this.#log = modules.log ?? silentLog;
    this.#lagLimit = options.lagLimit ?? 30;
    this.#logRange = options.logRange ?? 1_000;
    this.#pollInterval = options.pollInterval ?? 500;
  }

  /**
   * The newest block that every reachable endpoint has. One that is far behind, or silent, is left out. Throws
   * `CHAIN_UNREACHABLE` when none answers, `CHAIN_DISAGREES` on another hash at one height, or on a height that cannot be.
   */
  async finalized(): Promise<FinalizedBlock> {
    const answers = await Promise.allSettled(this.#endpoints.map((endpoint) => this.#headOf(endpoint)));
    const heads = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (heads.length === 0) throw EvlockError.from(failed?.reason);
    const wrong = answers.find((answer) => EvlockError.is(rejection(answer), 'CHAIN_WRONG_NETWORK'));
    if (wrong) throw EvlockError.from(rejection(wrong));
    const near = advanced(heads, this.#lagLimit, this.#clock.now());
    this.#noteBehind(heads.filter((head) => !near.includes(head)));
    return await commonBlock(near);
  }

  /**
   * The lowest of the endpoints' newest finalized blocks: a search for what comes next begins there, whichever of them claims
   * more. While one does not answer, what was lowest before. Throws `CHAIN_UNREACHABLE` when nothing is known.
   */
  async lowestHead(): Promise<number> {
    try {
      await this.#allHeads();
    } catch (error) {
      if (this.#lowest === undefined) throw error;
    }
    return this.#lowest ?? 0;
  }

  /**
   * State and claims of a trade, as the endpoints that answer and are not far behind tell it. Throws `CHAIN_UNREACHABLE`, and
   * `CHAIN_DISAGREES` when they differ.
   */
  async trade(tradeId: Bytes32): Promise<TradeOnChain> {
    for (let look = 1; ; look++) {
      const told = await this.#everyAnswer(async (endpoint) => {
        const { block } = await this.#headOf(endpoint);
        return { endpoint, block, value: await tradeAt(endpoint, this.#market, tradeId) };
      });
      const [first = told[0].value, ...others] = advanced(
        told.map(({ value }) => value),
        this.#lagLimit,
        this.#clock.now(),
      );
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
    const heads = await this.#allHeads();
    checkLag(heads, this.#lagLimit);
    await commonBlock(heads);
    const words = heads.map(async ({ endpoint, block: before }) => {
      const trade = await tradeAt(endpoint, this.#market, tradeId);
      return { endpoint, before, trade, after: (await this.#headOf(endpoint)).block };
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
    const heads = await this.#allHeads();
    checkLag(heads, this.#lagLimit);
    await commonBlock(heads);
    const sightings = heads.map(async (head) => {
      const filter = { fromBlock, toBlock: head.block.number, only: { event: tradeOpenedEvent, args: { tradeId } } };
      const [event] = await readEvents(head.endpoint, this.#deployment, filter, this.#logRange);
      // The endpoint filters; a lying one could send any event.
      const asked = event?.name === 'TradeOpened' && event.tradeId === tradeId;
      return { ...head, event: asked ? event : undefined };
    });
    return commonEvent(await Promise.all(sightings)) as ChainEvent<'TradeOpened'> | undefined;
  }

  async account(owner: Address): Promise<AccountOnChain> {
    const market = { address: this.#market, abi: marketAbi } as const;
    const [[balance, locked], withdrawalNonce] = await this.#view((client) =>
      Promise.all([
        readView(client, { ...market, functionName: 'account', args: [owner] }),
        readView(client, { ...market, functionName: 'nonces', args: [owner] }),
      ]),
    );
    return { balance: money(balance), locked: money(locked), withdrawalNonce };
  }

  /** `undefined` for a key that was never enrolled. */
  async meter(meterKey: Address): Promise<MeterOnChain | undefined> {
    const registry = { address: this.#registry, abi: registryAbi, args: [meterKey] } as const;
    const [record, { active }] = await this.#view((client) =>
      Promise.all([
        readView(client, { ...registry, functionName: 'meter' }),
        readView(client, { ...registry, functionName: 'admission' }),
      ]),
    );
    const status = METER_STATUSES[record.status] ?? 'none';
    if (status === 'none') return undefined;
    const { reputation, suspended } = record;
    const deviceIdHash = await this.#deviceIdHash(meterKey);
    return { account: lowerCase(record.account), active, status, suspended, reputation, deviceIdHash };
  }

  /** The account's active meter key. */
  async meterOfAccount(owner: Address): Promise<Address | undefined> {
    const meterKey = await this.#view((client) =>
      readView(client, { address: this.#registry, abi: registryAbi, functionName: 'meterOfAccount', args: [owner] }),
    );
    return meterKey === ZERO_ADDRESS ? undefined : lowerCase(meterKey);
  }

  /** What is to take the place of a meter key; `undefined` when nothing was requested, or it is done. */
  async pendingReplacement(oldMeterKey: Address): Promise<PendingReplacement | undefined> {
    const registry = { address: this.#registry, abi: registryAbi, args: [oldMeterKey] } as const;
    const [{ replacedFrom, status }, newMeterKey] = await this.#view((client) =>
      Promise.all([
        readView(client, { ...registry, functionName: 'meter' }),
        readView(client, { ...registry, functionName: 'replacement' }),
      ]),
    );
    if (replacedFrom === 0 || METER_STATUSES[status] === 'replaced') return undefined;
    return { newMeterKey: lowerCase(newMeterKey), effectiveFrom: timestamp(replacedFrom) };
  }

  /** The nonce that the next `Replace` of this account must have. */
  replaceNonce(owner: Address): Promise<bigint> {
    return this.#view((client) =>
      readView(client, { address: this.#registry, abi: registryAbi, functionName: 'nonces', args: [owner] }),
    );
  }

  /** Whether an order of this meter with this nonce can no longer be opened. */
  isNonceSpent(meterKey: Address, nonce: number): Promise<boolean> {
    const args = [meterKey, nonce] as const;
    return this.#view((client) =>
      readView(client, { address: this.#market, abi: marketAbi, functionName: 'isNonceSpent', args }),
    );
  }

  async marketTerms(): Promise<MarketTerms> {
    const market = { address: this.#market, abi: marketAbi, args: [] } as const;
    const token = { address: this.#token, abi: tokenAbi, args: [] } as const;
    return await this.#view(async (client) => ({
      minimumLot: energy(await readView(client, { ...market, functionName: 'minimumLot' })) as Energy,
      minimumReputationLot: energy(await readView(client, { ...market, functionName: 'minimumReputationLot' })),
      paused: await readView(client, { ...market, functionName: 'paused' }),
      tokenSymbol: await readView(client, { ...token, functionName: 'symbol' }),
      tokenDecimals: await readView(client, { ...token, functionName: 'decimals' }),
    }));
  }

  /** Settlement tokens outside the market. */
  async tokenBalance(owner: Address): Promise<Money> {
    const balance = await this.#view((client) =>
      readView(client, { address: this.#token, abi: tokenAbi, functionName: 'balanceOf', args: [owner] }),
    );
    return money(balance);
  }

  /**
   * All events of registry and market in blocks `fromBlock` to `toBlock`, both included, in order. Throws
   * `CHAIN_UNREACHABLE` unless an endpoint has `toBlock` finalized: a shorter answer would be a gap. Throws `CHAIN_DISAGREES`
   * when two that have it tell different events.
   */
  async events(fromBlock: number, toBlock: number): Promise<readonly ChainEvent[]> {
    const told = await this.#everyAnswer(async (endpoint) => {
      const { block } = await this.#headOf(endpoint);
      if (block.number < toBlock) {
        throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: endpoint.name, reason: 'behind', block: block.number });
      }
      return await readEvents(endpoint, this.#deployment, { fromBlock, toBlock }, this.#logRange);
    });
    return commonAnswer(told, 'events', toBlock);
  }

  /** `undefined` until the transaction is finalized at one endpoint. Throws `CHAIN_DISAGREES` when two tell it differently. */
  async transactionReceipt(transaction: Bytes32): Promise<FinalReceipt | undefined> {
    const told = await this.#everyAnswer((endpoint) => finalReceipt(endpoint, transaction));
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

  get #market(): Address {
    return this.#deployment.market;
  }

  get #registry(): Address {
    return this.#deployment.registry;
  }

  get #token(): Address {
    return this.#deployment.token;
  }

  async #headOf(endpoint: Endpoint): Promise<Head> {
    return { endpoint, block: await finalizedHead(endpoint) };
  }

  /** The newest block of every endpoint. Throws when one does not answer. */
  async #allHeads(): Promise<readonly Head[]> {
    const heads = await Promise.all(this.#endpoints.map((endpoint) => this.#headOf(endpoint)));
    this.#lowest = lowest(heads).block.number;
    return heads;
  }

  /** Those far behind are asked last from now on. */
  #noteBehind(behind: readonly Head[]): void {
    for (const { endpoint, block } of behind) {
      if (this.#behind.has(endpoint)) continue;
      this.#log.warn({ endpoint: endpoint.name, block: block.number }, 'endpoint is far behind');
    }
    this.#behind = new Set(behind.map(({ endpoint }) => endpoint));
  }

  async #deviceIdHash(meterKey: Address): Promise<Bytes32> {
    const known = this.#deviceIdHashes.get(meterKey);
    if (known !== undefined) return known;
    const only = { event: enrolledEvent, args: { meterKey } };
    const hash = await this.#anyEndpoint(async (endpoint) => {
      const { block } = await this.#headOf(endpoint);
      const filter = { fromBlock: this.#deployment.block, toBlock: block.number, only };
      // One query over all blocks: both topics are indexed, and a meter is enrolled once.
      const [event] = await readEvents(endpoint, this.#deployment, filter, Number.MAX_SAFE_INTEGER);
      if (event?.name === 'Enrolled' && event.meterKey === meterKey.toLowerCase()) return event.deviceIdHash;
      throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: endpoint.name, reason: 'enrolment not found' });
    });
    this.#deviceIdHashes.set(meterKey, hash);
    return hash;
  }

  #view<T>(read: (client: PublicClient) => Promise<T>): Promise<T> {
    return this.#anyEndpoint((endpoint) => endpoint.ask(read));
  }

  /** The answer of the first endpoint that can give one. Throws what the first said when none can. */
  async #anyEndpoint<T>(question: (endpoint: Endpoint) => Promise<T>): Promise<T> {
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

  /** The answers of all endpoints that can give one. Throws what the first said when none can. */
  async #everyAnswer<T>(question: (endpoint: Endpoint) => Promise<T>): Promise<readonly [Told<T>, ...Told<T>[]]> {
    const answers = await Promise.allSettled(
      this.#endpoints.map(async (endpoint) => ({ endpoint, value: await question(endpoint) })),
    );
    const reasons = answers.map(rejection).filter((reason) => reason !== undefined);
    const wrong = reasons.find((reason) => EvlockError.is(reason, 'CHAIN_WRONG_NETWORK'));
    const [first, ...others] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (wrong !== undefined || first === undefined) throw EvlockError.from(wrong ?? reasons[0]);
    return [first, ...others];
  }
}

const rejection = (result: PromiseSettledResult<unknown>): unknown =>
  result.status === 'rejected' ? result.reason : undefined;
