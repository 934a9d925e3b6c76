/**
 * Puts one account's calls on chain: in nonce order, several in flight, each stored before it is sent, resent until final, and
 * replaced with a higher fee when stuck. One queue per account: two would take each other's nonces.
 */
import { type Address, type ErrorCode, EvlockError, milliseconds } from '@evlock/protocol';
import { mostSpent } from '../accounts/fees.ts';
import { Signer } from '../accounts/signer.ts';
import type { Call } from '../contracts/call.ts';
import { EndpointSet } from '../endpoints/endpoint-set.ts';
import { networkOf } from '../endpoints/networks.ts';
import { silentLog } from '../log.ts';
import { EntryFollower } from './entry-follower.ts';
import { LiveEntry } from './live-entry.ts';
import { Nonces } from './nonces.ts';
import type { OutboxEntry, TransactionResult } from './outbox.ts';
import { QUEUE_DEFAULTS, type QueueModules, type QueueOptions } from './queue-options.ts';
import { SenderReads } from './sender-reads.ts';

/** The reason in a `SUBMISSION_FAILED` when the only problem is time. */
export const NOT_FINAL_IN_TIME = 'not final in time';

/**
 * One account's transactions, from simulation until they are final.
 *
 * @example
 * const queue = new TransactionQueue(
 *   { endpoints, privateKey: await readKeyFile('keys/submitter.key', 'keyFile'), chainId: deployment.chainId },
 *   { outbox: new MemoryOutbox(), clock: systemClock },
 * );
 * await queue.start();
 * const { block, gas } = await queue.submit('settle 0x12…', calls.settleFinal(deployment, orders, buyer, seller));
 * await queue.stop();
 */
