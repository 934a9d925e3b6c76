import type { Migration } from './migration.ts';

/** Mandates that trade by themselves, and for which mandate an order was signed: its caps are counted by what is stored. */
export const standingOrders: Migration = {
  name: '0013-standing-orders',
  sql: `
    CREATE TABLE standing_orders (
      meter_key address NOT NULL,
      mandate_id bigint NOT NULL,
      account address NOT NULL,
      device_id digest NOT NULL,
      -- What the passkey approved, and the rules that the meter keeps: JSON, as they travel.
      approval text NOT NULL,
      rules text NOT NULL,
      placed bigint NOT NULL,
      state text NOT NULL CHECK (state IN ('active', 'stopping', 'stopped', 'ended')),
      -- Code of what keeps it from trading now, and the rule that does.
      waits_for text,
      rule text,
      PRIMARY KEY (meter_key, mandate_id)
    );
    CREATE INDEX standing_orders_working ON standing_orders (placed) WHERE state IN ('active', 'stopping');
    ALTER TABLE signed_orders ADD COLUMN mandate_id bigint;
    CREATE INDEX signed_orders_mandate ON signed_orders (meter_key, mandate_id) WHERE mandate_id IS NOT NULL;
  `,
};
