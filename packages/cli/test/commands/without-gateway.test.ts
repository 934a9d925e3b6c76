/** Every call of the market from a file, by a stranger's key, on a real chain: no gateway is there at all. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calls, fund, increaseTime, type Outcome } from '@evlock/chain';
import {
  Cancel,
  CLAIM_SECONDS,
  domainOf,
  type ExportedCancel,
  type ExportedTrade,
  energy,
  money,
  Order,
  type SignedExport,
  type SignedWithdrawal,
  type TradeOrders,
  timestamp,
  toJson,
  Withdrawal,
} from '@evlock/protocol';
import { type Household, householdNamed, keyNamed, LocalMarket, signDigest } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { Shell } from '@evlock/testing/cli/shell';
import { evlock } from '@evlock/testing/cli/test-context';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const stranger = keyNamed('a stranger');
const FEE = money(4_321n);
const pair = (name: string) => ({ buyer: householdNamed(`${name} Alice`), seller: householdNamed(`${name} Bob`) });
/** One per case: a meter may have three trades ahead. */
const pairs = {
  final: pair('final'),
  claimed: pair('claimed'),
  dark: pair('dark'),
  lied: pair('lied'),
  split: pair('split'),
};
const { buyer: alice, seller: bob } = pairs.final;
let folder: string;
let localMarket: LocalMarket;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-alone-'));
  localMarket = await LocalMarket.start();
  await localMarket.welcome(Object.values(pairs).flatMap(({ buyer, seller }) => [buyer, seller]));
  await fund(localMarket.chain.url, stranger.address, 10n ** 20n);
  await writeFile(at('stranger.key'), stranger.privateKey, { mode: 0o600 });
});
afterAll(async () => {
  await localMarket.stop();
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, parts: Partial<SignedExport>): Promise<string> {
  const empty = { trades: [], cancels: [], withdrawals: [] };
  const { deployment } = localMarket;
  const signed: SignedExport = { format: 'evlock-signed-1', deployment, written: timestamp(1), ...empty, ...parts };
  await writeFile(at(name), toJson(signed));
  return at(name);
}

const by = (): string[] => ['--rpc', localMarket.chain.url, '--key-file', at('stranger.key'), '--json'];

/** What became of the one item in the files. */
async function submit(...argv: readonly string[]): Promise<Outcome> {
  const { exit, out, err } = await evlock(['chain', 'submit', ...argv, ...by()]);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  return JSON.parse(out);
}
const submitted = (...called: readonly string[]) => ({ result: 'submitted', steps: called.map((call) => ({ call })) });
const balanceOf = async ({ account }: Household) => (await localMarket.reader.account(account.address)).balance;
const ofStranger = () => localMarket.reader.tokenBalance(stranger.address);

async function opened({ buyer, seller }: { buyer: Household; seller: Household }, end = 600): Promise<TradeOrders> {
  const orders = await localMarket.orders({ buyer, seller, end: end + 60, power: 20_000_000 });
  await localMarket.submit(calls.openTrade(localMarket.deployment, orders));
  return orders;
}

describe('a stranger with a file', () => {
  let trade: ExportedTrade;
  it('openTrade: locks the buyer’s money, when asked to', async () => {
    const orders = await localMarket.orders({ buyer: alice, seller: bob });
    trade = {
      orders,
      receipts: [await localMarket.receipt(orders, alice, 'buyer'), await localMarket.receipt(orders, bob, 'seller')],
    };
    const unopened = await file('open.json', { trades: [{ orders, receipts: [] }] });
    expect(await submit(unopened)).toMatchObject({ result: 'waiting', why: 'not-asked-to-open' });
    expect(await submit(unopened, '--open')).toMatchObject(submitted('openTrade'));
    expect(await localMarket.reader.account(alice.account.address)).toMatchObject({ locked: 240_000n });
  });

  it('settleFinal: pays by the final pair, of which each meter’s file has one half', async () => {
    const [bought, sold] = trade.receipts;
    const ofAlice = await file('alice.json', { trades: [{ ...trade, receipts: [bought!] }] });
    const ofBob = await file('bob.json', { trades: [{ ...trade, receipts: [sold!] }] });
    for (const half of [ofAlice, ofBob])
      expect(await submit(half)).toMatchObject({ result: 'waiting', why: 'delivery' });
    const before = await balanceOf(bob);
    expect(await submit(ofAlice, ofBob)).toMatchObject(submitted('settleFinal'));
    expect(await balanceOf(bob)).toBe(before + 240_000n);
    expect(await localMarket.reader.account(alice.account.address)).toMatchObject({ locked: 0n });
  });

  it('cancel: is paid the fee that was signed, to the micro-unit, once', async () => {
    const next = await localMarket.orders({ buyer: alice, seller: bob, nonce: 7, start: 700, end: 900 });
    const cancels = [await signedCancel(bob, { orderHash: digest(next.offer.order) }, next.offer.order)];
    const before = [await ofStranger(), await balanceOf(bob)] as const;
    const name = await file('cancel.json', { cancels });
    expect(await submit(name)).toMatchObject(submitted('cancelOrder'));
    expect([await ofStranger(), await balanceOf(bob)]).toEqual([before[0] + FEE, before[1] - FEE]);
    expect(await submit(name)).toMatchObject({ result: 'over', why: 'cancelled' });
    expect(
      await submit(await file('dead.json', { trades: [{ orders: next, receipts: [] }] }), '--dry-run'),
    ).toMatchObject({
      why: 'not-asked-to-open',
    });
    const all = await file('nonces.json', { cancels: [await signedCancel(bob, { minNonce: 20 })] });
    expect(await submit(all)).toMatchObject(submitted('cancelNonces'));
    expect([await ofStranger(), await balanceOf(bob)]).toEqual([before[0] + 2n * FEE, before[1] - 2n * FEE]);
    expect(await localMarket.reader.isNonceSpent(bob.meter.address, 19)).toBe(true);
  });

  it('withdraw: is paid the fee that was signed, to the micro-unit, once', async () => {
    const before = [await ofStranger(), await balanceOf(bob)] as const;
    const withdrawal = await signedWithdrawal(bob, before[1] - FEE);
    const name = await file('withdrawal.json', { withdrawals: [withdrawal] });
    expect(await submit(name)).toMatchObject(submitted('withdraw'));
    expect([await ofStranger(), await balanceOf(bob)]).toEqual([before[0] + FEE, 0n]);
    expect(await localMarket.reader.tokenBalance(withdrawal.withdrawal.to)).toBe(before[1] - FEE);
    expect(await submit(name)).toMatchObject({ result: 'over', why: 'withdrawn' });
  });

  it('claim, settleClaimed and expire: ends what the meters could not end together', async () => {
    const [orders, dark] = [await opened(pairs.claimed), await opened(pairs.dark)];
    const { buyer, seller } = pairs.claimed;
    const bought = await localMarket.receipt(orders, buyer, 'buyer', { energy: energy(1_200_000n) });
    const interim = { energy: energy(1_100_000n), final: false, cause: 'none' as const };
    const receipts = [bought, await localMarket.receipt(orders, seller, 'seller', interim)];
    const [one, other] = [
      await file('claimed.json', { trades: [{ orders, receipts }] }),
      await file('darkness.json', { trades: [{ orders: dark, receipts: [] }] }),
    ];
    expect(await submit(other)).toMatchObject({ result: 'waiting', why: 'delivery' });
    const { out } = await evlock(['chain', 'submit', other, '--dry-run', '--rpc', localMarket.chain.url]);
    expect(out).toMatch(/because +the delivery interval has not ended/);
    expect(out).not.toContain('claimed');
    await increaseTime(localMarket.chain.url, 700);
    expect(await submit(one)).toMatchObject(submitted('claim', 'claim'));
    expect(await submit(one)).toMatchObject({ result: 'waiting', why: 'claim-period' });
    expect(await submit(other)).toMatchObject({ result: 'waiting', why: 'claim-period' });
    await increaseTime(localMarket.chain.url, CLAIM_SECONDS);
    const before = await Promise.all([buyer, seller, pairs.dark.buyer].map(balanceOf));
    expect(await submit(one)).toMatchObject(submitted('settleClaimed'));
    expect(await submit(other)).toMatchObject(submitted('expire'));
    const after = await Promise.all([buyer, seller, pairs.dark.buyer].map(balanceOf));
    expect(after.map((balance, index) => balance - (before[index] ?? 0n))).toEqual([96_000n, 144_000n, 240_000n]);
  });
});

describe('two endpoints', () => {
  it('that tell different states send nothing, by name', async () => {
    const orders = await opened(pairs.lied);
    const { buyer, seller } = pairs.lied;
    const receipts = [
      await localMarket.receipt(orders, buyer, 'buyer'),
      await localMarket.receipt(orders, seller, 'seller'),
    ];
    const name = await file('lied.json', { trades: [{ orders, receipts }] });
    const second = new LyingEndpoint(localMarket.chain.url);
    const both = [name, '--rpc', await second.start(), ...by()];
    try {
      // The first word of a trade is its state: none. And no log tells otherwise.
      second.lie = (method, result) => {
        if (method === 'eth_getLogs') return [];
        return method === 'eth_call' ? String(result).replace(/^0x.{64}(?=.)/, `0x${'0'.repeat(64)}`) : result;
      };
      const { exit, err } = await evlock(['chain', 'submit', ...both]);
      expect({ exit, error: JSON.parse(err) }).toMatchObject({
        exit: 1,
        error: { code: 'CHAIN_DISAGREES', details: { what: 'trade' } },
      });
      expect((await localMarket.reader.trade(localMarket.place(orders))).state).toBe('open');
      second.lie = (_method, result) => result;
      expect(await submit(...both.slice(0, 3))).toMatchObject(submitted('settleFinal'));
    } finally {
      await second.stop();
    }
  });
});

describe('a watchtower of one’s own', () => {
  it('pairs the files of two meters and pays withdrawals and cancels once, killed again and again', async () => {
    const shell = await Shell.open(at('tower'));
    await mkdir(at('watched'));
    const { buyer, seller } = pairs.split;
    const orders = await opened(pairs.split, 7_200);
    const half = async (household: Household, role: 'buyer' | 'seller') =>
      file(`watched/${role}.json`, {
        trades: [{ orders, receipts: [await localMarket.receipt(orders, household, role)] }],
      });
    const before = { stranger: await ofStranger(), seller: await balanceOf(seller) };
    await half(buyer, 'buyer');
    const argv = ['watchtower', 'run', at('watched'), '--interval', '1', ...by()];
    const first = shell.start(...argv);
    await half(seller, 'seller');
    expect(JSON.parse(await first.line('"submitted"'))).toMatchObject(submitted('settleFinal'));
    await first.kill();

    const withdrawals = [await signedWithdrawal(seller, before.seller)];
    await file('watched/withdrawal.json', { withdrawals });
    await file('watched/cancel.json', { cancels: [await signedCancel(seller, { minNonce: 30 })] });
    await writeFile(at('watched/broken.json'), '{');
    const second = shell.start(...argv);
    await second.line('FILE_UNUSABLE', 'INVALID_INPUT');
    await second.line('"withdraw"');
    await second.kill();

    const third = shell.start(...argv);
    for (const end of ['"settled"', '"cancelled"', '"withdrawn"']) await third.line(end);
    await third.kill();
    expect(await ofStranger()).toBe(before.stranger + 2n * FEE);
    expect(await localMarket.reader.tokenBalance(withdrawals[0]!.withdrawal.to)).toBe(before.seller);
    expect(await balanceOf(seller)).toBe(240_000n - 2n * FEE);
  });

  it('has nothing to watch in an empty folder', async () => {
    await mkdir(at('empty'));
    const { exit, err } = await evlock(['watchtower', 'run', at('empty'), ...by()]);
    expect({ exit, code: JSON.parse(err).code }).toEqual({ exit: 1, code: 'INVALID_INPUT' });
  });
});

const digest = (order: Order) => Order.digest(domainOf(localMarket.deployment), order);
const soon = async () => timestamp((await localMarket.now()) + 600);

async function signedCancel(
  { account, meter }: Household,
  fields: Partial<Cancel>,
  order: Order | null = null,
): Promise<ExportedCancel> {
  const cancel: Cancel = {
    account: account.address,
    meterKey: meter.address,
    orderHash: `0x${'0'.repeat(64)}`,
    minNonce: 0,
    submitterFee: FEE,
    deadline: await soon(),
    ...fields,
  };
  return {
    cancel,
    signature: await signDigest(Cancel.digest(domainOf(localMarket.deployment), cancel), account),
    order,
  };
}

async function signedWithdrawal({ name, account }: Household, amount: bigint): Promise<SignedWithdrawal> {
  const withdrawal: Withdrawal = {
    account: account.address,
    token: localMarket.deployment.token,
    to: keyNamed(`purse of ${name}`).address,
    amount: money(amount),
    submitterFee: FEE,
    nonce: (await localMarket.reader.account(account.address)).withdrawalNonce,
    deadline: await soon(),
  };
  const signature = await signDigest(Withdrawal.digest(domainOf(localMarket.deployment), withdrawal), account);
  return { withdrawal, signature };
}
