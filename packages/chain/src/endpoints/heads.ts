/** How far endpoints have come, and whether they are on one chain. Pure, but for the questions it asks them. */
import { EvlockError, type Timestamp } from '@evlock/protocol';
import type { FinalizedBlock } from '../contracts/on-chain.ts';
import { blockAt } from './endpoint-reads.ts';
import type { Head } from './head.ts';
import { disagrees } from './proof.ts';

export const lowest = <H extends Head>(heads: readonly H[]): H =>
  heads.reduce((low, head) => (head.block.number < low.block.number ? head : low));

export const highest = <H extends Head>(heads: readonly H[]): H =>
  heads.reduce((high, head) => (head.block.number > high.block.number ? head : high));

/** The most advanced first. */
export const freshestFirst = <H extends Head>(heads: readonly H[]): readonly H[] =>
  heads.toSorted((one, other) => other.block.number - one.block.number);

/**
 * Throws `CHAIN_DISAGREES` unless all have the same block at the height of the least advanced, which is given back: the same
 * hash, and the same time, which nobody here can tell from the hash. With `lenient`, one that does not have it now has no say.
 * Throws `CHAIN_BEHIND`.
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
 * Those within `most` blocks of the most advanced. Throws `CHAIN_DISAGREES` when one that is left out has a block of the last
 * `most` seconds before `now`: at a block a second the other claims heights that cannot be.
 */
export function advanced<H extends Head>(heads: readonly H[], most: number, now: Timestamp): readonly H[] {
  const top = highest(heads).block.number;
  const behind = heads.filter(({ block }) => top - block.number > most);
  if (behind.some(({ block }) => now - block.time <= most)) throw heightDiffers(heads);
  return heads.filter((head) => !behind.includes(head));
}
