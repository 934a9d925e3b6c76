/** OPEN_DELIVERY, CLOSE_DELIVERY, CLOSE_UNOPENED and NEXT_MARK: which trades deliver here, one at a time, each once. */
import {
  type Bytes32,
  type Cause,
  checkMatch,
  checkOrderSignature,
  compressPublicKey,
  type Milliseconds,
  Order,
  type Role,
  recoverPublicKey,
  type TradeOrders,
  tradeOf,
} from '@evlock/protocol';
import {
  type CommandRequest,
  type CommandResponse,
  EVLOCK_MARK_NOT_COUNTING,
  EVLOCK_ORDER_WINDOW,
  EVLOCK_TRADES_MAX,
  refusal,
  toHex,
} from '@evlock/secure-world';
import { type Device, NO_ENERGY, newSequence } from './device.ts';
import { deliveryOf, openDeliveryOf, registerOf } from './kept-deliveries.ts';
import { checkSound } from './mandates.ts';
import { MarkTracker, markInterval } from './mark.ts';
import { signOwnReceipt } from './receipts.ts';
import { charge, giveBack, liveOrderOf, moneyOf } from './reservations.ts';
import { requireSelfTest } from './self-test.ts';
import type { DeliveryRecord } from './state.ts';

function ownRole(device: Device, { bid, offer }: TradeOrders): Role {
  const own = device.ownKeys.meter.address;
  const buys = bid.order.meterKey === own;
  if (buys === (offer.order.meterKey === own)) throw refusal('COMMAND_NOT_AUTHORIZED', 'OWN_ORDER');
  return buys ? 'buyer' : 'seller';
}

/** Throws `REPLAYED` when the meter's order with this nonce has opened a delivery, or is too old to know. */
function checkNotOpened(device: Device, nonce: number): void {
  const { newest, window } = device.provisioned.opened;
  const age = newest - nonce;
  const opened = age >= EVLOCK_ORDER_WINDOW || (age >= 0 && ((window >> BigInt(age)) & 1n) === 1n);
  if (opened) throw refusal('REPLAYED', 'OPENED_BEFORE');
}

function rememberOpened(device: Device, nonce: number): void {
  const { opened } = device.provisioned;
  const shift = Math.max(0, nonce - opened.newest);
  const moved = shift >= EVLOCK_ORDER_WINDOW ? 0n : opened.window << BigInt(shift);
  opened.newest += shift;
  opened.window = BigInt.asUintN(EVLOCK_ORDER_WINDOW, moved | (1n << BigInt(opened.newest - nonce)));
}

function makeRecord(device: Device, orders: TradeOrders, role: Role, tradeId: Bytes32): DeliveryRecord {
  const { order, signature } = role === 'buyer' ? orders.offer : orders.bid;
  const partnerKey = recoverPublicKey(Order.digest(device.provisioned.domain, order), signature);
  return {
    tradeId,
    role,
    partner: order.meterKey,
    partnerPublicKey: toHex(compressPublicKey(partnerKey)),
    base: registerOf(device, role),
    energy: NO_ENERGY,
    sequence: newSequence(),
    lastSequence: 0,
    lastSignedEnergy: NO_ENERGY,
    partnerSequence: 0,
    partnerEnergy: NO_ENERGY,
    partnerFinal: false,
    cause: 'none',
  };
}

function startMarks(device: Device, record: DeliveryRecord): MarkTracker {
  const secret = device.ownKeys.meter.sharedSecret(record.partnerPublicKey);
  const marks = new MarkTracker(
    { judges: record.role === 'buyer' },
    { interval: (k) => markInterval(secret, record.tradeId, k) },
  );
  // Earlier flow or interruptions do not belong to the delivery.
  device.volatile.flow?.jump();
  return marks;
}

interface OwnTrade {
  readonly orders: TradeOrders;
  readonly role: Role;
  readonly id: Bytes32;
  /** Of the meter's order. */
  readonly nonce: number;
}

