/**
 * Offers, trades, receipts, readings, what the chain said, and transactions on their way.
 * Energy, money and price are `numeric` without fraction, because they reach uint64 and uint128; time is UTC seconds.
 * (`money` is a type of PostgreSQL's own, and not what we mean.)
 */
import type { Migration } from './migration.ts';

export const market: Migration = {
  name: '0001-market',
  sql: `
    CREATE DOMAIN energy AS numeric(20, 0) CHECK (VALUE >= 0);
    CREATE DOMAIN price AS numeric(20, 0) CHECK (VALUE >= 0);
    CREATE DOMAIN micro_units AS numeric(39, 0) CHECK (VALUE >= 0);
    CREATE DOMAIN digest AS bytea CHECK (length(VALUE) = 32);
    CREATE DOMAIN address AS bytea CHECK (length(VALUE) = 20);
    CREATE DOMAIN signature AS bytea CHECK (length(VALUE) = 65);

    CREATE TABLE offers (
      hash digest PRIMARY KEY,
      meter_key address NOT NULL,
      account address NOT NULL,
      -- The canonical encoding of the order: every signed field, byte for byte.
      body bytea NOT NULL,
      signature signature NOT NULL,
      nonce bigint NOT NULL,
      open_before bigint NOT NULL,
      placed bigint NOT NULL,
      -- From the chain: the trade that it opened, and whether its nonce was cancelled.
      opened_trade digest,
      cancelled boolean NOT NULL DEFAULT false,
      UNIQUE (meter_key, nonce)
    );
    CREATE INDEX offers_open ON offers (open_before) WHERE opened_trade IS NULL AND NOT cancelled;

    CREATE TABLE trades (
      id digest PRIMARY KEY,
      offer_hash digest NOT NULL REFERENCES offers,
      bid_body bytea NOT NULL,
      bid_signature signature NOT NULL,
      buyer_meter address NOT NULL,
      buyer_account address NOT NULL,
      seller_meter address NOT NULL,
      seller_account address NOT NULL,
      energy energy NOT NULL,
      price price NOT NULL,
      locked micro_units NOT NULL,
      starts bigint NOT NULL,
      ends bigint NOT NULL,
      open_before bigint NOT NULL,
      ordered bigint NOT NULL,
      state text NOT NULL CHECK (state IN ('signed', 'open', 'claimed', 'settled', 'expired', 'failed')),
      error text,
      opened_transaction digest,
      opened_block bigint,
      opened_time bigint,
      opened_gas bigint,
      ended_transaction digest,
      ended_block bigint,
      ended_time bigint,
      ended_gas bigint,
      -- What is claimed on chain for each side.
      buyer_claim energy,
      buyer_claim_final boolean NOT NULL DEFAULT false,
      seller_claim energy,
      seller_claim_final boolean NOT NULL DEFAULT false,
      delivered energy,
      paid micro_units,
      refunded micro_units,
      buyer_reputation integer,
      seller_reputation integer
    );
    -- An offer opens one trade.
    CREATE UNIQUE INDEX trades_offer_taken ON trades (offer_hash) WHERE state <> 'failed';
    CREATE INDEX trades_buyer ON trades (buyer_account, ordered DESC);
    CREATE INDEX trades_seller ON trades (seller_account, ordered DESC);
    CREATE INDEX trades_unopened ON trades (open_before) WHERE state = 'signed';
    CREATE INDEX trades_unclosed ON trades (ends) WHERE state IN ('open', 'claimed');
    CREATE INDEX trades_unfinished_buyer ON trades (buyer_meter) WHERE state IN ('signed', 'open', 'claimed');
    CREATE INDEX trades_unfinished_seller ON trades (seller_meter) WHERE state IN ('signed', 'open', 'claimed');

    -- Every receipt, kept for good. No foreign key: the market has looked the trade up, and this is the busiest table.
    CREATE TABLE receipts (
      trade_id digest NOT NULL,
      role text NOT NULL CHECK (role IN ('buyer', 'seller')),
      sequence bigint NOT NULL,
      energy energy NOT NULL,
      partner_sequence bigint NOT NULL,
      partner_energy energy NOT NULL,
      final boolean NOT NULL,
      cause text NOT NULL,
      signature signature NOT NULL,
      received bigint NOT NULL,
      PRIMARY KEY (trade_id, role, sequence)
    );

    CREATE TABLE readings (
      meter_key address NOT NULL,
      sequence bigint NOT NULL,
      interval_start bigint NOT NULL,
      interval_end bigint NOT NULL,
      import energy NOT NULL,
      export energy NOT NULL,
      flags bigint NOT NULL,
      previous_hash digest NOT NULL,
      signature signature NOT NULL,
      PRIMARY KEY (meter_key, sequence)
    );

    -- How far the chain is taken in, and which chain: one row.
    CREATE TABLE chain_cursor (
      single boolean PRIMARY KEY DEFAULT true CHECK (single),
      chain_id bigint NOT NULL,
      market address NOT NULL,
      block bigint NOT NULL,
      -- Time of the newest finalized block.
      time bigint NOT NULL
    );
    CREATE TABLE chain_events (
      block bigint NOT NULL,
      log_index integer NOT NULL,
      block_hash digest NOT NULL,
      transaction digest NOT NULL,
      time bigint NOT NULL,
      name text NOT NULL,
      -- The trade that it changes, also for the reputation that its end moves.
      trade_id digest,
      meter_key address,
      fields jsonb NOT NULL,
      -- Of the whole transaction, where the event opens or ends a trade.
      gas bigint,
      PRIMARY KEY (block, log_index)
    );
    CREATE INDEX chain_events_trade ON chain_events (trade_id) WHERE trade_id IS NOT NULL;
    CREATE INDEX chain_events_meter ON chain_events (meter_key) WHERE meter_key IS NOT NULL;

    -- The registry as the events tell it.
    CREATE TABLE chain_meters (
      meter_key address PRIMARY KEY,
      account address NOT NULL,
      active boolean NOT NULL,
      suspended boolean NOT NULL,
      reputation integer NOT NULL,
      replaced_by address
    );

    -- Transactions of the submitter's account: stored before they are sent.
    CREATE TABLE outbox (
      key text NOT NULL,
      chain_id bigint NOT NULL,
      sender address NOT NULL,
      target address NOT NULL,
      data bytea NOT NULL,
      label text NOT NULL,
      nonce bigint NOT NULL,
      gas_limit bigint NOT NULL,
      attempts jsonb NOT NULL,
      state text NOT NULL CHECK (state IN ('sent', 'included', 'done', 'reverted')),
      result jsonb,
      error jsonb,
      PRIMARY KEY (chain_id, sender, key)
    );
    CREATE INDEX outbox_open ON outbox (chain_id, sender, nonce) WHERE state IN ('sent', 'included');
  `,
};
