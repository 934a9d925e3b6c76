/** Every order that a meter of this gateway signed, offer or bid, by its nonce: kept permanently, as evidence. */
import type { Address, Hex, Signature, SignedOrder } from '@evlock/protocol';
import { bytes, orderBody, signedOrder } from './columns.ts';
import type { Statements } from './statements.ts';

interface Row {
  body: Hex;
  signature: Signature;
}

const orderOf = ({ body, signature }: Row): SignedOrder => signedOrder(body, signature);

/**
 * Stores an order with the mandate for which it was requested, and returns the one stored under its nonce: this order, or another
 * that was stored before.
 */
export async function keepOrder(
  statements: Statements,
  { order, signature }: SignedOrder,
  mandateId: number,
): Promise<SignedOrder> {
  const place = [bytes(order.meterKey), order.nonce];
  await statements.query(
    `INSERT INTO signed_orders (meter_key, nonce, body, signature, mandate_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [...place, orderBody(order), bytes(signature), mandateId],
  );
  const [kept] = await statements.query<Row>(
    'SELECT body, signature FROM signed_orders WHERE meter_key = $1 AND nonce = $2',
    place,
  );
  return kept ? orderOf(kept) : { order, signature };
}

/** The order of a meter with the highest nonce that is known. */
export async function latestOrder(statements: Statements, meterKey: Address): Promise<SignedOrder | undefined> {
  const [row] = await statements.query<Row>(
    'SELECT body, signature FROM signed_orders WHERE meter_key = $1 ORDER BY nonce DESC LIMIT 1',
    [bytes(meterKey)],
  );
  return row && orderOf(row);
}
