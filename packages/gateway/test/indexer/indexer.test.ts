import { type ChainEvent, type EventName, type FinalizedBlock, type FinalReceipt, silentLog } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  type Deployment,
  EvlockError,
  milliseconds,
  systemClock,
  type Timestamp,
} from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bytes } from '../../src/database/columns.ts';
import type { Touched } from '../../src/database/projection.ts';
import { findTrade } from '../../src/database/trades.ts';
import { Indexer } from '../../src/indexer/indexer.ts';
import { tradesOf } from '../../src/indexer/place-events.ts';
import { localMarketInfo, MarketFixture, principalOf } from '../support/market-fixture.ts';

const hash = (text: string): Bytes32 => `0x${Buffer.from(text).toString('hex').padStart(64, '0')}`;

/** A chain whose blocks are written by hand. */
class WrittenChain {
  written: { hash: Bytes32; events: ChainEvent[] }[] = [];
  unreachable = false;
  queries: [number, number][] = [];
  /** This many receipts are withheld, as by a lagging node. */
  hiddenReceipts = 0;
  #waiting: (() => void)[] = [];

  block(branch = 'main', ...events: { name: EventName; [field: string]: unknown }[]): this {
    const block = this.written.length + 1;
    const blockHash = hash(`${branch} ${block}`);
    const placed = events.map(
      (event, logIndex) =>
        ({
          transaction: hash(`${branch} ${block} transaction`),
          ...event,
          block,
          blockHash,
          time: 1_000 + block,
          logIndex,
        }) as ChainEvent,
    );
    this.written.push({ hash: blockHash, events: placed });
    for (const wake of this.#waiting.splice(0)) wake();
    return this;
  }
  head(): FinalizedBlock {
    const number = this.written.length;
    return { number, hash: this.written[number - 1]?.hash ?? hash('genesis'), time: (1_000 + number) as Timestamp };
  }
  async finalized(): Promise<FinalizedBlock> {
    if (this.unreachable) throw new EvlockError('CHAIN_UNREACHABLE');
    return this.head();
  }
  async events(from: number, to: number): Promise<ChainEvent[]> {
    if (this.unreachable) throw new EvlockError('CHAIN_UNREACHABLE');
    this.queries.push([from, to]);
    return this.written.slice(from - 1, to).flatMap(({ events }) => events);
  }
  async transactionReceipt(transaction: Bytes32): Promise<FinalReceipt | undefined> {
    const event = this.written.flatMap(({ events }) => events).find((item) => item.transaction === transaction);
    if (!event || this.hiddenReceipts-- > 0) return undefined;
    const { block, blockHash, time } = event;
    return { transaction, block, blockHash, time, success: true, from: localMarketInfo.token, gas: 70_000 };
  }
  async blockHash(block: number): Promise<Bytes32> {
    const found = this.written[block - 1]?.hash;
    if (!found) throw new EvlockError('CHAIN_BEHIND', { block });
    return found;
  }
  /** Reads the newest block as a new one, whichever it is. */
  show(): void {
    this.#shown = undefined;
    for (const wake of this.#waiting.splice(0)) wake();
  }
  #shown: Bytes32 | undefined;
  async *blocks(signal: AbortSignal): AsyncGenerator<FinalizedBlock, void, void> {
    while (!signal.aborted) {
      if (this.head().hash !== this.#shown) {
        this.#shown = this.head().hash;
        yield this.head();
        continue;
      }
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
}

let postgres: TestPostgres;
let fixture: MarketFixture;
let chain: WrittenChain;
let touched: Touched[];
let indexers: Indexer[];
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  fixture = new MarketFixture(await postgres.open());
  chain = new WrittenChain();
  touched = [];
  indexers = [];
});
afterEach(async () => {
  for (const indexer of indexers) await indexer.stop();
});

function indexerOf(deployment: Deployment, range = 500): Indexer {
  const listener = { chainChanged: async (change: Touched) => void touched.push(change) };
  const clock = { ...systemClock, sleep: () => systemClock.sleep(milliseconds(1)) };
  const modules = { database: fixture.database, chain, listener, clock, log: silentLog };
  const indexer = new Indexer({ deployment, range }, modules);
  indexers.push(indexer);
  return indexer;
}
/** On a network that never loses finalized blocks. */
const KAIA: Deployment = { ...localMarketInfo, chainId: 8217, network: 'kaia' };

async function index(deployment: Deployment = KAIA, range?: number): Promise<Indexer> {
  const indexer = indexerOf(deployment, range);
  await indexer.start();
  await expect.poll(() => indexer.block(), { interval: 5 }).toBe(chain.written.length);
  return indexer;
}

const enrolled = (meterKey: Address, account: Address) =>
  ({
    name: 'Enrolled',
    meterKey,
    account,
    deviceIdHash: hash('device'),
    sensorClass: 'normal-world',
    active: true,
  }) as const;

async function openedEvent() {
  const trade = await fixture.trade();
  const offerHash = trade.bid.order.counterOrder;
  const { id: tradeId, energy, price, start, end } = trade;
  const [buyerMeter, sellerMeter] = [trade.buyer.meterKey, trade.seller.meterKey];
  return { name: 'TradeOpened', tradeId, buyerMeter, sellerMeter, offerHash, energy, price, start, end } as const;
}
const settled = (tradeId: Bytes32) =>
  ({ name: 'TradeSettled', tradeId, delivered: 1_490_000n, paid: 178_800n, refunded: 1_200n }) as const;
const moved = (account: Address, change: number, reputation: number) =>
  ({ name: 'ReputationChanged', account, change, reputation }) as const;

describe('the indexer', () => {
  it('shows a trade as its events describe it, from opening to settlement', async () => {
    const opened = await openedEvent();
    const [buyer, seller] = [fixture.ana.account.address, fixture.ben.account.address];
    chain.block('main', enrolled(opened.buyerMeter, buyer), enrolled(opened.sellerMeter, seller));
    chain.block('main', opened);
    const indexer = await index();
    expect(await findTrade(fixture.database, opened.tradeId)).toMatchObject({
      state: 'open',
      opened: { block: 2, time: 1_002, transaction: hash('main 2 transaction'), gas: 70_000 },
      ended: null,
    });
    chain.block('main', { name: 'Claimed', tradeId: opened.tradeId, role: 'buyer', energy: 9n, final: false });
    await expect.poll(async () => (await findTrade(fixture.database, opened.tradeId))?.state).toBe('claimed');
    chain.block('main', settled(opened.tradeId), moved(buyer, 1, 1), moved(seller, 1, 1));
    await expect.poll(() => indexer.block()).toBe(4);
    expect(await findTrade(fixture.database, opened.tradeId)).toMatchObject({
      state: 'settled',
      delivered: 1_490_000n,
      paid: 178_800n,
      refunded: 1_200n,
      reputation: { buyer: 1, seller: 1 },
      ended: { block: 4, gas: 70_000 },
    });
    expect(touched.map(({ trades }) => [...trades])).toContainEqual([opened.tradeId]);
    const rows = await fixture.database.query('SELECT reputation FROM chain_accounts');
    expect(rows).toEqual([{ reputation: 1 }, { reputation: 1 }]);
  });

  it('attributes reputation to the trade that ended just before in the same transaction, even with a replaced meter', async () => {
    const first = settled(hash('first'));
    const second = { name: 'TradeExpired', tradeId: hash('second'), refunded: 1n } as const;
    const a: Address = `0x${'a1'.repeat(20)}`;
    const b: Address = `0x${'b2'.repeat(20)}`;
    chain.block('main', moved(a, 1, 1), first, moved(a, 1, 2), second, moved(b, -3, -3));
    expect(tradesOf(chain.written[0]!.events)).toEqual([
      null,
      first.tradeId,
      first.tradeId,
      second.tradeId,
      second.tradeId,
    ]);

    const opened = await openedEvent();
    const { buyerMeter, tradeId } = opened;
    const [account, partner] = [fixture.ana.account.address, fixture.ben.account.address];
    chain.block('main', enrolled(buyerMeter, account), enrolled(a, account));
    const replaced = { name: 'Replaced', account, oldMeterKey: buyerMeter, newMeterKey: a } as const;
    chain.block('main', opened, moved(account, 1, 5), replaced);
    chain.block('main', settled(tradeId), moved(account, -3, 2), { name: 'MetersFreed', tradeId });
    await index();
    expect(await findTrade(fixture.database, tradeId)).toMatchObject({ reputation: { buyer: -3, seller: 0 } });
    expect(await fixture.database.query('SELECT freed FROM trades')).toContainEqual({ freed: true });
    const held = 'SELECT reputation FROM chain_accounts WHERE account = $1';
    expect(await fixture.database.query(held, [bytes(account)])).toEqual([{ reputation: 2 }]);
    expect(await fixture.database.query(held, [bytes(partner)])).toEqual([]);
    const present = 'SELECT active FROM chain_meters WHERE account = $1 ORDER BY active';
    expect(await fixture.database.query(present, [bytes(account)])).toEqual([{ active: false }, { active: true }]);
  });

  it('lets the chain decide who took an offer, and shows cancelled ones', async () => {
    const opened = await openedEvent();
    const { hash: other, offer } = await fixture.sell(fixture.eve);
    const third = await fixture.sell(fixture.eve);
    chain.block('main', { ...opened, tradeId: hash('by another') });
    chain.block('main', {
      name: 'Cancelled',
      meterKey: fixture.eve.meter.address,
      orderHash: other,
      nonce: offer.order.nonce,
    });
    chain.block('main', {
      name: 'NoncesCancelled',
      meterKey: fixture.eve.meter.address,
      minNonce: third.offer.order.nonce,
    });
    await index();
    expect(await findTrade(fixture.database, opened.tradeId)).toMatchObject({ state: 'failed', error: 'ORDER_TAKEN' });
    fixture.chain.time = 1_000 as Timestamp;
    expect((await fixture.market.offers.list()).offers.map((item) => item.hash)).toEqual([third.hash]);
    await expect(fixture.buy(fixture.ana, other)).rejects.toMatchObject({ code: 'ORDER_CANCELLED' });
    await expect(fixture.buy(fixture.ana, opened.offerHash)).rejects.toMatchObject({ code: 'ORDER_TAKEN' });
    expect(await fixture.market.trades.list(principalOf(fixture.ana), { limit: 10, state: 'failed' })).toHaveLength(1);
  });

  it('resumes where it stopped, in pieces, without gaps or duplicates', async () => {
    for (let count = 0; count < 7; count++) chain.block();
    await (await index(KAIA, 3)).stop();
    chain.block().block('main', settled(hash('unknown')));
    await index(KAIA, 3);
    expect(chain.queries).toEqual([
      [1, 3],
      [4, 6],
      [7, 7],
      [8, 9],
    ]);
    expect(await fixture.database.query('SELECT * FROM chain_events')).toHaveLength(1);
  });

  it('waits for a chain that does not answer, and duplicates nothing when a listener fails', async () => {
    chain.block('main', settled(hash('unknown')));
    chain.unreachable = true;
    const indexer = indexerOf(KAIA);
    await indexer.start();
    chain.block();
    expect(indexer.block()).toBe(0);
    chain.unreachable = false;
    chain.block();
    await expect.poll(() => indexer.block(), { interval: 5 }).toBe(3);
    expect(indexer.failure()).toBeUndefined();
  });

  it('updates events and cursor together: what fails is indexed again as a whole', async () => {
    const opened = await openedEvent();
    chain.block('main', opened, { ...settled(opened.tradeId), delivered: -1n });
    const indexer = indexerOf(KAIA);
    await indexer.start();
    await expect.poll(() => chain.queries.length, { interval: 5 }).toBeGreaterThan(0);
    chain.written.length = 0;
    await indexer.stop();
    expect(await findTrade(fixture.database, opened.tradeId)).toMatchObject({ state: 'signed' });
    expect(await fixture.database.query('SELECT * FROM chain_events')).toEqual([]);
  });
});

describe('another chain', () => {
  it("stops the indexer at once when the contracts are not the database's", async () => {
    chain.block();
    await (await index()).stop();
    const other: Deployment = { ...KAIA, market: `0x${'99'.repeat(20)}` };
    await expect(indexerOf(other).start()).rejects.toMatchObject({ code: 'CHAIN_WRONG_NETWORK' });
  });

  it('is recognised by a moved event', async () => {
    chain
      .block()
      .block('main', settled(hash('unknown')))
      .block();
    await (await index()).stop();
    chain.written = [];
    chain
      .block('fork')
      .block('fork', settled(hash('unknown')))
      .block('fork');
    await expect(indexerOf(KAIA).start()).rejects.toMatchObject({ code: 'CHAIN_WRONG_NETWORK' });
  });

  it('is not suspected when an endpoint merely lags', async () => {
    chain.block().block('main', settled(hash('unknown')));
    const indexer = await index();
    const lost = chain.written.pop()!;
    await indexer.stop();
    const late = indexerOf(KAIA);
    await late.start();
    chain.written.push(lost);
    chain.block();
    await expect.poll(() => late.block(), { interval: 5 }).toBe(3);
    expect(late.failure()).toBeUndefined();
  });

  it('is detected by a running indexer too, which resumes when the known chain is back', async () => {
    chain.block().block('main', settled(hash('unknown')));
    const indexer = await index();
    const known = chain.written;
    chain.written = [];
    chain
      .block('fork')
      .block('fork')
      .block('fork', settled(hash('forged')));
    await expect.poll(() => chain.queries.at(-1), { interval: 5 }).toEqual([3, 3]);
    chain.block('fork');
    await expect.poll(() => indexer.failure()?.code, { interval: 5 }).toBe('CHAIN_WRONG_NETWORK');
    expect(await fixture.database.query('SELECT * FROM chain_events')).toHaveLength(1);
    chain.written = known;
    chain.block().block('main', settled(hash('later')));
    await expect.poll(() => indexer.block(), { interval: 5 }).toBe(4);
    expect(indexer.failure()).toBeUndefined();
    expect(indexer.standing()).toBeUndefined();
  });
});

describe('what an endpoint does not show', () => {
  it('ends nothing: the indexer waits for a head that went back and for missing receipts', async () => {
    chain
      .block()
      .block('main', settled(hash('unknown')))
      .block();
    const indexer = await index();
    const last = chain.written.pop()!;
    chain.hiddenReceipts = 4;
    chain.show();
    await expect.poll(() => chain.hiddenReceipts, { interval: 5 }).toBeLessThanOrEqual(3);
    chain.written.push(last);
    chain.block().block('main', settled(hash('later')));
    await expect.poll(() => indexer.block(), { interval: 5 }).toBe(5);
    expect(indexer.failure()).toBeUndefined();
  });

  it("does not let it continue without a trade's gas", async () => {
    chain.block().block('main', settled(hash('unknown')));
    chain.hiddenReceipts = 3;
    const indexer = indexerOf(KAIA);
    await indexer.start();
    await expect.poll(() => indexer.standing()?.error.code, { interval: 1 }).toBe('CHAIN_BEHIND');
    expect(indexer.block()).toBe(0);
    // No new block comes: the missing data is looked for again anyway.
    await expect.poll(() => indexer.block(), { interval: 5 }).toBe(2);
    expect(await fixture.database.query('SELECT gas FROM chain_events')).toEqual([{ gas: 70_000n }]);
  });

  it('while blocks are not indexed is reported, with the block and the reason', async () => {
    chain.block();
    const indexer = await index();
    chain.unreachable = true;
    chain.block();
    await expect
      .poll(() => indexer.standing(), { interval: 5 })
      .toMatchObject({
        block: 1,
        error: { code: 'CHAIN_UNREACHABLE' },
      });
    expect(indexer.failure()).toBeUndefined();
  });

  it('is found when the last blocks are read again', async () => {
    for (let count = 0; count < 20; count++) chain.block();
    const indexer = await index();
    // The endpoint that answered had not seen it.
    const event = {
      ...settled(hash('unseen')),
      transaction: hash('unseen'),
      block: 15,
      blockHash: chain.written[14]!.hash,
    };
    chain.written[14]!.events.push({ ...event, time: 1_015 as Timestamp, logIndex: 0 } as ChainEvent);
    for (let count = 0; count < 14; count++) chain.block();
    await expect.poll(() => indexer.block(), { interval: 5 }).toBe(34);
    await expect
      .poll(() => fixture.database.query('SELECT block FROM chain_events'), { interval: 5 })
      .toEqual([{ block: 15n }]);
    expect(indexer.block()).toBe(34);
  });
});

describe('a development chain that was killed', () => {
  const LOCAL: Deployment = localMarketInfo;

  it('may have lost its last blocks: they are indexed again, and their effects rebuilt', async () => {
    const opened = await openedEvent();
    chain.block('main', enrolled(opened.buyerMeter, fixture.ana.account.address)).block('main', opened).block();
    await (await index(LOCAL)).stop();
    expect(await findTrade(fixture.database, opened.tradeId)).toMatchObject({ state: 'open' });

    chain.written.length = 1;
    const indexer = await index(LOCAL);
    expect(await findTrade(fixture.database, opened.tradeId)).toMatchObject({ state: 'signed', opened: null });
    chain.block('again').block('again').block('again', opened);
    await expect.poll(() => indexer.block(), { interval: 5 }).toBe(4);
    expect(await findTrade(fixture.database, opened.tradeId)).toMatchObject({ state: 'open', opened: { block: 4 } });
    expect(await fixture.database.query('SELECT reputation FROM chain_accounts')).toEqual([]);
  });

  it('is noticed even when it has mined as many blocks again before anyone looked', async () => {
    const opened = await openedEvent();
    chain.block('main', enrolled(opened.buyerMeter, fixture.ana.account.address)).block().block('main', opened);
    await index(LOCAL);
    expect(await findTrade(fixture.database, opened.tradeId)).toMatchObject({ state: 'open' });
    chain.written.length = 2;
    chain.block('again');
    await expect
      .poll(() => findTrade(fixture.database, opened.tradeId), { interval: 5 })
      .toMatchObject({ state: 'signed' });
  });

  it('that was recreated is another chain', async () => {
    chain.block('main', settled(hash('first')));
    for (let count = 0; count < 12; count++) chain.block();
    chain.block('main', settled(hash('last')));
    await (await index(LOCAL)).stop();
    chain.written = [];
    chain.block('fork');
    await expect(indexerOf(LOCAL).start()).rejects.toMatchObject({ code: 'CHAIN_WRONG_NETWORK' });
  });
});
