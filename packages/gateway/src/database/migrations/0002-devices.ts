import type { Migration } from './migration.ts';

/** Who may connect: enrolment codes, devices with their certificate and passkey, sessions of their owners. */
export const devices: Migration = {
  name: '0002-devices',
  sql: `
    CREATE TABLE enrolment_code (
      hash bytea PRIMARY KEY,
      expires bigint NOT NULL,
      used bigint
    );
    CREATE TABLE device (
      device_id bytea PRIMARY KEY,
      meter_key bytea NOT NULL,
      account bytea NOT NULL,
      security_class text NOT NULL,
      passkey_x bytea NOT NULL,
      passkey_y bytea NOT NULL,
      -- Only the newest certificate of a device is accepted.
      certificate_serial text NOT NULL,
      certificate_expires bigint NOT NULL,
      state text NOT NULL CHECK (state IN ('pending', 'enrolled', 'revoked')),
      requested bigint NOT NULL,
      CONSTRAINT device_meter_key UNIQUE (meter_key),
      CONSTRAINT device_account UNIQUE (account)
    );
    CREATE TABLE owner_session (
      token_hash bytea PRIMARY KEY,
      device_id bytea NOT NULL REFERENCES device,
      expires bigint NOT NULL
    );
    CREATE INDEX owner_session_expires ON owner_session (expires);
  `,
};
