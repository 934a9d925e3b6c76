/** How far something shown is proven, in words: signed, also on chain, or the gateway's word alone. */
import type { Verdict } from '@evlock/owner';

/** Signed by nobody, and not on any chain. */
const NOBODY_SIGNS = ['online', 'status'];

const onChainUnchecked = ({ unchecked }: Verdict): boolean => unchecked.some((name) => !NOBODY_SIGNS.includes(name));

/** For a column: `NO: signature`, `signed`, or `signed, on chain`. */
export function proof(verdict: Verdict): string {
  if (verdict.failed.length > 0) return `NO: ${verdict.failed.join(', ')}`;
  return onChainUnchecked(verdict) ? 'signed' : 'signed, on chain';
}

/** For a line followed by others: empty while verified. */
export const mark = ({ failed }: Verdict): string => (failed.length === 0 ? '' : `, NOT PROVEN: ${failed.join(', ')}`);

/** For something shown on its own. */
export function proofRow(verdict: Verdict): readonly [string, string] {
  const { failed } = verdict;
  if (failed.length > 0)
    return ['proven', `NO: ${failed.join(', ')}. Do not trust it: the gateway shows what nobody signed`];
  if (onChainUnchecked(verdict)) return ['proven', 'signatures; not compared with the chain'];
  return ['proven', 'signed, and confirmed on chain'];
}

/** For a transaction the gateway says it sent. */
export function sentRow({ failed, unchecked }: Verdict): readonly [string, string] {
  if (failed.length > 0) return ['on chain', 'NO: the transaction did something else'];
  return ['on chain', unchecked.length > 0 ? "not confirmed: the gateway's word alone" : 'yes'];
}