export class TransactionQueue {
  /** The account that sends and pays for gas. */
  readonly address: Address;
  readonly #options: Required<Omit<QueueOptions, 'endpoints' | 'privateKey' | 'timeout'>>;
  readonly #modules: Required<Omit<QueueModules, 'fetch' | 'budget'>> & Pick<QueueModules, 'budget'>;
  readonly #endpoints: EndpointSet;
  readonly #reads: SenderReads;
  readonly #signer: Signer;
  readonly #nonces = new Nonces();
  readonly #follower: EntryFollower;
  /** Open entries by key. */
  readonly #live = new Map<string, LiveEntry>();
  /** This process's unanswered submissions, by key. */
  readonly #submissions = new Map<string, { readonly call: Call; readonly result: Promise<TransactionResult> }>();
  /** Submissions without a nonce yet. */
  #entering = 0;
  #trouble: ErrorCode | undefined;
  #running: AbortController | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: QueueOptions, modules: QueueModules) {
    const { endpoints, privateKey, timeout, ...rest } = options;
    const { fetch, ...own } = modules;
    this.#options = { ...QUEUE_DEFAULTS, ...rest };
    this.#modules = { log: silentLog, ...own };
    const { chainId } = options;
    const network = networkOf(chainId);
    this.#signer = new Signer(privateKey, chainId);
    this.address = this.#signer.address;
    this.#endpoints =
      endpoints instanceof EndpointSet
        ? endpoints
        : new EndpointSet({ endpoints, chainId, ...(timeout !== undefined && { timeout }) }, modules);
    this.#reads = new SenderReads(this.#endpoints, this.address, network, this.#options.fees);
    this.#follower = new EntryFollower(this.#options, {
      ...this.#modules,
      network,
      endpoints: this.#endpoints,
      reads: this.#reads,
      signer: this.#signer,
      nonces: this.#nonces,
      live: this.#live,
    });
  }

  /**
   * Resumes what the outbox holds. Throws `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE` when no endpoint answers, or `INVALID_INPUT`
   * for another account's outbox.
   */
  async start(): Promise<void> {
    if (this.#running) return;
    await this.#endpoints.heads();
    for (const entry of await this.#modules.outbox.open()) {
      if (entry.from !== this.address || entry.chainId !== this.#options.chainId) {
        const details = { field: 'outbox', problem: 'of another account or chain', from: entry.from };
        throw new EvlockError('INVALID_INPUT', { ...details, chainId: entry.chainId });
      }
      this.#live.set(entry.key, new LiveEntry(entry, this.#now()));
      this.#nonces.next = Math.max(this.#nonces.next, entry.nonce + 1);
    }
    this.#running = new AbortController();
    this.#loop = this.#run(this.#running.signal);
  }

  /** Stops following the chain; open entries stay in the outbox, and waiting callers get `CANCELLED`. */
  async stop(): Promise<void> {
    this.#running?.abort();
    this.#running = undefined;
    await this.#loop;
    for (const live of this.#live.values()) live.fail(new EvlockError('CANCELLED', { key: live.entry.key }));
    this.#live.clear();
  }

  /** Entries not yet final. */
  pending(): number {
    let count = 0;
    for (const { entry } of this.#live.values()) if (entry.state === 'sent') count++;
    return count;
  }

  /** Seconds the entry at the head of the line has waited; 0 if there is none. */
  waiting(): number {
    const open = [...this.#live.values()].filter(({ entry }) => entry.state === 'sent');
    const first = open.reduce((low, live) => Math.min(low, live.entry.nonce), Number.POSITIVE_INFINITY);
    const oldest = open.find(({ entry }) => entry.nonce === first)?.since ?? this.#now();
    return Math.floor((this.#now() - oldest) / 1_000);
  }

  /** Native balance of the account at the newest block, in wei. Throws `CHAIN_UNREACHABLE`. */
  balance(): Promise<bigint> {
    return this.#reads.balance();
  }

  /**
   * The gas limit `submit` would give a call. Throws the contract's refusal; `COMPUTATION_LIMIT`, `CHAIN_UNREACHABLE`,
   * `CHAIN_BEHIND`, `CHAIN_DISAGREES`.
   */
  simulate(call: Call): Promise<number> {
    return this.#reads.simulate(call);
  }

  /**
   * Simulates the call and puts it on chain; resolves when it is final. The same key yields the same result, even after a
   * restart, and is never sent as a second transaction. Throws the contract's refusal under its own code (a call refused in
   * simulation leaves no trace and may be retried under its key; one refused when mined stays refused), `CHAIN_UNREACHABLE` when
   * it could not be simulated, `RATE_LIMITED` when the queue is full, `SUBMISSION_FAILED` when it is not final in time or
   * `SUBMITTER_EXHAUSTED` when the native balance does not cover the gas (it is still retried), `CANCELLED` on `stop`,
   * `INVALID_INPUT` when the key belongs to another call. `patience`, in milliseconds, overrides the queue's.
   */
  submit(key: string, call: Call, patience = this.#options.patience): Promise<TransactionResult> {
    const present = this.#submissions.get(key);
    if (present) return sameCall(present.call, call) ? present.result : Promise.reject(otherCall(key));
    const result = this.#submit(key, call, patience).finally(() => this.#submissions.delete(key));
    this.#submissions.set(key, { call, result });
    return result;
  }

  async #submit(key: string, call: Call, patience: number): Promise<TransactionResult> {
    if (!this.#running) throw new EvlockError('CANCELLED', { key, reason: 'the queue is not running' });
    const stored = await this.#modules.outbox.find(key);
    if (stored) return await this.#resultOf(stored, call, patience);
    if (this.pending() + this.#entering >= this.#options.capacity) {
      throw new EvlockError('RATE_LIMITED', { pending: this.pending(), most: this.#options.capacity });
    }
    this.#entering++;
    let live: LiveEntry;
    try {
      const gasLimit = await this.#reads.simulate(call);
      live = await this.#nonces.inTurn(() => this.#enter(key, call, gasLimit));
    } finally {
      this.#entering--;
    }
    const [result] = await Promise.all([this.#await(live, patience), this.#follower.send(live)]);
    return result;
  }

  async #resultOf(stored: OutboxEntry, call: Call, patience: number): Promise<TransactionResult> {
    if (!sameCall(stored, call)) throw otherCall(stored.key);
    if (stored.result) return stored.result;
    if (stored.error) throw EvlockError.fromBody(stored.error);
    const live = this.#live.get(stored.key);
    if (!live) throw new EvlockError('CANCELLED', { key: stored.key });
    return await this.#await(live, patience);
  }

  /** Waits, with a timeout, for an entry's end. */
  async #await(live: LiveEntry, patience: number): Promise<TransactionResult> {
    const enough = new AbortController();
    const late = this.#modules.clock.sleep(milliseconds(patience), enough.signal).then(
      () => {
        const { key, label, attempts } = live.entry;
        throw new EvlockError('SUBMISSION_FAILED', {
          key,
          label,
          attempts: attempts.length,
          reason: NOT_FINAL_IN_TIME,
        });
      },
      () => new Promise<never>(() => undefined),
    );
    try {
      return await Promise.race([live.wait(), late]);
    } finally {
      enough.abort();
    }
  }

  /** Assigns a call its nonce, signs it and stores it. Serialized. */
  async #enter(key: string, { to, data, label, items }: Call, gasLimit: number): Promise<LiveEntry> {
    if (!this.#running) throw new EvlockError('CANCELLED', { key });
    if (this.#live.size === 0) this.#nonces.next = Math.max(this.#nonces.next, await this.#reads.nextNonce());
    const nonce = this.#nonces.next;
    const fees = await this.#reads.fees();
    this.#modules.budget?.reserve(key, mostSpent(gasLimit, fees));
    const attempt = await this.#signer.sign({ to, data, nonce, gasLimit }, fees);
    const entry: OutboxEntry = {
      key,
      chainId: this.#options.chainId,
      from: this.address,
      to,
      data,
      label,
      ...(items && { items }),
      nonce,
      gasLimit,
      attempts: [attempt],
      state: 'sent',
      result: null,
      error: null,
    };
    await this.#modules.outbox.put(entry);
    this.#nonces.next = nonce + 1;
    const live = new LiveEntry(entry, this.#now());
    this.#live.set(key, live);
    return live;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.#live.size > 0) {
        const trouble = await this.#follower.look().then(() => undefined, EvlockError.from);
        // Once per outage, not on every round.
        if (trouble && trouble.code !== this.#trouble) this.#modules.log.warn({ code: trouble.code }, trouble.message);
        this.#trouble = trouble?.code;
      }
      await this.#modules.clock.sleep(milliseconds(this.#options.pollInterval), signal).catch(() => undefined);
    }
  }

  #now(): number {
    return this.#modules.clock.monotonic();
  }
}

const sameCall = (one: Pick<Call, 'to' | 'data'>, other: Call): boolean =>
  one.to.toLowerCase() === other.to.toLowerCase() && one.data.toLowerCase() === other.data.toLowerCase();

const otherCall = (key: string): EvlockError =>
  new EvlockError('INVALID_INPUT', { field: 'key', problem: 'belongs to another call', key });
