import { type Call, MemoryOutbox, type Outbox, type OutboxEntry, silentLog } from '@evlock/chain';
import { type Energy, EvlockError, type Money, milliseconds, systemClock } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { PostgresOutbox } from '../../src/database/outbox.ts';
import { findTrade } from '../../src/database/trades.ts';
import { GasBudgets } from '../../src/submitter/gas-budgets.ts';
import { NativeBalance } from '../../src/submitter/native-balance.ts';
import { Submitter } from '../../src/submitter/submitter.ts';
import { at, DONE, localMarketInfo, MarketFixture } from '../support/market-fixture.ts';

let postgres: TestPostgres;
let database: Database;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  database = await postgres.open();
});

const ACCOUNT = { chainId: 31_337, address: `0x${'5a'.repeat(20)}` } as const;
const entry = (key: string, change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key,
  chainId: ACCOUNT.chainId,
  from: ACCOUNT.address,
  to: localMarketInfo.market,
  data: '0x0102',
  label: 'openTrade',
  nonce: 3,
  gasLimit: 200_000,
  attempts: [{ transaction: `0x${'01'.repeat(32)}`, raw: '0x02ab' }],
  state: 'sent',
  result: null,
  error: null,
  ...change,
});

describe.each([
  ['in memory', (): Outbox => new MemoryOutbox()],
  ['in PostgreSQL', (): Outbox => new PostgresOutbox(ACCOUNT, database)],
])('an outbox %s', (_name, make) => {
  it('returns what was put and updated, and what is open by nonce', async () => {
    const outbox = make();
    expect(await outbox.find('one')).toBeUndefined();
    await outbox.put(entry('two', { nonce: 4 }));
    await outbox.put(entry('one'));
    expect(await outbox.find('one')).toEqual(entry('one'));
    expect((await outbox.open()).map(({ key }) => key)).toEqual(['one', 'two']);
    await expect(outbox.put(entry('one'))).rejects.toMatchObject({ code: 'REPLAYED' });
    const error = new EvlockError('METER_BUSY', { meterKey: '0x01' }).toJSON();
    const ended = [entry('one', { state: 'done', result: DONE }), entry('two', { nonce: 9, state: 'reverted', error })];
    for (const item of ended) await outbox.update(item);
    expect(await outbox.open()).toEqual([]);
    expect(await Promise.all(['one', 'two'].map((key) => outbox.find(key)))).toEqual(ended);
  });
});

it('keeps the transactions of another account apart', async () => {
  await new PostgresOutbox(ACCOUNT, database).put(entry('one'));
  const other = new PostgresOutbox({ ...ACCOUNT, address: `0x${'5b'.repeat(20)}` }, database);
  expect(await other.open()).toEqual([]);
  await other.put(entry('one', { from: `0x${'5b'.repeat(20)}` }));
});

