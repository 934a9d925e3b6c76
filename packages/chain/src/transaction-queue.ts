/**
 * Puts calls of one account on chain: in nonce order, several in flight, each stored before it is sent, resent until it is
 * final, replaced with a higher fee when it is stuck. One queue per account: two would take each other's nonces.
 */
import { type Address, type Clock, EvlockError, type Hex, milliseconds, timestamp } from '@evlock/protocol';
import type { TransactionReceipt } from 'viem';
import { broadcast } from './broadcast.ts';
import type { Call } from './call.ts';
import { DEFAULT_RESPONSE_LIMIT, DEFAULT_TIMEOUT, Endpoint } from './endpoint.ts';
import { finalizedHead } from './endpoint-reads.ts';
import { currentFees, type Fees, replacementFees } from './fees.ts';
import { LiveEntry } from './live-entry.ts';
import { type Log, silentLog } from './log.ts';
import { type Network, networkOf } from './networks.ts';
import type { Attempt, Outbox, OutboxEntry, TransactionResult } from './outbox.ts';
import { feesOf, Signer } from './signer.ts';
import { minedAttempt, simulate, whyReverted } from './simulation.ts';
import { Turn } from './turn.ts';

export interface QueueOptions {
  /** RPC address that nonces, fees and receipts are read from: two that are not equally far would contradict each other. */
  readonly endpoint: string;
  /** Further addresses that every signed transaction is sent to as well. */
  readonly moreEndpoints?: readonly string[];
  /** Read from a 0600 file by the caller; kept in memory only. */
  readonly privateKey: Hex;
  readonly chainId: number;
  /** `legacy` for chains without EIP-1559. Default `eip1559`. */
  readonly fees?: Fees['type'];
  /** Most entries not yet final. Default 500. */
  readonly capacity?: number;
  /** Milliseconds after which a transaction not yet included is replaced with a higher fee. Default 15 000. */
  readonly stuckAfter?: number;
  /** Milliseconds after which one not yet included is sent again: a node that restarts forgets its pool. Default 3 000. */
  readonly resendAfter?: number;
  /** Milliseconds after which `submit` gives up waiting; the queue goes on. Default 120 000. */
  readonly patience?: number;
  /** Milliseconds between two looks at the chain. Default 500. */
  readonly pollInterval?: number;
  /** Most milliseconds for one answer. Default 5 000. */
  readonly timeout?: number;
}

export interface QueueModules {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log?: Log;
}

/** Bounds how far the fee of one entry can climb: 1.125^9 ≈ 2.9 times. */
const MOST_ATTEMPTS = 10;
/** Looks in a row after which a used nonce without a receipt, or a hole in the nonces, is believed. */
const SURE_AFTER_LOOKS = 3;

