import {
  type Bytes32,
  Cancel,
  CLAIM_SECONDS,
  domainOf,
  type ExportedCancel,
  type ExportedTrade,
  energy,
  money,
  Order,
  Replace,
  type SignedExport,
  type SignedReplace,
  systemClock,
  type Timestamp,
  type TradeOrders,
  timestamp,
  Withdrawal,
} from '@evlock/protocol';
import { type Household, householdNamed, keyNamed, LocalMarket, signDigest } from '@evlock/testing/chain/local-market';
import { createTestClient, http, publicActions } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  calls,
  fund,
  increaseTime,
  MemoryOutbox,
  type Outcome,
  pendingIncluded,
  type SignedSource,
  SignedSubmission,
  SignedWatch,
  silentLog,
  TransactionQueue,
} from '../../src/index.ts';

const stranger = keyNamed('stranger');
const [alice, bob] = [householdNamed('alice'), householdNamed('bob')];
const [carol, dave] = [householdNamed('carol'), householdNamed('dave')];
const FEE = money(700n);

let localMarket: LocalMarket;
let queue: TransactionQueue;
let sent = 0;

beforeAll(async () => {
  localMarket = await LocalMarket.start();
  await localMarket.welcome([alice, bob, carol, dave]);
  await fund(localMarket.chain.url, stranger.address, 10n ** 20n);
  const { deployment, chain } = localMarket;
  queue = new TransactionQueue(
    { endpoints: [chain.url], privateKey: stranger.privateKey, chainId: deployment.chainId, pollInterval: 50 },
    { outbox: new MemoryOutbox(), clock: systemClock },
  );
  await queue.start();
});
afterAll(async () => {
  await queue.stop();
  await localMarket.stop();
});

const submission = (options: { open?: boolean; dry?: boolean } = {}): SignedSubmission =>
  new SignedSubmission(
    { deployment: localMarket.deployment, open: options.open ?? false },
    { reader: localMarket.reader, submit: options.dry ? null : (call) => queue.submit(`stranger ${sent++}`, call) },
  );
const exportOf = (parts: Partial<SignedExport>): SignedExport => ({
  format: 'evlock-signed-1',
  deployment: localMarket.deployment,
  written: timestamp(1),
  trades: [],
  cancels: [],
  withdrawals: [],
  ...parts,
});
async function round(parts: Partial<SignedExport>, options = {}): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const outcome of submission(options).round(exportOf(parts))) outcomes.push(outcome);
  return outcomes;
}
const tokensOfStranger = () => localMarket.reader.tokenBalance(stranger.address);

const trade = (nonce: number, start: number): Promise<TradeOrders> =>
  localMarket.orders({ buyer: alice, seller: bob, nonce, start, end: start + 600, power: 20_000_000 });

async function cancel(orders: TradeOrders, fields: Partial<Cancel>, order = true): Promise<ExportedCancel> {
  const domain = domainOf(localMarket.deployment);
  const command: Cancel = {
    account: bob.account.address,
    meterKey: bob.meter.address,
    orderHash: order ? Order.digest(domain, orders.offer.order) : (`0x${'0'.repeat(64)}` as Bytes32),
    minNonce: 0,
    submitterFee: FEE,
    deadline: timestamp((await localMarket.now()) + 600),
    ...fields,
  };
  const signature = await signDigest(Cancel.digest(domain, command), bob.account);
  return { cancel: command, signature, order: order ? orders.offer.order : null };
}

async function withdrawal(household: Household, fields: Partial<Withdrawal>) {
  const { withdrawalNonce } = await localMarket.reader.account(household.account.address);
  const command: Withdrawal = {
    account: household.account.address,
    token: localMarket.deployment.token,
    to: keyNamed(`${household.name} purse`).address,
    amount: money(1_000n),
    submitterFee: FEE,
    nonce: withdrawalNonce,
    deadline: timestamp((await localMarket.now()) + 600),
    ...fields,
  };
  return { withdrawal: command, signature: await signWithdrawal(household, command) };
}

const signWithdrawal = ({ account }: Household, command: Withdrawal) =>
  signDigest(Withdrawal.digest(domainOf(localMarket.deployment), command), account);
