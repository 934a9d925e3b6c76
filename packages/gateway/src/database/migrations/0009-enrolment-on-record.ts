import type { Migration } from './migration.ts';

/** A code lets in the device that it was made for; what devices showed, and what was decided of them, is kept. */
export const enrolmentOnRecord: Migration = {
  name: '0009-enrolment-on-record',
  sql: `
    -- Null for a code of before, which lets in nobody any longer.
    ALTER TABLE enrolment_code ADD COLUMN device_id bytea;
    -- What a device showed to be enrolled, as JSON: for the operator, who verifies it.
    CREATE TABLE enrolment_file (
      device_id bytea PRIMARY KEY REFERENCES device,
      body text NOT NULL
    );
    CREATE TABLE device_record (
      device_id bytea NOT NULL,
      -- Counts from 1 for each device.
      step integer NOT NULL,
      what text NOT NULL CHECK (what IN ('code', 'admitted', 'revoked', 'readmitted')),
      at bigint NOT NULL,
      PRIMARY KEY (device_id, step)
    );
  `,
};
