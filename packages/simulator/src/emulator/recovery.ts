/**
 * RECOVER: after a restart, what was signed since the last write to storage. Forward only, and only by its own signature.
 */
import { Reading, Receipt, type SignedReceipt, verifySignature } from '@evlock/protocol';
import { type CommandRequest, refusal } from '@evlock/secure-world';
import type { Device } from './device.ts';
import { deliveryOf } from './kept-deliveries.ts';
import type { DeliveryRecord, Sequence } from './state.ts';

type SignedReading = CommandRequest<'recover'>['readings'][number];

const larger = <T extends bigint | number>(left: T, right: T): T => (left > right ? left : right);

/** Advances `sequence` past `used`, keeping the block recorded in storage. */
function moveBehind(sequence: Sequence, used: number): void {
  sequence.next = Math.max(sequence.next, used + 1);
  sequence.reserved = Math.max(sequence.reserved, sequence.next);
}

/** The delivery that a receipt belongs to. Throws `TRADE_NOT_FOUND`, `INVALID_SIGNATURE` or `REPLAYED`. */
function judgeReceipt(device: Device, { receipt, signature }: SignedReceipt): DeliveryRecord {
  const record = deliveryOf(device, receipt.tradeId);
  verifySignature(Receipt.digest(device.provisioned.domain, receipt), signature, device.ownKeys.meter.address);
  if (receipt.role !== record.role) throw refusal('INVALID_INPUT', 'ROLE');
  if (receipt.sequence < record.lastSequence) throw refusal('REPLAYED');
  return record;
}

function judgeReading(device: Device, { reading, signature }: SignedReading): void {
  verifySignature(Reading.digest(device.provisioned.domain, reading), signature, device.ownKeys.meter.address);
  if (reading.sequence < device.provisioned.reading.lastSequence) throw refusal('REPLAYED');
}

function applyReceipt(record: DeliveryRecord, { receipt }: SignedReceipt): void {
  record.lastSequence = receipt.sequence;
  moveBehind(record.sequence, receipt.sequence);
  // A closed delivery keeps its energy: the receipt repeats it.
  if (record.cause === 'none') record.energy = larger(record.energy, receipt.energy);
  record.lastSignedEnergy = larger(record.lastSignedEnergy, receipt.energy);
  record.partnerSequence = larger(record.partnerSequence, receipt.partnerSequence);
  record.partnerEnergy = larger(record.partnerEnergy, receipt.partnerEnergy);
}

function applyReading(device: Device, { reading }: SignedReading): void {
  const { registers, reading: chain } = device.provisioned;
  registers.import = larger(registers.import, reading.import);
  registers.export = larger(registers.export, reading.export);
  chain.lastSequence = reading.sequence;
  chain.lastHash = Reading.hash(reading);
  chain.intervalEnd = Math.max(chain.intervalEnd, reading.intervalEnd);
  moveBehind(chain.sequence, reading.sequence);
}

export function recover(device: Device, { receipts, readings }: CommandRequest<'recover'>): Record<string, never> {
  const [receipt] = receipts;
  const [reading] = readings;
  if (device.provisioned && device.volatile.delivery) throw refusal('OUT_OF_STATE', 'DELIVERY_OPEN');
  const record = receipt && judgeReceipt(device, receipt);
  if (reading) judgeReading(device, reading);
  if (record) applyReceipt(record, receipt);
  if (reading) applyReading(device, reading);
  device.save();
  return {};
}
