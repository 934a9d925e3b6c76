/**
 * Of many receipts of a trade the few that say all that there is to say on chain: what is kept, exported and watched over is
 * bounded by this, however many receipts a meter signs.
 */
import type { SignedReceipt } from '../signed-data/receipts.ts';
import type { Role } from '../signed-data/structs.ts';
import { type HeldReceipts, settlingPair } from './trade-step.ts';

const newer = (one: SignedReceipt, other: SignedReceipt): SignedReceipt =>
  other.receipt.sequence > one.receipt.sequence ? other : one;

const newest = (receipts: readonly SignedReceipt[]): readonly SignedReceipt[] =>
  receipts.length === 0 ? [] : [receipts.reduce(newer)];

function largest(receipts: readonly SignedReceipt[]): readonly SignedReceipt[] {
  const most = receipts.reduce((energy, { receipt }) => (receipt.energy > energy ? receipt.energy : energy), 0n);
  return newest(receipts.filter(({ receipt }) => receipt.energy === most));
}

/**
 * Of each side the newest receipt, the one of most energy, the newest final one and the one that completes the newest final
 * pair: at most four, in the order of their sequences. What `decideTrade` decides of them is what it decides of all.
 */
export function tellingReceipts(held: HeldReceipts): HeldReceipts {
  const pair = settlingPair(held, {});
  const of = (role: Role): SignedReceipt[] => {
    const receipts = held[role];
    const finals = receipts.filter(({ receipt }) => receipt.final);
    const telling = [...newest(receipts), ...largest(receipts), ...newest(finals), ...(pair ? [pair[role]] : [])];
    return [...new Set(telling)].sort((one, other) => one.receipt.sequence - other.receipt.sequence);
  };
  return { buyer: of('buyer'), seller: of('seller') };
}
