/**
 * Finalized state as *every* endpoint tells it, for callers that act on it without a meter's or gateway's own checks. An endpoint
 * that lies, is silent or lags is rejected by name, never outvoted.
 */
import { type Bytes32, type Clock, type Deployment, EvlockError, milliseconds } from '@evlock/protocol';
import type { Call } from '../contracts/call.ts';
import type { ChainEvent } from '../contracts/chain-event.ts';
import type { FinalizedBlock } from '../contracts/on-chain.ts';
import { findEvents } from '../endpoints/endpoint-reads.ts';
import { EndpointSet } from '../endpoints/endpoint-set.ts';
import type { Head } from '../endpoints/head.ts';
import { checkLag, commonBlock } from '../endpoints/heads.ts';
import { comparable, disagrees } from '../endpoints/proof.ts';
import { ChainReader, type ReaderModules, type ReaderOptions } from './chain-reader.ts';
import { sentCall } from './sent-call.ts';

/** Reads after which a difference can no longer be one endpoint being a block behind. */
const LOOKS = 6;
const LAG_LIMIT = 30;
/**
 * Blocks below the head in which events are proven block by block. For older ones, what all endpoints agree on is accepted: a
 * year of headers takes a day to read, and no endpoint lags that far.
 */
const PROVEN_BLOCKS = 4_096;

/** One endpoint, both as a reader and for queries a reader does not make. */
interface Voice {
  readonly endpoint: EndpointSet;
  readonly reader: ChainReader;
}

/** The reader methods put to every endpoint. */
type Asked = Pick<
  ChainReader,
  | 'trade'
  | 'account'
  | 'meter'
  | 'registryNonce'
  | 'pendingReplacement'
  | 'isNonceSpent'
  | 'marketTerms'
  | 'tokenBalance'
  | 'events'
  | 'transactionReceipt'
>;

/**
 * Every method throws `CHAIN_UNREACHABLE` when an endpoint does not answer, `CHAIN_DISAGREES` when two differ for more than a few
 * blocks, `CHAIN_WRONG_NETWORK`.
 */
export class UnanimousReader implements Asked {
  readonly #voices: readonly [Voice, ...Voice[]];
  readonly #deployment: Deployment;
  readonly #clock: Clock;
  readonly #lagLimit: number;
  readonly #logRange: number;
  readonly #pollInterval: number;
  readonly #heads: ChainReader;

  constructor(
    options: Omit<ReaderOptions, 'endpoints'> & { readonly endpoints: readonly string[] },
    modules: ReaderModules,
  ) {
    const { deployment, logRange = 1_000, pollInterval = 500, endpoints, ...connection } = options;
    const [first, ...more] = endpoints;
    if (first === undefined) throw new EvlockError('INVALID_INPUT', { field: 'endpoints', problem: 'none' });
    const voice = (url: string): Voice => {
      const endpoint = new EndpointSet({ ...connection, endpoints: [url], chainId: deployment.chainId }, modules);
      return { endpoint, reader: new ChainReader({ ...options, endpoints: endpoint }, modules) };
    };
    this.#voices = [voice(first), ...more.map(voice)];
    this.#deployment = deployment;
    this.#clock = modules.clock;
    this.#lagLimit = options.lagLimit ?? LAG_LIMIT;
    this.#logRange = logRange;
    this.#pollInterval = pollInterval;
    this.#heads = new ChainReader(options, modules);
  }

  /** The newest block that all have. */
  async finalized(): Promise<FinalizedBlock> {
    const heads = await this.#newest();
    checkLag(heads, this.#lagLimit);
    return await commonBlock(heads);
  }

  async #newest(): Promise<readonly Head[]> {
    return (await Promise.all(this.#voices.map(({ endpoint }) => endpoint.heads()))).flat();
  }

  /** Signals when to read again, as `ChainReader.blocks`; the state must then be queried. Never throws. */
  blocks(signal: AbortSignal): AsyncGenerator<FinalizedBlock, void, void> {
    return this.#heads.blocks(signal);
  }

  trade: Asked['trade'] = (...asked) => this.#agreed('trade', ({ reader }) => reader.trade(...asked));
  account: Asked['account'] = (...asked) => this.#agreed('account', ({ reader }) => reader.account(...asked));
  meter: Asked['meter'] = (...asked) => this.#agreed('meter', ({ reader }) => reader.meter(...asked));
  registryNonce: Asked['registryNonce'] = (...asked) =>
    this.#agreed('registry nonce', ({ reader }) => reader.registryNonce(...asked));
  pendingReplacement: Asked['pendingReplacement'] = (...asked) =>
    this.#agreed('replacement', ({ reader }) => reader.pendingReplacement(...asked));
  isNonceSpent: Asked['isNonceSpent'] = (...asked) =>
    this.#agreed('order nonce', ({ reader }) => reader.isNonceSpent(...asked));
  marketTerms: Asked['marketTerms'] = () => this.#agreed('market terms', ({ reader }) => reader.marketTerms());
  tokenBalance: Asked['tokenBalance'] = (...asked) =>
    this.#agreed('token balance', ({ reader }) => reader.tokenBalance(...asked));
  transactionReceipt: Asked['transactionReceipt'] = (...asked) =>
    this.#agreed('transaction receipt', ({ reader }) => reader.transactionReceipt(...asked));

  /** Proven in the newest 4 096 blocks; older ones as all endpoints agree. */
  events: Asked['events'] = (...asked) => this.#events(...asked);

  async #events(fromBlock: number, toBlock: number): Promise<readonly ChainEvent[]> {
    const { number } = await this.finalized();
    const old = Math.min(toBlock, number - PROVEN_BLOCKS);
    const found = fromBlock > old ? [] : await this.#agreed('events', (voice) => this.#found(voice, fromBlock, old));
    const from = Math.max(fromBlock, old + 1);
    if (from > toBlock) return found;
    return [...found, ...(await this.#agreed('events', ({ reader }) => reader.events(from, toBlock)))];
  }

  #found({ endpoint }: Voice, fromBlock: number, toBlock: number): Promise<readonly ChainEvent[]> {
    return endpoint.anyAnswer((head) =>
      findEvents(head.endpoint, this.#deployment, { fromBlock, toBlock }, this.#logRange),
    );
  }

  /** Which contract a transaction called, and with what data; `undefined` when there is no such transaction. */
  sentCall(transaction: Bytes32): Promise<Pick<Call, 'to' | 'data'> | undefined> {
    return this.#agreed('calldata', ({ endpoint }) =>
      endpoint.anyAnswer((head) => sentCall(head.endpoint, transaction)),
    );
  }

  /** Asks all, and again while they may only be a block apart. */
  async #agreed<T>(what: string, question: (voice: Voice) => Promise<T>): Promise<T> {
    for (let look = 1; ; look++) {
      try {
        const [first, ...others] = await Promise.all(this.#voices.map(question));
        const differing = others.findIndex((answer) => comparable(answer) !== comparable(first));
        const other = this.#voices[differing + 1];
        if (differing < 0 || !other) return first as T;
        throw disagrees(nameOf(this.#voices[0]), nameOf(other), what);
      } catch (error) {
        const mayPass = EvlockError.is(error, 'CHAIN_DISAGREES') || EvlockError.is(error, 'CHAIN_BEHIND');
        if (!mayPass || look === LOOKS) throw error;
      }
      await this.#clock.sleep(milliseconds(this.#pollInterval));
    }
  }
}

const nameOf = ({ endpoint }: Voice): { readonly name: string } => ({ name: endpoint.all[0]?.name ?? '' });
