/**
 * Puts calls of one account on chain: in nonce order, several in flight, each stored before it is sent, resent until it is
 * final, replaced with a higher fee when it is stuck. One queue per account: two would take each other's nonces.
 */
import { type Address, type ErrorCode, EvlockError, milliseconds, timestamp } from '@evlock/protocol';
import type { TransactionReceipt } from 'viem';
import { broadcast, type Refusal } from './broadcast.ts';
import type { Call } from './call.ts';
import { EndpointSet } from './endpoint-set.ts';
import { type Fees, mostSpent, replacementFees } from './fees.ts';
import { LiveEntry } from './live-entry.ts';
import { silentLog } from './log.ts';
import { type Network, networkOf } from './networks.ts';
import type { NodeWord } from './node-words.ts';
import type { Attempt, OutboxEntry, TransactionResult } from './outbox.ts';
import { QUEUE_DEFAULTS, type QueueModules, type QueueOptions } from './queue-options.ts';
import { SenderReads, type Standing } from './sender-reads.ts';
import { feesOf, Signer } from './signer.ts';
import { Turn } from './turn.ts';

/** The reason of a `SUBMISSION_FAILED` of which nothing is wrong but that it takes long. */
export const NOT_FINAL_IN_TIME = 'not final in time';
/** Bounds how far the fee of one entry can climb: 1.125^9 ≈ 2.9 times. */
const MOST_ATTEMPTS = 10;
/** Looks in a row after which it is asked why a used nonce has no receipt, or why nonces are missing. */
const SURE_AFTER_LOOKS = 3;
/** Blocks that must go by a transaction before more is offered for it: on a chain that stands still no fee helps. */
const PASSED_BY_BLOCKS = 3;
/** Blocks that must come while a nonce is missing, before it is believed that the chain lost it. */
const HOLE_BLOCKS = 2;

