import type { Migration } from './migration.ts';

/** The passkeys that a meter reported, once it did; before that, a device's owner is the passkey that it enrolled with. */
export const passkeys: Migration = {
  name: '0014-passkeys',
  sql: `
    CREATE TABLE device_passkey (
      device_id bytea NOT NULL REFERENCES device ON DELETE CASCADE,
      x bytea NOT NULL,
      y bytea NOT NULL,
      PRIMARY KEY (device_id, x, y)
    );
  `,
};
