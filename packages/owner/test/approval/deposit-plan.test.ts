import { calls } from '@evlock/chain';
import { depositCalls } from '@evlock/owner';
import { money } from '@evlock/protocol';
import { account, accountView, stranger } from '@evlock/testing/owner/samples';
import { deployment, hex } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostileFixture } from '../hostile/hostile-fixture.ts';
import { MockChain } from '../mock-chain.ts';

const AMOUNT = money(2_500_000);
let fixture: HostileFixture;
beforeAll(async () => {
  fixture = await HostileFixture.open();
});
afterAll(() => fixture.close());

describe('a deposit by a wallet', () => {
  it('is the two calls that the contracts know', () => {
    const expected = [calls.approve(deployment, AMOUNT), calls.deposit(deployment, account, AMOUNT)];
    expect(depositCalls(deployment, account, AMOUNT).map(({ to, data }) => ({ to, data }))).toEqual(
      expected.map(({ to, data }) => ({ to, data })),
    );
  });

  it('is the same as links that a wallet scans', () => {
    const { token, market, chainId } = deployment;
    expect(depositCalls(deployment, account, AMOUNT).map(({ link }) => link)).toEqual([
      `ethereum:${token}@${chainId}/approve?address=${market}&uint256=2500000`,
      `ethereum:${market}@${chainId}/deposit?address=${account}&uint128=2500000`,
    ]);
  });

  it('is prepared only after every check, without the gateway', async () => {
    fixture.lie();
    const chain = new MockChain();
    const owner = fixture.owner({ chain, checkContracts: async () => undefined });
    expect(await owner.prepareDeposit(AMOUNT)).toMatchObject({ account, endpoints: 2, chainId: deployment.chainId });
    const [meterKey, meter] = [...chain.meters][0] ?? [];
    if (!meterKey || !meter) throw new Error('no meter');
    chain.meters.set(meterKey, { ...meter, account: stranger.account.address });
    await expect(owner.prepareDeposit(AMOUNT)).rejects.toMatchObject({ code: 'ACCOUNT_TAKEN' });
    expect(fixture.rules.seen).toEqual([]);
  });

  it('is not prepared without a chain to ask', async () => {
    await expect(fixture.owner().prepareDeposit(AMOUNT)).rejects.toMatchObject({ code: 'NOT_PROVEN' });
  });

  it.each([
    [AMOUNT, account, []],
    [money(1), account, ['transaction']],
    [AMOUNT, stranger.account.address, ['transaction']],
  ])('is confirmed by its event on chain (%#)', async (amount, into, failed) => {
    const chain = new MockChain();
    chain.happened({ name: 'Deposited', account: into, from: accountView.meterKey, amount } as never, hex('8'));
    const { verdict } = await fixture.owner({ chain }).confirmDeposit(AMOUNT, hex('8'));
    expect(verdict).toEqual({ failed, unchecked: [] });
  });
});

describe('an address to withdraw to', () => {
  it('is what was typed, unless it is mistyped or a contract', () => {
    const owner = fixture.owner();
    expect(owner.payee(` ${stranger.account.address} `)).toBe(stranger.account.address);
    for (const wrong of ['0x12', deployment.market, `0x${'0'.repeat(40)}`]) {
      expect(() => owner.payee(wrong)).toThrow();
    }
  });
});
