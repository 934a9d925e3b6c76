/**
 * What is shown, and how far it is proven. A gateway may be hacked: its answers are checked against signatures, against what the
 * operator handed over in person, and against the chain if the owner reads it. What fails is marked, never shown as true.
 */
import { EvlockError } from '@evlock/protocol';

export interface Verdict {
  /** Failed checks, by name: their subject is false, or unsigned. */
  readonly failed: readonly string[];
  /** Unchecked: the chain was not asked, or nobody signs it. The gateway's word alone. */
  readonly unchecked: readonly string[];
}

/** What a gateway showed, with its verdict. */
export type Shown<T> = T & { readonly verdict: Verdict };

/** A named check; throwing means failure. */
export type Check = readonly [name: string, holds: () => boolean];

export const failedOf = (checks: readonly Check[]): string[] =>
  checks.filter(([, holds]) => !sound(holds)).map(([name]) => name);

function sound(holds: () => boolean): boolean {
  try {
    return holds();
  } catch {
    return false;
  }
}

/** `undefined` as a check: passes if nothing is thrown. */
export const throwsNothing = (work: () => void) => (): boolean => {
  work();
  return true;
};

/**
 * Whether no check failed. What is `unchecked` may still be false: the gateway alone says so.
 *
 * @example
 * const { offers } = await owner.offers();
 * const believed = offers.filter(isProven);
 */
export const isProven = ({ verdict }: { readonly verdict: Verdict }): boolean => verdict.failed.length === 0;

/**
 * Throws `NOT_PROVEN` with the first failed check. For what is signed, not for what is merely displayed.
 *
 * @example
 * const { transaction } = requireProven('transaction', await owner.cancel(orderHash));
 */
export function requireProven<T extends { readonly verdict: Verdict }>(what: string, shown: T): T {
  const [check] = shown.verdict.failed;
  if (check !== undefined) throw new EvlockError('NOT_PROVEN', { what, check });
  return shown;
}

export const shownWith = <T extends object>(view: T, verdict: Verdict): Shown<T> => ({ ...view, verdict });
