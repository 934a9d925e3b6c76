/**
 * Indexes the chain's finalized blocks, each once and in order: what they mean for trades, offers and meters becomes durable
 * together with the cursor, so that a crash at any moment loses and duplicates nothing. Unproven data is waited for and
 * requested again; missing data at an endpoint never stops the indexer.
 */
import { type ChainReader, type FinalizedBlock, type Log, networkOf } from '@evlock/chain';
import { type Clock, type Deployment, EvlockError, milliseconds } from '@evlock/protocol';
import { advance, type Cursor, eventBlocks, isSameAsStored, readCursor, rewind } from '../database/chain-events.ts';
import type { Database } from '../database/database.ts';
import { nothingTouched, type PlacedEvent, type Touched } from '../database/projection.ts';
import { KnownEvents } from './known-events.ts';
import { placeEvents } from './place-events.ts';

export interface IndexerOptions {
  readonly deployment: Deployment;
  /** Maximum number of blocks indexed at once. Default 500. */
  readonly range?: number;
}

export interface IndexerModules {
  readonly database: Database;
  readonly chain: Pick<ChainReader, 'blocks' | 'finalized' | 'events' | 'transactionReceipt' | 'blockHash'>;
  /** Called with what changed, once that is durable. */
  readonly listener: { chainChanged(touched: Touched): Promise<void> };
  readonly clock: Clock;
  readonly log: Log;
}

/** Where indexing is stuck, since when and why. */
export interface Standing {
  /** The last indexed block. */
  readonly block: number;
  readonly seconds: number;
  readonly error: EvlockError;
}

const DEFAULT_RANGE = 500;
const RETRY_MILLISECONDS = 1_000;
/** Consecutive checks after which known blocks count as gone or replaced. */
const SURE_AFTER_LOOKS = 3;
/** Blocks after which those before them are read a second time, and how many. */
const READ_AGAIN_BLOCKS = 16;

