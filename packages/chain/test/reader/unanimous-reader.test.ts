import { systemClock } from '@evlock/protocol';
import { householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { calls, mine, UnanimousReader } from '../../src/index.ts';

const [buyer, seller] = [householdNamed('buyer'), householdNamed('seller')];
let localMarket: LocalMarket;
let second: LyingEndpoint;
let reader: UnanimousReader;
let opened: Awaited<ReturnType<LocalMarket['orders']>>;
let transaction: `0x${string}`;
let block: number;

beforeAll(async () => {
  localMarket = await LocalMarket.start();
  await localMarket.welcome([buyer, seller]);
  opened = await localMarket.orders({ buyer, seller });
  ({ transaction, block } = await localMarket.submit(calls.openTrade(localMarket.deployment, opened)));
});
afterAll(() => localMarket.stop());
beforeEach(async () => {
  second = new LyingEndpoint(localMarket.chain.url);
  const endpoints = [localMarket.chain.url, await second.start()];
  const { deployment } = localMarket;
  reader = new UnanimousReader(
    { endpoints, deployment, timeout: 500, lagLimit: 5, pollInterval: 20 },
    { clock: systemClock },
  );
});
afterEach(() => second.stop());

const finalizedAs =
  (change: object): LyingEndpoint['lie'] =>
  (method, result, params) =>
    method === 'eth_getBlockByNumber' && params[0] === 'finalized' ? { ...(result as object), ...change } : result;

describe('what several endpoints say', () => {
  it('is believed when they agree', async () => {
    const { deployment } = localMarket;
    const id = localMarket.tradeId(opened);
    expect((await reader.finalized()).number).toBeGreaterThanOrEqual(block);
    expect(await reader.trade(localMarket.place(opened))).toEqual({ state: 'open' });
    expect(await reader.account(buyer.account.address)).toMatchObject({
      locked: 240_000n,
      reputation: 0,
      withdrawalNonce: 0n,
    });
    expect(await reader.meter(seller.meter.address)).toMatchObject({
      status: 'active',
      sensorClass: 'normal-world',
    });
    expect(await reader.pendingReplacement(seller.meter.address)).toBeUndefined();
    expect(await reader.registryNonce(seller.account.address)).toBe(1n);
    expect(await reader.isNonceSpent(buyer.meter.address, 1)).toBe(true);
    expect(await reader.tokenBalance(buyer.account.address)).toBe(0n);
    expect(await reader.marketTerms()).toMatchObject({ tokenSymbol: 'TEST' });
    expect(await reader.events(block, block)).toMatchObject([{ name: 'TradeOpened', tradeId: id }]);
    expect(await reader.transactionReceipt(transaction)).toMatchObject({ block, success: true });
    expect(await reader.sentCall(transaction)).toEqual({
      to: deployment.market,
      data: calls.openTrade(deployment, opened).data,
    });
    expect(await reader.sentCall(`0x${'42'.repeat(32)}`)).toBeUndefined();
  });

  it('is refused, naming both and what they differ on', async () => {
    second.lie = (method, result) => (method === 'eth_call' ? String(result).replace(/.$/, '7') : result);
    await expect(reader.account(buyer.account.address)).rejects.toMatchObject({
      code: 'CHAIN_DISAGREES',
      details: {
        one: expect.stringContaining('127.0.0.1'),
        other: expect.stringContaining('127.0.0.1'),
        what: 'account',
      },
    });
    second.lie = (method, result) =>
      method === 'eth_getBlockByNumber' ? { ...(result as object), logsBloom: `0x${'00'.repeat(256)}` } : result;
    await expect(reader.events(block, block)).rejects.toMatchObject({ details: { what: 'events' } });
    second.lie = (method, result) =>
      method === 'eth_getTransactionByHash' ? { ...(result as object), input: '0x' } : result;
    await expect(reader.sentCall(transaction)).rejects.toMatchObject({ details: { what: 'calldata' } });
    second.lie = finalizedAs({ hash: `0x${'66'.repeat(32)}` });
    await expect(reader.finalized()).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
  });

  it('is waited for when one is only a block behind', async () => {
    let asked = 0;
    second.lie = (method, result) => {
      if (method !== 'eth_call' || asked++ > 2) return result;
      return `0x${'0'.repeat(String(result).length - 2)}`;
    };
    expect(await reader.tokenBalance(localMarket.deployment.market)).toBe(20_000_000n);
    expect(asked).toBeGreaterThan(2);
  });

  it('is not believed when one is far behind, silent, or on another chain', async () => {
    await mine(localMarket.chain.url, 10);
    second.lie = finalizedAs({ number: '0x2' });
    await expect(reader.finalized()).rejects.toMatchObject({ code: 'CHAIN_DISAGREES', details: { what: 'height' } });
    second.lie = (_method, result) => result;
    second.before = () => Promise.reject(new Error('down'));
    await expect(reader.finalized()).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
    await expect(reader.trade(localMarket.place(opened))).rejects.toMatchObject({ code: 'CHAIN_UNREACHABLE' });
    second.before = async () => undefined;
    second.lie = (method, result) => (method === 'eth_chainId' ? '0x2019' : result);
    await expect(reader.trade(localMarket.place(opened))).rejects.toMatchObject({ code: 'CHAIN_WRONG_NETWORK' });
  });
});
