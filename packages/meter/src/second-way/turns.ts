/**
 * Whose turn it is to submit. Each submitter on the list has its turn, one after another, each as long as the profile's
 * patience; every further round takes twice as long. Pure.
 */
import { type Address, type Bytes32, type Timestamp, timestamp } from '@evlock/protocol';

export interface TurnRules {
  /** Number of submitters. */
  readonly count: number;
  /** Seconds per turn in the first round. */
  readonly patience: number;
}

/** The last turn used for an item. */
export interface TakenTurn {
  readonly turn: number;
  readonly at: Timestamp;
  readonly failed: boolean;
}

/** Maximum seconds per turn: of the 24 h for claims the last hour is as good as the first. */
const LONGEST_TURN = 900;

export function turnLength(turn: number, { count, patience }: TurnRules): number {
  return Math.max(patience, Math.min(patience * 2 ** Math.floor(turn / count), LONGEST_TURN));
}

/** Seconds from the start of the first turn to the start of this one. */
export function turnStart(turn: number, rules: TurnRules): number {
  let start = 0;
  for (let before = 0; before < turn; before++) start += turnLength(before, rules);
  return start;
}

/**
 * The turn after `last`, and when it may begin. A failed one ends at once, so that the next on the list is asked; a new
 * round begins at its own time. Missed turns are made up, one after another.
 */
export function nextTurn(
  since: Timestamp,
  last: TakenTurn | undefined,
  rules: TurnRules,
): { readonly turn: number; readonly from: Timestamp } {
  if (!last) return { turn: 0, from: since };
  const turn = last.turn + 1;
  if (last.failed && turn % rules.count !== 0) return { turn, from: last.at };
  const length = turnLength(last.turn, rules);
  const planned = since + turnStart(turn, rules);
  const isLate = last.at > planned - length / 2;
  return { turn, from: timestamp(isLate ? last.at + length : planned) };
}

/**
 * Seconds that a meter waits beyond its turn's start, at most a tenth of it, so that the two meters of a trade, and all
 * meters of a vanished gateway, do not arrive in the same second.
 */
export function jitter(id: Bytes32, meterKey: Address, { patience }: TurnRules): number {
  const mixed = (Number.parseInt(id.slice(2, 10), 16) ^ Number.parseInt(meterKey.slice(2, 10), 16)) >>> 0;
  return mixed % (Math.floor(patience / 10) + 1);
}
