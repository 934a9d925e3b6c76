/**
 * A file of all signed data that can still be put on chain: what a participant needs to recover all money without a gateway. It
 * contains no secret. Its signatures bind everything in it to one chain and market, so that nobody who carries or submits it can
 * change anything.
 */
import { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import { type Deployment, deploymentSchema, domainOf, isSameMarket } from '../network/network.ts';
import type { HeldReceipts } from '../settlement/trade-step.ts';
import { checkMatch, checkOrderSignature, type Trade, tradeOf, tradeOrdersSchema } from '../signed-data/orders.ts';
import { checkReceiptSignature, type SignedReceipt, signedReceiptSchema } from '../signed-data/receipts.ts';
import { recoverAddress, signatureSchema, verifySignature } from '../signed-data/signature.ts';
import { Cancel, Order, Receipt, Replace, Withdrawal, ZERO_BYTES32 } from '../signed-data/structs.ts';
import type { Domain } from '../signed-data/typed-struct.ts';
import type { Bytes32 } from '../values/field.ts';
import * as f from '../values/field.ts';
import { parseJson } from '../values/parse.ts';

/** Maximum size of a file, in characters: about 3 000 trades. */
export const SIGNED_EXPORT_LIMIT = 16_777_216;
/** Maximum number of items of each kind in a file. */
export const SIGNED_EXPORT_ITEMS = { trades: 10_000, cancels: 10_000, withdrawals: 1_000, replacements: 100 } as const;

export const exportedTradeSchema = z.strictObject({
  orders: tradeOrdersSchema,
  /** Of both sides: all final receipts that are held, and the latest one. */
  receipts: z.array(signedReceiptSchema).max(1_000),
});
export type ExportedTrade = z.output<typeof exportedTradeSchema>;

export const exportedCancelSchema = z.strictObject({
  cancel: Cancel.schema,
  signature: signatureSchema,
  /** The order whose digest is `cancel.orderHash`; null if it names none. */
  order: Order.schema.nullable(),
});
export type ExportedCancel = z.output<typeof exportedCancelSchema>;

export const signedWithdrawalSchema = z.strictObject({ withdrawal: Withdrawal.schema, signature: signatureSchema });
export type SignedWithdrawal = z.output<typeof signedWithdrawalSchema>;

export const signedReplaceSchema = z.strictObject({ replace: Replace.schema, signature: signatureSchema });
export type SignedReplace = z.output<typeof signedReplaceSchema>;

export const signedExportSchema = z.strictObject({
  format: z.literal('evlock-signed-1'),
  deployment: deploymentSchema,
  /** When the file was written. */
  written: f.timeField.schema,
  trades: z.array(exportedTradeSchema).max(SIGNED_EXPORT_ITEMS.trades),
  cancels: z.array(exportedCancelSchema).max(SIGNED_EXPORT_ITEMS.cancels),
  withdrawals: z.array(signedWithdrawalSchema).max(SIGNED_EXPORT_ITEMS.withdrawals),
  /** Absent in files of versions that had none. */
  replacements: z.array(signedReplaceSchema).max(SIGNED_EXPORT_ITEMS.replacements).optional(),
});
export type SignedExport = z.output<typeof signedExportSchema>;

/**
 * Parses and verifies a file. Throws `INPUT_TOO_LARGE`, `INVALID_INPUT`, or what `checkSignedExport` throws.
 *
 * @example
 * const { trades, cancels } = readSignedExport(await readFile('signed.json', 'utf8'));
 */
export function readSignedExport(text: string): SignedExport {
  const signed = parseJson(signedExportSchema, text, SIGNED_EXPORT_LIMIT);
  checkSignedExport(signed);
  return signed;
}

/** Throws `INVALID_SIGNATURE`, `WRONG_PARTNER`, `RECEIPT_MISMATCH` or `ORDER_NOT_FOUND` unless every item is signed by its key. */
export function checkSignedExport({ deployment, trades, cancels, withdrawals, replacements }: SignedExport): void {
  const domain = domainOf(deployment);
  for (const trade of trades) checkExportedTrade(domain, trade);
  for (const cancel of cancels) checkExportedCancel(domain, cancel);
  for (const withdrawal of withdrawals) checkWithdrawal(domain, withdrawal);
  for (const replacement of replacements ?? []) checkReplacement(domain, replacement);
}

/** Throws `INVALID_SIGNATURE`. */
export function checkWithdrawal(domain: Domain, { withdrawal, signature }: SignedWithdrawal): void {
  verifySignature(Withdrawal.digest(domain, withdrawal), signature, withdrawal.account);
}

/** Throws `INVALID_SIGNATURE`. */
export function checkReplacement(domain: Domain, { replace, signature }: SignedReplace): void {
  verifySignature(Replace.digest(domain, replace), signature, replace.account);
}

/** Throws `INVALID_SIGNATURE`, `RECEIPT_MISMATCH`, or what `checkMatch` throws. */
export function checkExportedTrade(domain: Domain, { orders, receipts }: ExportedTrade): void {
  const trade = tradeOf(domain, orders);
  checkMatch(orders.bid.order, orders.offer.order, trade.offerHash);
  checkOrderSignature(domain, orders.offer);
  checkOrderSignature(domain, orders.bid);
  for (const signed of receipts) {
    const { tradeId, role } = signed.receipt;
    if (tradeId !== trade.id) throw new EvlockError('RECEIPT_MISMATCH', { tradeId, trade: trade.id });
    checkReceiptSignature(domain, signed, trade[role].meterKey);
  }
}

/** Throws `INVALID_SIGNATURE` or `ORDER_NOT_FOUND`. */
export function checkExportedCancel(domain: Domain, { cancel, signature, order }: ExportedCancel): void {
  const signer = recoverAddress(Cancel.digest(domain, cancel), signature);
  if (signer !== cancel.meterKey && signer !== cancel.account) {
    throw new EvlockError('INVALID_SIGNATURE', { signer: cancel.meterKey, recovered: signer });
  }
  const named = order ? Order.digest(domain, order) : ZERO_BYTES32;
  if (named !== cancel.orderHash) throw new EvlockError('ORDER_NOT_FOUND', { orderHash: cancel.orderHash });
}

/** One trade of an export, with its receipts by side. */
export interface HeldTrade {
  readonly trade: Trade;
  readonly orders: ExportedTrade['orders'];
  readonly held: HeldReceipts;
}

export function heldTrade(deployment: Deployment, { orders, receipts }: ExportedTrade): HeldTrade {
  const of = (role: 'buyer' | 'seller'): SignedReceipt[] => receipts.filter(({ receipt }) => receipt.role === role);
  return { trade: tradeOf(domainOf(deployment), orders), orders, held: { buyer: of('buyer'), seller: of('seller') } };
}

/**
 * Merges exports of one market; a trade that both meters exported has the receipts of both. Throws `CHAIN_WRONG_NETWORK` if they
 * belong to different markets, `INVALID_INPUT` if there is none.
 */
export function mergeExports(exports: readonly SignedExport[]): SignedExport {
  const [first, ...others] = exports;
  if (!first) throw new EvlockError('INVALID_INPUT', { problem: 'no export' });
  for (const { deployment } of others) {
    if (isSameMarket(deployment, first.deployment)) continue;
    throw new EvlockError('CHAIN_WRONG_NETWORK', {
      first: `${first.deployment.chainId} ${first.deployment.market}`,
      other: `${deployment.chainId} ${deployment.market}`,
    });
  }
  const domain = domainOf(first.deployment);
  const trades = new Map<Bytes32, ExportedTrade>();
  for (const { orders, receipts } of exports.flatMap((item) => item.trades)) {
    const { id } = tradeOf(domain, orders);
    const all = [...(trades.get(id)?.receipts ?? []), ...receipts];
    trades.set(id, { orders, receipts: distinct(all, ({ receipt }) => Receipt.digest(domain, receipt)) });
  }
  return {
    ...first,
    written: exports.reduce((last, { written }) => (written > last ? written : last), first.written),
    trades: [...trades.values()],
    cancels: distinct(
      exports.flatMap((item) => item.cancels),
      ({ cancel }) => Cancel.digest(domain, cancel),
    ),
    withdrawals: distinct(
      exports.flatMap((item) => item.withdrawals),
      ({ withdrawal }) => Withdrawal.digest(domain, withdrawal),
    ),
    replacements: distinct(
      exports.flatMap((item) => item.replacements ?? []),
      ({ replace }) => Replace.digest(domain, replace),
    ),
  };
}

const distinct = <T>(items: readonly T[], keyOf: (item: T) => string): T[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
];
