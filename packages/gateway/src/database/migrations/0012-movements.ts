import type { Migration } from './migration.ts';

/** Every movement of every account's money, with the money after it; and readings by the time at which they end. */
export const movements: Migration = {
  name: '0012-movements',
  sql: `
    -- What each event of the chain does to the money of which account. A trade's accounts are those of the meters that opened it.
    CREATE VIEW money_changes AS
      SELECT e.block, e.log_index, c.part, c.account, e.time, e.transaction, c.kind,
        t.trade_id, t.opened_block, c.other, c.energy, c.price, c.balance_change, c.locked_change
      FROM chain_events e
      LEFT JOIN LATERAL (
        SELECT o.trade_id, o.block AS opened_block, b.account AS buyer, s.account AS seller,
          (o.fields->>'energy')::numeric AS energy, (o.fields->>'price')::numeric AS price,
          div((o.fields->>'energy')::numeric * (o.fields->>'price')::numeric + 999999, 1000000) AS lock
        FROM chain_events o
        LEFT JOIN chain_meters b ON b.meter_key = decode(substr(o.fields->>'buyerMeter', 3), 'hex')
        LEFT JOIN chain_meters s ON s.meter_key = decode(substr(o.fields->>'sellerMeter', 3), 'hex')
        WHERE o.trade_id = e.trade_id AND o.name = 'TradeOpened'
      ) t ON e.name IN ('TradeOpened', 'TradeSettled', 'TradeExpired')
      CROSS JOIN LATERAL (
        SELECT 0 AS part, 'deposited' AS kind, decode(substr(e.fields->>'account', 3), 'hex') AS account,
          decode(substr(e.fields->>'from', 3), 'hex') AS other, NULL::numeric AS energy, NULL::numeric AS price,
          (e.fields->>'amount')::numeric AS balance_change, 0::numeric AS locked_change
          WHERE e.name = 'Deposited'
        UNION ALL SELECT 0, 'withdrawn', decode(substr(e.fields->>'account', 3), 'hex'),
          decode(substr(e.fields->>'to', 3), 'hex'), NULL, NULL, -(e.fields->>'amount')::numeric, 0
          WHERE e.name = 'Withdrawn'
        UNION ALL SELECT 0, 'fee', decode(substr(e.fields->>'account', 3), 'hex'),
          decode(substr(e.fields->>'submitter', 3), 'hex'), NULL, NULL, -(e.fields->>'fee')::numeric, 0
          WHERE e.name = 'SubmitterPaid'
        UNION ALL SELECT 0, 'locked', t.buyer, t.seller, t.energy, t.price, -t.lock, t.lock
          WHERE e.name = 'TradeOpened'
        UNION ALL SELECT 0, 'bought', t.buyer, t.seller, (e.fields->>'delivered')::numeric, t.price,
          (e.fields->>'refunded')::numeric, -(e.fields->>'paid')::numeric - (e.fields->>'refunded')::numeric
          WHERE e.name = 'TradeSettled'
        UNION ALL SELECT 1, 'sold', t.seller, t.buyer, (e.fields->>'delivered')::numeric, t.price,
          (e.fields->>'paid')::numeric, 0
          WHERE e.name = 'TradeSettled'
        UNION ALL SELECT 0, 'refunded', t.buyer, t.seller, 0, t.price,
          (e.fields->>'refunded')::numeric, -(e.fields->>'refunded')::numeric
          WHERE e.name = 'TradeExpired'
      ) c
      WHERE c.account IS NOT NULL;

    CREATE TABLE movements (
      account address NOT NULL,
      block bigint NOT NULL,
      log_index integer NOT NULL,
      -- 1: the seller's part of an end, 0: everything else.
      part smallint NOT NULL,
      time bigint NOT NULL,
      transaction digest NOT NULL,
      kind text NOT NULL,
      trade_id digest,
      opened_block bigint,
      other address,
      energy energy,
      price price,
      balance_change numeric(39, 0) NOT NULL,
      locked_change numeric(39, 0) NOT NULL,
      -- After it.
      balance numeric(39, 0) NOT NULL,
      locked numeric(39, 0) NOT NULL,
      PRIMARY KEY (account, block, log_index, part)
    );
    CREATE INDEX movements_time ON movements (account, time, block, log_index, part);
    INSERT INTO movements
      SELECT account, block, log_index, part, time, transaction, kind, trade_id, opened_block, other, energy, price,
        balance_change, locked_change, sum(balance_change) OVER account_so_far, sum(locked_change) OVER account_so_far
      FROM money_changes
      WINDOW account_so_far AS (PARTITION BY account ORDER BY block, log_index, part);

    -- A meter's trades around a day.
    CREATE INDEX trades_buyer_meter ON trades (buyer_meter, ends, starts);
    CREATE INDEX trades_seller_meter ON trades (seller_meter, ends, starts);
    CREATE INDEX readings_time ON readings (meter_key, interval_end);
  `,
};
