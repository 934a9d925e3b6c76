import { price, type Trade, timestamp } from '@evlock/protocol';
import { at, sampleTrade } from '@evlock/testing/meter/samples';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { ChainWatch, type WatchedTrade } from '../../src/chain/chain-watch.ts';
import { silentLog } from '../../src/log.ts';
import { MockChain } from '../support/mock-chain.ts';

const trade = sampleTrade();

describe('ChainWatch', () => {
  let chain: MockChain;
  let clock: ManualClock;
  let said: string[];
  let trades: WatchedTrade[];
  let watch: ChainWatch;
  const opened = (one: Trade): WatchedTrade => ({ trade: one, stage: 'opened', fromBlock: 7 });

  beforeEach(() => {
    chain = new MockChain();
    clock = new ManualClock();
    said = [];
    trades = [opened(trade)];
    watch = new ChainWatch(
      { interval: at(500), slowInterval: at(5000) },
      { chain, clock, log: silentLog, trades: () => trades, said: (_id, state) => said.push(state) },
    );
  });

  const run = async (ms: number): Promise<void> => {
    const stop = new AbortController();
    const running = watch.run(stop.signal);
    await clock.advance(ms);
    stop.abort();
    await running;
  };

  it('confirms a trade that every endpoint shows as it was ordered', async () => {
    await run(600);
    expect(said).toEqual(['none', 'none']);
    chain.open(trade);
    await run(600);
    expect(said.at(-1)).toBe('open');
    expect(watch.problem).toBeNull();
  });

  it('distinguishes a trade that can never open from a missing one', async () => {
    chain.time = timestamp(trade.openBefore - 1);
    await run(400);
    expect(said).toEqual(['none']);
    chain.time = trade.openBefore;
    await run(600);
    expect(said.at(-1)).toBe('lapsed');
    // By a cancel, or by a trade whose events one endpoint is missing.
    chain.spent.add(trade.buyer.nonce);
    await run(600);
    expect(said.at(-1)).toBe('none');
  });

  it.each([
    ['energy', { energy: 1n as Trade['energy'] }],
    ['price', { price: price(1) }],
    ['seller', { sellerMeter: trade.buyer.meterKey }],
    ['offer', { offerHash: trade.id }],
    ['end', { end: trade.start }],
  ])('does not confirm an opening with another %s', async (_name, change) => {
    chain.open(trade, change);
    await run(400);
    expect(said).toEqual([]);
    expect(watch.problem).toBe('CHAIN_DISAGREES');
  });

  it.each(['CHAIN_DISAGREES', 'CHAIN_UNREACHABLE'] as const)('waits on %s and resumes afterwards', async (problem) => {
    chain.open(trade);
    chain.problem = problem;
    await run(1600);
    expect(said).toEqual([]);
    expect(watch.problem).toBe(problem);
    chain.problem = undefined;
    await run(600);
    expect(said).toEqual(['open']);
    expect(watch.problem).toBeNull();
  });

  it('waits while one endpoint has not yet seen the opening', async () => {
    chain.states.set(trade.id, 'open');
    await run(400);
    expect(said).toEqual([]);
  });

  it('reports nothing on a running delivery while endpoints disagree about its end', async () => {
    trades = [{ ...opened(trade), stage: 'delivering' }];
    chain.open(trade);
    chain.differing = true;
    await run(4900);
    chain.problem = 'CHAIN_DISAGREES';
    await run(4900);
    expect(said).toEqual([]);
    expect(watch.problem).toBe('CHAIN_DISAGREES');
  });

  it('follows a confirmed trade to its end, polling slowly while a delivery runs', async () => {
    trades = [{ ...opened(trade), stage: 'delivering' }];
    chain.open(trade);
    await run(4900);
    expect(said).toEqual(['open']);
    trades = [{ ...opened(trade), stage: 'finalizing' }];
    chain.states.set(trade.id, 'claimed');
    await run(400);
    chain.states.set(trade.id, 'settled');
    await run(900);
    expect(said.slice(1)).toContain('settled');
    expect(chain.asked.filter((question) => question === 'tradeOpened')).toEqual([]);
  });

  it('queries nothing without a trade', async () => {
    trades = [];
    await run(10_000);
    expect(chain.asked).toEqual([]);
  });
});
