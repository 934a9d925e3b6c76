/** Offers that were placed here, with what the chain says of them. */
import {
  type Address,
  type Bytes32,
  type Hex,
  Order,
  type Signature,
  type SignedOrder,
  type Timestamp,
} from '@evlock/protocol';
import { bytes, orderBody, signedOrder } from './columns.ts';
import type { Statements } from './statements.ts';

export interface OfferRecord {
  readonly hash: Bytes32;
  readonly offer: SignedOrder;
  /** Of the seller's account, by the chain's events. */
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

/** Where the price stands in an order's canonical encoding: big-endian, so its bytes sort as it does. */
const PRICE_PLACE = (() => {
  let before = 0;
  for (const [name, field] of Object.entries(Order.fields)) {
    if (name === 'price') break;
    before += field.bytes;
  }
  return `FROM ${before + 1} FOR ${Order.fields.price.bytes}`;
})();

const SELECT = `
  SELECT o.hash, o.account, o.body, o.signature, substring(o.body ${PRICE_PLACE}) AS price, coalesce(a.reputation, 0) AS reputation, o.cancelled,
         o.opened_trade IS NOT NULL
           OR EXISTS (SELECT FROM trades t WHERE t.offer_hash = o.hash AND t.state <> 'failed') AS taken
  FROM offers o LEFT JOIN chain_accounts a ON a.account = o.account`;

const record = ({ hash, body, signature, ...rest }: Row): OfferRecord => ({
  hash,
  offer: signedOrder(body, signature),
  reputation: rest.reputation,
  taken: rest.taken,
  cancelled: rest.cancelled,
});

/** Stores an offer; the same one again changes nothing. */
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

export interface OffersPage {
  readonly limit: number;
  /** `next` of the page before: `turn.price.hash`. */
  readonly after?: string | undefined;
}

/**
 * Offers that can still be bought at `now`, in an order that gives every account its turn: first the cheapest of each, then
 * the second cheapest of each, and so on. Following `next` to the end shows all of them, whatever others place.
 */
export async function openOffers(
  statements: Statements,
  now: Timestamp,
  { limit, after }: OffersPage,
): Promise<{ offers: OfferRecord[]; next: string | null }> {
  const [turn = '0', price = '', hash = ''] = after?.split('.') ?? [];
  const rows = await statements.query<Row & { place: string }>(
    `SELECT *, turn || '.' || encode(price, 'hex') || '.' || encode(hash, 'hex') AS place FROM (
       SELECT *, row_number() OVER (PARTITION BY account ORDER BY price, hash) AS turn FROM (
         ${SELECT} WHERE o.open_before > $1 AND o.opened_trade IS NULL AND NOT o.cancelled) open
       WHERE NOT taken) listed
     WHERE (turn, price, hash) > ($2, $3, $4) ORDER BY turn, price, hash LIMIT $5`,
    [now, turn, Buffer.from(price, 'hex'), Buffer.from(hash, 'hex'), limit + 1],
  );
  const page = rows.slice(0, limit);
  return { offers: page.map(record), next: rows.length > limit ? (page.at(-1)?.place ?? null) : null };
}

/** Offers of a meter that can still be bought at `now`. */
export async function openOffersOfMeter(
  statements: Statements,
  meterKey: Address,
  now: Timestamp,
): Promise<SignedOrder[]> {
  const rows = await statements.query<Pick<Row, 'body' | 'signature'>>(
    `SELECT body, signature FROM offers o
     WHERE meter_key = $1 AND open_before > $2 AND opened_trade IS NULL AND NOT cancelled`,
    [bytes(meterKey), now],
  );
  return rows.map(({ body, signature }) => signedOrder(body, signature));
}

/** Number of offers of a meter that can still be bought at `now`. */
export async function countOpenOffers(statements: Statements, meterKey: Address, now: Timestamp): Promise<number> {
  const [row] = await statements.query<{ count: bigint }>(
    `SELECT count(*) FROM offers
     WHERE meter_key = $1 AND open_before > $2 AND opened_trade IS NULL AND NOT cancelled`,
    [bytes(meterKey), now],
  );
  return Number(row?.count ?? 0n);
}
