/** The meter's own gas key on a real chain: what is due is simulated, sent once, and bounded per day. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calls } from '@evlock/chain';
import {
  type Clock,
  EvlockError,
  type ExportedTrade,
  type Hex,
  milliseconds,
  type SignedReceipt,
  systemClock,
  timestamp,
} from '@evlock/protocol';
import { householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint, type Request } from '@evlock/testing/chain/lying-endpoint';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { EndpointSubmitter } from '../../src/second-way/endpoint-submitter.ts';
import { DailyGas } from '../../src/store/gas-records.ts';
import { Store } from '../../src/store/store.ts';

const [alice, bob] = [householdNamed('alice'), householdNamed('bob')];
const [carol, dave] = [householdNamed('carol'), householdNamed('dave')];
const [erin, frank] = [householdNamed('erin'), householdNamed('frank')];
const [grace, heidi] = [householdNamed('grace'), householdNamed('heidi')];
const PLENTY = 10n ** 20n;

/** Keeps every transaction to itself. */
class Withholding extends LyingEndpoint {
  protected override async forward(body: Request): Promise<{ readonly result?: unknown }> {
    if (body.method !== 'eth_sendRawTransaction') return super.forward(body);
    return { ...{ jsonrpc: '2.0', id: body.id }, result: `0x${'00'.repeat(32)}` };
  }
}

