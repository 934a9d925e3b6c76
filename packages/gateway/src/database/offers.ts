/** Offers that were placed here, with what the chain says of them. */
import type { Address, Bytes32, Hex, Signature, SignedOrder, Timestamp } from '@evlock/protocol';
import { bytes, orderBody, signedOrder } from './columns.ts';
import type { Statements } from './database.ts';

export interface OfferRecord {
  readonly hash: Bytes32;
  readonly offer: SignedOrder;
  /** Of the seller's meter, by the chain's events; 0 before it is enrolled. */
  readonly reputation: number;
  /** A trade that has not failed was made of it, here or elsewhere. */
  readonly taken: boolean;
  readonly cancelled: boolean;
}

interface Row {
  hash: Bytes32;
  body: Hex;
  signature: Signature;
  reputation: number;
  taken: boolean;
  cancelled: boolean;
}

const SELECT = `
  SELECT o.hash, o.placed, o.body, o.signature, coalesce(m.reputation, 0) AS reputation, o.cancelled,
         o.opened_trade IS NOT NULL
           OR EXISTS (SELECT FROM trades t WHERE t.offer_hash = o.hash AND t.state <> 'failed') AS taken
  FROM offers o LEFT JOIN chain_meters m ON m.meter_key = o.meter_key`;

const record = ({ hash, body, signature, ...rest }: Row): OfferRecord => ({
  hash,
  offer: signedOrder(body, signature),
  reputation: rest.reputation,
  taken: rest.taken,
  cancelled: rest.cancelled,
});

/** Stores an offer; the same one again changes nothing. Throws pg's unique violation when its nonce was used for another. */
export async function insertOffer(
  statements: Statements,
  hash: Bytes32,
  { order, signature }: SignedOrder,
  placed: Timestamp,
): Promise<void> {
  await statements.query(
    `INSERT INTO offers (hash, meter_key, account, body, signature, nonce, open_before, placed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (hash) DO NOTHING`,
    [
      bytes(hash),
      bytes(order.meterKey),
      bytes(order.account),
      orderBody(order),
      bytes(signature),
      order.nonce,
      order.openBefore,
      placed,
    ],
  );
}

export async function findOffer(statements: Statements, hash: Bytes32): Promise<OfferRecord | undefined> {
  const [row] = await statements.query<Row>(`${SELECT} WHERE o.hash = $1`, [bytes(hash)]);
  return row && record(row);
}

/** The newest `limit` offers that can still be taken at `now`, cheapest first. */
export async function openOffers(statements: Statements, now: Timestamp, limit: number): Promise<OfferRecord[]> {
  const rows = await statements.query<Row>(
    `SELECT * FROM (${SELECT} WHERE o.open_before > $1 AND o.opened_trade IS NULL AND NOT o.cancelled) open
     WHERE NOT taken ORDER BY placed DESC LIMIT $2`,
    [now, limit],
  );
  const offers = rows.map(record);
  return offers.sort((one, other) => Number(one.offer.order.price - other.offer.order.price));
}

/** How many offers of a meter could still be taken at `now`. */
export async function countOpenOffers(statements: Statements, meterKey: Address, now: Timestamp): Promise<number> {
  const [row] = await statements.query<{ count: bigint }>(
    `SELECT count(*) FROM offers
     WHERE meter_key = $1 AND open_before > $2 AND opened_trade IS NULL AND NOT cancelled`,
    [bytes(meterKey), now],
  );
  return Number(row?.count ?? 0n);
}
