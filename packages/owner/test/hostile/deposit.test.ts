/**
 * Carol pays into her account. Mallory got her own account on chain for Carol's meter, or her own key for Carol's account; what
 * Carol's secure world reported when her passkey was bound is pinned, and nothing that does not match is paid.
 */
import { type DepositModules, deposit, type requireDepositable } from '@evlock/owner';
import { type Address, EvlockError, money } from '@evlock/protocol';
import { account, meterKey, stranger } from '@evlock/testing/owner/samples';
import { describe, expect, it } from 'vitest';
import { MockChain } from '../mock-chain.ts';

const AMOUNT = money(2_500_000);
const hers = stranger.account.address;

/** The outcome of a deposit: the account it went to, or why nothing was paid. */
async function paidInto(chain: MockChain, change: Partial<DepositModules<Address>> = {}): Promise<string> {
  const modules = { chain, checkContracts: async () => undefined, pay: async (into: Address) => into, ...change };
  return deposit({ account, meterKey }, AMOUNT, modules).catch((error: EvlockError) => error.code);
}

const withMeter = (change: object): MockChain => {
  const chain = new MockChain();
  const meter = chain.meters.get(meterKey);
  if (meter) chain.meters.set(meterKey, { ...meter, ...change });
  return chain;
};

describe('a deposit', () => {
  it('goes into the pinned account, whose pinned meter is active', async () => {
    expect(await paidInto(new MockChain())).toBe(account);
  });

  it.each<[string, MockChain, string]>([
    ["Mallory's account is registered for Carol's meter", withMeter({ account: hers }), 'ACCOUNT_TAKEN'],
    [
      "the meter is on standby: another is the account's active one",
      withMeter({ status: 'standby', active: false }),
      'METER_STANDBY',
    ],
    ['the meter was replaced', withMeter({ status: 'replaced', active: false }), 'METER_REPLACED'],
    ['the meter is suspended', withMeter({ suspended: true, active: false }), 'NOT_ENROLLED'],
  ])('is not made where %s', async (_name, chain, code) => expect(await paidInto(chain)).toBe(code));

  it('is not made for a meter never enrolled, nor while the chain does not answer', async () => {
    const chain = new MockChain();
    chain.meters.delete(meterKey);
    expect(await paidInto(chain)).toBe('NOT_ENROLLED');
    chain.down = true;
    expect(await paidInto(chain)).toBe('CHAIN_UNREACHABLE');
  });

  it('is not made into contracts this version does not know', async () => {
    const foreign = async () => {
      throw new EvlockError('CONTRACT_FOREIGN');
    };
    expect(await paidInto(new MockChain(), { checkContracts: foreign })).toBe('CONTRACT_FOREIGN');
  });

  it("control: without that check Carol pays into an account whose meter is Mallory's", async () => {
    const chain = withMeter({ status: 'standby', active: false });
    const permit: typeof requireDepositable = async () => undefined;
    expect(await paidInto(chain, { permit })).toBe(account);
  });

  it("control: using what the chain shows for the meter instead of the pin yields Mallory's account", async () => {
    const chain = withMeter({ account: hers });
    const asBefore = (await chain.meter(meterKey))?.account;
    expect(asBefore).toBe(hers);
    const permit: typeof requireDepositable = async () => undefined;
    // Even then her account is never looked up.
    expect(await paidInto(chain, { permit })).toBe(account);
  });
});
