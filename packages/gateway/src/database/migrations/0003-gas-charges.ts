import type { Migration } from './migration.ts';

/** Gas that is paid for accounts: kept, so that a restart gives nobody a new budget. */
export const gasCharges: Migration = {
  name: '0003-gas-charges',
  sql: `
    CREATE TABLE gas_charges (
      account address NOT NULL,
      -- UTC days since 1970, when the transaction was asked for.
      day bigint NOT NULL,
      -- Of the transaction in the outbox, which knows the gas that was used.
      key text NOT NULL,
      chain_id bigint NOT NULL,
      sender address NOT NULL,
      -- Among how many accounts its gas is divided, and this account's part as long as it is not known.
      shares integer NOT NULL CHECK (shares > 0),
      expected bigint NOT NULL CHECK (expected >= 0),
      PRIMARY KEY (chain_id, sender, key, account)
    );
    CREATE INDEX gas_charges_account ON gas_charges (account, day);
  `,
};