describe('the submitter', () => {
  /** Answers as the test dictates. */
  class MockQueue {
    readonly address = ACCOUNT.address;
    readonly keys: string[] = [];
    answer = async () => DONE;
    balance = 100n;
    submit(key: string, _call: Call) {
      this.keys.push(key);
      return this.answer();
    }
    simulate = async () => 100_000;
    pending = () => this.keys.length;
    waiting = () => 0;
    start = async () => {};
    stop = async () => {};
  }

  async function traded() {
    const fixture = new MarketFixture(database);
    const trade = await fixture.trade();
    const final = { final: true, cause: 'completed' as const };
    const buyer = await fixture.receipt(trade.id, 'buyer', final);
    const seller = await fixture.receipt(trade.id, 'seller', { ...final, partnerEnergy: 1_000n as Energy });
    const queue = new MockQueue();
    const passed = { milliseconds: 0 };
    const clock = { ...systemClock, now: () => fixture.chain.time, monotonic: () => milliseconds(passed.milliseconds) };
    const budgets = new GasBudgets({ perDay: 1_000_000, sender: ACCOUNT }, { database, clock });
    const nativeBalance = new NativeBalance(
      { warnBelow: 20n, reserve: 10n, lookSeconds: 3600 },
      { account: { address: ACCOUNT.address, balance: async () => queue.balance }, clock, log: silentLog },
    );
    const outbox = new PostgresOutbox(ACCOUNT, database);
    const modules = { queue, outbox, database, budgets, nativeBalance, clock, log: silentLog };
    const open = (): Submitter => new Submitter(localMarketInfo, modules);
    const orders = { bid: trade.bid, offer: trade.offer };
    return { fixture, orders, id: trade.id, buyer, seller, queue, submitter: open(), open, passed };
  }

  it('keys every action by what it does, so that it is done once', async () => {
    const { orders, id, buyer, seller, queue, submitter, fixture } = await traded();
    await submitter.open(id, orders, new Map());
    await submitter.settleFinal(orders, buyer, seller);
    await submitter.claim(orders, buyer);
    await submitter.claim(orders, seller);
    await submitter.settleClaimed(id, orders);
    await submitter.expire(id, orders);
    const { account, meter } = fixture.ana;
    const common = { account: account.address, submitterFee: 0n as Money, deadline: at(9) };
    const { signature } = buyer;
    await submitter.cancel(
      { ...common, meterKey: meter.address, orderHash: id, minNonce: 0 },
      signature,
      orders.bid.order,
    );
    const { token } = localMarketInfo;
    await submitter.withdraw({ ...common, token, to: account.address, amount: 1n as Money, nonce: 0n }, signature);
    expect(queue.keys.slice(0, 6)).toEqual([
      `open:${id}`,
      `settle:${id}:1:1`,
      `claim-buyer:${id}:1`,
      `claim-seller:${id}:1`,
      `settle-claimed:${id}`,
      `expire:${id}`,
    ]);
    expect(queue.keys.slice(6)).toEqual([
      expect.stringMatching(/^cancel:0x[0-9a-f]{64}$/),
      expect.stringMatching(/^withdraw:0x[0-9a-f]{64}$/),
    ]);
    expect(submitter.pending()).toBe(8);
  });

  it('submits a closing requested many times at once only once', async () => {
    const { orders, buyer, seller, queue, submitter } = await traded();
    const later = { ...seller, receipt: { ...seller.receipt, sequence: 2 } };
    await Promise.all([submitter.settleFinal(orders, buyer, seller), submitter.settleFinal(orders, buyer, later)]);
    expect(queue.keys).toHaveLength(1);
  });

  it('records in the trade why a closing failed, but not that it was already done', async () => {
    const { orders, id, queue, submitter } = await traded();
    queue.answer = () => Promise.reject(new EvlockError('SUBMISSION_FAILED'));
    await expect(submitter.expire(id, orders)).rejects.toMatchObject({ code: 'SUBMISSION_FAILED' });
    expect(await findTrade(database, id)).toMatchObject({ error: 'SUBMISSION_FAILED' });
    await database.query('UPDATE trades SET error = NULL');
    queue.answer = () => Promise.reject(new EvlockError('TRADE_NOT_OPEN'));
    await expect(submitter.expire(id, orders)).rejects.toMatchObject({ code: 'TRADE_NOT_OPEN' });
    expect(await findTrade(database, id)).toMatchObject({ error: null });
  });

  it('tries a closing again that was refused when mined, a few times at once, then each hour', async () => {
    const { orders, id, queue, submitter, open, passed } = await traded();
    const outbox = new PostgresOutbox(ACCOUNT, database);
    const error = new EvlockError('CHAIN_REVERTED', { reason: 'out of gas' }).toJSON();
    const reverted = async (one: Submitter): Promise<string> => {
      await one.expire(id, orders);
      const key = queue.keys.at(-1)!;
      await outbox.put(entry(key, { state: 'reverted', error }));
      return key;
    };
    for (let count = 0; count < 5; count++) {
      expect(await reverted(submitter)).toBe(count === 0 ? `expire:${id}` : `expire:${id}#${count}`);
    }
    for (let count = 5; count < 8; count++) {
      await expect(submitter.expire(id, orders)).rejects.toMatchObject({ code: 'CHAIN_REVERTED' });
      passed.milliseconds += 3_599_000;
      await expect(submitter.expire(id, orders)).rejects.toMatchObject({ code: 'CHAIN_REVERTED' });
      passed.milliseconds += 1_000;
      // What was not decided is asked for again without waiting.
      queue.answer = () => Promise.reject(new EvlockError('CHAIN_UNREACHABLE'));
      await expect(submitter.expire(id, orders)).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
      queue.answer = async () => DONE;
      expect(await reverted(submitter)).toBe(`expire:${id}#${count}`);
    }
    expect(await reverted(open())).toBe(`expire:${id}#8`);
  });

  it('opens nothing without native balance or budget, and still ends what is open', async () => {
    const { orders, id, buyer, queue, submitter } = await traded();
    const accounts = [orders.bid.order.account, orders.offer.order.account];
    queue.balance = 9n;
    await submitter.start();
    expect([submitter.gas, submitter.problem()?.code]).toEqual(['exhausted', 'SUBMITTER_EXHAUSTED']);
    await expect(submitter.open(id, orders, new Map())).rejects.toMatchObject({ code: 'SUBMITTER_EXHAUSTED' });
    await expect(submitter.requireGas(accounts)).rejects.toMatchObject({ code: 'SUBMITTER_EXHAUSTED' });
    await submitter.claim(orders, buyer);
    expect(queue.keys).toEqual([`claim-buyer:${id}:1`]);
    await submitter.stop();
  });

  it('charges the accounts for what starts something, never for what ends a trade', async () => {
    const { orders, id, buyer, seller, queue, submitter } = await traded();
    const accounts = [orders.bid.order.account, orders.offer.order.account];
    const open = (trade: number) => submitter.open(`0x${trade.toString(16).padStart(64, '0')}`, orders, new Map());
    for (let trade = 0; trade < 15; trade++) await open(trade);
    await expect(open(15)).rejects.toMatchObject({ code: 'GAS_BUDGET_SPENT' });
    await expect(submitter.requireGas(accounts)).rejects.toMatchObject({ code: 'GAS_BUDGET_SPENT' });
    await submitter.settleFinal(orders, buyer, seller);
    await submitter.expire(id, orders);
    expect(queue.keys).toHaveLength(17);
  });

  it('charges nothing for what the contract refuses in simulation', async () => {
    const { orders, id, queue, submitter } = await traded();
    queue.answer = () => Promise.reject(new EvlockError('METER_BUSY'));
    for (let time = 0; time < 20; time++) {
      await expect(submitter.open(id, orders, new Map())).rejects.toMatchObject({ code: 'METER_BUSY' });
    }
    expect(await database.query('SELECT FROM gas_charges')).toEqual([]);
  });

  it('lets no account fill the queue, and reserves slots for what ends trades', async () => {
    const { orders, id, buyer, queue, submitter } = await traded();
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    queue.answer = () => finished.then(() => DONE);
    const { account, meterKey } = orders.bid.order;
    const { token } = localMarketInfo;
    const common = { account, token, to: account, amount: 1n as Money, submitterFee: 0n as Money, deadline: at(9) };
    const withdraw = (nonce: number) => submitter.withdraw({ ...common, nonce: BigInt(nonce) }, buyer.signature);
    const under = Array.from({ length: 16 }, (_, nonce) => withdraw(nonce));
    const limited = { code: 'RATE_LIMITED' };
    await expect(withdraw(16)).rejects.toMatchObject({ ...limited, details: { account } });
    const cancel = { ...common, account: orders.offer.order.account, meterKey, orderHash: id, minNonce: 0 };
    const other = submitter.cancel(cancel, buyer.signature, orders.offer.order);
    finish();
    await Promise.all([...under, other]);
    queue.pending = () => 400;
    await expect(submitter.open(id, orders, new Map())).rejects.toMatchObject(limited);
    await submitter.claim(orders, buyer);
  });
});
