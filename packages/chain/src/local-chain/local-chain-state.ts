/**
 * A local chain's state on disk: anvil's dump, compressed. anvil's own state file is rewritten every other second even when
 * nothing happened, is left half-written by a kill or a full disk, and grows without bound.
 *
 * What is kept is bounded: of old blocks, the newest with transactions; no execution traces.
 */

import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { unusable } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';

/** Blocks younger than this are kept, empty or not. */
const KEPT_BLOCKS = 512;
/** Older blocks with transactions to keep: two thousand trades. */
export const KEPT_HISTORY = 6_000;

interface StateBlock {
  readonly header: { readonly number: string };
  readonly transactions: readonly unknown[];
}

interface StateTransaction {
  readonly info: Readonly<Record<string, unknown>>;
  readonly block_number: number;
}

/** The parts of anvil's state read here; the rest passes through. */
export interface ChainState {
  readonly best_block_number: number | string;
  readonly blocks: readonly StateBlock[];
  readonly transactions: readonly StateTransaction[];
}

export const stateSize = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/** The state in a file; undefined if there is none yet. Throws `FILE_UNUSABLE`. */
export async function readState(file: string): Promise<ChainState | undefined> {
  const packed = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw unusable(file, cause);
  });
  if (packed === undefined) return undefined;
  try {
    const text = (await promisify(gunzip)(packed)).toString();
    const state: unknown = JSON.parse(text);
    if (isState(state)) return state;
  } catch (cause) {
    throw new EvlockError('FILE_UNUSABLE', { file, problem: 'damaged' }, { cause });
  }
  throw new EvlockError('FILE_UNUSABLE', { file, problem: 'not a chain state' });
}

const isState = (value: unknown): value is ChainState =>
  typeof value === 'object' &&
  value !== null &&
  'best_block_number' in value &&
  ['blocks', 'transactions'].every((name) => Array.isArray((value as Record<string, unknown>)[name]));

/** The state, pruned. */
export function prunedState(state: ChainState, history = KEPT_HISTORY): ChainState {
  const young = Number(state.best_block_number) - KEPT_BLOCKS;
  const numberOf = ({ header }: StateBlock): number => Number(header.number);
  const old = state.blocks.filter((block) => numberOf(block) <= young && numberOf(block) > 0);
  const eventful = old.filter(({ transactions }) => transactions.length > 0).map(numberOf);
  const kept = new Set(eventful.toSorted((one, other) => other - one).slice(0, history));
  // anvil looks for the first block when it loads.
  const stays = (number: number): boolean => number === 0 || number > young || kept.has(number);
  return {
    ...state,
    blocks: state.blocks.filter((block) => stays(numberOf(block))),
    transactions: state.transactions
      .filter(({ block_number }) => stays(block_number))
      .map((transaction) => ({ ...transaction, info: { ...transaction.info, traces: [] } })),
  };
}