describe('the meter’s own gas key', () => {
  let localMarket: LocalMarket;
  let folder: string;
  let store: Store;
  let nonce = 0;
  beforeAll(async () => {
    localMarket = await LocalMarket.start();
    await localMarket.welcome([alice, bob, carol, dave, erin, frank, grace, heidi]);
  });
  afterAll(() => localMarket.stop());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evlock-gas-'));
    store = Store.open(join(folder, 'meter.sqlite'));
    await writeFile(join(folder, 'gas.key'), `${localMarket.operator.privateKey}\n`, { mode: 0o600 });
  });
  afterEach(async () => {
    store.close();
    await rm(folder, { recursive: true });
  });
  const submitter = (
    dailyGas = PLENTY,
    keyFile = 'gas.key',
    clock: Clock = systemClock,
    endpoint = localMarket.chain.url,
  ): EndpointSubmitter =>
    new EndpointSubmitter(
      {
        ...{ endpoint, keyFile: join(folder, keyFile), dailyGas },
        ...{ deployment: localMarket.deployment, grace: 60 },
      },
      { records: store.gas, clock, log: silentLog },
    );
  /** A trade on chain that both meters have signed for. */
  async function delivered(buyer = alice, seller = bob): Promise<ExportedTrade> {
    nonce++;
    const window = { start: 60 + nonce * 120, end: 120 + nonce * 120 };
    const orders = await localMarket.orders({ buyer, seller, nonce, energy: 2_000n, ...window });
    await localMarket.submit(calls.openTrade(localMarket.deployment, orders));
    const receipts = [
      await localMarket.receipt(orders, buyer, 'buyer'),
      await localMarket.receipt(orders, seller, 'seller'),
    ];
    return { orders, receipts };
  }
  const stateOf = async ({ orders }: ExportedTrade) =>
    (await localMarket.reader.trade(localMarket.place(orders))).state;

  it('settles what a gateway withholds, and sends nothing twice', async () => {
    const trade = await delivered();
    expect(await submitter().bring({ kind: 'trade', trade })).toBe('settleFinal');
    expect(await stateOf(trade)).toBe('settled');
    const spent = store.gas.reserved(Math.floor(systemClock.now() / 86_400), '');
    expect(await submitter().bring({ kind: 'trade', trade })).toBe('over');
    expect(store.gas.reserved(Math.floor(systemClock.now() / 86_400), '')).toBe(spent);
    expect(spent).toBeGreaterThan(0n);
  });

  it('frees this meter for its next trade when a gateway does not', async () => {
    const [orders, next] = [
      await localMarket.orders({ buyer: carol, seller: dave, nonce: 1, start: 60, end: 7_200 }),
      await localMarket.orders({ buyer: carol, seller: dave, nonce: 2, start: 70, end: 7_100 }),
    ];
    const finals = [
      await localMarket.receipt(orders, carol, 'buyer'),
      await localMarket.receipt(orders, dave, 'seller'),
    ] as const;
    await localMarket.submit(calls.openTrade(localMarket.deployment, orders));
    await localMarket.submit(calls.settleFinal(localMarket.deployment, orders, ...finals));
    const open = () => localMarket.submit(calls.openTrade(localMarket.deployment, next));
    await expect(open()).rejects.toMatchObject({ code: 'METER_BUSY' });
    expect(await submitter().bring({ kind: 'trade', trade: { orders, receipts: [] } })).toBe('free');
    await open();
  });

  it('signs nothing beyond the daily limit; the control without the limit does', async () => {
    const trade = await delivered();
    await expect(submitter(1_000n).bring({ kind: 'trade', trade })).rejects.toMatchObject({
      code: 'GAS_BUDGET_SPENT',
    });
    expect([await store.gas.open(), await stateOf(trade)]).toEqual([[], 'open']);
    await submitter().bring({ kind: 'trade', trade });
    expect(await stateOf(trade)).toBe('settled');
  });

  it('is not stopped for good by an endpoint that pretends a call reverted: it retries the next day', async () => {
    const trade = await delivered(erin, frank);
    const keys: string[] = [];
    const find = vi.spyOn(store.gas, 'find').mockImplementation(async (key) => {
      keys.push(key);
      return undefined;
    });
    await expect(submitter(1_000n).bring({ kind: 'trade', trade })).rejects.toMatchObject({ code: 'GAS_BUDGET_SPENT' });
    find.mockRestore();
    const name = keys[0]?.replace(/ 1$/, '');
    const error = new EvlockError('CHAIN_REVERTED').toJSON();
    const entry = {
      chainId: 31_337,
      from: localMarket.operator.address,
      to: localMarket.deployment.market,
      data: '0x' as Hex,
    };
    const call = calls.settleFinal(
      localMarket.deployment,
      trade.orders,
      trade.receipts[0] as SignedReceipt,
      trade.receipts[1] as SignedReceipt,
    );
    for (let attempt = 1; attempt <= 4; attempt++) {
      const key = `${name} ${attempt}`;
      await store.gas.put({
        ...{ ...entry, ...call, key, nonce: attempt, gasLimit: 1, state: 'reverted', result: null, error },
        attempts: [{ transaction: `0x${'00'.repeat(32)}`, raw: '0x' }],
      });
      store.gas.reserve(Math.floor(systemClock.now() / 86_400), key, 1n);
    }
    await expect(submitter().bring({ kind: 'trade', trade })).rejects.toMatchObject({ code: 'CHAIN_REVERTED' });
    expect(await stateOf(trade)).toBe('open');
    const tomorrow: Clock = { ...systemClock, now: () => timestamp(systemClock.now() + 86_400) };
    expect(await submitter(PLENTY, 'gas.key', tomorrow).bring({ kind: 'trade', trade })).toBe('settleFinal');
    expect(await stateOf(trade)).toBe('settled');
  });

  it('is not held back by what an endpoint with another key, or an earlier key, has left unmined', async () => {
    const trade = await delivered(erin, frank);
    const [buyer, seller] = trade.receipts as [SignedReceipt, SignedReceipt];
    const call = calls.settleFinal(localMarket.deployment, trade.orders, buyer, seller);
    const keys: string[] = [];
    const find = vi.spyOn(store.gas, 'find').mockImplementation(async (key) => void keys.push(key));
    await expect(submitter(1_000n).bring({ kind: 'trade', trade })).rejects.toMatchObject({ code: 'GAS_BUDGET_SPENT' });
    find.mockRestore();
    await store.gas.put({
      ...{
        ...call,
        key: keys[0] ?? '',
        chainId: 31_337,
        from: alice.account.address,
        nonce: 7,
        gasLimit: 1,
        state: 'sent',
      },
      ...{ result: null, error: null, attempts: [{ transaction: `0x${'00'.repeat(32)}`, raw: '0x' }] },
    });
    expect(await submitter().bring({ kind: 'trade', trade })).toBe('settleFinal');
    expect(await stateOf(trade)).toBe('settled');
    const left = { key: keys[0], from: alice.account.address, state: 'sent' };
    expect(await store.gas.open()).toContainEqual(expect.objectContaining(left));
  });

  it('sends a call anew that an endpoint before gave too little gas', async () => {
    const trade = await delivered(grace, heidi);
    const withholding = new Withholding(localMarket.chain.url);
    withholding.lie = (method, result) => (method === 'eth_estimateGas' ? '0x7530' : result);
    const impatient: Clock = {
      ...systemClock,
      sleep: (length, signal) => systemClock.sleep(length < 100_000 ? length : milliseconds(1_500), signal),
    };
    try {
      const hacked = submitter(PLENTY, 'gas.key', impatient, await withholding.start());
      await expect(hacked.bring({ kind: 'trade', trade })).rejects.toMatchObject({ code: 'SUBMISSION_FAILED' });
    } finally {
      await withholding.stop();
    }
    expect(await submitter().bring({ kind: 'trade', trade })).toBe('settleFinal');
    expect(await stateOf(trade)).toBe('settled');
  });

  it('uses neither a key that others can read nor an invalid one', async () => {
    const trade = await delivered();
    await writeFile(join(folder, 'open.key'), localMarket.operator.privateKey, { mode: 0o644 });
    await writeFile(join(folder, 'no.key'), 'none', { mode: 0o600 });
    for (const [file, code] of [
      ['open.key', 'SECRET_EXPOSED'],
      ['no.key', 'PROFILE_INVALID'],
    ] as const) {
      await expect(submitter(PLENTY, file).bring({ kind: 'trade', trade })).rejects.toMatchObject({ code });
    }
  });

  it('gets a new budget on the next UTC day, and a dearer attempt replaces the first', () => {
    let now = 1_800_000_000;
    const clock: Pick<Clock, 'now'> = { now: () => timestamp(now) };
    const gas = new DailyGas({ most: 100n }, { records: store.gas, clock });
    gas.reserve('one', 60n);
    gas.reserve('one', 80n);
    expect(() => gas.reserve('two', 21n)).toThrow(expect.objectContaining({ code: 'GAS_BUDGET_SPENT' }));
    gas.reserve('two', 20n);
    now += 86_400;
    gas.reserve('three', 100n);
  });
});
