/** AUTHORIZE_MANDATE, REVOKE_MANDATE and SIGN_ORDER: what an owner allows, and the orders inside it. */
import { Cancel, checkOrder, lock, Mandate, Order, type Timestamp, ZERO_BYTES32 } from '@evlock/protocol';
import {
  type CheckName,
  type CommandRequest,
  type CommandResponse,
  EVLOCK_ID_STEP_MAX,
  EVLOCK_MANDATES_MAX,
  EVLOCK_NONCE_STEP_MAX,
  refusal,
} from '@evlock/secure-world';
import { requirePasskey } from './passkeys.ts';
import { requireSelfTest } from './self-test.ts';
import type { GrantedMandate } from './state.ts';
import type { World } from './world.ts';

/** The last moment that a uint40 can name: a cancel that revokes does not lapse. */
const NEVER = (2 ** 40 - 1) as Timestamp;

/** Owners number by their clock, so an id may be ahead of the last one by any time, but not of the approval. */
function checkId({ provisioned: { nextMandateId } }: World, { mandateId, approvedAt }: Mandate): void {
  if (mandateId < nextMandateId) throw refusal('REPLAYED');
  if (mandateId - Math.max(nextMandateId, approvedAt) >= EVLOCK_ID_STEP_MAX) throw refusal('LIMIT_EXCEEDED', 'STEP');
}

export function authorizeMandate(
  world: World,
  { mandate, assertion }: CommandRequest<'authorizeMandate'>,
): Record<string, never> {
  const provisioned = world.provisioned;
  const { limits } = provisioned;
  if (mandate.meterKey !== world.ownKeys.meter.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  requirePasskey(world, Mandate.digest(provisioned.domain, mandate), assertion);
  checkId(world, mandate);
  if (mandate.energyCap > limits.mandateEnergyMax) throw refusal('LIMIT_EXCEEDED', 'ENERGY_CAP');
  if (mandate.moneyCap > limits.mandateMoneyMax) throw refusal('LIMIT_EXCEEDED', 'MONEY_CAP');
  world.hearDate(mandate.approvedAt);
  const granted = [...provisioned.mandates, { mandate, energyUsed: 0n, moneyUsed: 0n }];
  provisioned.mandates = granted.slice(-EVLOCK_MANDATES_MAX);
  provisioned.nextMandateId = mandate.mandateId + 1;
  world.save();
  return {};
}

export function revokeMandate(
  world: World,
  { mandateId }: CommandRequest<'revokeMandate'>,
): CommandResponse<'revokeMandate'> {
  const provisioned = world.provisioned;
  const { meter, account } = world.ownKeys;
  provisioned.mandates = provisioned.mandates.filter(({ mandate }) => mandate.mandateId !== mandateId);
  world.save();
  const cancel: Cancel = {
    account: account.address,
    meterKey: meter.address,
    orderHash: ZERO_BYTES32,
    minNonce: provisioned.nextNonce,
    submitterFee: 0n as Cancel['submitterFee'],
    deadline: NEVER,
  };
  return { cancel, signature: meter.sign(Cancel.digest(provisioned.domain, cancel)) };
}

/** Throws `ORDER_INVALID` unless the order is sound by itself. */
export function checkSound(order: Order): void {
  if (order.energy === 0n) throw refusal('ORDER_INVALID');
  checkOrder(order, order.energy);
}

const moneyOf = (order: Order): bigint => (order.side === 'bid' ? lock(order.energy, order.price) : 0n);

/** The first check that `order` fails inside the mandate, or undefined when it is allowed. */
function failedMandateCheck({ mandate, energyUsed, moneyUsed }: GrantedMandate, order: Order): CheckName | undefined {
  const buys = order.side === 'bid';
  const checks: readonly [CheckName, boolean][] = [
    ['PRICE', buys ? order.price <= mandate.limitPrice : order.price >= mandate.limitPrice],
    ['INTERVAL', order.start >= mandate.deliveryFrom && order.end <= mandate.deliveryUntil],
    ['OPEN_BEFORE', order.openBefore <= mandate.validUntil],
    ['REPUTATION', order.minReputation >= mandate.minReputation],
    ['LOSS_BAND', order.lossBandPpm <= mandate.lossBandPpm],
    ['ENERGY_CAP', energyUsed + order.energy <= mandate.energyCap],
    ['MONEY_CAP', !buys || moneyUsed + moneyOf(order) <= mandate.moneyCap],
  ];
  return checks.find(([, holds]) => !holds)?.[0];
}

/** The mandate with the lowest id that allows the order. Throws `COMMAND_NOT_AUTHORIZED` with the newest one's check. */
function mandateFor(mandates: readonly GrantedMandate[], order: Order): GrantedMandate {
  let failed: CheckName = 'MANDATE';
  for (const granted of mandates.filter(({ mandate }) => mandate.side === order.side)) {
    const check = failedMandateCheck(granted, order);
    if (check === undefined) return granted;
    failed = check;
  }
  throw refusal('COMMAND_NOT_AUTHORIZED', failed);
}

export function signOrder(world: World, { order }: CommandRequest<'signOrder'>): CommandResponse<'signOrder'> {
  const provisioned = world.provisioned;
  const { meter, account } = world.ownKeys;
  if (order.meterKey !== meter.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
  if (order.account !== account.address) throw refusal('COMMAND_NOT_AUTHORIZED', 'ACCOUNT');
  checkSound(order);
  const granted = mandateFor(provisioned.mandates, order);
  if (order.nonce < provisioned.nextNonce) throw refusal('REPLAYED', 'NONCE');
  if (order.nonce - provisioned.nextNonce >= EVLOCK_NONCE_STEP_MAX) throw refusal('LIMIT_EXCEEDED', 'NONCE');
  requireSelfTest(world);
  granted.energyUsed += order.energy;
  granted.moneyUsed += moneyOf(order);
  provisioned.nextNonce = order.nonce + 1;
  world.save();
  return { signature: meter.sign(Order.digest(provisioned.domain, order)) };
}
