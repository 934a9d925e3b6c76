import { EvlockError, type Money, type Withdrawal } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ASSERTION, at, DONE, localMarketInfo, MarketFixture, principalOf } from '../support/market-fixture.ts';

let postgres: TestPostgres;
let fixture: MarketFixture;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  fixture = new MarketFixture(await postgres.open());
});

const code = (expected: string) => ({ code: expected });

describe('an account', () => {
  it('sees its balance, standing and meter', async () => {
    expect(await fixture.market.accounts.view(principalOf(fixture.ana))).toEqual({
      ...principalOf(fixture.ana),
      balance: 10_000_000n,
      locked: 0n,
      withdrawalNonce: 0n,
      reputation: 0,
      enrolled: true,
      online: true,
      status: null,
    });
    fixture.chain.meters.delete(fixture.ana.meter.address);
    fixture.meters.offline.add(fixture.ana.meter.address);
    expect(await fixture.market.accounts.view(principalOf(fixture.ana))).toMatchObject({
      enrolled: false,
      online: false,
    });
  });
});

describe('withdrawing', () => {
  const withdraw = (change: Partial<Withdrawal> = {}) =>
    fixture.market.accounts.withdraw(principalOf(fixture.ana), {
      withdrawal: {
        account: fixture.ana.account.address,
        token: localMarketInfo.token,
        to: fixture.ana.account.address,
        amount: 9_000_000n as Money,
        submitterFee: 1_000_000n as Money,
        nonce: 0n,
        deadline: at(600),
        ...change,
      },
      assertion: ASSERTION,
    });

  it('puts the withdrawal on chain with the signature of the account key', async () => {
    expect(await withdraw()).toEqual({ transaction: DONE.transaction });
    expect(fixture.submitter.actions()).toEqual(['withdraw']);
  });

  it.each([
    ['for another account', { account: `0x${'01'.repeat(20)}` as const }, 'FORBIDDEN'],
    ['in another token', { token: `0x${'01'.repeat(20)}` as const }, 'WITHDRAWAL_INVALID'],
    ['of nothing', { amount: 0n as Money }, 'WITHDRAWAL_INVALID'],
    ['with a used nonce', { nonce: 1n }, 'WITHDRAWAL_INVALID'],
    ['past its deadline', { deadline: at(-1) }, 'WITHDRAWAL_INVALID'],
    ['of more than available', { amount: 9_000_001n as Money }, 'INSUFFICIENT_BALANCE'],
  ])('%s is refused before the meter is asked', async (_name, change, expected) => {
    await expect(withdraw(change)).rejects.toMatchObject(code(expected));
    expect(fixture.meters.requests).toEqual([]);
  });

  it("reports the secure world's refusal", async () => {
    fixture.meters.answer(fixture.ana, 'signWithdrawal', async () => {
      throw new EvlockError('LIMIT_EXCEEDED');
    });
    await expect(withdraw()).rejects.toMatchObject(code('LIMIT_EXCEEDED'));
    expect(fixture.submitter.calls).toEqual([]);
  });
});
