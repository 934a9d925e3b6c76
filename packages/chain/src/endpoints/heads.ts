/** How far endpoints have come, and whether they are on one chain. Pure, but for the queries it sends them. */
import { EvlockError, type Timestamp } from '@evlock/protocol';
import type { FinalizedBlock } from '../contracts/on-chain.ts';
import { blockAt } from './endpoint-reads.ts';
import type { Head } from './head.ts';
import { disagrees } from './proof.ts';

export const lowest = <H extends Head>(heads: readonly H[]): H =>
  heads.reduce((low, head) => (head.block.number < low.block.number ? head : low));

export const highest = <H extends Head>(heads: readonly H[]): H =>
  heads.reduce((high, head) => (head.block.number > high.block.number ? head : high));

/** Most advanced first. */
export const freshestFirst = <H extends Head>(heads: readonly H[]): readonly H[] =>
  heads.toSorted((one, other) => other.block.number - one.block.number);

/**
 * Returns the block at the height of the least advanced endpoint. Throws `CHAIN_DISAGREES` unless all have it with the same hash
 * and time (which cannot be derived from the hash here). With `lenient`, one that lacks it now is ignored. Throws `CHAIN_BEHIND`.
 */
export async function commonBlock(heads: readonly Head[], lenient = false): Promise<FinalizedBlock> {
  const { endpoint: reference, block } = lowest(heads);
  const others = heads.filter(({ endpoint }) => endpoint !== reference);
  const replies = others.map(async (head) => {
    if (head.block.number === block.number) return { ...head, theirs: head.block };
    const theirs = await blockAt(head.endpoint, block.number).catch((error: unknown) => {
      if (lenient && EvlockError.isPassing(error)) return undefined;
      throw error;
    });
    return { ...head, theirs };
  });
  for (const { endpoint, theirs } of await Promise.all(replies)) {
    if (theirs && theirs.hash !== block.hash) throw disagrees(reference, endpoint, 'block hash', block.number);
    if (theirs && theirs.time !== block.time) throw disagrees(reference, endpoint, 'block time', block.number);
  }
  return block;
}

const heightDiffers = (heads: readonly Head[]) =>
  disagrees(highest(heads).endpoint, lowest(heads).endpoint, 'height', lowest(heads).block.number);

/** Throws `CHAIN_DISAGREES` when an endpoint is more than `most` blocks behind another. */
export function checkLag(heads: readonly Head[], most: number): void {
  if (highest(heads).block.number - lowest(heads).block.number > most) throw heightDiffers(heads);
}

/**
 * Those within `most` blocks of the most advanced. Throws `CHAIN_DISAGREES` when an excluded one has a block of the last `most`
 * seconds before `now`: at one block a second, the other then claims impossible heights.
 */
export function advanced<H extends Head>(heads: readonly H[], most: number, now: Timestamp): readonly H[] {
  const top = highest(heads).block.number;
  const behind = heads.filter(({ block }) => top - block.number > most);
  if (behind.some(({ block }) => now - block.time <= most)) throw heightDiffers(heads);
  return heads.filter((head) => !behind.includes(head));
}