/** Ends a watch that does not end on its own. */
const soonest = () => AbortSignal.timeout(20_000);

describe('anyone puts signed data on chain', () => {
  it('opens a trade when asked to, and settles it by its final pair', async () => {
    const orders = await trade(1, 60);
    const id = localMarket.tradeId(orders);
    expect(await round({ trades: [{ orders, receipts: [] }] })).toMatchObject([
      { item: 'trade', id, result: 'waiting', why: 'not-asked-to-open', until: orders.bid.order.openBefore },
    ]);
    expect(await round({ trades: [{ orders, receipts: [] }] }, { open: true, dry: true })).toMatchObject([
      { result: 'planned', steps: [{ call: 'openTrade', transaction: null }] },
    ]);
    expect(await round({ trades: [{ orders, receipts: [] }] }, { open: true })).toMatchObject([
      { result: 'submitted', steps: [{ call: 'openTrade', transaction: { block: expect.any(Number) } }] },
    ]);
    const receipts = [
      await localMarket.receipt(orders, alice, 'buyer'),
      await localMarket.receipt(orders, bob, 'seller'),
    ];
    expect(await round({ trades: [{ orders, receipts }] })).toMatchObject([
      { result: 'submitted', steps: [{ call: 'settleFinal' }] },
    ]);
    // Settled early, it would block its meters for the next.
    expect(await localMarket.reader.trade(localMarket.place(orders))).toEqual({
      state: 'settled',
      busyUntil: orders.bid.order.end,
    });
    expect(await round({ trades: [{ orders, receipts }] })).toMatchObject([
      { result: 'submitted', steps: [{ call: 'free' }] },
    ]);
    expect(await localMarket.reader.trade(localMarket.place(orders))).toEqual({ state: 'settled' });
    expect(await round({ trades: [{ orders, receipts }] })).toMatchObject([{ result: 'over', why: 'settled' }]);
  });

  it('is paid the fee of a withdrawal, never twice', async () => {
    const before = {
      stranger: await tokensOfStranger(),
      account: await localMarket.reader.account(bob.account.address),
    };
    const one = await withdrawal(bob, {});
    const later = await withdrawal(bob, { nonce: one.withdrawal.nonce + 2n });
    const tooMuch = await withdrawal(alice, { amount: money(10n ** 12n) });
    const late = await withdrawal(alice, { deadline: timestamp(1) });
    expect(await round({ withdrawals: [later, one, tooMuch, late] })).toMatchObject([
      { result: 'submitted', steps: [{ call: 'withdraw' }] },
      { result: 'waiting', why: 'balance' },
      { result: 'over', why: 'deadline' },
      { result: 'waiting', why: 'earlier-withdrawal' },
    ]);
    expect(await round({ withdrawals: [one] })).toMatchObject([{ result: 'over', why: 'withdrawn' }]);
    expect(await tokensOfStranger()).toBe(before.stranger + FEE);
    const { balance } = await localMarket.reader.account(bob.account.address);
    expect(balance).toBe(before.account.balance - FEE - 1_000n);
    expect(await localMarket.reader.tokenBalance(one.withdrawal.to)).toBe(1_000n);
  });

  it('is paid the fee of a cancel, of an order or of nonces', async () => {
    const before = {
      stranger: await tokensOfStranger(),
      account: await localMarket.reader.account(bob.account.address),
    };
    const ofOrder = await cancel(await trade(5, 1_000), {});
    const ofNonces = await cancel(await trade(9, 1_000), { minNonce: 9 }, false);
    const late = await cancel(await trade(20, 1_000), { deadline: timestamp(1) });
    expect(await round({ cancels: [ofOrder, ofNonces, late] })).toMatchObject([
      { item: 'cancel', result: 'submitted', steps: [{ call: 'cancelOrder' }] },
      { item: 'cancel', result: 'submitted', steps: [{ call: 'cancelNonces' }] },
      { result: 'over', why: 'deadline' },
    ]);
    expect(await round({ cancels: [ofOrder, ofNonces] })).toMatchObject([
      { result: 'over', why: 'cancelled' },
      { result: 'over', why: 'cancelled' },
    ]);
    expect(await tokensOfStranger()).toBe(before.stranger + FEE + FEE);
    const { balance } = await localMarket.reader.account(bob.account.address);
    expect(balance).toBe(before.account.balance - FEE - FEE);
  });

  it('continues after what the contract refuses', async () => {
    const orders = await trade(31, 1_000);
    const foreign = await localMarket.orders({ buyer: alice, seller: householdNamed('nobody'), nonce: 30 });
    const trades = [foreign, orders].map((item) => ({ orders: item, receipts: [] }));
    expect(await round({ trades }, { open: true })).toMatchObject([
      { result: 'refused', why: 'NOT_ENROLLED', steps: [] },
      { result: 'submitted' },
    ]);
  });
});

