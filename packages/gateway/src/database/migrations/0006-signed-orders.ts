import type { Migration } from './migration.ts';

/**
 * Every order that a meter signed, under its nonce. An order's canonical encoding has 125 bytes and ends with the nonce, of
 * five. Where a meter had signed two with one nonce before, the offer is kept.
 */
export const signedOrders: Migration = {
  name: '0006-signed-orders',
  sql: `
    CREATE TABLE signed_orders (
      meter_key address NOT NULL,
      nonce bigint NOT NULL,
      body bytea NOT NULL,
      signature signature NOT NULL,
      PRIMARY KEY (meter_key, nonce)
    );
    INSERT INTO signed_orders SELECT meter_key, nonce, body, signature FROM offers;
    INSERT INTO signed_orders
      SELECT buyer_meter, ('x' || encode(substring(bid_body FROM 121 FOR 5), 'hex'))::bit(40)::bigint, bid_body, bid_signature
      FROM trades WHERE length(bid_body) = 125 ORDER BY ordered
      ON CONFLICT DO NOTHING;
  `,
};
