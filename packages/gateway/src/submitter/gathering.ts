/**
 * Puts items that are due together into one transaction. An item goes into one batch at most: what the market refused there, and
 * what was in a batch that failed as a whole, is sent alone, so that its own result is known and nothing waits for
 * another. Which batch an item is in is kept in the outbox with the batch, before that is sent: after a crash the item waits for
 * it, and is not sent beside it.
 */
import {
  type BatchPart,
  batchCall,
  type Call,
  type Log,
  MOST_IN_BATCH,
  type OutboxEntry,
  type TransactionQueue,
  type TransactionResult,
} from '@evlock/chain';
import { type Bytes32, type Clock, type Deployment, type ErrorCode, EvlockError, milliseconds } from '@evlock/protocol';

/** What is asked of the submitter, as a call of its own. */
export interface DueItem extends BatchPart {
  /** Items of one kind share a batch. */
  readonly kind: string;
  /** Calls of `free` by trade, for an opening that finds its meters busy. */
  readonly frees?: ReadonlyMap<Bytes32, Call>;
}

export interface GatheringModules {
  readonly queue: Pick<TransactionQueue, 'submit' | 'simulate'>;
  readonly outbox: {
    find(key: string): Promise<OutboxEntry | undefined>;
    /** The batch that the item of this key is in. */
    batchOf(itemKey: string): Promise<OutboxEntry | undefined>;
  };
  readonly clock: Clock;
  readonly log: Log;
}

export interface GatheringLimits {
  /** Milliseconds for which the first item waits for others. */
  readonly window: number;
  /** Maximum number of such windows that the first item waits while more items are about to arrive. */
  readonly mostWindows: number;
  readonly mostItems: number;
  /** Sum of the gas limits that the items would have alone. */
  readonly mostGas: number;
}

/**
 * Kaia lets one transaction compute 150 000 000; settlements, the costliest, compute 25 for each unit of gas that they use, and a
 * limit is half as much again as what is used (`bench/results/computation-cost.json`).
 */
export const GATHERING_LIMITS: GatheringLimits = { window: 100, mostWindows: 20, mostItems: 50, mostGas: 6_000_000 };

/** Of an opening whose meters must be freed first, which cannot be simulated alone, with the freeing. */
const GAS_AFTER_FREEING = 200_000;

/** `alone`: it must be sent alone; with the refusal of its batch, if it was in one. */
type Outcome = { readonly result: TransactionResult } | { readonly alone: ErrorCode | undefined };

interface Waiting {
  readonly item: DueItem;
  /** Monotonic milliseconds at which the caller stops waiting. */
  readonly until: number;
  settle(outcome: Outcome): void;
  fail(error: EvlockError): void;
}

interface Sized extends Waiting {
  readonly gas: number;
  readonly frees: ReadonlyMap<Bytes32, Call>;
}

export class Gathering {
  readonly #deployment: Deployment;
  readonly #limits: GatheringLimits;
  readonly #modules: GatheringModules;
  #arriving = 0;
  readonly #asked = new Map<string, Promise<TransactionResult>>();
  /** By kind, until its window closes. */
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(deployment: Deployment, limits: GatheringLimits, modules: GatheringModules) {
    this.#deployment = deployment;
    this.#limits = { ...limits, mostItems: Math.min(limits.mostItems, MOST_IN_BATCH) };
    this.#modules = modules;
  }

  /**
   * As `TransactionQueue.submit` of the item's call. However often an item is requested concurrently, it is submitted once; requested
   * again later, it gets the same result.
   */
  submit(item: DueItem, patience: number): Promise<TransactionResult> {
    const present = this.#asked.get(item.key);
    if (present) return present;
    const result = this.#submit(item, patience).finally(() => this.#asked.delete(item.key));
    this.#asked.set(item.key, result);
    return result;
  }

  /** While `arriving` runs, more items are expected: an open window waits for them, up to its limit. */
  async arriving<T>(work: () => Promise<T>): Promise<T> {
    this.#arriving++;
    try {
      return await work();
    } finally {
      this.#arriving--;
    }
  }

  async #submit(item: DueItem, patience: number): Promise<TransactionResult> {
    const { clock, log, queue } = this.#modules;
    const until = clock.monotonic() + patience;
    const known = await this.arriving(() => this.#known(item.key));
    const outcome = known ? await this.#knownEnd(item.key, known, patience) : await this.#gather(item, until);
    if ('result' in outcome) return outcome.result;
    const { key, call } = item;
    if (outcome.alone)
      log.info({ key, reason: outcome.alone }, 'an item did not succeed in its batch; sending it alone');
    return await queue.submit(key, call, Math.max(1, until - clock.monotonic()));
  }

