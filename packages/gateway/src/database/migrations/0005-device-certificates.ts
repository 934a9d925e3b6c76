import type { Migration } from './migration.ts';

/** Certificates that devices were given, and by which key of the authority. */
export const deviceCertificates: Migration = {
  name: '0005-device-certificates',
  sql: `
    CREATE TABLE device_certificate (
      device_id bytea NOT NULL REFERENCES device,
      serial text NOT NULL,
      -- SHA-256 of the authority's public key.
      authority text NOT NULL,
      expires bigint NOT NULL,
      -- The certificate in whose place it comes when it is first used; its own serial once it has.
      replaces text NOT NULL,
      PRIMARY KEY (device_id, serial)
    );
  `,
};
