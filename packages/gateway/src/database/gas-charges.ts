/** Gas charged to accounts: what a transaction is expected to use, and what it used as soon as the outbox knows. */
import type { Address } from '@evlock/protocol';
import { bytes } from './columns.ts';
import type { Statements } from './statements.ts';

/** The account that sends, on its chain: whose outbox the keys are of. */
export interface Sender {
  readonly chainId: number;
  readonly address: Address;
}

export interface GasUse {
  readonly account: Address;
  /** Gas of the day so far. */
  readonly used: bigint;
}

/** Days after which a charge is deleted. */
const KEPT_DAYS = 7;

/** Of the transaction of a charge: its own, or a batch, whose gas its items share. */
const IS_OF_CHARGE = `(t.key = c.key OR t.items @> jsonb_build_array(jsonb_build_object('key', c.key)))`;

/** Locks the accounts' charges until the end of the transaction. */
export async function lockAccounts(statements: Statements, accounts: readonly Address[]): Promise<void> {
  await statements.query('SELECT pg_advisory_xact_lock(hashtextextended(account, 0)) FROM unnest($1::text[]) account', [
    [...accounts].sort(),
  ]);
}

/** What each of the accounts used on `day`, not counting the transaction `except`. */
export function gasUsed(
  statements: Statements,
  accounts: readonly Address[],
  day: number,
  except = '',
): Promise<GasUse[]> {
  return statements.query<GasUse>(
    `SELECT a.account, coalesce(sum(coalesce(ceil(o.gas / c.shares), c.expected)), 0)::bigint AS used
     FROM unnest($1::bytea[]) a(account)
     LEFT JOIN gas_charges c ON c.account = a.account AND c.day = $2 AND c.key <> $3
     LEFT JOIN LATERAL (
       SELECT sum((t.result->>'gas')::numeric / coalesce(jsonb_array_length(t.items), 1)) AS gas FROM outbox t
       WHERE t.chain_id = c.chain_id AND t.sender = c.sender AND ${IS_OF_CHARGE}
     ) o ON true
     GROUP BY a.account`,
    [accounts.map(bytes), day, except],
  );
}

/** Charges the accounts in equal parts; a transaction that was charged already stays as it is. */
export async function insertCharges(
  statements: Statements,
  sender: Sender,
  key: string,
  charge: { readonly accounts: readonly Address[]; readonly expected: number; readonly day: number },
): Promise<void> {
  const { accounts, expected, day } = charge;
  await statements.query('DELETE FROM gas_charges WHERE account = ANY($1::bytea[]) AND day < $2', [
    accounts.map(bytes),
    day - KEPT_DAYS,
  ]);
  await statements.query(
    `INSERT INTO gas_charges (account, day, key, chain_id, sender, shares, expected)
     SELECT account, $2, $3, $4, $5, $6, $7 FROM unnest($1::bytea[]) account ON CONFLICT DO NOTHING`,
    [accounts.map(bytes), day, key, sender.chainId, bytes(sender.address), accounts.length, expected],
  );
}

/** Removes the charges of a transaction unless it is in the outbox. */
export async function releaseCharges(statements: Statements, sender: Sender, key: string): Promise<void> {
  await statements.query(
    `DELETE FROM gas_charges c WHERE chain_id = $1 AND sender = $2 AND key = $3
       AND NOT EXISTS (SELECT FROM outbox t WHERE t.chain_id = $1 AND t.sender = $2 AND ${IS_OF_CHARGE})`,
    [sender.chainId, bytes(sender.address), key],
  );
}
