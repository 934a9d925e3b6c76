import type { Migration } from './migration.ts';

/** A replaced meter key has no reputation: earlier versions moved it to the new key and left it with the old one as well. */
export const replacedReputation: Migration = {
  name: '0007-replaced-reputation',
  sql: 'UPDATE chain_meters SET reputation = 0 WHERE replaced_by IS NOT NULL;',
};
