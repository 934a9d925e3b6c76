/**
 * Finalized state as *every* endpoint tells it: for whoever acts on what is read without a meter's or gateway's own chain of
 * checks behind it. One that lies, is silent or far behind is refused by name, never outvoted.
 */
import { type Address, type Bytes32, type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import { registryAbi } from './abi.ts';
import { checkLag, commonBlock } from './agreement.ts';
import type { Call } from './call.ts';
import { ChainReader, type ReaderModules, type ReaderOptions } from './chain-reader.ts';
import { DEFAULT_RESPONSE_LIMIT, DEFAULT_TIMEOUT, Endpoint } from './endpoint.ts';
import { finalizedHead, readView } from './endpoint-reads.ts';
import type { FinalizedBlock } from './on-chain.ts';
import { sentCall } from './sent-call.ts';

/** Looks after which a difference is no longer a block that one endpoint has and the other not yet. */
const LOOKS = 6;
const LAG_LIMIT = 30;

/** One endpoint, as a reader and for what a reader does not ask. */
interface Voice {
  readonly endpoint: Endpoint;
  readonly reader: ChainReader;
}

/** What of a reader is put to every endpoint. */
type Asked = Pick<
  ChainReader,
  | 'trade'
  | 'account'
  | 'meter'
  | 'replaceNonce'
  | 'pendingReplacement'
  | 'isNonceSpent'
  | 'marketTerms'
  | 'tokenBalance'
  | 'events'
  | 'transactionReceipt'
>;

/**
 * Every method throws `CHAIN_UNREACHABLE` when an endpoint does not answer, `CHAIN_DISAGREES` when two differ for longer than
 * a few blocks, `CHAIN_WRONG_NETWORK`.
 */
export class UnanimousReader implements Asked {
  readonly #voices: readonly [Voice, ...Voice[]];
  readonly #registry: Address;
  readonly #clock: Clock;
  readonly #lagLimit: number;
  readonly #pollInterval: number;
  readonly #heads: ChainReader;

  constructor(options: ReaderOptions, modules: ReaderModules) {
    const { deployment, timeout = DEFAULT_TIMEOUT, responseLimit = DEFAULT_RESPONSE_LIMIT } = options;
    const [first, ...more] = options.endpoints;
    if (first === undefined) throw new EvlockError('INVALID_INPUT', { field: 'endpoints', problem: 'none' });
    const voice = (url: string): Voice => ({
      endpoint: new Endpoint({ url, chainId: deployment.chainId, timeout, responseLimit }),
      reader: new ChainReader({ ...options, endpoints: [url] }, modules),
    });
    this.#voices = [voice(first), ...more.map(voice)];
    this.#registry = deployment.registry;
    this.#clock = modules.clock;
    this.#lagLimit = options.lagLimit ?? LAG_LIMIT;
    this.#pollInterval = options.pollInterval ?? 500;
    this.#heads = new ChainReader(options, modules);
  }

  /** The newest block that all have. */
  async finalized(): Promise<FinalizedBlock> {
    const head = async ({ endpoint }: Voice) => ({ endpoint, block: await finalizedHead(endpoint) });
    const heads = await Promise.all(this.#voices.map(head));
    checkLag(heads, this.#lagLimit);
    return await commonBlock(heads);
  }

  /** Tells when to look again, as `ChainReader.blocks`: what is there then must be asked. Never throws. */
  blocks(signal: AbortSignal): AsyncGenerator<FinalizedBlock, void, void> {
    return this.#heads.blocks(signal);
  }

  trade: Asked['trade'] = (...asked) => this.#agreed('trade', ({ reader }) => reader.trade(...asked));
  account: Asked['account'] = (...asked) => this.#agreed('account', ({ reader }) => reader.account(...asked));
  meter: Asked['meter'] = (...asked) => this.#agreed('meter', ({ reader }) => reader.meter(...asked));
  replaceNonce: Asked['replaceNonce'] = (...asked) =>
    this.#agreed('replace nonce', ({ reader }) => reader.replaceNonce(...asked));
  pendingReplacement: Asked['pendingReplacement'] = (...asked) =>
    this.#agreed('replacement', ({ reader }) => reader.pendingReplacement(...asked));
  isNonceSpent: Asked['isNonceSpent'] = (...asked) =>
    this.#agreed('order nonce', ({ reader }) => reader.isNonceSpent(...asked));
  marketTerms: Asked['marketTerms'] = () => this.#agreed('market terms', ({ reader }) => reader.marketTerms());
  tokenBalance: Asked['tokenBalance'] = (...asked) =>
    this.#agreed('token balance', ({ reader }) => reader.tokenBalance(...asked));
  events: Asked['events'] = (...asked) => this.#agreed('events', ({ reader }) => reader.events(...asked));
  transactionReceipt: Asked['transactionReceipt'] = (...asked) =>
    this.#agreed('transaction receipt', ({ reader }) => reader.transactionReceipt(...asked));

  /** What the registry keeps for a meter key; 0 for one that was never enrolled. */
  reputation(meterKey: Address): Promise<number> {
    const call = { address: this.#registry, abi: registryAbi, functionName: 'meter', args: [meterKey] } as const;
    return this.#agreed('reputation', async ({ endpoint }) => {
      const { reputation } = await endpoint.ask((client) => readView(client, call));
      return reputation;
    });
  }

  /** Which contract a transaction called, and with what; `undefined` when there is no such transaction. */
  sentCall(transaction: Bytes32): Promise<Pick<Call, 'to' | 'data'> | undefined> {
    return this.#agreed('calldata', ({ endpoint }) => sentCall(endpoint, transaction));
  }

  /** Asks all, again while they may only be a block apart. */
  async #agreed<T>(what: string, question: (voice: Voice) => Promise<T>): Promise<T> {
    for (let look = 1; ; look++) {
      const [first, ...others] = await Promise.all(this.#voices.map(question));
      const differing = others.findIndex((answer) => comparable(answer) !== comparable(first));
      const [one, other] = [this.#voices[0], this.#voices[differing + 1]];
      if (differing < 0 || !other) return first as T;
      if (look === LOOKS) {
        throw new EvlockError('CHAIN_DISAGREES', { one: one.endpoint.name, other: other.endpoint.name, what });
      }
      await this.#clock.sleep(milliseconds(this.#pollInterval));
    }
  }
}

const comparable = (answer: unknown): string | undefined =>
  JSON.stringify(answer, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