const sourceOf = (parts: Partial<SignedExport>): SignedSource => {
  const signed = exportOf(parts);
  return { read: async () => signed, endless: false };
};
const watchOf = () =>
  new SignedWatch(
    { interval: 50 },
    { reader: localMarket.reader, submission: submission(), clock: systemClock, log: silentLog },
  );

describe('a watch over exported files', () => {
  it('claims both sides after the end, closes after the claim period, and ends', async () => {
    const [claimed, dark] = [await trade(41, 2_000), await trade(42, 3_000)];
    const lost = await localMarket.orders({ buyer: carol, seller: dave, end: 660, power: 20_000_000 });
    await localMarket.submitAll([claimed, dark, lost].map((orders) => calls.openTrade(localMarket.deployment, orders)));
    const receipts = [
      await localMarket.receipt(claimed, alice, 'buyer', { energy: energy(1_500_000n) }),
      await localMarket.receipt(claimed, bob, 'seller', { energy: energy(1_400_000n), partnerEnergy: energy(1n) }),
    ];
    // A final pair whose settlement was lost, and that nobody resubmitted in time.
    const pair = [await localMarket.receipt(lost, carol, 'buyer'), await localMarket.receipt(lost, dave, 'seller')];
    const trades: ExportedTrade[] = [
      { orders: claimed, receipts },
      { orders: dark, receipts: [] },
    ];
    await increaseTime(localMarket.chain.url, 2_000 + 600);
    const names = new Map([claimed, dark, lost].map((orders, index) => [localMarket.tradeId(orders), index]));
    const told: string[] = [];
    const source = { ...sourceOf({ trades }), endless: true };
    const stop = new AbortController();
    for await (const { id, steps, why } of watchOf().run(source, AbortSignal.any([stop.signal, soonest()]))) {
      const which = ['claimed', 'dark', 'lost'][names.get(id) ?? 9];
      told.push(`${which}: ${why ?? steps.map(({ call }) => call).join(', ')}`);
      if (told.length === 1) {
        await increaseTime(localMarket.chain.url, CLAIM_SECONDS + 2_600);
        const more = exportOf({ trades: [...trades, { orders: lost, receipts: pair }] });
        source.read = async () => more;
      }
      if (told.length === 7) stop.abort();
    }
    expect(told.sort()).toEqual([
      'claimed: claim, claim',
      'claimed: settleClaimed',
      'claimed: settled',
      'dark: expire',
      'dark: expired',
      'lost: expire',
      'lost: expired',
    ]);
  });

  it('submits withdrawals in order and cancels, once, however often it is restarted', async () => {
    const before = {
      stranger: await tokensOfStranger(),
      account: await localMarket.reader.account(bob.account.address),
    };
    const first = await withdrawal(bob, { to: keyNamed('watched purse').address });
    const second = { ...first.withdrawal, nonce: first.withdrawal.nonce + 1n };
    const next = { withdrawal: second, signature: await signWithdrawal(bob, second) };
    const stopped = await cancel(await trade(60, 9_000), {});
    const source = sourceOf({ withdrawals: [next, first], cancels: [stopped] });
    const all: string[] = [];
    // Abandoned after each yield, as by a kill, and restarted without any memory.
    for (let life = 0; life < 6; life++) {
      for await (const { item, result, why } of watchOf().run(source, soonest())) {
        all.push(`${item} ${why ?? result}`);
        if (result === 'submitted') break;
      }
    }
    expect(all.filter((line) => line.endsWith('submitted')).sort()).toEqual([
      'cancel submitted',
      'withdrawal submitted',
      'withdrawal submitted',
    ]);
    expect(new Set(all.slice(-3))).toEqual(new Set(['cancel cancelled', 'withdrawal withdrawn']));
    expect(await tokensOfStranger()).toBe(before.stranger + 3n * FEE);
    const { balance } = await localMarket.reader.account(bob.account.address);
    expect(balance).toBe(before.account.balance - 3n * FEE - 2_000n);
    expect(await localMarket.reader.tokenBalance(first.withdrawal.to)).toBe(2_000n);
  });

  it('waits for what a killed one sent, and does not send it again', async () => {
    const { deployment, chain } = localMarket;
    const node = createTestClient({ mode: 'anvil', transport: http(chain.url) }).extend(publicActions);
    const sent = () => node.getTransactionCount({ address: stranger.address, blockTag: 'pending' });
    const signed = await withdrawal(bob, {});
    const [before, paid] = [await sent(), await tokensOfStranger()];
    const options = { endpoints: [chain.url], privateKey: stranger.privateKey, chainId: deployment.chainId };
    const first = new TransactionQueue(options, { outbox: new MemoryOutbox(), clock: systemClock });
    await first.start();
    // No block comes before the first is dead.
    await node.setIntervalMining({ interval: 0 });
    first.submit('killed', calls.withdraw(deployment, signed.withdrawal, signed.signature)).catch(() => undefined);
    await expect.poll(sent).toBe(before + 1);
    await first.stop();

    const account = { ...options, account: stranger.address, pollInterval: 20 };
    let clear = false;
    const waiting = pendingIncluded(account, { clock: systemClock }).then(() => {
      clear = true;
    });
    await pendingIncluded({ ...account, patience: 100 }, { clock: systemClock });
    expect(clear).toBe(false);
    await node.setIntervalMining({ interval: 1 });
    await waiting;
    expect(await round({ withdrawals: [signed] })).toMatchObject([{ result: 'over', why: 'withdrawn' }]);
    expect([await sent(), await tokensOfStranger()]).toEqual([before + 1, paid + FEE]);
  });

  it('requests a replacement, waits 48 hours, and finishes it', async () => {
    const { deployment, reader } = localMarket;
    const again = { ...householdNamed('dave-again'), account: dave.account };
    const newMeterKey = again.meter.address;
    const standby = { purpose: 'standby', nonce: await reader.registryNonce(dave.account.address) } as const;
    await localMarket.submit(calls.enrol(deployment, await localMarket.enrolment(again, standby)));
    const signed = async (nonce: bigint, deadline: Timestamp): Promise<SignedReplace> => {
      const replace = { account: dave.account.address, oldMeterKey: dave.meter.address, newMeterKey, nonce, deadline };
      return { replace, signature: await signDigest(Replace.digest(domainOf(deployment), replace), dave.account) };
    };
    const nonce = await reader.registryNonce(dave.account.address);
    const { time } = await reader.finalized();
    const request = await signed(nonce, timestamp(time + 600));
    const late = await signed(nonce, timestamp(1));
    expect(await round({ replacements: [late] })).toMatchObject([
      { item: 'replacement', result: 'over', why: 'deadline' },
    ]);
    expect(await round({ replacements: [request] })).toMatchObject([
      { result: 'submitted', steps: [{ call: 'requestReplace' }] },
    ]);
    const pending = await reader.pendingReplacement(dave.meter.address);
    expect(pending).toMatchObject({ newMeterKey });
    expect(await round({ replacements: [request] })).toMatchObject([
      { result: 'waiting', why: 'replace-delay', until: pending?.effectiveFrom },
    ]);
    await increaseTime(localMarket.chain.url, 48 * 3_600);
    expect(await round({ replacements: [request] })).toMatchObject([
      { result: 'submitted', steps: [{ call: 'finishReplace' }] },
    ]);
    expect(await round({ replacements: [request] })).toMatchObject([{ result: 'over', why: 'replaced' }]);
    expect(await reader.pendingReplacement(dave.meter.address)).toBeUndefined();
  });
});
