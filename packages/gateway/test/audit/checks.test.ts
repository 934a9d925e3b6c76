/** Checks that an honest, real chain cannot fail. */
import type { ChainEvent } from '@evlock/chain';
import { describe, expect, it } from 'vitest';
import { accountsOf, checkAccount, lookAt } from '../../src/audit/check-money.ts';

const owner = `0x${'aa'.repeat(20)}` as const;
const place = { block: 1, blockHash: '0x', time: 1, transaction: '0x', logIndex: 0 };
const event = (fields: object): ChainEvent => ({ ...place, ...fields }) as unknown as ChainEvent;
const deposited = event({ name: 'Deposited', account: owner, from: owner, amount: 100n });
const withdrawn = event({ name: 'Withdrawn', account: owner, to: owner, amount: 30n });
const fee = event({ name: 'SubmitterPaid', account: owner, submitter: owner, fee: 1n });

describe('money', () => {
  const before = accountsOf([deposited]);
  const after = accountsOf([deposited, withdrawn, fee]);
  const check = (balance: bigint) =>
    checkAccount(owner, lookAt(owner, { balance, locked: 0n } as never, before, after)).map(({ field }) => field);

  it('passes when the contract matches its events before or after the read', () => {
    expect([check(100n), check(69n)]).toEqual([[], []]);
  });

  it('differs when the contract holds anything else', () => {
    expect(check(70n)).toEqual(['balance']);
  });
});
