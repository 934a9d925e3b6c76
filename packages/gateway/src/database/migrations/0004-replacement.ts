import type { Migration } from './migration.ts';

/** An account may have several devices, of which the chain lets one trade; and what proves that one of them is faulty. */
export const replacement: Migration = {
  name: '0004-replacement',
  sql: `
    ALTER TABLE device DROP CONSTRAINT device_account;
    CREATE INDEX device_account ON device (account);
    CREATE TABLE meter_faults (
      meter_key address NOT NULL,
      code text NOT NULL,
      found bigint NOT NULL,
      -- As JSON: the two signed messages, or the two connections.
      first text NOT NULL,
      second text NOT NULL,
      -- The first proof of each kind is kept; more of it proves nothing more.
      PRIMARY KEY (meter_key, code)
    );
  `,
};
