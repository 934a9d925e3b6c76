/** Finalized state and events of one deployment, read from one or more endpoints. */
import {
  type Address,
  type Bytes32,
  type Clock,
  type Deployment,
  EvlockError,
  type Money,
  milliseconds,
  type Timestamp,
} from '@evlock/protocol';
import type { ChainEvent } from '../contracts/chain-event.ts';
import type {
  AccountOnChain,
  FinalizedBlock,
  FinalReceipt,
  MarketTerms,
  MeterOnChain,
  OrderPlace,
  PendingReplacement,
  TradeOnChain,
  TradePlace,
} from '../contracts/on-chain.ts';
import { AgreedAnswers } from '../endpoints/agreed-answers.ts';
import { blockAt, finalReceipt, provenEvents } from '../endpoints/endpoint-reads.ts';
import { EndpointSet, type EndpointSetOptions } from '../endpoints/endpoint-set.ts';
import type { EndpointState } from '../endpoints/endpoint-watch.ts';
import { notKnown, proven, verdictOf } from '../endpoints/proof.ts';
import { type Log, silentLog } from '../log.ts';
import { ContractViews } from './contract-views.ts';
import { type AgreedTrade, TradeAgreement } from './trade-agreement.ts';
import { type HashedOrder, type OpenedOrder, TradeOpenings } from './trade-openings.ts';
import { isNonceSpentAt, tradeAt } from './trade-state.ts';

export interface ReaderOptions extends Omit<EndpointSetOptions, 'endpoints' | 'chainId'> {
  /** RPC URLs, in order of preference; two from different providers for a meter. Or a shared set. */
  readonly endpoints: readonly string[] | EndpointSet;
  readonly deployment: Deployment;
  /** Maximum blocks per log query. Default 1 000. */
  readonly logRange?: number;
  /** Milliseconds between polls for a new block. Default 500. */
  readonly pollInterval?: number;
}

export interface ReaderModules {
  readonly clock: Clock;
  readonly log?: Log;
  /** HTTP transport. Default: the platform's. */
  readonly fetch?: typeof fetch;
}

/**
 * Finalized state of one market, as far as the endpoints prove it: where one has something another lacks, it
 * waits; where two contradict each other, it reports neither.
 *
 * @example
 * const deployment = await readDeployment('deployment.json');
 * const endpoints = ['https://rpc.one.example', 'https://rpc.two.example'];
 * const reader = new ChainReader({ endpoints, deployment }, { clock: systemClock });
 * const { balance, locked } = await reader.account('0x70997970c51812dc3a010c7d01b50e0d17dc79c8');
 */
export class ChainReader {
  readonly #endpoints: EndpointSet;
  readonly #agreed: AgreedAnswers;
  readonly #views: ContractViews;
  readonly #openings: TradeOpenings;
  readonly #deployment: Deployment;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #pollInterval: number;
  readonly #agreement = new TradeAgreement();

  constructor(options: ReaderOptions, modules: ReaderModules) {
    const { endpoints, deployment, logRange = 1_000, pollInterval = 500, ...connection } = options;
    const { clock, log = silentLog } = modules;
    const { chainId } = deployment;
    this.#endpoints =
      endpoints instanceof EndpointSet ? endpoints : new EndpointSet({ ...connection, endpoints, chainId }, modules);
    this.#agreed = new AgreedAnswers(this.#endpoints, { clock, pollInterval });
    this.#views = new ContractViews(deployment, this.#endpoints, this.#agreed);
    this.#openings = new TradeOpenings(deployment, logRange);
    this.#deployment = deployment;
    this.#clock = clock;
    this.#log = log;
    this.#pollInterval = pollInterval;
  }

  /** Each endpoint's last known state. */
  endpoints(): readonly EndpointState[] {
    return this.#endpoints.states();
  }

  /** Seconds since anyone saw a new block; 0 while nothing is known. */
  secondsWithoutBlock(): number {
    return this.#endpoints.secondsWithoutBlock();
  }

