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
import { deliveryOf, openDeliveryOf, registerOf } from './kept-deliveries.ts';
import { checkSound } from './mandates.ts';
import { MarkTracker, markInterval } from './mark.ts';
import { signOwnReceipt } from './receipts.ts';
import { charge, giveBack, liveOrderOf, moneyOf } from './reservations.ts';
import { requireSelfTest } from './self-test.ts';
import type { DeliveryRecord } from './state.ts';
import { NO_ENERGY, newSequence, type World } from './world.ts';

function ownRole(world: World, { bid, offer }: TradeOrders): Role {
  const own = world.ownKeys.meter.address;
  const buys = bid.order.meterKey === own;
  if (buys === (offer.order.meterKey === own)) throw refusal('COMMAND_NOT_AUTHORIZED', 'OWN_ORDER');
  return buys ? 'buyer' : 'seller';
}

/** Throws `REPLAYED` when the own order with this nonce has opened a delivery, or is too old to tell. */
function checkNotOpened(world: World, nonce: number): void {
  const { newest, window } = world.provisioned.opened;
  const age = newest - nonce;
  const opened = age >= EVLOCK_ORDER_WINDOW || (age >= 0 && ((window >> BigInt(age)) & 1n) === 1n);
  if (opened) throw refusal('REPLAYED', 'OPENED_BEFORE');
}

function rememberOpened(world: World, nonce: number): void {
  const { opened } = world.provisioned;
  const shift = Math.max(0, nonce - opened.newest);
  const moved = shift >= EVLOCK_ORDER_WINDOW ? 0n : opened.window << BigInt(shift);
  opened.newest += shift;
  opened.window = BigInt.asUintN(EVLOCK_ORDER_WINDOW, moved | (1n << BigInt(opened.newest - nonce)));
}

function makeRecord(world: World, orders: TradeOrders, role: Role, tradeId: Bytes32): DeliveryRecord {
  const { order, signature } = role === 'buyer' ? orders.offer : orders.bid;
  const partnerKey = recoverPublicKey(Order.digest(world.provisioned.domain, order), signature);
  return {
    tradeId,
    role,
    partner: order.meterKey,
    partnerPublicKey: toHex(compressPublicKey(partnerKey)),
    base: registerOf(world, role),
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

function startMarks(world: World, record: DeliveryRecord): MarkTracker {
  const secret = world.ownKeys.meter.sharedSecret(record.partnerPublicKey);
  const marks = new MarkTracker(
    { judges: record.role === 'buyer' },
    { interval: (k) => markInterval(secret, record.tradeId, k) },
  );
  // What flowed or was interrupted before is none of the delivery's.
  world.volatile.flow?.jump();
  return marks;
}

interface OwnTrade {
  readonly orders: TradeOrders;
  readonly role: Role;
  readonly id: Bytes32;
  /** Of the own order. */
  readonly nonce: number;
}

/** Both orders, one of them the own one, as the trade that they make. Throws where they do not. */
function judgeTrade(world: World, request: CommandRequest<'openDelivery'>): OwnTrade {
  const { domain } = world.provisioned;
  const orders: TradeOrders = {
    bid: { order: request.bid, signature: request.bidSignature },
    offer: { order: request.offer, signature: request.offerSignature },
  };
  const role = ownRole(world, orders);
  for (const signed of [orders.bid, orders.offer]) {
    checkSound(signed.order);
    checkOrderSignature(domain, signed);
  }
  const { id, offerHash } = tradeOf(domain, orders);
  checkMatch(request.bid, request.offer, offerHash);
  return { orders, role, id, nonce: (role === 'buyer' ? request.bid : request.offer).nonce };
}

/** One more than are kept removes the oldest that is closed, as all but one are. */
function keep(world: World, record: DeliveryRecord): void {
  const { provisioned } = world;
  const oldest = provisioned.deliveries.find(({ cause }) => cause !== 'none');
  const isFull = provisioned.deliveries.length === EVLOCK_TRADES_MAX;
  const kept = provisioned.deliveries.filter((one) => !isFull || one !== oldest);
  provisioned.deliveries = [...kept, record];
}

export function openDelivery(world: World, request: CommandRequest<'openDelivery'>): CommandResponse<'openDelivery'> {
  const { orders, role, id, nonce } = judgeTrade(world, request);
  checkNotOpened(world, nonce);
  liveOrderOf(world, nonce);
  if (world.unclosed) throw refusal('OUT_OF_STATE', world.volatile.delivery ? 'DELIVERY_OPEN' : 'RESTARTED');
  requireSelfTest(world);

  const record = makeRecord(world, orders, role, id);
  rememberOpened(world, nonce);
  keep(world, record);
  const { bid } = request;
  charge(world, nonce, { energy: bid.energy, money: role === 'buyer' ? moneyOf(bid) : 0n });
  world.save();
  world.volatile.frozen = undefined;
  world.startStream();
  world.volatile.delivery = { record, marks: startMarks(world, record), unmarked: 0n, sensorFault: false };
  return { tradeId: id, role };
}

export function nextMark(world: World, { tradeId }: CommandRequest<'nextMark'>): CommandResponse<'nextMark'> {
  const { record, marks } = openDeliveryOf(world, tradeId);
  if (record.role !== 'seller') throw refusal('OUT_OF_STATE', 'ROLE');
  // Marks are counted in the time of the stream, in which they are seen.
  const streamNow = world.now - world.volatile.stream.lag;
  return { wait: (marks.next(streamNow) ?? EVLOCK_MARK_NOT_COUNTING) as Milliseconds };
}

/** The first close freezes energy and cause. */
function freeze(world: World, record: DeliveryRecord, cause: Cause): void {
  const { delivery } = world.volatile;
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
  world.volatile.delivery = undefined;
}

export function closeDelivery(
  world: World,
  { tradeId, cause }: CommandRequest<'closeDelivery'>,
): CommandResponse<'closeDelivery'> {
  const record = deliveryOf(world, tradeId);
  if (cause === 'none') throw refusal('INVALID_INPUT');
  return finish(world, record, cause);
}

function finish(world: World, record: DeliveryRecord, cause: Cause): CommandResponse<'closeDelivery'> {
  if (record.cause === 'none') freeze(world, record, cause);
  const receipt = signOwnReceipt(world, record);
  world.save();
  return receipt;
}

export function closeUnopened(
  world: World,
  { cause, ...request }: CommandRequest<'closeUnopened'>,
): CommandResponse<'closeUnopened'> {
  const { orders, role, id, nonce } = judgeTrade(world, request);
  if (cause === 'none') throw refusal('INVALID_INPUT');
  const kept = world.provisioned.deliveries.find(({ tradeId }) => tradeId === id);
  if (kept) return finish(world, kept, cause);
  checkNotOpened(world, nonce);
  const record: DeliveryRecord = { ...makeRecord(world, orders, role, id), cause };
  keep(world, record);
  rememberOpened(world, nonce);
  giveBack(world, nonce);
  return finish(world, record, cause);
}
