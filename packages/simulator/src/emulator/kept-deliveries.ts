/** The deliveries that this secure world keeps, and the one that is open. */
import type { Bytes32, Energy, Role } from '@evlock/protocol';
import { refusal } from '@evlock/secure-world';
import type { Device } from './device.ts';
import type { DeliveryRecord, OpenDelivery } from './state.ts';

/** The register that a trade of this role moves. mWh. */
export const registerOf = (device: Device, role: Role): Energy =>
  role === 'seller' ? device.provisioned.registers.export : device.provisioned.registers.import;

/** Any delivery opened here and still kept. Throws `TRADE_NOT_FOUND`. */
export function deliveryOf(device: Device, tradeId: Bytes32): DeliveryRecord {
  const record = device.provisioned.deliveries.find((kept) => kept.tradeId === tradeId);
  if (!record) throw refusal('TRADE_NOT_FOUND');
  return record;
}

/** The delivery of `tradeId`, open since this start. Throws `TRADE_NOT_FOUND` or `OUT_OF_STATE`. */
export function openDeliveryOf(device: Device, tradeId: Bytes32): OpenDelivery {
  const record = deliveryOf(device, tradeId);
  const { delivery } = device.volatile;
  if (record.cause !== 'none') throw refusal('OUT_OF_STATE', 'DELIVERY_CLOSED');
  if (delivery?.record !== record) throw refusal('OUT_OF_STATE', 'RESTARTED');
  return delivery;
}
