/** SIGN_RECEIPT and PARTNER_RECEIPT: what each meter states about a trade, every second. */
import { checkReceiptSignature, Receipt, type SignedReceipt } from '@evlock/protocol';
import { type CommandRequest, EVLOCK_RECEIPT_STEP_MAX, refusal } from '@evlock/secure-world';
import type { Device } from './device.ts';
import { deliveryOf, openDeliveryOf } from './kept-deliveries.ts';
import type { DeliveryRecord } from './state.ts';

/** The next receipt of a delivery; final once it is closed. */
export function signOwnReceipt(device: Device, record: DeliveryRecord): SignedReceipt {
  const receipt: Receipt = {
    tradeId: record.tradeId,
    role: record.role,
    sequence: device.take(record.sequence),
    energy: record.energy,
    partnerSequence: record.partnerSequence,
    partnerEnergy: record.partnerEnergy,
    final: record.cause !== 'none',
    cause: record.cause,
  };
  record.lastSequence = receipt.sequence;
  record.lastSignedEnergy = receipt.energy;
  return { receipt, signature: device.ownKeys.meter.sign(Receipt.digest(device.provisioned.domain, receipt)) };
}

export function signReceipt(device: Device, { tradeId }: CommandRequest<'signReceipt'>): SignedReceipt {
  const delivery = openDeliveryOf(device, tradeId);
  if (delivery.marks.missing) throw refusal('MARK_MISSING');
  if (delivery.sensorFault) throw refusal('SENSOR_FAULT');
  return signOwnReceipt(device, delivery.record);
}

export function partnerReceipt(device: Device, signed: CommandRequest<'partnerReceipt'>): Record<string, never> {
  const { receipt } = signed;
  const record = deliveryOf(device, receipt.tradeId);
  checkReceiptSignature(device.provisioned.domain, signed, record.partner);
  if (receipt.role === record.role) throw refusal('INVALID_INPUT', 'ROLE');
  if (receipt.sequence <= record.partnerSequence) throw refusal('REPLAYED', 'PARTNER_RECEIPT');
  if (receipt.sequence - record.partnerSequence > EVLOCK_RECEIPT_STEP_MAX)
    throw refusal('LIMIT_EXCEEDED', 'PARTNER_RECEIPT');
  if (receipt.energy < record.partnerEnergy || (record.partnerFinal && !receipt.final)) {
    throw refusal('INVALID_INPUT', 'PARTNER_RECEIPT');
  }
  record.partnerSequence = receipt.sequence;
  record.partnerEnergy = receipt.energy;
  record.partnerFinal = receipt.final;
  return {};
}
