/**
 * Whose turn it is to put something on chain. Each submitter of the list has its turn, one after another, each as long as the
 * patience of the profile; every further round of them takes twice as long. Pure.
 */
import { type Address, type Bytes32, type Timestamp, timestamp } from '@evlock/protocol';

export interface TurnRules {
  /** Submitters of the list. */
  readonly count: number;
  /** Seconds of a turn in the first round. */
  readonly patience: number;
}

/** The last turn that was taken for something. */
export interface TakenTurn {
  readonly turn: number;
  readonly at: Timestamp;
  readonly failed: boolean;
}

/** No turn takes longer, in seconds: of the 24 h for claims the last hour is as good as the first. */
const LONGEST_TURN = 900;

export function turnLength(turn: number, { count, patience }: TurnRules): number {
  return Math.max(patience, Math.min(patience * 2 ** Math.floor(turn / count), LONGEST_TURN));
}

/** Seconds from the first turn's beginning to this one's. */
export function turnStart(turn: number, rules: TurnRules): number {
  let start = 0;
  for (let before = 0; before < turn; before++) start += turnLength(before, rules);
  return start;
}

/**
 * The turn after `last`, and from when on it may be taken. A failed one ends at once, so that the next in the list is asked;
 * a new round begins at its own time. Turns that were missed are made up for, one after another.
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
 * Seconds by which a meter waits longer than its turn begins, at most a tenth of it: the two meters of a trade, and all meters
 * of a gateway that went away, do not come at the same second.
 */
export function jitter(id: Bytes32, meterKey: Address, { patience }: TurnRules): number {
  const mixed = (Number.parseInt(id.slice(2, 10), 16) ^ Number.parseInt(meterKey.slice(2, 10), 16)) >>> 0;
  return mixed % (Math.floor(patience / 10) + 1);
}
