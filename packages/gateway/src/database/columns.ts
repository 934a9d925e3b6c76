/** Between rows and our units. What a row holds was checked when it was written; here it only gets its brands back. */
import { type Hex, Order, type Signature, type SignedOrder, type Timestamp, timestamp } from '@evlock/protocol';

/** Hex for a `bytea` parameter. */
export const bytes = (hex: Hex): Buffer => Buffer.from(hex.slice(2), 'hex');

/** A `bigint` column that holds UTC seconds. */
export const time = (column: bigint): Timestamp => timestamp(Number(column));

/** An order as rows hold it: its canonical encoding, so that what was signed comes back byte for byte. */
export const orderBody = (order: Order): Buffer => Buffer.from(Order.encode(order));

export const signedOrder = (body: Hex, signature: Signature): SignedOrder => ({
  order: Order.decode(bytes(body)),
  signature,
});
