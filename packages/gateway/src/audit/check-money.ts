/** Money per account: what the events add up to against what the contract holds. */
import type { AccountOnChain, ChainEvent } from '@evlock/chain';
import type { Address } from '@evlock/protocol';
import { type AccountHistory, ChainHistory } from './chain-history.ts';
import { compareRow, type Difference } from './difference.ts';

/** What the contract held for an account while its events stood at one of these sums. */
export interface AccountLook {
  readonly before: AccountHistory;
  readonly after: AccountHistory;
  readonly onChain: Pick<AccountOnChain, 'balance' | 'locked'>;
}

export const accountsOf = (events: readonly ChainEvent[]): ReadonlyMap<Address, AccountHistory> =>
  new ChainHistory(events).accounts;

const NOTHING: AccountHistory = { balance: 0n, locked: 0n };

/** Joins what was read before and after the contract was asked. */
export const lookAt = (
  owner: Address,
  onChain: AccountLook['onChain'],
  before: ReadonlyMap<Address, AccountHistory>,
  after: ReadonlyMap<Address, AccountHistory>,
): AccountLook => ({ onChain, before: before.get(owner) ?? NOTHING, after: after.get(owner) ?? NOTHING });

/** The contract's account is what its events add up to. */
export function checkAccount(owner: Address, { before, after, onChain }: AccountLook): Difference[] {
  const place = { check: 'money', table: 'chain', key: owner };
  const [old, present] = [before, after].map((sum) => compareRow(place, { ...onChain }, { ...sum }));
  return old?.length === 0 ? [] : (present ?? []);
}
