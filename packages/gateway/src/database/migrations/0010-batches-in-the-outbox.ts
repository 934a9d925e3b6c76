import type { Migration } from './migration.ts';

/** A transaction may be a batch: which items it holds is kept with it, and found by each of them. */
export const batchesInTheOutbox: Migration = {
  name: '0010-batches-in-the-outbox',
  sql: `
    -- Of a batch: the key of each item, and the log that proves it done.
    ALTER TABLE outbox ADD COLUMN items jsonb;
    CREATE INDEX outbox_items ON outbox USING gin (items jsonb_path_ops);
  `,
};
