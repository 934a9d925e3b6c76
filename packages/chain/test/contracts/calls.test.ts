import { Cancel, domainOf, money, Replace, timestamp, ZERO_BYTES32 } from '@evlock/protocol';
import { householdNamed, keyNamed, LocalMarket, signDigest } from '@evlock/testing/chain/local-market';
import { hashTypedData } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, calls, increaseTime } from '../../src/index.ts';

const [buyer, seller] = [householdNamed('buyer'), householdNamed('seller')];
let localMarket: LocalMarket;
beforeAll(async () => {
  localMarket = await LocalMarket.start();
  await localMarket.welcome([buyer, seller]);
});
afterAll(() => localMarket.stop());

const refusal = (call: Call) =>
  localMarket.submit(call).then(
    () => undefined,
    (error: unknown) => error,
  );
const soon = async () => timestamp((await localMarket.now()) + 3_600);

/** A household's own tokens, and its permit for the market to spend them. */
async function permit(amount: bigint) {
  const { deployment } = localMarket;
  const { account } = buyer;
  await localMarket.submit(calls.mint(deployment, account.address, money(amount)));
  const deadline = await soon();
  const digest = hashTypedData({
    domain: {
      name: 'Evlock Test Token',
      version: '1',
      chainId: deployment.chainId,
      verifyingContract: deployment.token,
    },
    types: {
      Permit: [
        { name: 'owner', type: 'address' },
        { name: 'spender', type: 'address' },
        { name: 'value', type: 'uint256' },
        { name: 'nonce', type: 'uint256' },
        { name: 'deadline', type: 'uint256' },
      ],
    },
    primaryType: 'Permit',
    message: {
      owner: account.address,
      spender: deployment.market,
      value: amount,
      nonce: 0n,
      deadline: BigInt(deadline),
    },
  });
  return { account: account.address, amount: money(amount), deadline, signature: await signDigest(digest, account) };
}

describe('money', () => {
  it('is deposited by permit, without native balance of the household', async () => {
    const before = await localMarket.reader.account(buyer.account.address);
    await localMarket.submit(calls.depositFor(localMarket.deployment, await permit(777n)));
    const after = await localMarket.reader.account(buyer.account.address);
    expect(after.balance - before.balance).toBe(777n);
    expect(await localMarket.reader.tokenBalance(buyer.account.address)).toBe(0n);
  });
});

describe('refusals', () => {
  it('have the code that tells the remedy', async () => {
    const { deployment } = localMarket;
    const orders = await localMarket.orders({ buyer, seller, nonce: 9 });
    const unknown = calls.deposit(deployment, householdNamed('stranger').account.address, money(1n));
    expect(await refusal(unknown)).toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
    const far = await localMarket.orders({ buyer, seller, nonce: 9, start: 49 * 3_600, end: 50 * 3_600 });
    expect(await refusal(calls.openTrade(deployment, far))).toMatchObject({ code: 'TOO_FAR_AHEAD' });
    expect(await refusal(calls.free(deployment, orders))).toMatchObject({ code: 'NOTHING_TO_FREE' });
    const stranger = await localMarket.orders({ buyer: householdNamed('stranger'), seller, nonce: 9 });
    expect(await refusal(calls.openTrade(deployment, stranger))).toMatchObject({ code: 'NOT_ENROLLED' });
    const tiny = await localMarket.orders({ buyer, seller, nonce: 9, energy: 1n });
    expect(await refusal(calls.openTrade(deployment, tiny))).toMatchObject({ code: 'BELOW_MINIMUM_LOT' });
    const dear = await localMarket.orders({ buyer, seller, nonce: 9, energy: 3n * 10n ** 9n, power: 2 ** 32 - 1 });
    expect(await refusal(calls.openTrade(deployment, dear))).toMatchObject({ code: 'INSUFFICIENT_BALANCE' });
    const forged = { ...orders, bid: { ...orders.bid, signature: orders.offer.signature } };
    expect(await refusal(calls.openTrade(deployment, forged))).toMatchObject({ code: 'INVALID_SIGNATURE' });
    expect(await refusal(calls.expire(deployment, orders))).toMatchObject({ code: 'TRADE_NOT_OPEN' });
    await localMarket.submit(calls.setPaused(deployment, true));
    expect(await refusal(calls.openTrade(deployment, orders))).toMatchObject({ code: 'MARKET_PAUSED' });
    await localMarket.submit(calls.setPaused(deployment, false));
  });
});

