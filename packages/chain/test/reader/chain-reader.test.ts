import { type EvlockError, energy, type Hex, money, systemClock, timestamp } from '@evlock/protocol';
import { householdNamed, keyNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { type Lie, LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { decodeFunctionResult, encodeEventTopics, encodeFunctionResult, getAbiItem, toFunctionSelector } from 'viem';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { marketAbi } from '../../src/contracts/abi.ts';
import { ChainReader, calls, type FinalizedBlock, mine } from '../../src/index.ts';

const [buyer, seller] = [householdNamed('buyer'), householdNamed('seller')];
let localMarket: LocalMarket;
let opened: Awaited<ReturnType<LocalMarket['orders']>>;
let openedIn: number;

beforeAll(async () => {
  localMarket = await LocalMarket.start();
  await localMarket.welcome([buyer, seller]);
  opened = await localMarket.orders({ buyer, seller });
  openedIn = (await localMarket.submit(calls.openTrade(localMarket.deployment, opened))).block;
});
afterAll(() => localMarket.stop());

describe('finalized state', () => {
  it('follows a trade through its life', async () => {
    expect(await localMarket.reader.trade(localMarket.place(opened))).toEqual({ state: 'open' });
    expect(await localMarket.reader.trade({ ...localMarket.place(opened), id: `0x${'42'.repeat(32)}` })).toEqual({
      state: 'none',
    });
    const receipt = await localMarket.receipt(opened, buyer, 'buyer', {
      energy: energy(7n),
      final: false,
      cause: 'none',
    });
    await localMarket.submit(calls.claim(localMarket.deployment, opened, receipt));
    expect(await localMarket.reader.trade(localMarket.place(opened))).toEqual({
      state: 'claimed',
      buyer: { energy: 7n, final: false },
    });
  });

  it('reads accounts, meters and terms', async () => {
    expect(await localMarket.reader.account(buyer.account.address)).toEqual({
      balance: 9_760_000n,
      locked: 240_000n,
      reputation: 0,
      withdrawalNonce: 0n,
    });
    expect(await localMarket.reader.meter(buyer.meter.address)).toEqual({
      account: buyer.account.address,
      active: true,
      status: 'active',
      suspended: false,
      sensorClass: 'normal-world',
      deviceIdHash: buyer.deviceIdHash,
    });
    expect(await localMarket.reader.meter(keyNamed('nobody').address)).toBeUndefined();
    expect(await localMarket.reader.meterOfAccount(seller.account.address)).toBe(seller.meter.address);
    expect(await localMarket.reader.meterOfAccount(keyNamed('nobody').address)).toBeUndefined();
    expect(await localMarket.reader.isKnown(buyer.account.address)).toBe(true);
    expect(await localMarket.reader.isKnown(keyNamed('nobody').address)).toBe(false);
    expect(await localMarket.reader.registryNonce(buyer.account.address)).toBe(1n);
    expect(await localMarket.reader.isNonceSpent(buyer.meter.address, 1)).toBe(true);
    expect(await localMarket.reader.isNonceSpent(buyer.meter.address, 2)).toBe(false);
    expect(await localMarket.reader.marketTerms()).toEqual({
      minimumLot: 1_000n,
      minimumReputationLot: 100_000n,
      meterKeyFeeCap: 10_000n,
      paused: false,
      tokenSymbol: 'TEST',
      tokenDecimals: 6,
    });
  });

  it('returns events in order, in our units', async () => {
    const events = await localMarket.reader.events(0, openedIn);
    expect(events.map(({ name }) => name)).toEqual(['Enrolled', 'Enrolled', 'Deposited', 'Deposited', 'TradeOpened']);
    expect(events[4]).toMatchObject({
      tradeId: localMarket.tradeId(opened),
      buyerMeter: buyer.meter.address,
      energy: 2_000_000n,
      start: opened.bid.order.start,
      block: openedIn,
    });
    await expect(localMarket.reader.events(0, openedIn + 10_000)).rejects.toMatchObject({ code: 'CHAIN_BEHIND' });
  });

  it('yields new heads as they come, and ends with its signal', async () => {
    const stop = new AbortController();
    const seen: FinalizedBlock[] = [];
    for await (const block of localMarket.reader.blocks(stop.signal)) {
      seen.push(block);
      if (seen.length === 3) stop.abort();
      else await mine(localMarket.chain.url);
    }
    expect(seen).toHaveLength(3);
    expect(seen[2]!.number).toBeGreaterThan(seen[0]!.number);
  });
});

describe('two endpoints', () => {
  let second: LyingEndpoint;
  let secondUrl: string;
  let reader: ChainReader;
  const atTrade = { fromBlock: 0 };

  beforeEach(async () => {
    second = new LyingEndpoint(localMarket.chain.url);
    secondUrl = await second.start();
    const endpoints = [localMarket.chain.url, secondUrl];
    const { deployment } = localMarket;
    reader = new ChainReader(
      { endpoints, deployment, timeout: 500, responseLimit: 50_000, lagLimit: 5, pollInterval: 50 },
      { clock: systemClock },
    );
  });
  afterEach(() => second.stop());

  const block = (result: unknown, change: object): unknown => ({ ...(result as object), ...change });
  const headOf = ({ number, hash, time }: FinalizedBlock) => ({
    number: `0x${number.toString(16)}`,
    hash,
    timestamp: `0x${time.toString(16)}`,
  });
  /** Nothing was ever logged. */
  const withoutLogs: Lie = (method, result) => {
    if (method === 'eth_getLogs') return [];
    return method === 'eth_getBlockByNumber' ? block(result, { logsBloom: `0x${'00'.repeat(256)}` }) : result;
  };

  it('confirm a trade that both have', async () => {
    const event = await reader.tradeOpened(localMarket.tradeId(opened), atTrade);
    expect(event).toMatchObject({ name: 'TradeOpened', tradeId: localMarket.tradeId(opened), block: openedIn });
    expect(await reader.tradeOpened(`0x${'42'.repeat(32)}`, atTrade)).toBeUndefined();
  });

  it('confirm it where one has its block, but no index of it', async () => {
    second.lie = (method, result) => (method === 'eth_getLogs' ? [] : result);
    expect(await reader.tradeOpened(localMarket.tradeId(opened), atTrade)).toMatchObject({ block: openedIn });
  });

  it('wait for one that does not show all of its block', async () => {
    second.lie = (method, result) => (/Receipt/.test(method) ? null : result);
    await expect(reader.tradeOpened(localMarket.tradeId(opened), atTrade)).rejects.toMatchObject({
      code: 'CHAIN_BEHIND',
      details: { missing: 'transaction receipts', block: openedIn },
    });
  });

  it('disagree when one shows the block without the event', async () => {
    second.lie = withoutLogs;
    await expect(reader.tradeOpened(localMarket.tradeId(opened), atTrade)).rejects.toMatchObject({
      code: 'CHAIN_DISAGREES',
    });
  });

  it('disagree when one reports other terms', async () => {
    second.lie = (method, result) => {
      if (method !== 'eth_getBlockReceipts') return result;
      const other = (log: { data: string }) => ({
        ...log,
        data: log.data.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      });
      return (result as { logs: { data: string }[] }[]).map((receipt) => ({
        ...receipt,
        logs: receipt.logs.map(other),
      }));
    };
    await expect(reader.tradeOpened(localMarket.tradeId(opened), atTrade)).rejects.toMatchObject({
      code: 'CHAIN_DISAGREES',
    });
  });

  it('disagree on another block at the same height', async () => {
    second.lie = (method, result) =>
      method === 'eth_getBlockByNumber' ? block(result, { hash: `0x${'66'.repeat(32)}` }) : result;
    await expect(reader.tradeOpened(localMarket.tradeId(opened), atTrade)).rejects.toMatchObject({
      code: 'CHAIN_DISAGREES',
    });
    await expect(reader.finalized()).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
  });

  it('wait for one that has not reached the block', async () => {
    const before = await localMarket.orders({ buyer, seller, nonce: 2, start: 3_700, end: 7_300 });
    const behind = await reader.finalized();
    const { block: later } = await localMarket.submit(calls.openTrade(localMarket.deployment, before));
    second.lie = (method, result, params) => {
      if (method === 'eth_getLogs') return [];
      return method === 'eth_getBlockByNumber' && params[0] === 'finalized' ? block(result, headOf(behind)) : result;
    };
    expect(later).toBeGreaterThan(behind.number);
    expect(await reader.tradeOpened(localMarket.tradeId(before), { fromBlock: behind.number })).toBeUndefined();
    expect((await reader.finalized()).number).toBe(behind.number);
    second.lie = (_method, result) => result;
    expect(await reader.tradeOpened(localMarket.tradeId(before), { fromBlock: behind.number })).toMatchObject({
      block: later,
    });
  });

  it('start nothing while one is far behind, but carry on without it', async () => {
    await mine(localMarket.chain.url, 10);
    const first = await localMarket.reader.events(0, 1).then(() => localMarket.reader.finalized());
    second.lie = (method, result, params) =>
      method === 'eth_getBlockByNumber' && params[0] === 'finalized'
        ? block(result, { number: '0x2', timestamp: '0x5' })
        : result;
    await expect(reader.tradeOpened(localMarket.tradeId(opened), atTrade)).rejects.toMatchObject({
      code: 'CHAIN_DISAGREES',
    });
    expect((await reader.finalized()).number).toBeGreaterThanOrEqual(first.number);
  });

  it('do not believe an impossible height from one of them', async () => {
    const { number } = await localMarket.reader.finalized();
    second.lie = (method, result, params) =>
      method === 'eth_getBlockByNumber' && params[0] === 'finalized' ? block(result, { number: '0xffffff' }) : result;
    await expect(reader.finalized()).rejects.toMatchObject({ code: 'CHAIN_DISAGREES', details: { what: 'height' } });
    await expect(reader.agreedTrade(localMarket.place(opened))).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
    const lowest = await reader.lowestHead();
    expect(lowest).toBeGreaterThanOrEqual(number);
    expect(lowest).toBeLessThan(0xffffff);
    second.before = () => Promise.reject(new Error('down'));
    expect(await reader.lowestHead()).toBe(lowest);
  });

  const isTradeCall = (params: readonly unknown[]): boolean => {
    const [{ data = '' } = {}] = params as readonly { readonly data?: string }[];
    return data.startsWith(toFunctionSelector(getAbiItem({ abi: marketAbi, name: 'trade' })));
  };
  const tells = (state: number, ending?: 'TradeSettled' | 'TradeExpired' | 'no log'): Lie => {
    return (method, result, params) => {
      if (method === 'eth_getLogs' && ending !== undefined) {
        return ending === 'no log' ? [] : endingAsked(ending, params);
      }
      if (method !== 'eth_call' || !isTradeCall(params)) return result;
      const told = decodeFunctionResult({ abi: marketAbi, functionName: 'trade', data: result as Hex });
      return encodeFunctionResult({ abi: marketAbi, functionName: 'trade', result: { ...told, state } });
    };
  };

  /** The requested event, for whichever trade, in the opening's block. */
  const endingAsked = (name: 'TradeSettled' | 'TradeExpired', params: readonly unknown[]): unknown[] => {
    const [{ topics = [] } = {}] = params as readonly { readonly topics?: readonly Hex[] }[];
    const [selector] = encodeEventTopics({ abi: marketAbi, eventName: name });
    if (topics[0] !== selector) return [];
    const data = `0x${'0'.repeat(name === 'TradeSettled' ? 192 : 64)}`;
    const blockNumber = `0x${openedIn.toString(16)}`;
    const hashes = { blockHash: `0x${'1'.repeat(64)}`, transactionHash: `0x${'2'.repeat(64)}` };
    const place = { blockNumber, transactionIndex: '0x0', logIndex: '0x0', removed: false };
    return [{ ...hashes, ...place, address: localMarket.deployment.market, topics, data }];
  };

  it("agree on a trade's state", async () => {
    const agreed = await reader.agreedTrade(localMarket.place(opened));
    expect(agreed).toMatchObject({ state: 'claimed' });
    expect(await reader.agreedTrade({ ...localMarket.place(opened), id: `0x${'42'.repeat(32)}` })).toMatchObject({
      state: 'none',
    });
  });

  it('never report on the word of one of them that a trade was not opened', async () => {
    second.lie = tells(0, 'no log');
    expect(await reader.agreedTrade(localMarket.place(opened))).toBeUndefined();
    await mine(localMarket.chain.url, 1);
    const contradicted = async (): Promise<string> => {
      const agreed = await reader.agreedTrade(localMarket.place(opened)).catch((error: EvlockError) => error.code);
      return agreed === undefined ? 'waits' : String(agreed);
    };
    await vi.waitUntil(async () => (await contradicted()) === 'CHAIN_DISAGREES', { timeout: 300_000, interval: 50 });
    await expect(reader.trade(localMarket.place(opened))).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
    second.lie = (_method, result) => result;
    expect(await reader.agreedTrade(localMarket.place(opened))).toMatchObject({ state: 'claimed' });
  });

  const isNonceCall = (params: readonly unknown[]): boolean => {
    const [{ data = '' } = {}] = params as readonly { readonly data?: string }[];
    return data.startsWith(toFunctionSelector(getAbiItem({ abi: marketAbi, name: 'isNonceSpent' })));
  };

  it('prove, when both show its nonce free past the deadline, that an order was never opened and never can be', async () => {
    const { time } = await reader.finalized();
    const free = { meterKey: buyer.meter.address, nonce: 40, openBefore: time };
    expect(await reader.hasLapsed(free)).toBe(true);
    expect(await reader.hasLapsed({ ...free, openBefore: timestamp(time + 3_600) })).toBe(false);
    expect(await reader.hasLapsed({ ...free, nonce: 1 })).toBe(false);
  });

  it('never prove it on the word of one of them', async () => {
    const { time } = await reader.finalized();
    const spent = { meterKey: buyer.meter.address, nonce: 1, openBefore: time };
    second.lie = (method, result, params) =>
      method === 'eth_call' && isNonceCall(params) ? `0x${'0'.repeat(64)}` : result;
    expect(await reader.hasLapsed(spent)).toBe(false);
    // The liar alone would be believed.
    const alone = new ChainReader(
      { endpoints: [secondUrl], deployment: localMarket.deployment },
      { clock: systemClock },
    );
    expect(await alone.hasLapsed(spent)).toBe(true);
    const later = `0x${(time + 7_200).toString(16)}`;
    second.lie = (method, result) => (method === 'eth_getBlockByNumber' ? block(result, { timestamp: later }) : result);
    const early = { ...spent, nonce: 40, openBefore: timestamp(time + 3_600) };
    await expect(reader.hasLapsed(early)).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
    expect(await alone.hasLapsed(early)).toBe(true);
    second.before = () => Promise.reject(new Error('down'));
    await expect(reader.hasLapsed({ ...spent, nonce: 40 })).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
  });

  it.each([
    ['forgot a trade whose opening it shows', 0, undefined],
    ['closed a trade whose end it does not show', 3, undefined],
    ['settled it in a block that does not say so', 0, 'TradeSettled'],
    ['let it expire in a block that does not say so', 3, 'TradeExpired'],
  ] as const)('wait for the proof of one that %s', async (_name, state, ending) => {
    second.lie = tells(state, ending);
    await expect(reader.agreedTrade(localMarket.place(opened))).rejects.toMatchObject({ code: 'CHAIN_BEHIND' });
    expect(await reader.trade(localMarket.place(opened))).toMatchObject({ state: 'claimed' });
  });

  it('report no end of a trade while one is silent', async () => {
    second.before = () => Promise.reject(new Error('down'));
    await expect(reader.agreedTrade(localMarket.place(opened))).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
  });

  it('return no events that one of them contradicts', async () => {
    second.lie = withoutLogs;
    await expect(reader.events(0, openedIn)).rejects.toMatchObject({
      code: 'CHAIN_DISAGREES',
      details: { what: 'events', block: openedIn },
    });
    second.lie = (_method, result) => result;
    expect(await reader.events(0, openedIn)).toHaveLength(5);
  });

  it('find what the first, hours behind, lacks', async () => {
    const [{ transaction } = { transaction: undefined }] = (await localMarket.reader.events(openedIn, openedIn)).slice(
      -1,
    );
    const backwards = new ChainReader(
      { endpoints: [secondUrl, localMarket.chain.url], deployment: localMarket.deployment, lagLimit: 5 },
      { clock: systemClock },
    );
    await mine(localMarket.chain.url, 10);
    second.lie = (method, result, params) => {
      if (method === 'eth_getTransactionReceipt') return null;
      if (method === 'eth_call') return tells(0)(method, result, params);
      return method === 'eth_getBlockByNumber' && params[0] === 'finalized'
        ? block(result, { number: '0x2', timestamp: '0x5' })
        : result;
    };
    await backwards.finalized();
    expect(await backwards.transactionReceipt(transaction!)).toMatchObject({ transaction, block: openedIn });
    expect(await backwards.events(0, openedIn)).toHaveLength(5);
    expect(await backwards.trade(localMarket.place(opened))).toMatchObject({ state: 'claimed' });
  });

  it('do not accept an account, a meter or anything derived from them on the word of one', async () => {
    const [account, meterKey] = [buyer.account.address, buyer.meter.address];
    await localMarket.submit(calls.mint(localMarket.deployment, localMarket.operator.address, money(1n)));
    const views: readonly [string, () => Promise<unknown>][] = [
      ['account', () => reader.account(account)],
      ['meter', () => reader.meter(meterKey)],
      ['meter of an account', () => reader.meterOfAccount(account)],
      ['known account', () => reader.isKnown(account)],
      ['replacement', () => reader.pendingReplacement(meterKey)],
      ['registry nonce', () => reader.registryNonce(account)],
      ['market terms', () => reader.marketTerms()],
      ['token balance', () => reader.tokenBalance(localMarket.operator.address)],
    ];
    const truth = await Promise.all(views.map(([, view]) => view()));
    second.lie = (method, result) =>
      method === 'eth_call' ? `0x${String(result).slice(2).replaceAll('1', '0')}` : result;
    for (const [what, view] of views.filter(([name]) => name !== 'replacement')) {
      await expect(view(), what).rejects.toMatchObject({ code: 'CHAIN_DISAGREES', details: { what } });
    }
    second.before = () => Promise.reject(new Error('down'));
    expect(await Promise.all(views.map(([, view]) => view()))).toEqual(truth);
  });

  it('fall back to the newest common block while one stays behind', async () => {
    const behind = await localMarket.reader.finalized();
    const held = await reader.tokenBalance(seller.account.address);
    second.lie = (method, result, params) =>
      method === 'eth_getBlockByNumber' && params[0] === 'finalized' ? block(result, headOf(behind)) : result;
    await localMarket.submit(calls.mint(localMarket.deployment, seller.account.address, money(1n)));
    expect(await reader.tokenBalance(seller.account.address)).toBe(held);
    second.lie = (_method, result) => result;
    expect(await reader.tokenBalance(seller.account.address)).toBe(held + 1n);
  });

  it('accept a device on the word of one only while the other is silent', async () => {
    const other = `0x${'77'.repeat(32)}`;
    const { deviceIdHash } = buyer;
    second.lie = (method, result) =>
      method === 'eth_getLogs'
        ? JSON.parse(JSON.stringify(result).replaceAll(deviceIdHash.slice(2), other.slice(2)))
        : result;
    await expect(reader.meter(buyer.meter.address)).rejects.toMatchObject({ details: { what: 'enrolment' } });
    second.lie = (method, result) => (method === 'eth_getLogs' ? [] : result);
    expect(await reader.meter(buyer.meter.address)).toMatchObject({ deviceIdHash });
  });

  it('confirm nothing when one is silent, and still report the state', async () => {
    second.before = () => Promise.reject(new Error('down'));
    await expect(reader.tradeOpened(localMarket.tradeId(opened), atTrade)).rejects.toMatchObject({
      code: 'CHAIN_UNREACHABLE',
    });
    expect((await reader.finalized()).number).toBeGreaterThan(0);
    expect((await reader.trade(localMarket.place(opened))).state).not.toBe('none');
  });

  it('bound the time and size of an answer', async () => {
    second.before = (method) => (method === 'eth_getLogs' ? new Promise(() => undefined) : Promise.resolve());
    await expect(reader.tradeOpened(localMarket.tradeId(opened), atTrade)).rejects.toMatchObject({
      code: 'CHAIN_UNREACHABLE',
    });
    second.before = async () => undefined;
    second.lie = (method, result) => (method === 'eth_getLogs' ? [{ data: 'x'.repeat(60_000) }] : result);
    await expect(reader.tradeOpened(localMarket.tradeId(opened), atTrade)).rejects.toMatchObject({
      code: 'CHAIN_UNREACHABLE',
    });
  });

  it('refuse one on another network by name', async () => {
    second.lie = (method, result) => (method === 'eth_chainId' ? '0x2019' : result);
    await expect(reader.finalized()).rejects.toMatchObject({
      code: 'CHAIN_WRONG_NETWORK',
      details: { expected: 31_337, chainId: 8_217 },
    });
  });

  it("never reveal a URL's path, where providers put keys", async () => {
    const secret = 'provider-key-12345';
    const url = `http://127.0.0.1:1/${secret}`;
    const lonely = new ChainReader({ endpoints: [url], deployment: localMarket.deployment }, { clock: systemClock });
    const error = await lonely.finalized().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CHAIN_UNREACHABLE' });
    expect(JSON.stringify(error)).not.toContain(secret);
    expect(String((error as Error).cause)).not.toContain(secret);
  });
});
