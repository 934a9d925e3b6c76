/**
 * AUTHORIZE_MANDATE, REVOKE_MANDATE, LIST_MANDATES, SIGN_ORDER and RELEASE_ORDER: what an owner allows, and the orders under
 * it.
 */
import { Cancel, checkOrder, Mandate, Order, SENSOR_CLASSES, type Timestamp, ZERO_BYTES32 } from '@evlock/protocol';
import {
  type CheckName,
  type CommandRequest,
  type CommandResponse,
  EVLOCK_DATE_MARGIN_S,
  EVLOCK_ID_STEP_MAX,
  EVLOCK_MANDATES_MAX,
  EVLOCK_NONCE_STEP_MAX,
  EVLOCK_REVOKED_AHEAD_MAX_S,
  refusal,
} from '@evlock/secure-world';
import type { Device } from './device.ts';
import { requirePasskey } from './passkeys.ts';
import { checkRoom, giveBack, liveOrderOf, moneyOf, remainderOf, reserve } from './reservations.ts';
import { requireSoundSensor } from './self-test.ts';
import type { GrantedMandate } from './state.ts';

/** The latest time a uint40 can name: a cancel that revokes does not lapse. */
const NEVER = (2 ** 40 - 1) as Timestamp;

/** Owners number by their clock, so an id may be any distance ahead of the last one, but not of the approval. */
function checkId({ provisioned: { nextMandateId } }: Device, { mandateId, approvedAt }: Mandate): void {
  if (mandateId < nextMandateId) throw refusal('REPLAYED');
  if (mandateId - Math.max(nextMandateId, approvedAt) >= EVLOCK_ID_STEP_MAX) throw refusal('LIMIT_EXCEEDED', 'STEP');
}

