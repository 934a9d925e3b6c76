/**
 * The few receipts of a trade that decide everything on chain. Only these are kept, exported and watched over, so the number is
 * bounded, however many receipts a meter signs.
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
 * For each side: the newest receipt, the one with the most energy, the newest final one, and the one that completes the newest
 * pair of final receipts. At most four, in order of sequence. `decideTrade` decides the same from these as from all.
 */
export function decisiveReceipts(held: HeldReceipts): HeldReceipts {
  const pair = settlingPair(held, {});
  const of = (role: Role): SignedReceipt[] => {
    const receipts = held[role];
    const finals = receipts.filter(({ receipt }) => receipt.final);
    const decisive = [...newest(receipts), ...largest(receipts), ...newest(finals), ...(pair ? [pair[role]] : [])];
    return [...new Set(decisive)].sort((one, other) => one.receipt.sequence - other.receipt.sequence);
  };
  return { buyer: of('buyer'), seller: of('seller') };
}