export class TransactionQueue {
  /** The account that sends and pays the gas. */
  readonly address: Address;
  readonly #options: Required<Omit<QueueOptions, 'endpoint' | 'moreEndpoints' | 'privateKey' | 'timeout'>>;
  readonly #modules: Required<QueueModules>;
  readonly #endpoint: Endpoint;
  /** All that transactions are sent to. */
  readonly #receivers: readonly Endpoint[];
  readonly #network: Network;
  readonly #signer: Signer;
  readonly #nonceTurn = new Turn();
  /** Open entries by key. */
  readonly #live = new Map<string, LiveEntry>();
  /** Submissions of this process not yet answered, by key. */
  readonly #submissions = new Map<string, { readonly call: Call; readonly result: Promise<TransactionResult> }>();
  /** Submissions that have no nonce yet. */
  #entering = 0;
  #nextNonce = 0;
  #holeLooks = 0;
  #running: AbortController | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: QueueOptions, modules: QueueModules) {
    const { endpoint, moreEndpoints = [], privateKey, timeout = DEFAULT_TIMEOUT, ...rest } = options;
    const defaults = {
      fees: 'eip1559',
      capacity: 500,
      stuckAfter: 15_000,
      resendAfter: 3_000,
      patience: 120_000,
      pollInterval: 500,
    } as const;
    this.#options = { ...defaults, ...rest };
    this.#modules = { log: silentLog, ...modules };
    this.#network = networkOf(options.chainId);
    this.#signer = new Signer(privateKey, options.chainId);
    const connection = { chainId: options.chainId, timeout, responseLimit: DEFAULT_RESPONSE_LIMIT };
    this.#endpoint = new Endpoint({ url: endpoint, ...connection });
    this.#receivers = [this.#endpoint, ...moreEndpoints.map((url) => new Endpoint({ url, ...connection }))];
    this.address = this.#signer.address;
  }

  /** Takes up what the outbox holds. Throws `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE`, or `INVALID_INPUT` for an outbox of another account. */
  async start(): Promise<void> {
    if (this.#running) return;
    await this.#endpoint.checkChain();
    for (const entry of await this.#modules.outbox.open()) {
      if (entry.from !== this.address || entry.chainId !== this.#options.chainId) {
        const details = { field: 'outbox', problem: 'of another account or chain', from: entry.from };
        throw new EvlockError('INVALID_INPUT', { ...details, chainId: entry.chainId });
      }
      this.#live.set(entry.key, new LiveEntry(entry, this.#now()));
      this.#nextNonce = Math.max(this.#nextNonce, entry.nonce + 1);
    }
    this.#running = new AbortController();
    this.#loop = this.#run(this.#running.signal);
  }

  /** Stops looking at the chain; what is open stays in the outbox, and those who wait get `CANCELLED`. */
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

  /** Gas money of the account at the newest block, in wei. Throws `CHAIN_UNREACHABLE`. */
  balance(): Promise<bigint> {
    return this.#endpoint.ask((client) => client.getBalance({ address: this.address }));
  }

  /**
   * Simulates the call and puts it on chain; resolves when it is final. The same key gives the same result, also after a
   * restart, and is never sent as a second transaction. Throws the contract's refusal under its own code (a call refused in
   * simulation leaves no trace and may be tried again under its key; one refused when mined stays refused),
   * `CHAIN_UNREACHABLE` when it could not be simulated, `RATE_LIMITED` when the queue is full, `SUBMISSION_FAILED` when it is
   * not final in time or `SUBMITTER_EXHAUSTED` when gas money is missing (it is still tried), `CANCELLED` on `stop`,
   * `INVALID_INPUT` when the key stands for another call.
   */
  submit(key: string, call: Call): Promise<TransactionResult> {
    const present = this.#submissions.get(key);
    if (present) return sameCall(present.call, call) ? present.result : Promise.reject(otherCall(key));
    const result = this.#submit(key, call).finally(() => this.#submissions.delete(key));
    this.#submissions.set(key, { call, result });
    return result;
  }

  async #submit(key: string, call: Call): Promise<TransactionResult> {
    if (!this.#running) throw new EvlockError('CANCELLED', { key, reason: 'the queue does not run' });
    const stored = await this.#modules.outbox.find(key);
    if (stored) return await this.#resultOf(stored, call);
    if (this.pending() + this.#entering >= this.#options.capacity) {
      throw new EvlockError('RATE_LIMITED', { pending: this.pending(), most: this.#options.capacity });
    }
    this.#entering++;
    let live: LiveEntry;
    try {
      const gasLimit = await simulate(this.#endpoint, this.address, call);
      live = await this.#nonceTurn.take(() => this.#enter(key, call, gasLimit));
    } finally {
      this.#entering--;
    }
    const [result] = await Promise.all([this.#await(live), this.#send(live)]);
    return result;
  }

  async #resultOf(stored: OutboxEntry, call: Call): Promise<TransactionResult> {
    if (!sameCall(stored, call)) throw otherCall(stored.key);
    if (stored.result) return stored.result;
    if (stored.error) throw EvlockError.fromBody(stored.error);
    const live = this.#live.get(stored.key);
    if (!live) throw new EvlockError('CANCELLED', { key: stored.key });
    return await this.#await(live);
  }

  /** Waits for the end of an entry, with patience. */
  async #await(live: LiveEntry): Promise<TransactionResult> {
    const enough = new AbortController();
    const late = this.#modules.clock.sleep(milliseconds(this.#options.patience), enough.signal).then(
      () => {
        const { key, label, attempts } = live.entry;
        throw new EvlockError('SUBMISSION_FAILED', {
          key,
          label,
          attempts: attempts.length,
          reason: 'not final in time',
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

  /** Gives a call its nonce, signs it and stores it. Runs in turn. */
  async #enter(key: string, { to, data, label }: Call, gasLimit: number): Promise<LiveEntry> {
    if (!this.#running) throw new EvlockError('CANCELLED', { key });
    if (this.#live.size === 0) this.#nextNonce = await this.#nonceAt('pending');
    const nonce = this.#nextNonce;
    const fees = await this.#endpoint.ask((client) => currentFees(client, this.#network, this.#options.fees));
    const attempt = await this.#signer.sign({ to, data, nonce, gasLimit }, fees);
    const entry: OutboxEntry = {
      key,
      chainId: this.#options.chainId,
      from: this.address,
      to,
      data,
      label,
      nonce,
      gasLimit,
      attempts: [attempt],
      state: 'sent',
      result: null,
      error: null,
    };
    await this.#modules.outbox.put(entry);
    this.#nextNonce = nonce + 1;
    const live = new LiveEntry(entry, this.#now());
    this.#live.set(key, live);
    return live;
  }

  /** Sends the newest attempt; where every endpoint refuses it that is logged, and it is tried again at a later look. */
  async #send(live: LiveEntry): Promise<void> {
    const { key, label, nonce } = live.entry;
    const { raw, transaction } = newest(live.entry);
    live.sentAt = this.#now();
    const refusals = await broadcast(this.#receivers, raw);
    if (refusals.length === 0) {
      this.#modules.log.debug({ key, label, nonce, transaction }, 'transaction sent');
      return;
    }
    const why = refusals.map(({ endpoint, reason }) => `${endpoint}: ${reason}`).join('; ');
    this.#modules.log.warn({ key, label, nonce, why }, 'transaction not taken');
    const isRefused = (why: RegExp): boolean => refusals.some(({ reason }) => why.test(reason));
    if (isRefused(/insufficient (funds|balance)/i)) {
      live.fail(new EvlockError('SUBMITTER_EXHAUSTED', { key, label, account: this.address }));
    }
    if (isRefused(/underpriced|fee cap|max fee per gas less|gas price below/i)) live.underpriced = true;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.#live.size > 0) {
        await this.#look().catch((error: unknown) => {
          const { code, message } = EvlockError.from(error);
          this.#modules.log.warn({ code }, message);
        });
      }
      await this.#modules.clock.sleep(milliseconds(this.#options.pollInterval), signal).catch(() => undefined);
    }
  }

  /** Looks at the chain once and does for every open entry what is due. */
  async #look(): Promise<void> {
    const entries = [...this.#live.values()].sort((one, other) => one.entry.nonce - other.entry.nonce);
    const head = await finalizedHead(this.#endpoint);
    const used = await this.#nonceAt('finalized');
    await Promise.all(
      entries.map((live) =>
        live.entry.nonce < used ? this.#lookMined(live, head.number) : this.#lookUnmined(live, used),
      ),
    );
    await this.#fillHole(entries, used);
  }

  /** The nonce is used on chain: by one of our attempts, or by somebody else with this key. */
  async #lookMined(live: LiveEntry, head: number): Promise<void> {
    const safeFrom = (block: number): boolean => block + this.#network.losableBlocks <= head;
    if (live.entry.result && !safeFrom(live.entry.result.block)) return;
    const receipt = await minedAttempt(this.#endpoint, live.entry);
    if (receipt === undefined) {
      live.missing++;
      if (live.missing >= SURE_AFTER_LOOKS) await this.#renumber(live);
      return;
    }
    live.missing = 0;
    const block = Number(receipt.blockNumber);
    if (block > head) return;
    if (receipt.status === 'reverted') return await this.#endReverted(live, receipt);
    const safe = safeFrom(block);
    const { timestamp: time } = await this.#endpoint.ask((client) => client.getBlock({ blockNumber: BigInt(block) }));
    const transaction = receipt.transactionHash;
    const result = { transaction, block, time: timestamp(Number(time)), gas: Number(receipt.gasUsed) };
    await this.#update(live, { state: safe ? 'done' : 'included', result });
    if (safe) this.#live.delete(live.entry.key);
    live.succeed(result);
  }

  /** Not on chain yet, or no longer: resend it, or replace it when it waits too long at the head of the line. */
  async #lookUnmined(live: LiveEntry, used: number): Promise<void> {
    const now = this.#now();
    const { key, label, nonce, attempts } = live.entry;
    live.missing = 0;
    if (live.entry.state === 'included') {
      this.#modules.log.warn({ key, label, nonce }, 'the chain lost a transaction; sending it again');
      await this.#update(live, { state: 'sent', result: null });
      live.sentAt = undefined;
      live.waitsSince = now;
    }
    const stuck = nonce === used && now - live.waitsSince >= this.#options.stuckAfter;
    if ((stuck || live.underpriced) && attempts.length < MOST_ATTEMPTS) return await this.#replace(live);
    if (live.sentAt === undefined || now - live.sentAt >= this.#options.resendAfter) await this.#send(live);
  }

  async #replace(live: LiveEntry): Promise<void> {
    const now = await this.#endpoint.ask((client) => currentFees(client, this.#network, this.#options.fees));
    const fees = replacementFees(feesOf(newest(live.entry)), now);
    await this.#addAttempt(live, live.entry.nonce, fees);
    const { key, label, nonce, attempts } = live.entry;
    this.#modules.log.info({ key, label, nonce, attempt: attempts.length }, 'transaction replaced with a higher fee');
  }

  /** The old nonce is spent, so no old attempt can ever be mined: the call gets a new one. */
  async #renumber(live: LiveEntry): Promise<void> {
    const { key, label, nonce } = live.entry;
    this.#modules.log.warn({ key, label, nonce }, 'another transaction took the nonce; signing again');
    await this.#nonceTurn.take(async () => {
      this.#nextNonce = Math.max(this.#nextNonce, await this.#nonceAt('pending'));
      await this.#addAttempt(live, this.#nextNonce, feesOf(newest(live.entry)));
      this.#nextNonce++;
    });
  }

  async #addAttempt(live: LiveEntry, nonce: number, fees: Fees): Promise<void> {
    const attempt = await this.#signer.sign({ ...live.entry, nonce }, fees);
    await this.#update(live, { nonce, attempts: [...live.entry.attempts, attempt] });
    live.missing = 0;
    live.underpriced = false;
    live.waitsSince = this.#now();
    await this.#send(live);
  }

  /** A chain that lost more than we keep open leaves a hole before our lowest nonce; nothing after it could be mined. */
  async #fillHole(entries: readonly LiveEntry[], used: number): Promise<void> {
    const lowest = entries[0]?.entry.nonce ?? used;
    this.#holeLooks = lowest > used ? this.#holeLooks + 1 : 0;
    if (this.#holeLooks < SURE_AFTER_LOOKS) return;
    this.#holeLooks = 0;
    this.#modules.log.warn({ from: used, to: lowest }, 'the chain lost nonces; filling them with empty transactions');
    const fees = await this.#endpoint.ask((client) => currentFees(client, this.#network, this.#options.fees));
    for (let nonce = used; nonce < lowest; nonce++) {
      const { raw } = await this.#signer.sign({ to: this.address, data: '0x', nonce, gasLimit: 21_000 }, fees);
      const [refusal] = await broadcast(this.#receivers, raw);
      if (refusal) throw new EvlockError('CHAIN_UNREACHABLE', { ...refusal });
    }
  }

  async #endReverted(live: LiveEntry, receipt: TransactionReceipt): Promise<void> {
    const error = await whyReverted(this.#endpoint, live.entry, receipt);
    await this.#update(live, { state: 'reverted', error: error.toJSON() });
    this.#live.delete(live.entry.key);
    live.fail(error);
  }

  async #update(live: LiveEntry, change: Partial<OutboxEntry>): Promise<void> {
    const entry = { ...live.entry, ...change };
    await this.#modules.outbox.update(entry);
    live.entry = entry;
  }

  #nonceAt(blockTag: 'pending' | 'finalized'): Promise<number> {
    return this.#endpoint.ask((client) => client.getTransactionCount({ address: this.address, blockTag }));
  }

  #now(): number {
    return this.#modules.clock.monotonic();
  }
}

function newest({ attempts }: OutboxEntry): Attempt {
  const attempt = attempts.at(-1);
  if (!attempt) throw new EvlockError('INTERNAL', { reason: 'an outbox entry without an attempt' });
  return attempt;
}

const sameCall = (one: Pick<Call, 'to' | 'data'>, other: Call): boolean =>
  one.to.toLowerCase() === other.to.toLowerCase() && one.data.toLowerCase() === other.data.toLowerCase();

const otherCall = (key: string): EvlockError =>
  new EvlockError('INVALID_INPUT', { field: 'key', problem: 'stands for another call', key });
