/**
 * What is shown, and how far it is proven. A gateway may be hacked: what it shows is judged by what was signed, by what the
 * operator handed over in person, and by the chain where the owner reads it. What fails is marked, never shown as true.
 */
import { EvlockError } from '@evlock/protocol';

export interface Verdict {
  /** Checks that failed, by name: what they are about is not true, or nobody signed it. */
  readonly failed: readonly string[];
  /** What was not checked: the chain was not asked, or nobody signs it. It is the gateway's word alone. */
  readonly unchecked: readonly string[];
}

/** What a gateway showed, with what is to be held of it. */
export type Shown<T> = T & { readonly verdict: Verdict };

/** A named check; one that throws does not hold. */
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

/** `undefined` as a check: what throws nothing holds. */
export const throwsNothing = (work: () => void) => (): boolean => {
  work();
  return true;
};

export const isProven = ({ verdict }: { readonly verdict: Verdict }): boolean => verdict.failed.length === 0;

/** Throws `NOT_PROVEN` with the first check that failed. For what is signed, not for what is only looked at. */
export function requireProven<T extends { readonly verdict: Verdict }>(what: string, shown: T): T {
  const [check] = shown.verdict.failed;
  if (check !== undefined) throw new EvlockError('NOT_PROVEN', { what, check });
  return shown;
}

export const shownWith = <T extends object>(view: T, verdict: Verdict): Shown<T> => ({ ...view, verdict });