export function authorizeMandate(
  device: Device,
  { mandate, assertion }: CommandRequest<'authorizeMandate'>,
): Record<string, never> {
  const provisioned = device.provisioned;
  const { limits } = provisioned;
  if (mandate.meterKey !== device.ownKeys.meter.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  requirePasskey(device, Mandate.digest(provisioned.domain, mandate), assertion);
  checkId(device, mandate);
  if (mandate.minEnergy === 0n || mandate.minEnergy > mandate.energyCap) throw refusal('INVALID_INPUT', 'MIN_ENERGY');
  if (mandate.energyCap > limits.mandateEnergyMax) throw refusal('LIMIT_EXCEEDED', 'ENERGY_CAP');
  if (mandate.moneyCap > limits.mandateMoneyMax) throw refusal('LIMIT_EXCEEDED', 'MONEY_CAP');
  device.hearDate(mandate.approvedAt);
  const granted = [...provisioned.mandates, { mandate, energyUsed: 0n, moneyUsed: 0n }];
  provisioned.mandates = granted.slice(-EVLOCK_MANDATES_MAX);
  provisioned.nextMandateId = mandate.mandateId + 1;
  device.save();
  return {};
}

/** A cancel of every order signed so far, in the current domain. */
export function revokingCancel(device: Device): CommandResponse<'revokeMandate'> {
  const { domain, nextNonce } = device.provisioned;
  const { meter, account } = device.ownKeys;
  const cancel: Cancel = {
    account: account.address,
    meterKey: meter.address,
    orderHash: ZERO_BYTES32,
    minNonce: nextNonce,
    submitterFee: 0n as Cancel['submitterFee'],
    deadline: NEVER,
  };
  return { cancel, signature: meter.sign(Cancel.digest(domain, cancel)) };
}

export function revokeMandate(
  device: Device,
  { mandateId }: CommandRequest<'revokeMandate'>,
): CommandResponse<'revokeMandate'> {
  const provisioned = device.provisioned;
  provisioned.mandates = provisioned.mandates.filter(({ mandate }) => mandate.mandateId !== mandateId);
  // An approval held back until its revocation arrives too late.
  const isNext = mandateId >= provisioned.nextMandateId;
  if (isNext && mandateId <= device.date + EVLOCK_REVOKED_AHEAD_MAX_S) provisioned.nextMandateId = mandateId + 1;
  device.save();
  return revokingCancel(device);
}

export const listMandates = (device: Device): CommandResponse<'listMandates'> => ({
  mandates: device.provisioned.mandates.map((granted) => remainderOf(device, granted)),
});

/** Throws `ORDER_INVALID` unless the order is self-consistent. */
export function checkSound(order: Order): void {
  if (order.energy === 0n) throw refusal('ORDER_INVALID');
  checkOrder(order, order.energy);
}

/** The first reason that the mandate refuses `order`, or undefined when it is allowed. */
function failedMandateCheck(device: Device, granted: GrantedMandate, order: Order): CheckName | undefined {
  const { mandate } = granted;
  const { energyLeft, moneyLeft } = remainderOf(device, granted);
  const buys = order.side === 'bid';
  const rank = ({ minSensorClass }: Order | Mandate): number => SENSOR_CLASSES.indexOf(minSensorClass);
  const checks: readonly [CheckName, boolean][] = [
    ['PRICE', buys ? order.price <= mandate.limitPrice : order.price >= mandate.limitPrice],
    ['INTERVAL', order.start >= mandate.deliveryFrom && order.end <= mandate.deliveryUntil],
    ['OPEN_BEFORE', order.openBefore <= mandate.validUntil],
    ['REPUTATION', order.minReputation >= mandate.minReputation],
    ['LOSS_BAND', order.lossBandPpm <= mandate.lossBandPpm],
    ['SENSOR_CLASS', rank(order) >= rank(mandate)],
    // The energy is never below its minimum.
    ['MIN_ENERGY', order.minEnergy >= mandate.minEnergy],
    ['ENERGY_CAP', order.energy <= energyLeft],
    ['MONEY_CAP', !buys || moneyOf(order) <= moneyLeft],
  ];
  return checks.find(([, holds]) => !holds)?.[0];
}

/** The mandate with the lowest id that allows the order. Throws `COMMAND_NOT_AUTHORIZED` with the newest one's reason. */
function mandateFor(device: Device, order: Order): Mandate {
  let failed: CheckName = 'MANDATE';
  for (const granted of device.provisioned.mandates.filter(({ mandate }) => mandate.side === order.side)) {
    const check = failedMandateCheck(device, granted, order);
    if (check === undefined) return granted.mandate;
    failed = check;
  }
  throw refusal('COMMAND_NOT_AUTHORIZED', failed);
}

/** Validity of the order itself, at this meter and now. */
function checkOwnOrder(device: Device, order: Order): void {
  const { meter, account } = device.ownKeys;
  if (order.meterKey !== meter.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  if (order.account !== account.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'ACCOUNT');
  checkSound(order);
  if (order.power > device.provisioned.limits.powerLimit) throw refusal('LIMIT_EXCEEDED', 'POWER');
  // Released as soon as it is signed, it would never be charged.
  if (order.openBefore <= device.date) throw refusal('COMMAND_NOT_AUTHORIZED', 'DATE');
}

export function signOrder(device: Device, { order }: CommandRequest<'signOrder'>): CommandResponse<'signOrder'> {
  const provisioned = device.provisioned;
  checkOwnOrder(device, order);
  const { mandateId } = mandateFor(device, order);
  if (order.nonce < provisioned.nextNonce) throw refusal('REPLAYED', 'NONCE');
  if (order.nonce - provisioned.nextNonce >= EVLOCK_NONCE_STEP_MAX) throw refusal('LIMIT_EXCEEDED', 'NONCE');
  checkRoom(device);
  requireSoundSensor(device);
  reserve(device, order, mandateId);
  provisioned.nextNonce = order.nonce + 1;
  device.save();
  return { signature: device.ownKeys.meter.sign(Order.digest(provisioned.domain, order)) };
}

export function releaseOrder(device: Device, { nonce }: CommandRequest<'releaseOrder'>): Record<string, never> {
  const order = liveOrderOf(device, nonce);
  if (device.date < order.openBefore + EVLOCK_DATE_MARGIN_S) throw refusal('OUT_OF_STATE', 'DATE');
  giveBack(device, nonce);
  device.save();
  return {};
}