  /** What the outbox has of an item: its own transaction, or the batch that it is in. */
  async #known(key: string): Promise<OutboxEntry | undefined> {
    const { outbox } = this.#modules;
    return (await outbox.find(key)) ?? (await outbox.batchOf(key));
  }

  async #knownEnd(key: string, stored: OutboxEntry, patience: number): Promise<Outcome> {
    if (stored.key === key) return { alone: undefined };
    const ended = await this.#endOf(stored.key, () => this.#modules.queue.submit(stored.key, stored, patience));
    return ended(key);
  }

  /** How the batch ended for each of its items. Throws where it has not ended. */
  async #endOf(batchKey: string, ended: () => Promise<TransactionResult>): Promise<(key: string) => Outcome> {
    try {
      const { skipped = [], ...result } = await ended();
      return (key) => {
        const skip = skipped.find((one) => one.key === key);
        return skip ? { alone: skip.reason } : { result };
      };
    } catch (cause) {
      const error = EvlockError.from(cause);
      const stored = await this.#modules.outbox.find(batchKey);
      if (stored?.state !== 'reverted') throw error;
      return () => ({ alone: error.code });
    }
  }

  #gather(item: DueItem, until: number): Promise<Outcome> {
    return new Promise((settle, fail) => {
      const waiting: Waiting = { item, until, settle, fail };
      const present = this.#waiting.get(item.kind);
      if (present) {
        present.push(waiting);
        return;
      }
      this.#waiting.set(item.kind, [waiting]);
      void this.#closeWindow(item.kind);
    });
  }

  async #closeWindow(kind: string): Promise<void> {
    const { window, mostWindows } = this.#limits;
    for (let count = 0; count === 0 || (this.#arriving > 0 && count < mostWindows); count++) {
      await this.#modules.clock.sleep(milliseconds(window));
    }
    const gathered = this.#waiting.get(kind) ?? [];
    this.#waiting.delete(kind);
    const [first, ...others] = gathered;
    if (others.length === 0 && !first?.item.frees?.size) {
      first?.settle({ alone: undefined });
      return;
    }
    const sized = (await Promise.all(gathered.map((one) => this.#size(one)))).flatMap((one) => one ?? []);
    await Promise.all(this.#chunks(sized).map((chunk) => this.#send(chunk)));
  }

  /** What the contract refuses now is no part of a batch. */
  async #size(waiting: Waiting): Promise<Sized | undefined> {
    const { call, frees = new Map() } = waiting.item;
    try {
      return { ...waiting, gas: await this.#modules.queue.simulate(call), frees: new Map() };
    } catch (cause) {
      const error = EvlockError.from(cause);
      if (error.code === 'METER_BUSY' && frees.size > 0) return { ...waiting, gas: GAS_AFTER_FREEING, frees };
      waiting.fail(error);
      return undefined;
    }
  }

  /** Within the limits, and in the order in which they came. */
  #chunks(sized: readonly Sized[]): Sized[][] {
    const chunks: Sized[][] = [];
    let [count, gas] = [0, 0];
    for (const one of sized) {
      const size = 1 + one.frees.size;
      const chunk = chunks.at(-1);
      if (chunk && count + size <= this.#limits.mostItems && gas + one.gas <= this.#limits.mostGas) {
        chunk.push(one);
        [count, gas] = [count + size, gas + one.gas];
      } else {
        chunks.push([one]);
        [count, gas] = [size, one.gas];
      }
    }
    return chunks;
  }

  async #send(chunk: readonly Sized[]): Promise<void> {
    const [first, ...others] = chunk;
    if (!first) return;
    const frees = new Map(chunk.flatMap((one) => [...one.frees]));
    if (others.length === 0 && frees.size === 0) {
      first.settle({ alone: undefined });
      return;
    }
    const { clock, outbox, queue } = this.#modules;
    const parts = chunk.map(({ item }) => item);
    // An item is in one batch at most, so its first names it.
    const key = `batch:${first.item.key}`;
    const patience = Math.max(1, ...chunk.map(({ until }) => until - clock.monotonic()));
    try {
      const call = batchCall(this.#deployment, parts, [...frees.values()]);
      const outcome = await this.#endOf(key, () => queue.submit(key, call, patience));
      for (const { item, settle } of chunk) settle(outcome(item.key));
    } catch (cause) {
      const error = EvlockError.from(cause);
      const stored = await outbox.find(key).catch(() => null);
      // A passing failure says nothing about the items: they are requested again.
      if (stored === undefined && error.class !== 'passing') await this.#divide(chunk, error);
      else for (const { fail } of chunk) fail(error);
    }
  }

  /** A batch that would fail as a whole, as for what it computes, is tried in halves. */
  async #divide(chunk: readonly Sized[], { code }: EvlockError): Promise<void> {
    this.#modules.log.info({ items: chunk.length, code }, 'a batch was refused; splitting it');
    if (chunk.length === 1) return chunk[0]?.settle({ alone: code });
    const half = Math.ceil(chunk.length / 2);
    await Promise.all([this.#send(chunk.slice(0, half)), this.#send(chunk.slice(half))]);
  }
}