/** Both orders, one of them the meter's, as the trade they form. Throws if they do not match. */
function judgeTrade(device: Device, request: CommandRequest<'openDelivery'>): OwnTrade {
  const { domain } = device.provisioned;
  const orders: TradeOrders = {
    bid: { order: request.bid, signature: request.bidSignature },
    offer: { order: request.offer, signature: request.offerSignature },
  };
  const role = ownRole(device, orders);
  for (const signed of [orders.bid, orders.offer]) {
    checkSound(signed.order);
    checkOrderSignature(domain, signed);
  }
  const { id, offerHash } = tradeOf(domain, orders);
  checkMatch(request.bid, request.offer, offerHash);
  return { orders, role, id, nonce: (role === 'buyer' ? request.bid : request.offer).nonce };
}

/** Adding one beyond the limit removes the oldest closed one; all but one are closed. */
function keep(device: Device, record: DeliveryRecord): void {
  const { provisioned } = device;
  const oldest = provisioned.deliveries.find(({ cause }) => cause !== 'none');
  const isFull = provisioned.deliveries.length === EVLOCK_TRADES_MAX;
  const kept = provisioned.deliveries.filter((one) => !isFull || one !== oldest);
  provisioned.deliveries = [...kept, record];
}

export function openDelivery(device: Device, request: CommandRequest<'openDelivery'>): CommandResponse<'openDelivery'> {
  const { orders, role, id, nonce } = judgeTrade(device, request);
  checkNotOpened(device, nonce);
  liveOrderOf(device, nonce);
  if (device.unclosed) throw refusal('OUT_OF_STATE', device.volatile.delivery ? 'DELIVERY_OPEN' : 'RESTARTED');
  requireSelfTest(device);

  const record = makeRecord(device, orders, role, id);
  rememberOpened(device, nonce);
  keep(device, record);
  const { bid } = request;
  charge(device, nonce, { energy: bid.energy, money: role === 'buyer' ? moneyOf(bid) : 0n });
  device.save();
  device.volatile.frozen = undefined;
  device.startStream();
  device.volatile.delivery = { record, marks: startMarks(device, record), unmarked: 0n, sensorFault: false };
  return { tradeId: id, role };
}

export function nextMark(device: Device, { tradeId }: CommandRequest<'nextMark'>): CommandResponse<'nextMark'> {
  const { record, marks } = openDeliveryOf(device, tradeId);
  if (record.role !== 'seller') throw refusal('OUT_OF_STATE', 'ROLE');
  // Marks are counted in the stream's time, in which they are seen.
  const streamNow = device.now - device.volatile.stream.lag;
  return { wait: (marks.next(streamNow) ?? EVLOCK_MARK_NOT_COUNTING) as Milliseconds };
}

/** The first close freezes energy and cause. */
function freeze(device: Device, record: DeliveryRecord, cause: Cause): void {
  const { delivery } = device.volatile;
  if (delivery?.record !== record) {
    record.cause = 'restarted';
  } else if (delivery.marks.missing) {
    record.cause = 'mark-missing';
    record.energy = record.lastSignedEnergy;
  } else if (delivery.sensorFault) {
    record.cause = 'sensor-fault';
  } else {
    record.cause = cause;
  }
  device.volatile.delivery = undefined;
}

export function closeDelivery(
  device: Device,
  { tradeId, cause }: CommandRequest<'closeDelivery'>,
): CommandResponse<'closeDelivery'> {
  const record = deliveryOf(device, tradeId);
  if (cause === 'none') throw refusal('INVALID_INPUT');
  return finish(device, record, cause);
}

function finish(device: Device, record: DeliveryRecord, cause: Cause): CommandResponse<'closeDelivery'> {
  if (record.cause === 'none') freeze(device, record, cause);
  const receipt = signOwnReceipt(device, record);
  device.save();
  return receipt;
}

export function closeUnopened(
  device: Device,
  { cause, ...request }: CommandRequest<'closeUnopened'>,
): CommandResponse<'closeUnopened'> {
  const { orders, role, id, nonce } = judgeTrade(device, request);
  if (cause === 'none') throw refusal('INVALID_INPUT');
  const kept = device.provisioned.deliveries.find(({ tradeId }) => tradeId === id);
  if (kept) return finish(device, kept, cause);
  checkNotOpened(device, nonce);
  const record: DeliveryRecord = { ...makeRecord(device, orders, role, id), cause };
  keep(device, record);
  rememberOpened(device, nonce);
  giveBack(device, nonce);
  return finish(device, record, cause);
}