export class TransactionQueue {
  /** The account that sends and pays the gas. */
  readonly address: Address;
  readonly #options: Required<Omit<QueueOptions, 'endpoints' | 'privateKey' | 'timeout'>>;
  readonly #modules: Required<Omit<QueueModules, 'fetch' | 'budget'>> & Pick<QueueModules, 'budget'>;
  readonly #endpoints: EndpointSet;
  readonly #reads: SenderReads;
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
  #trouble: ErrorCode | undefined;
  #hole: { looks: number; readonly since: number } | undefined;
  #running: AbortController | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: QueueOptions, modules: QueueModules) {
    const { endpoints, privateKey, timeout, ...rest } = options;
    const { fetch, ...own } = modules;
    this.#options = { ...QUEUE_DEFAULTS, ...rest };
    this.#modules = { log: silentLog, ...own };
    this.#network = networkOf(options.chainId);
    this.#signer = new Signer(privateKey, options.chainId);
    this.address = this.#signer.address;
    const { chainId } = options;
    this.#endpoints =
      endpoints instanceof EndpointSet
        ? endpoints
        : new EndpointSet({ endpoints, chainId, ...(timeout !== undefined && { timeout }) }, modules);
    this.#reads = new SenderReads(this.#endpoints, this.address, this.#network, this.#options.fees);
  }

  /** Takes up what the outbox holds. Throws `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE` when no endpoint answers, or `INVALID_INPUT` for an outbox of another account. */
  async start(): Promise<void> {
    if (this.#running) return;
    await this.#endpoints.heads();
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

  /** Seconds for which the entry waits that is first in line; 0 when none does. */
  waiting(): number {
    const open = [...this.#live.values()].filter(({ entry }) => entry.state === 'sent');
    const first = open.reduce((low, live) => Math.min(low, live.entry.nonce), Number.POSITIVE_INFINITY);
    const oldest = open.find(({ entry }) => entry.nonce === first)?.since ?? this.#now();
    return Math.floor((this.#now() - oldest) / 1_000);
  }

  /** Gas money of the account at the newest block, in wei. Throws `CHAIN_UNREACHABLE`. */
  balance(): Promise<bigint> {
    return this.#reads.balance();
  }

  /**
   * The gas limit that `submit` would give a call. Throws what the contract would refuse it for; `COMPUTATION_LIMIT`,
   * `CHAIN_UNREACHABLE`, `CHAIN_BEHIND`, `CHAIN_DISAGREES`.
   */
  simulate(call: Call): Promise<number> {
    return this.#reads.simulate(call);
  }

  /**
   * Simulates the call and puts it on chain; resolves when it is final. The same key gives the same result, also after a
   * restart, and is never sent as a second transaction. Throws the contract's refusal under its own code (a call refused in
   * simulation leaves no trace and may be tried again under its key; one refused when mined stays refused),
   * `CHAIN_UNREACHABLE` when it could not be simulated, `RATE_LIMITED` when the queue is full, `SUBMISSION_FAILED` when it is
   * not final in time or `SUBMITTER_EXHAUSTED` when gas money is missing (it is still tried), `CANCELLED` on `stop`,
   * `INVALID_INPUT` when the key stands for another call. `patience`, in milliseconds, takes the place of the queue's.
   */
  submit(key: string, call: Call, patience = this.#options.patience): Promise<TransactionResult> {
    const present = this.#submissions.get(key);
    if (present) return sameCall(present.call, call) ? present.result : Promise.reject(otherCall(key));
    const result = this.#submit(key, call, patience).finally(() => this.#submissions.delete(key));
    this.#submissions.set(key, { call, result });
    return result;
  }

  async #submit(key: string, call: Call, patience: number): Promise<TransactionResult> {
    if (!this.#running) throw new EvlockError('CANCELLED', { key, reason: 'the queue does not run' });
    const stored = await this.#modules.outbox.find(key);
    if (stored) return await this.#resultOf(stored, call, patience);
    if (this.pending() + this.#entering >= this.#options.capacity) {
      throw new EvlockError('RATE_LIMITED', { pending: this.pending(), most: this.#options.capacity });
    }
    this.#entering++;
    let live: LiveEntry;
    try {
      const gasLimit = await this.#reads.simulate(call);
      live = await this.#nonceTurn.take(() => this.#enter(key, call, gasLimit));
    } finally {
      this.#entering--;
    }
    const [result] = await Promise.all([this.#await(live, patience), this.#send(live)]);
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

  /** Waits for the end of an entry, with patience. */
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

  /** Gives a call its nonce, signs it and stores it. Runs in turn. */
  async #enter(key: string, { to, data, label, items }: Call, gasLimit: number): Promise<LiveEntry> {
    if (!this.#running) throw new EvlockError('CANCELLED', { key });
    if (this.#live.size === 0) this.#nextNonce = Math.max(this.#nextNonce, await this.#reads.nextNonce());
    const nonce = this.#nextNonce;
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
    const refusals = await broadcast(this.#endpoints.all, raw);
    if (refusals.length === 0) {
      this.#modules.log.debug({ key, label, nonce, transaction }, 'transaction sent');
      return;
    }
    const why = refusals.map(({ endpoint, reason }) => `${endpoint}: ${reason}`).join('; ');
    this.#modules.log.warn({ key, label, nonce, why }, 'transaction not taken');
    await this.#refused(live, refusals, why);
  }

  async #refused(live: LiveEntry, refusals: readonly Refusal[], why: string): Promise<void> {
    const { key, label } = live.entry;
    const some = (word: NodeWord): boolean => refusals.some((refusal) => refusal.word === word);
    if (some('poor')) live.fail(new EvlockError('SUBMITTER_EXHAUSTED', { key, label, account: this.address }));
    if (some('underpriced')) live.underpriced = true;
    // Nobody that answered will ever have it, so its nonce must not hold up the others.
    if (refusals.every(({ word }) => word === 'never')) {
      await this.#endRefused(live, new EvlockError('SUBMISSION_FAILED', { key, label, reason: why }));
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.#live.size > 0) {
        const trouble = await this.#look().then(() => undefined, EvlockError.from);
        // Once per outage, not twice a second.
        if (trouble && trouble.code !== this.#trouble) this.#modules.log.warn({ code: trouble.code }, trouble.message);
        this.#trouble = trouble?.code;
      }
      await this.#modules.clock.sleep(milliseconds(this.#options.pollInterval), signal).catch(() => undefined);
    }
  }

  /** Looks at the chain once and does for every open entry what is due. */
  async #look(): Promise<void> {
    const entries = [...this.#live.values()];
    const standing = await this.#reads.standing();
    const { head, used } = standing;
    await Promise.all(
      entries.map((live) =>
        live.entry.nonce < used ? this.#lookMined(live, head) : this.#lookUnmined(live, standing),
      ),
    );
    await this.#fillHole(standing);
  }

  /** The nonce is used on chain: by one of our attempts, or by somebody else with this key. */
  async #lookMined(live: LiveEntry, head: number): Promise<void> {
    const safeFrom = (block: number): boolean => block + this.#network.losableBlocks <= head;
    if (live.entry.result && !safeFrom(live.entry.result.block)) return;
    live.lost = 0;
    const mined = await this.#reads.mined(live.entry);
    if (mined === undefined) return await this.#lookForTaker(live, head);
    live.missing = 0;
    const { receipt, skipped } = mined;
    const block = Number(receipt.blockNumber);
    if (receipt.status === 'reverted') return await this.#endReverted(live, receipt);
    const safe = safeFrom(block);
    const time = await this.#reads.timeOf(block);
    const transaction = receipt.transactionHash;
    const gas = Number(receipt.gasUsed);
    const result = { transaction, block, time: timestamp(time), gas, ...(skipped && { skipped }) };
    await this.#update(live, { state: safe ? 'done' : 'included', result });
    if (safe) this.#live.delete(live.entry.key);
    live.succeed(result);
  }

  /**
   * The nonce is used and no receipt of ours is shown. That an endpoint does not show it proves nothing, and to sign the call
   * again could do it twice: only the transaction that took the nonce proves that ours did not.
   */
  async #lookForTaker(live: LiveEntry, head: number): Promise<void> {
    live.missing++;
    if (live.missing < SURE_AFTER_LOOKS) return;
    const { key, label, nonce, attempts } = live.entry;
    if (live.missing === SURE_AFTER_LOOKS) {
      this.#modules.log.warn({ key, label, nonce, block: head }, 'a nonce is used, and no endpoint shows by what');
    }
    const found = await this.#reads.takerOf(nonce, live.searched ?? head);
    if (!('taker' in found)) {
      // Found nowhere: an endpoint did not show all of its blocks.
      live.searched = found.searched > 0 ? found.searched - 1 : undefined;
    } else if (!attempts.some(({ transaction }) => transaction === found.taker)) await this.#renumber(live);
  }

  /** Not on chain yet, or no longer: resend it, or replace it when blocks go by it at the head of the line. */
  async #lookUnmined(live: LiveEntry, { head, used }: Standing): Promise<void> {
    const now = this.#now();
    const { key, label, nonce, attempts } = live.entry;
    live.missing = 0;
    live.waitsFrom ??= head;
    if (live.entry.state === 'included') {
      // One look may be by an endpoint that is behind.
      if (++live.lost < SURE_AFTER_LOOKS) return;
      this.#modules.log.warn({ key, label, nonce }, 'the chain lost a transaction; sending it again');
      await this.#update(live, { state: 'sent', result: null });
      live.sentAt = undefined;
      this.#waitAnew(live);
    }
    const passedBy = head - live.waitsFrom;
    const stuck = nonce === used && now - live.waitsSince >= this.#options.stuckAfter && passedBy >= PASSED_BY_BLOCKS;
    // Base fees change with blocks only.
    const tooLow = live.underpriced && passedBy > 0;
    if ((stuck || tooLow) && attempts.length < MOST_ATTEMPTS) return await this.#replace(live);
    if (live.sentAt === undefined || now - live.sentAt >= this.#options.resendAfter) await this.#send(live);
  }

  async #replace(live: LiveEntry): Promise<void> {
    // Mined by an endpoint's receipt, if not yet by the nonces that they tell.
    if (await this.#reads.mined(live.entry)) return;
    const fees = replacementFees(feesOf(newest(live.entry)), await this.#reads.fees());
    if (!this.#isWithinBudget(live, fees)) {
      await this.#send(live);
      return;
    }
    await this.#addAttempt(live, live.entry.nonce, fees);
    const { key, label, nonce, attempts } = live.entry;
    this.#modules.log.info({ key, label, nonce, attempt: attempts.length }, 'transaction replaced with a higher fee');
  }

  /** What is sent already stays: only more is not offered. */
  #isWithinBudget({ entry: { key, gasLimit } }: LiveEntry, fees: Fees): boolean {
    try {
      this.#modules.budget?.reserve(key, mostSpent(gasLimit, fees));
      return true;
    } catch (error) {
      this.#modules.log.warn({ key, code: EvlockError.from(error).code }, 'no higher fee is offered');
      return false;
    }
  }

  /** The old nonce is spent by another transaction, so no old attempt can ever be mined: the call gets a new one. */
  async #renumber(live: LiveEntry): Promise<void> {
    const { key, label, nonce } = live.entry;
    this.#modules.log.warn({ key, label, nonce }, 'another transaction took the nonce; signing again');
    await this.#nonceTurn.take(async () => {
      this.#nextNonce = Math.max(this.#nextNonce, await this.#reads.nextNonce());
      await this.#addAttempt(live, this.#nextNonce, feesOf(newest(live.entry)));
      this.#nextNonce++;
    });
  }

  async #addAttempt(live: LiveEntry, nonce: number, fees: Fees): Promise<void> {
    const attempt = await this.#signer.sign({ ...live.entry, nonce }, fees);
    await this.#update(live, { nonce, attempts: [...live.entry.attempts, attempt] });
    live.missing = 0;
    live.searched = undefined;
    live.underpriced = false;
    this.#waitAnew(live);
    await this.#send(live);
  }

  #waitAnew(live: LiveEntry): void {
    live.lost = 0;
    live.waitsSince = this.#now();
    live.waitsFrom = undefined;
  }

  /** A chain that lost more than we keep open leaves a hole before our lowest nonce; nothing after it could be mined. */
  async #fillHole({ head, used }: Standing): Promise<void> {
    const lowest = Math.min(...[...this.#live.values()].map(({ entry }) => entry.nonce));
    if (this.#live.size === 0 || lowest <= used) {
      this.#hole = undefined;
      return;
    }
    this.#hole ??= { looks: 0, since: head };
    if (++this.#hole.looks < SURE_AFTER_LOOKS || head - this.#hole.since < HOLE_BLOCKS) return;
    this.#hole = undefined;
    this.#modules.log.warn({ from: used, to: lowest }, 'nonces are missing; filling them with empty transactions');
    const fees = await this.#reads.fees();
    for (let nonce = used; nonce < lowest; nonce++) {
      const { raw } = await this.#signer.sign({ to: this.address, data: '0x', nonce, gasLimit: 21_000 }, fees);
      const [refusal] = await broadcast(this.#endpoints.all, raw);
      if (refusal) throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: refusal.endpoint, reason: refusal.reason });
    }
  }

  async #endReverted(live: LiveEntry, receipt: TransactionReceipt): Promise<void> {
    await this.#endRefused(live, await this.#reads.whyReverted(live.entry, receipt));
  }

  async #endRefused(live: LiveEntry, error: EvlockError): Promise<void> {
    await this.#update(live, { state: 'reverted', error: error.toJSON() });
    this.#live.delete(live.entry.key);
    live.fail(error);
  }

  async #update(live: LiveEntry, change: Partial<OutboxEntry>): Promise<void> {
    const entry = { ...live.entry, ...change };
    await this.#modules.outbox.update(entry);
    live.entry = entry;
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
