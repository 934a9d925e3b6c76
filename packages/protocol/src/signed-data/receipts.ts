/** Receipts on the wire, and the checks that the partner, the gateway and the contract all make. */
import { z } from 'zod';
import type { ErrorCode } from '../errors/catalogue.ts';
import { EvlockError } from '../errors/evlock-error.ts';
import type { Address } from '../values/field.ts';
import { type Signature, signatureSchema, verifySignature } from './signature.ts';
import { type Cause, Receipt } from './structs.ts';
import type { Domain } from './typed-struct.ts';

export const signedReceiptSchema = z.strictObject({ receipt: Receipt.schema, signature: signatureSchema });
export interface SignedReceipt {
  readonly receipt: Receipt;
  readonly signature: Signature;
}

/** Throws `INVALID_SIGNATURE` unless `meterKey` signed the receipt. */
export function checkReceiptSignature(domain: Domain, { receipt, signature }: SignedReceipt, meterKey: Address): void {
  verifySignature(Receipt.digest(domain, receipt), signature, meterKey);
}

/** Throws `RECEIPT_STALE` unless `next` follows `last`: the sequence increases, the energy does not decrease, final stays final. */
export function checkReceiptOrder(next: Receipt, last: Receipt | undefined): void {
  if (!last) return;
  if (next.sequence <= last.sequence || next.energy < last.energy || (last.final && !next.final)) {
    throw new EvlockError('RECEIPT_STALE', { sequence: next.sequence, last: last.sequence });
  }
}

/** The error that owners are shown for the cause of a final receipt; null if nothing went wrong. */
export function errorOfCause(cause: Cause): ErrorCode | null {
  switch (cause) {
    case 'partner-silent':
      return 'PARTNER_SILENT';
    case 'loss-above-band':
      return 'LOSS_ABOVE_BAND';
    case 'mark-missing':
      return 'MARK_MISSING';
    case 'sensor-fault':
      return 'SENSOR_FAULT';
    default:
      return null;
  }
}
