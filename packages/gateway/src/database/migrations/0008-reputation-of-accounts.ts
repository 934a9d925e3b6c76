import type { Migration } from './migration.ts';

/** Reputation is kept per account, by the market; a trade's meters are freed by an event of its own. */
export const reputationOfAccounts: Migration = {
  name: '0008-reputation-of-accounts',
  sql: `
    -- What the market holds of an account, as the events tell it. Only accounts whose reputation ever moved.
    CREATE TABLE chain_accounts (
      account address PRIMARY KEY,
      reputation integer NOT NULL
    );
    INSERT INTO chain_accounts (account, reputation)
      SELECT account, sum(reputation) FROM chain_meters GROUP BY account HAVING sum(reputation) <> 0;
    ALTER TABLE chain_meters DROP COLUMN reputation;
    ALTER TABLE trades ADD COLUMN freed boolean NOT NULL DEFAULT false;
  `,
};
