/** Checks a partner's receipt before the secure world does, so that the store keeps only valid ones. */
import {
  checkReceiptOrder,
  checkReceiptSignature,
  type Domain,
  EvlockError,
  type Receipt,
  type SignedReceipt,
} from '@evlock/protocol';
import type { TradeProgress } from '../trade/trade-progress.ts';
import { partnerOf } from './trade-record.ts';

/**
 * False for a receipt already held, as after a reconnect: neither new nor wrong. Throws `RECEIPT_MISMATCH`,
 * `INVALID_SIGNATURE` or `RECEIPT_STALE`.
 */
export function isNewReceipt(
  signed: SignedReceipt,
  { trade, role }: Pick<TradeProgress, 'trade' | 'role'>,
  last: Receipt | undefined,
  domain: Domain,
): boolean {
  const { receipt } = signed;
  const partner = partnerOf(role);
  if (receipt.role !== partner) throw new EvlockError('RECEIPT_MISMATCH', { role: receipt.role });
  checkReceiptSignature(domain, signed, trade[partner].meterKey);
  if (last?.sequence === receipt.sequence && last.energy === receipt.energy) return false;
  checkReceiptOrder(receipt, last);
  return true;
}
