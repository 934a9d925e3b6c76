/** SIGN_RECEIPT and PARTNER_RECEIPT: what each meter says of a trade, every second. */
import { checkReceiptSignature, Receipt, type SignedReceipt } from '@evlock/protocol';
import { type CommandRequest, EVLOCK_RECEIPT_STEP_MAX, refusal } from '@evlock/secure-world';
import { deliveryOf, openDeliveryOf } from './kept-deliveries.ts';
import type { DeliveryRecord } from './state.ts';
import type { World } from './world.ts';

/** The next receipt of a delivery; final once it is closed. */
export function signOwnReceipt(world: World, record: DeliveryRecord): SignedReceipt {
  const receipt: Receipt = {
    tradeId: record.tradeId,
    role: record.role,
    sequence: world.take(record.sequence),
    energy: record.energy,
    partnerSequence: record.partnerSequence,
    partnerEnergy: record.partnerEnergy,
    final: record.cause !== 'none',
    cause: record.cause,
  };
  record.lastSequence = receipt.sequence;
  record.lastSignedEnergy = receipt.energy;
  return { receipt, signature: world.ownKeys.meter.sign(Receipt.digest(world.provisioned.domain, receipt)) };
}

export function signReceipt(world: World, { tradeId }: CommandRequest<'signReceipt'>): SignedReceipt {
  const delivery = openDeliveryOf(world, tradeId);
  if (delivery.marks.missing) throw refusal('MARK_MISSING');
  if (delivery.sensorFault) throw refusal('SENSOR_FAULT');
  return signOwnReceipt(world, delivery.record);
}

export function partnerReceipt(world: World, signed: CommandRequest<'partnerReceipt'>): Record<string, never> {
  const { receipt } = signed;
  const record = deliveryOf(world, receipt.tradeId);
  checkReceiptSignature(world.provisioned.domain, signed, record.partner);
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