export class Indexer {
  readonly #deployment: Deployment;
  readonly #range: number;
  readonly #modules: IndexerModules;
  readonly #known: KnownEvents;
  readonly #losableBlocks: number;
  /** The chain may have lost blocks, or be another one, since the last check. */
  #doubtful = false;
  /** Consecutive checks that found known blocks gone or replaced. */
  #goneLooks = 0;
  /** The last block that was read a second time. */
  #readAgain = 0;
  #cursor: Cursor | undefined;
  #standing: { readonly since: number; readonly error: EvlockError } | undefined;
  #running: AbortController | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: IndexerOptions, modules: IndexerModules) {
    this.#deployment = options.deployment;
    this.#range = options.range ?? DEFAULT_RANGE;
    this.#modules = modules;
    this.#losableBlocks = networkOf(options.deployment.chainId).losableBlocks;
    this.#known = new KnownEvents(modules, this.#losableBlocks);
  }

  /**
   * Continues from the database's cursor. Throws `CHAIN_WRONG_NETWORK` when the database was filled from another chain or
   * other contracts; if the chain does not answer, it waits.
   */
  async start(): Promise<void> {
    if (this.#running) return;
    this.#cursor = await readCursor(this.#modules.database, this.#deployment);
    this.#readAgain = this.block();
    await this.#verifyAtStart();
    this.#running = new AbortController();
    this.#loop = this.#run(this.#running.signal);
  }

  async stop(): Promise<void> {
    this.#running?.abort();
    this.#running = undefined;
    await this.#loop;
  }

  /** The last indexed block; 0 before `start`. */
  block(): number {
    return this.#cursor?.block ?? 0;
  }

  /** Set when the endpoints repeatedly served another chain. Indexing keeps trying. */
  failure(): EvlockError | undefined {
    const error = this.#standing?.error;
    return error?.code === 'CHAIN_WRONG_NETWORK' ? error : undefined;
  }

  /** Why indexing is stuck, and for how long; undefined while it progresses. */
  standing(): Standing | undefined {
    if (!this.#standing) return undefined;
    const { since, error } = this.#standing;
    const seconds = Math.floor((this.#modules.clock.monotonic() - since) / 1_000);
    return { block: this.block(), seconds, error };
  }

  async #verifyAtStart(): Promise<void> {
    for (;;) {
      try {
        return await this.#verify(await this.#modules.chain.finalized());
      } catch (error) {
        if (EvlockError.is(error, 'CHAIN_WRONG_NETWORK')) throw error;
        this.#doubtful = true;
        if (this.#goneLooks === 0) return;
      }
      await this.#modules.clock.sleep(milliseconds(RETRY_MILLISECONDS));
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { chain, clock } = this.#modules;
    for await (const newest of chain.blocks(signal)) {
      let head = newest;
      // The next block may take long to arrive, so retry the rest of this one.
      while (!signal.aborted && !(await this.#takeIn(head, signal))) {
        await clock.sleep(milliseconds(RETRY_MILLISECONDS), signal).catch(() => undefined);
        head = await chain.finalized().catch(() => head);
      }
    }
  }

  /** Whether everything up to `head` is indexed. */
  async #takeIn(head: FinalizedBlock, signal: AbortSignal): Promise<boolean> {
    try {
      // A head at or below the cursor: an endpoint went back, or follows another branch.
      if (this.#doubtful || head.number <= this.block()) await this.#verify(head);
      this.#doubtful = false;
      await this.#catchUp(head, signal);
      this.#goesOn();
      return true;
    } catch (cause) {
      this.#stands(EvlockError.from(cause));
      // The chain may have lost blocks meanwhile, and the last commit may have come through.
      this.#doubtful = true;
      return false;
    }
  }

  #goesOn(): void {
    if (this.#standing) this.#modules.log.info({ block: this.block() }, 'indexing continues');
    this.#standing = undefined;
  }

  /** Logs each reason once. */
  #stands(error: EvlockError): void {
    const { log, clock } = this.#modules;
    if (this.#standing?.error.code !== error.code) {
      log.warn({ code: error.code, block: this.block() }, `indexing is stuck: ${error.message}`);
    }
    this.#standing = { since: this.#standing?.since ?? clock.monotonic(), error };
  }

  async #catchUp(head: FinalizedBlock, signal: AbortSignal): Promise<void> {
    while (this.block() < head.number && !signal.aborted) {
      const from = this.block();
      const { to, events } = await this.#read(from, head);
      if (events.length > 0) await this.#known.checkNewest();
      const touched = await this.#modules.database.transaction((statements) => advance(statements, from, to, events));
      this.#cursor = to;
      await this.#tell(touched);
      await this.#readLastAgain(head);
    }
  }

  /**
   * Reads recent blocks a second time, and indexes them again where they differ: one address may stand
   * for several nodes, and what was proven was proven by one of them.
   */
  async #readLastAgain(head: FinalizedBlock): Promise<void> {
    const until = this.block() - READ_AGAIN_BLOCKS;
    if (until - this.#readAgain < READ_AGAIN_BLOCKS) return;
    const from = Math.max(this.#readAgain, until - 2 * READ_AGAIN_BLOCKS);
    const { chain, database, log } = this.#modules;
    const events = await chain.events(from + 1, until);
    if (!(await isSameAsStored(database, { from: from + 1, to: until }, events))) {
      log.warn({ from: from + 1, to: until }, 'blocks hold other events than were indexed; indexing them again');
      await this.#takeAgain(from, head);
    }
    this.#readAgain = until;
  }

  /** The next range of blocks after `from`. */
  async #read(from: number, head: FinalizedBlock): Promise<{ to: Cursor; events: PlacedEvent[] }> {
    const { chain } = this.#modules;
    const to = { block: Math.min(head.number, from + this.#range), time: head.time };
    return { to, events: await placeEvents(chain, await chain.events(from + 1, to.block)) };
  }

  async #tell(touched: Touched): Promise<void> {
    await this.#modules.listener.chainChanged(touched).catch((error: unknown) => {
      this.#modules.log.warn(
        { code: EvlockError.from(error).code },
        'a change on chain was not passed on to every listener',
      );
    });
  }

  /**
   * The newest indexed event must still be where it was: that pins the whole chain before it. A development chain
   * that was killed may have lost its last blocks and made others since, so those are indexed again. Throws
   * `CHAIN_DISAGREES` while that is not sure yet, `CHAIN_BEHIND`, and `CHAIN_WRONG_NETWORK`.
   */
  async #verify(head: FinalizedBlock): Promise<void> {
    this.#cursor = await readCursor(this.#modules.database, this.#deployment);
    const [newest] = await eventBlocks(this.#modules.database, 1);
    const place = newest ? await this.#known.placeOf(newest, head) : 'there';
    const isLosable = this.#losableBlocks > 0;
    if (place === 'gone' || (isLosable && head.number < this.block())) this.#sureThatGone(head);
    else this.#goneLooks = 0;
    const common = place === 'there' ? this.block() : await this.#known.lastCommonBlock(head);
    if (common === undefined) throw this.#otherChain();
    if (!isLosable) return;
    const sure = Math.min(common, head.number, this.block() - this.#losableBlocks);
    await this.#takeAgain(Math.max(sure, this.#deployment.block - 1), head);
  }

  /** A single check may have reached a node that is behind, or the wrong one. */
  #sureThatGone({ number }: FinalizedBlock): void {
    this.#goneLooks++;
    if (this.#goneLooks < SURE_AFTER_LOOKS) {
      throw new EvlockError('CHAIN_DISAGREES', { block: this.block(), head: number, reason: 'a known block is gone' });
    }
  }

  #otherChain(): EvlockError {
    return new EvlockError('CHAIN_WRONG_NETWORK', {
      chain: this.#deployment.chainId,
      block: this.block(),
      reason: 'the events taken in are not on this chain',
    });
  }

  /** In one transaction, so that unchanged rows never seem to disappear. */
  async #takeAgain(block: number, head: FinalizedBlock): Promise<void> {
    if (block >= this.block()) return;
    const { database, log } = this.#modules;
    log.info({ from: this.block(), to: block }, 'indexing the last blocks again');
    const next = head.number > block ? await this.#read(block, head) : undefined;
    const touched = await database.transaction(async (statements) => {
      await rewind(statements, block);
      return next ? advance(statements, block, next.to, next.events) : nothingTouched();
    });
    this.#cursor = await readCursor(database, this.#deployment);
    await this.#tell(touched);
  }
}
