/** The lies of the network lane, each told to readers of a real chain: it alters answers, and is detected as the lane expects. */
import { ChainReader, calls, UnanimousReader } from '@evlock/chain';
import { domainOf, type Energy, EvlockError, systemClock, verifyTrade } from '@evlock/protocol';
import { householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type About,
  altersTrades,
  farAhead,
  hidesTrades,
  hoursBehind,
  inventsEnd,
  inventsTrade,
  type Lie,
  otherBlocks,
  saysState,
  spendsNonces,
} from '../../../tests/network/support/lies.ts';

const [buyer, seller] = [householdNamed('buyer'), householdNamed('seller')];
/** As the meters' readers are configured. */
const LAG_LIMIT = 30;
const LOOKS = 12;

type Orders = Awaited<ReturnType<LocalMarket['orders']>>;
let localMarket: LocalMarket;
let liar: LyingEndpoint;
let lies: number;
let urls: string[];
let opened: Orders;
let offered: Orders;
let longAgo: About['longAgo'];

beforeAll(async () => {
  localMarket = await LocalMarket.start();
  await localMarket.welcome([buyer, seller]);
  longAgo = await localMarket.reader.finalized();
  opened = await localMarket.orders({ buyer, seller });
  await localMarket.submit(calls.openTrade(localMarket.deployment, opened));
  offered = await localMarket.orders({ buyer, seller, nonce: 2, start: 4_000, end: 7_000 });
  const isFarEnough = async () => (await localMarket.reader.finalized()).number > longAgo.number + LAG_LIMIT + 5;
  while (!(await isFarEnough())) await systemClock.sleep(200 as never);
});
afterAll(() => localMarket.stop());
beforeEach(async () => {
  liar = new LyingEndpoint(localMarket.chain.url);
  urls = [localMarket.chain.url, await liar.start()];
  lies = 0;
});
afterEach(() => liar.stop());

const about = (orders: Orders): About => {
  const trade = () => verifyTrade(domainOf(localMarket.deployment), orders, 0n as Energy);
  return { market: localMarket.deployment.market, longAgo, trade };
};

function tell(lie: Lie): void {
  liar.lie = (method, result, params) => {
    const told = lie(method, result, params);
    if (JSON.stringify(told) !== JSON.stringify(result)) lies++;
    return told;
  };
}

const options = () => ({ endpoints: urls, deployment: localMarket.deployment, pollInterval: 50 });
const meters = (): ChainReader => new ChainReader(options(), { clock: systemClock });

/** What a polling meter learns, until it believes something or gets an error. */
async function believed(orders: Orders, wants: 'open' | 'its state'): Promise<string> {
  const reader = meters();
  for (let look = 1; look <= LOOKS; look++) {
    try {
      const agreed = await reader.agreedTrade(localMarket.place(orders));
      const event = agreed && (await reader.tradeOpened(localMarket.tradeId(orders), { fromBlock: 0 }));
      if (agreed && (event || wants === 'its state')) return agreed.state;
    } catch (error) {
      return EvlockError.from(error).code;
    }
    await systemClock.sleep(300 as never);
  }
  return 'nothing';
}

describe('a lie of one endpoint', () => {
  it.each<[string, (about: About) => Lie, string]>([
    ['another block', () => otherBlocks, 'CHAIN_DISAGREES'],
    ['other terms', () => altersTrades, 'CHAIN_DISAGREES'],
    ['hours behind', hoursBehind, 'CHAIN_DISAGREES'],
    ['no trade', () => hidesTrades, 'CHAIN_DISAGREES'],
    ['a day ahead', () => farAhead, 'CHAIN_DISAGREES'],
  ])('keeps a meter from starting: %s', async (_name, lie, code) => {
    tell(lie(about(opened)));
    expect(await believed(opened, 'open')).toBe(code);
    expect(lies).toBeGreaterThan(0);
  });

  it('invents no trade', async () => {
    tell(inventsTrade(about(offered)));
    expect(await believed(offered, 'open')).toBe('CHAIN_DISAGREES');
    // Alone it would be believed.
    urls = urls.slice(1);
    expect(await believed(offered, 'open')).toBe('open');
  });

  it.each<[string, (about: About) => Lie, string]>([
    ['hours behind', hoursBehind, 'CHAIN_DISAGREES'],
    ['it is closed', () => saysState(3), 'CHAIN_BEHIND'],
    ['it is settled', inventsEnd, 'CHAIN_DISAGREES'],
  ])('ends no delivery: %s', async (_name, lie, code) => {
    tell(lie(about(opened)));
    expect(await believed(opened, 'its state')).toBe(code);
    expect(lies).toBeGreaterThan(0);
  });

  it('alone would be believed that a trade is settled', async () => {
    tell(inventsEnd(about(opened)));
    urls = urls.slice(1);
    expect(await believed(opened, 'its state')).toBe('settled');
  });

  it('keeps an owner from buying', async () => {
    tell(spendsNonces);
    const reader = new UnanimousReader(options(), { clock: systemClock });
    await expect(reader.isNonceSpent(seller.meter.address, 2)).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
    expect(lies).toBeGreaterThan(0);
  });

  it('stops a gateway, or is left out', async () => {
    tell(otherBlocks);
    await expect(meters().finalized()).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
    const { number } = await localMarket.reader.finalized();
    tell(hidesTrades);
    await expect(meters().events(longAgo.number, number)).rejects.toMatchObject({ code: 'CHAIN_DISAGREES' });
    tell(hoursBehind({ longAgo }));
    expect((await meters().finalized()).number).toBeGreaterThan(longAgo.number + LAG_LIMIT);
    expect(await meters().trade(localMarket.place(opened))).toEqual({ state: 'open' });
  });
});
