import {
  verifyAccount,
  verifyAccountOnChain,
  verifyReplacement,
  verifyReplacementOnChain,
  verifyTransaction,
} from '@evlock/owner';
import { type AccountView, money, type ReplacementView, timestamp } from '@evlock/protocol';
import { account, accountView, meterKey, partner, stranger } from '@evlock/testing/owner/samples';
import { hex } from '@evlock/testing/owner/test-gateway';
import { describe, expect, it } from 'vitest';
import { MockChain } from '../mock-chain.ts';

const pinned = { account, meterKey };

describe('an account that a gateway shows', () => {
  const onChain = async (chain: MockChain, change: Partial<AccountView> = {}) =>
    (await verifyAccountOnChain(verifyAccount({ ...accountView, ...change }, pinned), pinned, chain)).verdict;

  it('is the pinned one', () => {
    expect(verifyAccount(accountView, pinned).verdict.failed).toEqual([]);
    const other = { ...accountView, account: stranger.account.address, meterKey: stranger.meter.address };
    expect(verifyAccount(other, pinned).verdict.failed).toEqual(['account', 'meter key']);
  });

  it('matches the chain; nobody signs what the meter does now', async () => {
    expect(await onChain(new MockChain())).toEqual({ failed: [], unchecked: ['online', 'status'] });
  });

  it.each<[string, Partial<AccountView>]>([
    ['money', { balance: money(10) }],
    ['money', { locked: money(10) }],
    ['withdrawal nonce', { withdrawalNonce: 4n }],
    ['reputation', { reputation: 9 }],
    ['enrolment', { enrolled: false }],
  ])('has another %s on chain', async (check, change) => {
    expect((await onChain(new MockChain(), change)).failed).toEqual([check]);
  });

  it('has its meter under someone else there', async () => {
    const chain = new MockChain();
    const meter = chain.meters.get(meterKey);
    if (meter) chain.meters.set(meterKey, { ...meter, account: partner.account.address });
    expect((await onChain(chain)).failed).toEqual(['own enrolment', 'enrolment']);
  });
});

describe('a replacement that a gateway shows', () => {
  const view: ReplacementView = {
    account,
    activeMeter: meterKey,
    pending: null,
    nonce: 5n,
    time: timestamp(1_800_000_030),
  };
  const onChain = async (change: Partial<ReplacementView>) =>
    (await verifyReplacementOnChain(verifyReplacement({ ...view, ...change }, pinned), pinned, new MockChain())).verdict
      .failed;

  it.each<[string[], Partial<ReplacementView>]>([
    [[], {}],
    [['account'], { account: stranger.account.address }],
    [['active meter'], { activeMeter: partner.meter.address }],
    [['pending'], { pending: { newMeterKey: stranger.meter.address, effectiveFrom: timestamp(1), due: true } }],
    [['nonce'], { nonce: 6n }],
    [['time'], { time: timestamp(1_700_000_000) }],
  ])('fails in %j', async (checks, change) => expect(await onChain(change)).toEqual(checks));
});

describe('a transaction that a gateway says it sent', () => {
  const told = { transaction: hex('8'), did: ({ name }: { readonly name: string }) => name === 'Withdrawn' };

  it('is its word alone without a chain, or while not yet seen there', async () => {
    expect(await verifyTransaction(told, undefined)).toEqual({ failed: [], unchecked: ['transaction'] });
    expect(await verifyTransaction(told, new MockChain())).toEqual({ failed: [], unchecked: ['transaction'] });
  });

  it('did what was wanted, or something else', async () => {
    const chain = new MockChain();
    chain.happened({ name: 'Deposited' }, hex('8'));
    expect((await verifyTransaction(told, chain)).failed).toEqual(['transaction']);
    chain.happened({ name: 'Withdrawn' }, hex('9'));
    expect((await verifyTransaction(told, chain)).failed).toEqual(['transaction']);
    chain.happened({ name: 'Withdrawn' }, hex('8'));
    expect((await verifyTransaction(told, chain)).failed).toEqual([]);
  });
});
