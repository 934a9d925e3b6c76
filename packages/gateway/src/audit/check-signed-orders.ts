/** Every order a meter signed is stored under its nonce, once, with its signature. */
import { type Address, Order } from '@evlock/protocol';
import { type Difference, missingRow, type Place } from './difference.ts';
import { type Facts, orderIn } from './facts.ts';
import { checkSignature } from './signatures.ts';

const placeOf = (meterKey: Address, nonce: number | bigint): Place => ({
  check: 'signed orders',
  table: 'signed_orders',
  key: `${meterKey}/${nonce}`,
});

/** Each is signed by the meter whose key and nonce it is stored under, and no offer or bid is missing. */
export function checkSignedOrders({ tables, domain, offers, bids }: Facts): Difference[] {
  const unsigned = tables.signedOrders.flatMap(({ meter_key, nonce, body, signature }) => {
    const place = placeOf(meter_key, nonce);
    const order = orderIn(body);
    if (order?.meterKey !== meter_key || BigInt(order.nonce) !== nonce) {
      return [{ ...place, field: 'body', recorded: 'another order', expected: 'of this meter and nonce' }];
    }
    return checkSignature(place, Order.digest(domain, order), signature, meter_key);
  });
  const kept = new Set(tables.signedOrders.map(({ meter_key, nonce }) => placeOf(meter_key, nonce).key));
  const missing = [...offers.values(), ...bids.values()]
    .map(({ meterKey, nonce }) => placeOf(meterKey, nonce))
    .filter(({ key }) => !kept.has(key));
  return [...unsigned, ...missing.map((place) => missingRow(place))];
}
