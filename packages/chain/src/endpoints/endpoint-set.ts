/**
 * The endpoints of a reader or queue: which to ask, how far each has come, and which to leave out. Keeps each one's state, so
 * that health can name a stuck endpoint and its last block.
 */
import { type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import type { FinalizedBlock } from '../contracts/on-chain.ts';
import { type Log, silentLog } from '../log.ts';
import { Endpoint, wireClock } from './endpoint.ts';
import { type At, askAt, finalizedHead } from './endpoint-reads.ts';
import { type EndpointState, EndpointWatch } from './endpoint-watch.ts';
import type { Head } from './head.ts';
import { advanced, checkLag, commonBlock, freshestFirst, highest, lowest } from './heads.ts';
import { proven, type Reply, verdictOf } from './proof.ts';

export interface EndpointSetOptions {
  /** RPC URLs, in order of preference; two from different providers for a meter. */
  readonly endpoints: readonly string[];
  readonly chainId: number;
  /** Timeout per request, milliseconds. Default 5 000. */
  readonly timeout?: number;
  /** Maximum response size, bytes. Default 4 MiB. */
  readonly responseLimit?: number;
  /** Maximum calls per request. Default 20; a lower limit of the endpoint is detected. */
  readonly batchSize?: number;
  /** Maximum blocks one endpoint may lag another. Default 30. */
  readonly lagLimit?: number;
}

export interface EndpointSetModules {
  readonly clock: Clock;
  readonly log?: Log;
  /** HTTP transport. Default: the platform's. */
  readonly fetch?: typeof fetch;
}

/** Grace period for the others once one has answered, milliseconds. */
const GRACE_MILLISECONDS = 1_000;

export class EndpointSet {
  readonly #endpoints: readonly [Endpoint, ...Endpoint[]];
  readonly #lagLimit: number;
  readonly #clock: Clock;
  readonly #wire: Clock;
  readonly #watch: EndpointWatch;
  /** The newest blocks when all endpoints last answered. */
  #lowest: number | undefined;

  constructor(options: EndpointSetOptions, { clock, log = silentLog, fetch }: EndpointSetModules) {
    const { endpoints: urls, lagLimit = 30, ...connection } = options;
    const endpoints = urls.map((url) => new Endpoint({ url, ...connection }, { clock, log, ...(fetch && { fetch }) }));
    const [first, ...others] = endpoints;
    if (first === undefined) throw new EvlockError('INVALID_INPUT', { field: 'endpoints', problem: 'none' });
    this.#endpoints = [first, ...others];
    this.#lagLimit = lagLimit;
    this.#clock = clock;
    this.#wire = wireClock({ clock, ...(fetch && { fetch }) });
    this.#watch = new EndpointWatch(endpoints, { clock, log });
  }

  /** Every endpoint that transactions are sent to. */
  get all(): readonly Endpoint[] {
    return this.#endpoints;
  }

  /** Each endpoint's last known state. */
  states(): readonly EndpointState[] {
    return this.#watch.states();
  }

  /** Seconds since anyone saw a new block; 0 while nothing is known. */
  secondsWithoutBlock(): number {
    return this.#watch.secondsWithoutBlock();
  }

  /**
   * The newest block that every reachable endpoint has. Lagging or silent ones are left out. Throws `CHAIN_UNREACHABLE` or
   * `CHAIN_BEHIND` when none answers, `CHAIN_DISAGREES` on conflicting hashes at one height or an impossible height.
   */
  async finalized(): Promise<FinalizedBlock> {
    return await commonBlock(await this.heads(), true);
  }

  /** The endpoints that answer and do not lag, most advanced first. Throws as `finalized`. */
  async heads(): Promise<readonly [Head, ...Head[]]> {
    const replies = await this.#soon(this.#endpoints, (endpoint) => this.#look(endpoint));
    // A misconfigured endpoint must surface rather than be masked by another; one that used to be right is only left out.
    const wrong = replies.find((one) => 'error' in one && one.error.code === 'CHAIN_WRONG_NETWORK');
    if (wrong && 'error' in wrong && !wrong.endpoint.wasRight) throw wrong.error;
    const heads = replies.flatMap((one) => ('value' in one ? [one.value] : []));
    if (heads.length === 0) proven(verdictOf(replies, 'finalized block'));
    const near = advanced(heads, this.#lagLimit, this.#clock.now());
    for (const head of heads) this.#watch.seen(head, near.includes(head));
    const [first, ...others] = freshestFirst(near);
    if (first === undefined) throw new EvlockError('CHAIN_UNREACHABLE');
    return [first, ...others];
  }

  /** The lowest of all newest blocks; while one does not answer, the previous lowest. Throws `CHAIN_UNREACHABLE`. */
  async lowestHead(): Promise<number> {
    try {
      await this.#allHeads();
    } catch (error) {
      if (this.#lowest === undefined) throw error;
    }
    return this.#lowest ?? 0;
  }

  /**
   * The newest block of every endpoint; of more than two, of all that answer, if at least two do. Throws `CHAIN_UNREACHABLE` when
   * too few answer, `CHAIN_DISAGREES` when they are on different chains or one lags too far.
   */
  async agreedHeads(): Promise<readonly Head[]> {
    const heads = await this.#allHeads();
    checkLag(heads, this.#lagLimit);
    await commonBlock(heads);
    return heads;
  }

  /** A view of the newest state, from the most advanced endpoint that can give it. */
  async ask<T>(request: (at: At) => Promise<T>): Promise<T> {
    return await this.anyAnswer((head) => askAt(head, request));
  }

  /** The answer of the most advanced endpoint that can give one. Throws the first one's error when none can. */
  async anyAnswer<T>(question: (head: Head) => Promise<T>): Promise<T> {
    let failure: EvlockError | undefined;
    for (const head of await this.heads()) {
      try {
        return await question(head);
      } catch (error) {
        failure ??= EvlockError.from(error);
        if (!EvlockError.isPassing(error)) throw error;
      }
    }
    throw failure ?? new EvlockError('CHAIN_UNREACHABLE');
  }

  /** What each endpoint that does not lag answers, or its error. Throws as `finalized`. */
  async everyAnswer<T>(question: (head: Head) => Promise<T>): Promise<readonly Reply<T, Endpoint>[]> {
    const heads = new Map((await this.heads()).map((head) => [head.endpoint, head]));
    const ask = async (endpoint: Endpoint): Promise<Reply<T, Endpoint>> => {
      const head = heads.get(endpoint);
      return head ? await replyOf(endpoint, () => question(head)) : { endpoint, error: late(endpoint) };
    };
    return await this.#soon([...heads.keys()], ask);
  }

  async #look(endpoint: Endpoint): Promise<Reply<Head, Endpoint>> {
    const replies = await replyOf(endpoint, async () => ({ endpoint, block: await finalizedHead(endpoint) }));
    if ('error' in replies) this.#watch.failed(endpoint, replies.error);
    return replies;
  }

  async #allHeads(): Promise<readonly Head[]> {
    const look = (endpoint: Endpoint): Promise<Reply<Head, Endpoint>> => this.#look(endpoint);
    // With two, both are needed; with more, one that hangs is not waited for.
    const replies = await (this.#endpoints.length > 2
      ? this.#soon(this.#endpoints, look)
      : Promise.all(this.#endpoints.map(look)));
    const heads = replies.flatMap((one) => ('value' in one ? [one.value] : []));
    for (const head of heads) this.#watch.seen(head, highest(heads).block.number - head.block.number <= this.#lagLimit);
    const silent = replies.find((one) => 'error' in one);
    const enough = this.#endpoints.length > 2 && heads.length >= 2;
    if (silent && 'error' in silent && (!enough || silent.error.code === 'CHAIN_WRONG_NETWORK')) throw silent.error;
    if (!silent) this.#lowest = lowest(heads).block.number;
    return heads;
  }

  /** Waits for all, but only briefly once one has answered, so that a hanging one delays nothing. */
  async #soon<T>(
    endpoints: readonly Endpoint[],
    ask: (endpoint: Endpoint) => Promise<Reply<T, Endpoint>>,
  ): Promise<readonly Reply<T, Endpoint>[]> {
    const replies = new Map<Endpoint, Reply<T, Endpoint>>();
    const asked = endpoints.map((endpoint) => ({
      // Only callers with no other endpoint wait to see whether a hanging one is back.
      isResting: endpoint.resting,
      answer: ask(endpoint).then((answer) => {
        replies.set(endpoint, answer);
        if ('error' in answer) throw answer.error;
      }),
    }));
    const answers = asked.map(({ answer }) => answer);
    const first = Promise.any(answers).catch(() => undefined);
    const awake = Promise.allSettled(asked.flatMap(({ isResting, answer }) => (isResting ? [] : [answer])));
    const enough = new AbortController();
    const grace = first.then(() => this.#wire.sleep(milliseconds(GRACE_MILLISECONDS), enough.signal).catch(() => {}));
    await Promise.race([Promise.all([first, awake]), grace]);
    enough.abort();
    return endpoints.map((endpoint) => replies.get(endpoint) ?? { endpoint, error: late(endpoint) });
  }
}

const late = ({ name }: Endpoint): EvlockError =>
  new EvlockError('CHAIN_UNREACHABLE', { endpoint: name, reason: 'slower than the others' });

async function replyOf<T>(endpoint: Endpoint, question: () => Promise<T>): Promise<Reply<T, Endpoint>> {
  try {
    return { endpoint, value: await question() };
  } catch (error) {
    return { endpoint, error: EvlockError.from(error) };
  }
}
