/** Whether endpoints of different providers tell the same story. Pure, but for the questions it asks them. */
import { EvlockError, type Timestamp } from '@evlock/protocol';
import type { ChainEvent } from './chain-event.ts';
import type { Endpoint } from './endpoint.ts';
import { blockAt } from './endpoint-reads.ts';
import type { FinalizedBlock } from './on-chain.ts';

/** An endpoint and its newest finalized block. */
export interface Head {
  readonly endpoint: Endpoint;
  readonly block: FinalizedBlock;
}

export const lowest = (heads: readonly Head[]): Head =>
  heads.reduce((low, head) => (head.block.number < low.block.number ? head : low));

const highest = (heads: readonly Head[]): Head =>
  heads.reduce((high, head) => (head.block.number > high.block.number ? head : high));

/** Blocks between the most and the least advanced. */
export const lagOf = (heads: readonly Head[]): number => highest(heads).block.number - lowest(heads).block.number;

export const disagrees = (one: Endpoint, other: Endpoint, what: string, block: number): EvlockError =>
  new EvlockError('CHAIN_DISAGREES', { one: one.name, other: other.name, what, block });

/** Throws `CHAIN_DISAGREES` unless all have the same block at the height of the least advanced, which is given back. */
export async function commonBlock(heads: readonly Head[]): Promise<FinalizedBlock> {
  const { endpoint: reference, block } = lowest(heads);
  for (const head of heads) {
    if (head.endpoint === reference) continue;
    const theirs = head.block.number === block.number ? head.block : await blockAt(head.endpoint, block.number);
    if (theirs.hash !== block.hash) throw disagrees(reference, head.endpoint, 'block hash', block.number);
  }
  return block;
}

const heightDiffers = (heads: readonly Head[]): EvlockError =>
  disagrees(highest(heads).endpoint, lowest(heads).endpoint, 'height', lowest(heads).block.number);

/** Throws `CHAIN_DISAGREES` when an endpoint is more than `most` blocks behind another. */
export function checkLag(heads: readonly Head[], most: number): void {
  if (lagOf(heads) > most) throw heightDiffers(heads);
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

export interface Sighting extends Head {
  readonly event: ChainEvent | undefined;
}

const comparable = (told: unknown): string =>
  JSON.stringify(told, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

/** What one endpoint told. */
export interface Told<T> {
  readonly endpoint: Endpoint;
  readonly value: T;
}

/** What all told alike. Throws `CHAIN_DISAGREES`; there must be at least one. */
export function commonAnswer<T>(told: readonly [Told<T>, ...Told<T>[]], what: string, block: number): T {
  const [first] = told;
  const other = told.find(({ value }) => comparable(value) !== comparable(first.value));
  if (other) throw disagrees(first.endpoint, other.endpoint, what, block);
  return first.value;
}

/**
 * The event that every endpoint saw alike. `undefined` while none has it, or while one that does not have it has not come to
 * its block yet. Throws `CHAIN_DISAGREES` when one has the block without the event, or the event with other content.
 */
export function commonEvent(sightings: readonly Sighting[]): ChainEvent | undefined {
  const seen = sightings.find(({ event }) => event !== undefined);
  const event = seen?.event;
  if (seen === undefined || event === undefined) return undefined;
  let everywhere = true;
  for (const other of sightings) {
    if (other.event === undefined) {
      if (other.block.number >= event.block) throw disagrees(seen.endpoint, other.endpoint, event.name, event.block);
      everywhere = false;
    } else if (comparable(other.event) !== comparable(event)) {
      throw disagrees(seen.endpoint, other.endpoint, event.name, event.block);
    }
  }
  return everywhere ? event : undefined;
}
