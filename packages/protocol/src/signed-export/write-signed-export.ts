/**
 * Writes signed data as a file that `readSignedExport` accepts, whatever the data: neither too many items nor a damaged one can
 * produce a file that its reader rejects.
 */
import type { z } from 'zod';
import { contractsOf, domainOf } from '../network/network.ts';
import { decisiveReceipts } from '../settlement/decisive-receipts.ts';
import { toJson } from '../values/json.ts';
import { parseJson } from '../values/parse.ts';
import {
  checkExportedCancel,
  checkExportedTrade,
  checkReplacement,
  checkWithdrawal,
  type ExportedTrade,
  exportedCancelSchema,
  exportedTradeSchema,
  SIGNED_EXPORT_ITEMS,
  SIGNED_EXPORT_LIMIT,
  type SignedExport,
  signedReplaceSchema,
  signedWithdrawalSchema,
} from './signed-export.ts';

export interface WrittenExport {
  readonly text: string;
  /** The content of `text`. */
  readonly signed: SignedExport;
  /** Number of items that did not fit, or that the reader would reject. */
  readonly leftOut: number;
}

/**
 * Trades come first, because their end frees money; then cancels, withdrawals and replacements, each kind in the given order, as
 * long as there is room. Of a trade, only the decisive receipts are written.
 */
export function writeSignedExport(signed: SignedExport): WrittenExport {
  const { written } = signed;
  // Whoever submits it needs only the contracts, and the reader accepts nothing else.
  const deployment = contractsOf(signed.deployment);
  const domain = domainOf(deployment);
  const empty: SignedExport = {
    ...signed,
    deployment,
    written,
    trades: [],
    cancels: [],
    withdrawals: [],
    replacements: [],
  };
  const room = new Room(SIGNED_EXPORT_LIMIT - toJson(empty).length);
  const fitting: SignedExport = {
    ...empty,
    trades: room.take(signed.trades.map(decisiveOf), {
      most: SIGNED_EXPORT_ITEMS.trades,
      schema: exportedTradeSchema,
      check: (trade) => checkExportedTrade(domain, trade),
    }),
    cancels: room.take(signed.cancels, {
      most: SIGNED_EXPORT_ITEMS.cancels,
      schema: exportedCancelSchema,
      check: (cancel) => checkExportedCancel(domain, cancel),
    }),
    withdrawals: room.take(signed.withdrawals, {
      most: SIGNED_EXPORT_ITEMS.withdrawals,
      schema: signedWithdrawalSchema,
      check: (withdrawal) => checkWithdrawal(domain, withdrawal),
    }),
    replacements: room.take(signed.replacements ?? [], {
      most: SIGNED_EXPORT_ITEMS.replacements,
      schema: signedReplaceSchema,
      check: (replacement) => checkReplacement(domain, replacement),
    }),
  };
  return { text: toJson(fitting), signed: fitting, leftOut: room.leftOut };
}

function decisiveOf({ orders, receipts }: ExportedTrade): ExportedTrade {
  const of = (role: 'buyer' | 'seller') => receipts.filter(({ receipt }) => receipt.role === role);
  const { buyer, seller } = decisiveReceipts({ buyer: of('buyer'), seller: of('seller') });
  return { orders, receipts: [...buyer, ...seller] };
}

interface Kind<T> {
  readonly most: number;
  readonly schema: z.ZodType<T>;
  /** Throws what the reader would throw. */
  readonly check: (item: T) => void;
}

/** The room that is left in the file. */
class Room {
  /** Number of items that were left out. */
  leftOut = 0;
  /** Characters. */
  #left: number;

  constructor(characters: number) {
    this.#left = characters;
  }

  take<T>(items: readonly T[], kind: Kind<T>): T[] {
    const taken: T[] = [];
    for (const item of items) {
      const text = toJson(item);
      // With the comma before the next one.
      const length = text.length + 1;
      if (taken.length === kind.most || length > this.#left || !isReadable(text, kind)) {
        this.leftOut++;
        continue;
      }
      this.#left -= length;
      taken.push(item);
    }
    return taken;
  }
}

function isReadable<T>(text: string, { schema, check }: Kind<T>): boolean {
  try {
    check(parseJson(schema, text, SIGNED_EXPORT_LIMIT));
    return true;
  } catch {
    return false;
  }
}