  /**
   * The newest block that every reachable endpoint has; lagging or silent ones are left out. May be older than the last one
   * returned. Throws `CHAIN_UNREACHABLE` when none answers, `CHAIN_BEHIND` when none has what it must, `CHAIN_DISAGREES` on
   * conflicting hashes at one height or an impossible height.
   */
  finalized(): Promise<FinalizedBlock> {
    return this.#endpoints.finalized();
  }

  /** A block's hash. Throws `CHAIN_BEHIND` while none shows it, `CHAIN_DISAGREES` when two differ. */
  async blockHash(number: number): Promise<Bytes32> {
    const replies = await this.#endpoints.everyAnswer(async (head) => {
      if (head.block.number < number) throw notKnown(head.endpoint, 'block', number);
      return (await blockAt(head.endpoint, number)).hash;
    });
    return proven(verdictOf(replies, 'block hash', number));
  }

  /**
   * The lowest of the endpoints' newest finalized blocks: a search for what comes next starts there, whatever height any of them
   * claims. While one does not answer, the previous lowest. Throws `CHAIN_UNREACHABLE` when nothing is known.
   */
  lowestHead(): Promise<number> {
    return this.#endpoints.lowestHead();
  }

  /**
   * A trade's state and claims, as agreed by the endpoints that answer and do not lag. Throws `CHAIN_UNREACHABLE`,
   * `CHAIN_BEHIND`, and `CHAIN_DISAGREES` when they differ. With `since`, read at a block of that time or later: a trade's
   * absence before its deadline proves nothing.
   */
  trade(trade: TradePlace, { since }: { readonly since?: Timestamp } = {}): Promise<TradeOnChain> {
    return this.#agreed.of('trade', async (head) => {
      if (since !== undefined && head.block.time < since) throw notKnown(head.endpoint, `block of ${since}`);
      return await tradeAt(head, this.#deployment, trade);
    });
  }

  /**
   * What *every* endpoint says of a trade: what a meter believes about its beginning and end. `undefined` while they differ and
   * one may be slightly behind. Throws `CHAIN_UNREACHABLE` or `CHAIN_BEHIND` when any endpoint does not answer, `CHAIN_DISAGREES`
   * when they contradict each other or one lags too far.
   */
  async agreedTrade(place: TradePlace): Promise<AgreedTrade | undefined> {
    const heads = await this.#endpoints.agreedHeads();
    const words = heads.map(async (head) => ({
      endpoint: head.endpoint,
      at: head.block,
      trade: await tradeAt(head, this.#deployment, place),
    }));
    return this.#agreement.agree(place.id, await Promise.all(words));
  }

  /**
   * A trade's finalized opening, once *every* endpoint shows the same in its block; `undefined` before. A meter asks this before
   * it closes its relay. Throws `CHAIN_UNREACHABLE` when any endpoint does not answer, `CHAIN_BEHIND` when one does not show all
   * of that block, `CHAIN_DISAGREES` when they contradict each other or one lags too far.
   */
  async tradeOpened(
    tradeId: Bytes32,
    { fromBlock }: { fromBlock: number },
  ): Promise<ChainEvent<'TradeOpened'> | undefined> {
    return await this.#openings.find(await this.#endpoints.agreedHeads(), tradeId, fromBlock);
  }

  /**
   * The trade in which a meter's order was opened, with both orders, as any endpoint finds it: a meter's own search when nobody
   * notifies it, not proof of the opening. Undefined if none finds it. Throws as `trade`.
   */
  async openedOrder(one: HashedOrder, { fromBlock }: { fromBlock: number }): Promise<OpenedOrder | undefined> {
    const replies = await this.#endpoints.everyAnswer((head) => this.#openings.ofOrder(head, one, fromBlock));
    const values = replies.flatMap((word) => ('value' in word ? [word.value] : []));
    if (values.length === 0) return proven(verdictOf(replies, 'opening of an order'));
    return values.find((value) => value?.orders) ?? values.find((value) => value !== undefined);
  }

  /**
   * Whether it is proven that an order was never opened and never can be: *every* endpoint shows its nonce free in the state of a
   * finalized block of `openBefore` or later. A spent nonce, spent by a trade or a cancel, proves nothing. Also false while one
   * endpoint has no such block yet. Throws as `agreedTrade`.
   */
  async hasLapsed({ meterKey, nonce, openBefore }: OrderPlace): Promise<boolean> {
    const heads = await this.#endpoints.agreedHeads();
    if (heads.some(({ block }) => block.time < openBefore)) return false;
    const spent = await Promise.all(heads.map((head) => isNonceSpentAt(head, this.#deployment, { meterKey, nonce })));
    return !spent.includes(true);
  }

  /** As agreed by the endpoints that answer, like all views below. Throws as `trade`. */
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

  /** The requested replacement of a meter key; `undefined` if none was requested or it is finished. */
  pendingReplacement(oldMeterKey: Address): Promise<PendingReplacement | undefined> {
    return this.#views.pendingReplacement(oldMeterKey);
  }

  /** Whether the account ever had a meter enrolled: otherwise the market accepts no deposit for it. */
  isKnown(owner: Address): Promise<boolean> {
    return this.#views.isKnown(owner);
  }

  /** The nonce this account's next `Enrolment` or `Replace` must have. */
  registryNonce(owner: Address): Promise<bigint> {
    return this.#views.registryNonce(owner);
  }

  /**
   * Whether this meter's order with this nonce can no longer be opened. Throws as `trade`: one endpoint alone must not stop a
   * meter from withdrawing an order.
   */
  isNonceSpent(meterKey: Address, nonce: number): Promise<boolean> {
    return this.#agreed.of('order nonce', (head) => isNonceSpentAt(head, this.#deployment, { meterKey, nonce }));
  }

  marketTerms(): Promise<MarketTerms> {
    return this.#views.marketTerms();
  }

  /** Settlement tokens held outside the market. */
  tokenBalance(owner: Address): Promise<Money> {
    return this.#views.tokenBalance(owner);
  }

  /**
   * All registry and market events in blocks `fromBlock` to `toBlock`, inclusive, in order, proven by each block's header and
   * receipts: an incomplete list is never returned. Throws `CHAIN_BEHIND` unless an endpoint shows all of them, `CHAIN_DISAGREES`
   * when two complete ones differ.
   */
  async events(fromBlock: number, toBlock: number): Promise<readonly ChainEvent[]> {
    const replies = await this.#endpoints.everyAnswer(async (head) => {
      if (head.block.number < toBlock) throw notKnown(head.endpoint, 'block', toBlock);
      return await provenEvents(head, this.#deployment, { fromBlock, toBlock });
    });
    return proven(verdictOf(replies, 'events', toBlock));
  }

  /**
   * `undefined` while no endpoint shows the transaction in a finalized block, which does not prove its absence. Throws
   * `CHAIN_DISAGREES` when two show it differently.
   */
  async transactionReceipt(transaction: Bytes32): Promise<FinalReceipt | undefined> {
    const replies = await this.#endpoints.everyAnswer((head) => finalReceipt(head, transaction));
    const shown = replies.filter((one) => 'value' in one && one.value !== undefined);
    // One that lacks it may only be behind.
    if (shown.length === 0 && replies.some((one) => 'value' in one)) return undefined;
    return proven(verdictOf(shown.length > 0 ? shown : replies, 'transaction receipt'));
  }

  /**
   * Every new finalized head, starting with the current one; numbers may skip and, on a development chain, go back. Ends when the
   * signal aborts; never throws.
   */
  async *blocks(signal: AbortSignal): AsyncGenerator<FinalizedBlock, void, void> {
    let last: Bytes32 | undefined;
    let silent = false;
    while (!signal.aborted) {
      const block = await this.finalized().catch((error: unknown) => {
        const { code, message } = EvlockError.from(error);
        // Once per outage, not on every poll.
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
