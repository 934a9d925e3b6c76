/** Whether the indexed events are still on the chain that the endpoints show. */
import type { ChainReader, FinalizedBlock } from '@evlock/chain';
import { EvlockError } from '@evlock/protocol';
import { type EventBlock, eventBlocks } from '../database/chain-events.ts';
import type { Database } from '../database/database.ts';

/** `gone`: another block is at its height, or on a chain that can lose blocks, none yet. */
export type Place = 'there' | 'gone';

export interface KnownEventsModules {
  readonly database: Database;
  readonly chain: Pick<ChainReader, 'transactionReceipt' | 'blockHash'>;
}

/** Blocks with events that are looked at for one that a development chain still has. */
const REMEMBERED_BLOCKS = 100;

export class KnownEvents {
  readonly #modules: KnownEventsModules;
  readonly #losableBlocks: number;

  constructor(modules: KnownEventsModules, losableBlocks: number) {
    this.#modules = modules;
    this.#losableBlocks = losableBlocks;
  }

  /** Throws `CHAIN_BEHIND` while no endpoint shows it, nor another block in its place. */
  async placeOf({ block, blockHash, transaction }: EventBlock, head: FinalizedBlock): Promise<Place> {
    const { chain } = this.#modules;
    if (block > head.number && this.#losableBlocks > 0) return 'gone';
    const receipt = await chain.transactionReceipt(transaction);
    if (receipt) return receipt.blockHash === blockHash ? 'there' : 'gone';
    // No receipt is no proof; another block at the height is.
    return (await chain.blockHash(block)) === blockHash ? 'there' : 'gone';
  }

  /** Ensures that no event is stored after one that is gone. Throws `CHAIN_DISAGREES`; the next check finds out what happened. */
  async checkNewest(): Promise<void> {
    const [newest] = await eventBlocks(this.#modules.database, 1);
    if (!newest) return;
    const receipt = await this.#modules.chain.transactionReceipt(newest.transaction);
    if (!receipt) throw new EvlockError('CHAIN_BEHIND', { block: newest.block, missing: 'receipt of a known event' });
    if (receipt.blockHash === newest.blockHash) return;
    throw new EvlockError('CHAIN_DISAGREES', { block: newest.block, reason: 'a known event is gone' });
  }

  /** The newest block with a known event that is there; `undefined` when this is another chain. */
  async lastCommonBlock(head: FinalizedBlock): Promise<number | undefined> {
    if (this.#losableBlocks === 0) return undefined;
    const known = await eventBlocks(this.#modules.database, REMEMBERED_BLOCKS);
    for (const event of known) if ((await this.placeOf(event, head)) === 'there') return event.block;
    // All of them may be among the last blocks, which such a chain loses when it is killed.
    const [newest, oldest] = [known[0]?.block ?? 0, known.at(-1)?.block ?? 0];
    const mayBeLost = newest - oldest < this.#losableBlocks && newest - head.number <= this.#losableBlocks;
    return mayBeLost ? oldest - 1 : undefined;
  }
}
