/**
 * Mallory's gateway gets something of hers on chain before Carol's meter: her account for Carol's meter, or her bare key for
 * Carol's account. The registry accepts neither without the missing key's signature, and Carol pays nothing in even if one is
 * there. The controls sign with Carol's own key, as if the registry did not require its signature, and count what Mallory gets of
 * the 2.5 tokens Carol deposits.
 */
import { calls } from '@evlock/chain';
import { deposit } from '@evlock/owner';
import { type Address, type EvlockError, type Money, money } from '@evlock/protocol';
import { type Household, householdNamed, keyNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const DEPOSIT = money(2_500_000);
const mallory = householdNamed('mallory');
let localMarket: LocalMarket;

beforeAll(async () => {
  localMarket = await LocalMarket.start();
  await localMarket.welcome([mallory], money(DEPOSIT * 4n));
  await localMarket.submitAll([
    calls.mint(localMarket.deployment, localMarket.operator.address, money(DEPOSIT * 4n)),
    calls.approve(localMarket.deployment, money(DEPOSIT * 4n)),
  ]);
});
afterAll(() => localMarket.stop());

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'on chain',
    ({ code }: EvlockError) => code,
  );
const balanceOf = async (address: Address): Promise<Money> => (await localMarket.reader.account(address)).balance;
const pay = (into: Address) => localMarket.submit(calls.deposit(localMarket.deployment, into, DEPOSIT));

/** Deposits as an owner whose profile pins these keys. */
const payIn = ({ account, meter }: Household, permit?: () => Promise<void>): Promise<unknown> =>
  deposit({ account: account.address, meterKey: meter.address }, DEPOSIT, {
    chain: localMarket.reader,
    checkContracts: async () => undefined,
    pay,
    ...(permit && { permit }),
  });

describe('an account of hers for the meter of Carol', () => {
  const carol = householdNamed('carol, whose account another has');
  const taken = { ...carol, account: keyNamed('an account of mallory') };

  it("is refused by the chain without that meter's signature", async () => {
    const forged = await localMarket.enrolment({ ...taken, meter: mallory.meter }, { meterKey: carol.meter.address });
    expect(await codeOf(localMarket.submit(calls.enrol(localMarket.deployment, forged)))).toBe('INVALID_SIGNATURE');
  });

  it("gets none of Carol's deposit, even if it were there", async () => {
    await localMarket.submit(calls.enrol(localMarket.deployment, await localMarket.enrolment(taken)));
    expect(await codeOf(payIn(carol))).toBe('ACCOUNT_TAKEN');
    expect(await balanceOf(taken.account.address)).toBe(0n);
  });

  it('control: paid into the account the chain shows for the meter, all of it is hers', async () => {
    const onChain = await localMarket.reader.meter(carol.meter.address);
    await pay(onChain!.account);
    expect(await balanceOf(taken.account.address)).toBe(DEPOSIT);
  });
});

describe('a bare key of hers for the account of Carol', () => {
  const carol = householdNamed('carol, whose account has another meter');
  const bare: Household = { ...householdNamed('no device at all'), account: carol.account };

  it("is refused by the chain without that account's signature", async () => {
    const forged = await localMarket.enrolment(
      { ...bare, account: mallory.account },
      { account: carol.account.address },
    );
    expect(await codeOf(localMarket.submit(calls.enrol(localMarket.deployment, forged)))).toBe('INVALID_SIGNATURE');
  });

  it('has nothing to spend, even if it were there: Carol deposits nothing', async () => {
    await localMarket.submit(calls.enrol(localMarket.deployment, await localMarket.enrolment(bare)));
    expect(await localMarket.reader.meterOfAccount(carol.account.address)).toBe(bare.meter.address);
    expect(await codeOf(payIn(carol))).toBe('NOT_ENROLLED');
    expect(await balanceOf(carol.account.address)).toBe(0n);
  });

  it('control: had Carol deposited, one trade takes 2.4 of her 2.5 tokens for energy that never flowed', async () => {
    await payIn(carol, async () => undefined);
    const before = await balanceOf(mallory.account.address);
    const orders = await localMarket.orders({ buyer: bare, seller: mallory, energy: 20_000_000n, power: 20_000_000 });
    await localMarket.submit(calls.openTrade(localMarket.deployment, orders));
    const [buyer, seller] = await Promise.all([
      localMarket.receipt(orders, bare, 'buyer'),
      localMarket.receipt(orders, mallory, 'seller'),
    ]);
    await localMarket.submit(calls.settleFinal(localMarket.deployment, orders, buyer, seller));
    expect((await balanceOf(mallory.account.address)) - before).toBe(2_400_000n);
    expect(await balanceOf(carol.account.address)).toBe(100_000n);
  });
});