describe('orders', () => {
  it('open in a batch that skips and reports refused items', async () => {
    const good = await localMarket.orders({ buyer, seller, nonce: 1 });
    const bad = await localMarket.orders({ buyer: householdNamed('stranger'), seller, nonce: 2 });
    const { block } = await localMarket.submit(calls.openMany(localMarket.deployment, [bad, good]));
    const events = await localMarket.reader.events(block, block);
    expect(events.map(({ name }) => name).sort()).toEqual(['ItemSkipped', 'TradeOpened']);
    expect(events.find(({ name }) => name === 'ItemSkipped')).toMatchObject({ index: 0 });
  });

  it('are cancelled one by one or below a nonce', async () => {
    const { deployment } = localMarket;
    const { account, meterKey } = (await localMarket.orders({ buyer, seller, nonce: 20 })).bid.order;
    const deadline = await soon();
    const command: Cancel = {
      account,
      meterKey,
      orderHash: ZERO_BYTES32,
      minNonce: 20,
      submitterFee: money(0n),
      deadline,
    };
    const sign = (value: Cancel) => signDigest(Cancel.digest(domainOf(deployment), value), buyer.meter);
    await localMarket.submit(calls.cancel(deployment, command, await sign(command), undefined));
    expect(await localMarket.reader.isNonceSpent(meterKey, 19)).toBe(true);
    expect(await localMarket.reader.isNonceSpent(meterKey, 20)).toBe(false);
    const named = { ...command, orderHash: `0x${'77'.repeat(32)}` as const };
    expect(() => calls.cancel(deployment, named, `0x${'00'.repeat(65)}`, undefined)).toThrowError(
      expect.objectContaining({ code: 'ORDER_NOT_FOUND' }),
    );
  });
});

describe('meters', () => {
  it('are suspended and resumed', async () => {
    const { deployment, reader } = localMarket;
    await localMarket.submit(calls.suspend(deployment, seller.meter.address));
    expect(await reader.meter(seller.meter.address)).toMatchObject({ active: false, suspended: true });
    await localMarket.submit(calls.resume(deployment, seller.meter.address));
    expect(await reader.meter(seller.meter.address)).toMatchObject({ active: true, suspended: false });
  });

  it('are replaced 48 hours after the account asks', async () => {
    const { deployment, reader } = localMarket;
    const { account, meter } = seller;
    const deviceIdHash = `0x${'99'.repeat(32)}` as const;
    const other = { ...seller, meter: keyNamed('new meter'), deviceIdHash };
    const next = other.meter.address;
    const nonce = await reader.registryNonce(account.address);
    await localMarket.submit(
      calls.enrol(deployment, await localMarket.enrolment(other, { purpose: 'standby', nonce })),
    );
    expect(await reader.meter(next)).toMatchObject({ status: 'standby', active: false, deviceIdHash });

    const request: Replace = {
      account: account.address,
      oldMeterKey: meter.address,
      newMeterKey: next,
      nonce: await reader.registryNonce(account.address),
      deadline: await soon(),
    };
    const signature = await signDigest(Replace.digest(domainOf(deployment), request), account);
    await localMarket.submit(calls.replace(deployment, request, signature));
    expect(await refusal(calls.finishReplace(deployment, meter.address))).toMatchObject({ code: 'REPLACE_NOT_DUE' });
    await increaseTime(localMarket.chain.url, 48 * 3_600);
    await localMarket.submit(calls.finishReplace(deployment, meter.address));
    expect(await reader.meter(meter.address)).toMatchObject({ status: 'replaced', active: false });
    expect(await reader.meterOfAccount(account.address)).toBe(next);
  });
});
