/**
 * Takes the chain's finalized blocks in, each once and in order: what they mean for trades, offers and meters becomes durable
 * together with how far it has come, so that a crash at any moment loses and doubles nothing.
 */
import { type ChainReader, type FinalizedBlock, type Log, networkOf } from '@evlock/chain';
import { type Clock, type Deployment, EvlockError, milliseconds } from '@evlock/protocol';
import { advance, type Cursor, type EventBlock, eventBlocks, readCursor, rewind } from '../database/chain-events.ts';
import type { Database } from '../database/database.ts';
import { nothingTouched, type PlacedEvent, type Touched } from '../database/projection.ts';
import { placeEvents } from './place-events.ts';

export interface IndexerOptions {
  readonly deployment: Deployment;
  /** Most blocks taken in at once. Default 500. */
  readonly range?: number;
}

export interface IndexerModules {
  readonly database: Database;
  readonly chain: Pick<ChainReader, 'blocks' | 'finalized' | 'events' | 'transactionReceipt'>;
  /** Told what changed, once that is durable. */
  readonly listener: { chainChanged(touched: Touched): Promise<void> };
  readonly clock: Clock;
  readonly log: Log;
}

const DEFAULT_RANGE = 500;
const RETRY_MILLISECONDS = 1_000;
/** Blocks with events that are looked at for one that a development chain still has. */
const REMEMBERED_BLOCKS = 100;

export class Indexer {
  readonly #deployment: Deployment;
  readonly #range: number;
  readonly #modules: IndexerModules;
  readonly #losableBlocks: number;
  /** The chain may have been started anew since it was last looked at. */
  #doubtful = false;
  #cursor: Cursor | undefined;
  #failure: EvlockError | undefined;
  #running: AbortController | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: IndexerOptions, modules: IndexerModules) {
    this.#deployment = options.deployment;
    this.#range = options.range ?? DEFAULT_RANGE;
    this.#modules = modules;
    this.#losableBlocks = networkOf(options.deployment.chainId).losableBlocks;
  }

  /**
   * Goes on where the database stands. Throws `CHAIN_WRONG_NETWORK` when the database was filled from another chain or
   * other contracts; a chain that does not answer is waited for.
   */
  async start(): Promise<void> {
    if (this.#running) return;
    this.#cursor = await readCursor(this.#modules.database, this.#deployment);
    await this.#verify().catch((error: unknown) => {
      if (EvlockError.is(error, 'CHAIN_WRONG_NETWORK')) throw error;
      this.#doubtful = true;
    });
    this.#running = new AbortController();
    this.#loop = this.#run(this.#running.signal);
  }

  async stop(): Promise<void> {
    this.#running?.abort();
    this.#running = undefined;
    await this.#loop;
  }

  /** The last block taken in; 0 before `start`. */
  block(): number {
    return this.#cursor?.block ?? 0;
  }

  /** Why it stopped by itself: the endpoints serve another chain. */
  failure(): EvlockError | undefined {
    return this.#failure;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { chain, clock, log } = this.#modules;
    for await (const head of chain.blocks(signal)) {
      try {
        // Every head is a new one: at a height that was taken in already it is of another branch.
        if (this.#doubtful || head.number <= this.block()) await this.#verify();
        this.#doubtful = false;
        await this.#catchUp(head, signal);
      } catch (cause) {
        const error = EvlockError.from(cause);
        log.warn({ code: error.code, block: this.block() }, `blocks are not taken in: ${error.message}`);
        if (error.code === 'CHAIN_WRONG_NETWORK') {
          this.#failure = error;
          return;
        }
        // The chain may have lost blocks meanwhile, and the last commit may have come through.
        this.#doubtful = true;
        await clock.sleep(milliseconds(RETRY_MILLISECONDS), signal).catch(() => undefined);
      }
    }
  }

  async #catchUp(head: FinalizedBlock, signal: AbortSignal): Promise<void> {
    while (this.block() < head.number && !signal.aborted) {
      const from = this.block();
      const { to, events } = await this.#read(from, head);
      if (events.length > 0) await this.#checkUnbroken();
      const touched = await this.#modules.database.transaction((statements) => advance(statements, from, to, events));
      this.#cursor = to;
      await this.#tell(touched);
    }
  }

  /** The blocks after `from`, as many as are taken in at once. */
  async #read(from: number, head: FinalizedBlock): Promise<{ to: Cursor; events: PlacedEvent[] }> {
    const { chain } = this.#modules;
    const to = { block: Math.min(head.number, from + this.#range), time: head.time };
    return { to, events: await placeEvents(chain, await chain.events(from + 1, to.block)) };
  }

  async #tell(touched: Touched): Promise<void> {
    await this.#modules.listener.chainChanged(touched).catch((error: unknown) => {
      this.#modules.log.warn({ code: EvlockError.from(error).code }, 'a change on chain was not told to everybody');
    });
  }

  /**
   * The newest event that was taken in must still be where it was: that pins the whole chain before it. A development chain
   * that was killed may have lost its last blocks and made others since, so those are taken in again.
   */
  async #verify(): Promise<void> {
    const { database, chain } = this.#modules;
    this.#cursor = await readCursor(database, this.#deployment);
    const head = await chain.finalized();
    const [newest] = await eventBlocks(database, 1);
    if (newest && head.number < newest.block && this.#losableBlocks === 0) {
      throw new EvlockError('CHAIN_UNREACHABLE', { reason: 'behind', block: head.number, known: newest.block });
    }
    const common = !newest || (await this.#isThere(newest)) ? this.block() : await this.#lastCommonBlock();
    if (this.#losableBlocks === 0) return;
    const sure = Math.min(common, head.number, this.block() - this.#losableBlocks);
    await this.#takeAgain(Math.max(sure, this.#deployment.block - 1), head);
  }

  /** No event is put after one that is no longer there. The next look finds out what happened. */
  async #checkUnbroken(): Promise<void> {
    const [newest] = await eventBlocks(this.#modules.database, 1);
    if (newest && !(await this.#isThere(newest))) {
      throw new EvlockError('CHAIN_DISAGREES', { block: newest.block, reason: 'a known event is gone' });
    }
  }

  async #isThere({ transaction, blockHash }: EventBlock): Promise<boolean> {
    return (await this.#modules.chain.transactionReceipt(transaction))?.blockHash === blockHash;
  }

  /** Only a development chain can lose blocks; and one that lost all of them is another chain. */
  async #lastCommonBlock(): Promise<number> {
    const known = this.#losableBlocks > 0 ? await eventBlocks(this.#modules.database, REMEMBERED_BLOCKS) : [];
    for (const block of known) if (await this.#isThere(block)) return block.block;
    throw new EvlockError('CHAIN_WRONG_NETWORK', {
      chain: this.#deployment.chainId,
      block: this.block(),
      reason: 'the events taken in are not on this chain',
    });
  }

  /** In one transaction, so that nobody sees what stays as it was disappear in between. */
  async #takeAgain(block: number, head: FinalizedBlock): Promise<void> {
    if (block >= this.block()) return;
    const { database, log } = this.#modules;
    log.info({ from: this.block(), to: block }, 'taking the last blocks of a development chain in again');
    const next = head.number > block ? await this.#read(block, head) : undefined;
    const touched = await database.transaction(async (statements) => {
      await rewind(statements, block);
      return next ? advance(statements, block, next.to, next.events) : nothingTouched();
    });
    this.#cursor = await readCursor(database, this.#deployment);
    await this.#tell(touched);
  }
}
