/** Money per account: the sum of its events against the contract's balance. */
import type { AccountOnChain, ChainEvent } from '@evlock/chain';
import type { Address } from '@evlock/protocol';
import { type AccountHistory, ChainHistory } from './chain-history.ts';
import { compareRow, type Difference } from './difference.ts';

/** The contract's balance, read while the account's events had one of these sums. */
export interface AccountLook {
  readonly before: AccountHistory;
  readonly after: AccountHistory;
  readonly onChain: Pick<AccountOnChain, 'balance' | 'locked'>;
}

export const accountsOf = (events: readonly ChainEvent[]): ReadonlyMap<Address, AccountHistory> =>
  new ChainHistory(events).accounts;

const NOTHING: AccountHistory = { balance: 0n, locked: 0n };

/** Merges what was read before and after asking the contract. */
export const lookAt = (
  owner: Address,
  onChain: AccountLook['onChain'],
  before: ReadonlyMap<Address, AccountHistory>,
  after: ReadonlyMap<Address, AccountHistory>,
): AccountLook => ({ onChain, before: before.get(owner) ?? NOTHING, after: after.get(owner) ?? NOTHING });

/** The contract's account equals the sum of its events. */
export function checkAccount(owner: Address, { before, after, onChain }: AccountLook): Difference[] {
  const place = { check: 'money', table: 'chain', key: owner };
  const [old, present] = [before, after].map((sum) => compareRow(place, { ...onChain }, { ...sum }));
  return old?.length === 0 ? [] : (present ?? []);
}
