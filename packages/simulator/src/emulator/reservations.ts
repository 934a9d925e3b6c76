/** What orders reserve of their mandates, from signing until they open, are released, or end. */
import { type Energy, lock, type Money, type Order } from '@evlock/protocol';
import { type CommandResponse, EVLOCK_DATE_MARGIN_S, EVLOCK_ORDERS_MAX, refusal } from '@evlock/secure-world';
import type { Device } from './device.ts';
import type { GrantedMandate, LiveOrder } from './state.ts';

export type Remainder = CommandResponse<'listMandates'>['mandates'][number];

/** What opening it locks: ceil(energy × price) for a bid, nothing for an offer. */
export const moneyOf = (order: Order): bigint => (order.side === 'bid' ? lock(order.energy, order.price) : 0n);

/** Once past its end by the date, nothing of an order can be delivered. */
export const liveOrders = (device: Device): LiveOrder[] =>
  device.provisioned.orders.filter(({ end }) => device.date < end + EVLOCK_DATE_MARGIN_S);

export function remainderOf(device: Device, { mandate, energyUsed, moneyUsed }: GrantedMandate): Remainder {
  const orders = liveOrders(device).filter(({ mandateId }) => mandateId === mandate.mandateId);
  const energyReserved = orders.reduce((sum, { energy }) => sum + energy, 0n);
  const moneyReserved = orders.reduce((sum, { money }) => sum + money, 0n);
  return {
    mandateId: mandate.mandateId,
    side: mandate.side,
    energyLeft: (mandate.energyCap - energyUsed - energyReserved) as Energy,
    energyReserved: energyReserved as Energy,
    moneyLeft: (mandate.moneyCap - moneyUsed - moneyReserved) as Money,
    moneyReserved: moneyReserved as Money,
  };
}

/** Throws `LIMIT_EXCEEDED` (ORDERS_MAX) when the list is full. */
export function checkRoom(device: Device): void {
  if (liveOrders(device).length >= EVLOCK_ORDERS_MAX) throw refusal('LIMIT_EXCEEDED', 'ORDERS_MAX');
}

/** Adds a signed order to the list, dropping those whose end has passed. */
export function reserve(device: Device, order: Order, mandateId: number): void {
  const { nonce, energy, openBefore, end } = order;
  device.provisioned.orders = [
    ...liveOrders(device),
    { nonce, mandateId, energy, money: moneyOf(order), openBefore, end },
  ];
}

/** Throws `OUT_OF_STATE` (GIVEN_BACK) unless the meter's order with this nonce is live. */
export function liveOrderOf(device: Device, nonce: number): LiveOrder {
  const order = liveOrders(device).find((live) => live.nonce === nonce);
  if (!order) throw refusal('OUT_OF_STATE', 'GIVEN_BACK');
  return order;
}

/** Nothing is charged. */
export function giveBack(device: Device, nonce: number): void {
  device.provisioned.orders = device.provisioned.orders.filter((order) => order.nonce !== nonce);
}

/** The order opens: what its trade takes is charged, the rest is released, and a mandate with too little left ends. */
export function charge(
  device: Device,
  nonce: number,
  amounts: { readonly energy: bigint; readonly money: bigint },
): void {
  const { provisioned } = device;
  const { mandateId } = liveOrderOf(device, nonce);
  const granted = provisioned.mandates.find(({ mandate }) => mandate.mandateId === mandateId);
  giveBack(device, nonce);
  if (!granted) return;
  granted.energyUsed += amounts.energy;
  granted.moneyUsed += amounts.money;
  const { energyCap, minEnergy } = granted.mandate;
  if (energyCap - granted.energyUsed < minEnergy) {
    provisioned.mandates = provisioned.mandates.filter((one) => one !== granted);
  }
}
