/**
 * What endpoint answers prove. An endpoint that shows something proves it exists, unless another contradicts it; one that lacks
 * it proves nothing: it may be behind, or another node may have answered. So there are three outcomes, and each caller must
 * handle each: *known*, *not known yet*, *disagree*. Pure.
 */
import { type ErrorCode, EvlockError } from '@evlock/protocol';

/** Who answered, for messages. */
export interface Named {
  /** `host:port`. */
  readonly name: string;
}

export type Verdict<T> =
  | { readonly is: 'known'; readonly value: T }
  /** Wait and ask again. `error` says what is missing and where. */
  | { readonly is: 'not known yet'; readonly error: EvlockError }
  /** Two endpoints contradict each other: act on neither. */
  | { readonly is: 'disagree'; readonly error: EvlockError };

/** One endpoint's answer, or why it gave none. */
export type Reply<T, E extends Named = Named> =
  | { readonly endpoint: E; readonly value: T }
  | { readonly endpoint: E; readonly error: EvlockError };

/** What `replies` prove about `what`: known when all that answered agree, even if others are silent. */
export function verdictOf<T>(replies: readonly Reply<T>[], what: string, block?: number): Verdict<T> {
  const [first, ...others] = replies.flatMap((one) => ('value' in one ? [one] : []));
  if (first === undefined) return { is: 'not known yet', error: gravest(replies) };
  const other = others.find(({ value }) => comparable(value) !== comparable(first.value));
  if (!other) return { is: 'known', value: first.value };
  return { is: 'disagree', error: disagrees(first.endpoint, other.endpoint, what, block) };
}

/** The value of a verdict. Throws its error. */
export function proven<T>(verdict: Verdict<T>): T {
  if (verdict.is === 'known') return verdict.value;
  throw verdict.error;
}

/** `CHAIN_BEHIND`: the endpoint does not have the requested data yet. */
export const notKnown = ({ name }: Named, missing: string, block?: number): EvlockError =>
  new EvlockError('CHAIN_BEHIND', { endpoint: name, missing, ...(block !== undefined && { block }) });

export const disagrees = (one: Named, other: Named, what: string, block?: number): EvlockError =>
  new EvlockError('CHAIN_DISAGREES', {
    one: one.name,
    other: other.name,
    what,
    ...(block !== undefined && { block }),
  });

/** Picks among failures: a wrong chain is a configuration error, and one that is behind at least works. */
function gravest(replies: readonly Reply<unknown>[]): EvlockError {
  const errors = replies.flatMap((one) => ('error' in one ? [one.error] : []));
  const grave = (code: ErrorCode): EvlockError | undefined => errors.find((error) => error.code === code);
  return grave('CHAIN_WRONG_NETWORK') ?? grave('CHAIN_BEHIND') ?? errors[0] ?? new EvlockError('CHAIN_UNREACHABLE');
}

/** How nodes report a block, or its state, that they lack: Kaia, geth, Erigon, Nethermind, Besu, anvil. */
const UNKNOWN_BLOCK = [
  /(header|block) (does not exist|not found|is not found)/i,
  /(unknown|cannot find|could not find) (block|header)/i,
  /BlockOutOfRange|block (number )?out of range|beyond (the )?(head|current)/i,
  /missing trie node|(state|historical state|world state) .*(not available|unavailable|pruned)/i,
  /distance to target block exceeds/i,
];

export const isUnknownBlock = (reason: string): boolean => UNKNOWN_BLOCK.some((words) => words.test(reason));

/** Equal content yields equal text. */
export const comparable = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}` : part));
