import type { ChainEvent, EventFields, EventName } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  type Cause,
  type Energy,
  lock,
  type Money,
  type MovementView,
  type Price,
  parse,
  payment,
  Reading,
  Receipt,
  type RouteQuery,
  routes,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { type Household, householdNamed, signDigest } from '@evlock/testing/chain/local-market';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advance, readCursor, rewind } from '../../src/database/chain-events.ts';
import { bytes } from '../../src/database/columns.ts';
import type { Database } from '../../src/database/database.ts';
import { movements as migration } from '../../src/database/migrations/0012-movements.ts';
import type { PlacedEvent } from '../../src/database/projection.ts';
import { insertReading } from '../../src/database/readings.ts';
import { insertReceipts } from '../../src/database/receipts.ts';
import { tradesOf } from '../../src/indexer/place-events.ts';
import { HistoryDesk } from '../../src/market/history-desk.ts';
import { localMarketInfo, MarketFixture, principalOf } from '../support/market-fixture.ts';

const word = (text: string): Bytes32 => `0x${Buffer.from(text).toString('hex').padStart(64, '0')}`;
const START = 1_800_000_000;
const SECONDS_PER_BLOCK = 60;

let postgres: TestPostgres;
let database: Database;
let desk: HistoryDesk;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  database = await postgres.open();
  desk = new HistoryDesk({ database });
});

/** A small generator with a seed: the same run every time. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

const households = ['ana', 'ben', 'cem'].map(householdNamed);
const household = (index: number): Household => households[index % households.length] as Household;

/** A chain's events, several in a block, and its blocks. */
class Written {
  readonly events: ChainEvent[] = [];
  block = localMarketInfo.block;

  add<N extends EventName>(name: N, fields: EventFields[N]): void {
    const { block } = this;
    const logIndex = this.events.filter((event) => event.block === block).length;
    const transaction = word(`${block} ${logIndex}`);
    const place = {
      block,
      blockHash: word(`block ${block}`),
      time: START + block * SECONDS_PER_BLOCK,
      transaction,
      logIndex,
    };
    this.events.push({ name, ...fields, ...place } as unknown as ChainEvent);
  }

  async store(blocks: number): Promise<void> {
    const { block } = await readCursor(database, localMarketInfo);
    const to = block + blocks;
    const found = this.events.filter((event) => event.block > block && event.block <= to);
    const trades = tradesOf(found);
    const placed = found.map((event, index): PlacedEvent => ({ event, tradeId: trades[index] ?? null, gas: null }));
    const cursor = { block: to, time: (START + to * SECONDS_PER_BLOCK) as never };
    await database.transaction((statements) => advance(statements, block, cursor, placed));
  }
}

/** Deposits, trades that settle or expire, fees and withdrawals, in a random order; an account also trades with itself. */
function written(seed: number, count: number): Written {
  const chain = new Written();
  const pick = generator(seed);
  const open: { tradeId: Bytes32; energy: Energy; price: Price }[] = [];
  for (const { meter, account } of households) {
    const enrolled = {
      deviceIdHash: word(meter.address.slice(2, 12)),
      sensorClass: 'normal-world',
      active: true,
    } as const;
    chain.add('Enrolled', { meterKey: meter.address, account: account.address, ...enrolled });
    chain.add('Deposited', { account: account.address, from: account.address, amount: 90_000_000n as Money });
  }
  for (let step = 0; step < count; step++) {
    if (pick(3) > 0) chain.block += 1 + pick(3);
    const [one, other] = [household(pick(3)), household(pick(3))];
    const account = one.account.address;
    const trade = open.length > 0 ? open[pick(open.length)] : undefined;
    const kind = pick(6);
    if (kind === 0)
      chain.add('Deposited', { account, from: other.account.address, amount: BigInt(pick(900_000) + 1) as Money });
    else if (kind === 1)
      chain.add('Withdrawn', { account, to: other.account.address, amount: BigInt(pick(900) + 1) as Money });
    else if (kind === 2)
      chain.add('SubmitterPaid', { account, submitter: other.account.address, fee: BigInt(pick(90) + 1) as Money });
    else if (kind === 3 || trade === undefined) {
      const terms = { energy: BigInt(pick(900_000) + 1_000) as Energy, price: BigInt(pick(300_001)) as Price };
      const tradeId = word(`trade ${step}`);
      const meters = { buyerMeter: one.meter.address, sellerMeter: other.meter.address };
      const interval = { offerHash: word(`offer ${step}`), start: START as never, end: (START + 900) as never };
      chain.add('TradeOpened', { tradeId, ...meters, ...terms, ...interval });
      open.push({ tradeId, ...terms });
    } else {
      open.splice(open.indexOf(trade), 1);
      const whole = lock(trade.energy, trade.price);
      const delivered = BigInt(pick(Number(trade.energy) + 1)) as Energy;
      const paid = payment(delivered, trade.price);
      if (kind === 4) chain.add('TradeExpired', { tradeId: trade.tradeId, refunded: whole });
      else chain.add('TradeSettled', { tradeId: trade.tradeId, delivered, paid, refunded: (whole - paid) as Money });
    }
  }
  return chain;
}

interface Expected {
  readonly kind: string;
  readonly time: number;
  readonly transaction: Bytes32;
  readonly balanceChange: bigint;
  readonly lockedChange: bigint;
  readonly balance: bigint;
  readonly locked: bigint;
}

/** The same from the events alone, by plain arithmetic: oldest first. */
function recomputed(chain: Written, { meter, account }: Household): Expected[] {
  const own = account.address;
  let [balance, locked] = [0n, 0n];
  const found: Expected[] = [];
  const opened = new Map<Bytes32, ChainEvent<'TradeOpened'>>();
  const move = ({ time, transaction }: ChainEvent, kind: string, free: bigint, held = 0n): void => {
    balance += free;
    locked += held;
    found.push({ kind, time, transaction, balanceChange: free, lockedChange: held, balance, locked });
  };
  for (const event of chain.events) {
    if (event.name === 'Deposited' && event.account === own) move(event, 'deposited', event.amount);
    if (event.name === 'Withdrawn' && event.account === own) move(event, 'withdrawn', -event.amount);
    if (event.name === 'SubmitterPaid' && event.account === own) move(event, 'fee', -event.fee);
    if (event.name === 'TradeOpened') {
      opened.set(event.tradeId, event);
      const whole = (event.energy * event.price + 999_999n) / 1_000_000n;
      if (event.buyerMeter === meter.address) move(event, 'locked', -whole, whole);
    }
    if (event.name === 'TradeExpired' && opened.get(event.tradeId)?.buyerMeter === meter.address) {
      move(event, 'refunded', event.refunded, -event.refunded);
    }
    if (event.name === 'TradeSettled') {
      const trade = opened.get(event.tradeId);
      if (trade?.buyerMeter === meter.address) move(event, 'bought', event.refunded, -event.refunded - event.paid);
      if (trade?.sellerMeter === meter.address) move(event, 'sold', event.paid);
    }
  }
  return found;
}

const query = <N extends 'movements' | 'totals' | 'energyHistory'>(name: N, given: object): RouteQuery<N> =>
  parse(routes[name].query, given) as RouteQuery<N>;

async function everyPage(owner: Household, limit: number, given: object = {}): Promise<MovementView[]> {
  const all: MovementView[] = [];
  let after: string | undefined;
  do {
    const page = await desk.movements(
      principalOf(owner),
      query('movements', { ...given, limit, ...(after && { after }) }),
    );
    expect(page.movements.length).toBeLessThanOrEqual(limit);
    all.push(...parse(routes.movements.response, page).movements);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}

const essence = (view: MovementView): Expected => ({
  kind: view.kind,
  time: view.time,
  transaction: view.transaction,
  balanceChange: view.balanceChange,
  lockedChange: view.lockedChange,
  balance: view.balance,
  locked: view.locked,
});

describe('movements', () => {
  it.each([1, 2, 3])('are what the events say, with the balance after each, page by page (seed %i)', async (seed) => {
    const chain = written(seed, 160);
    await chain.store(chain.block);
    for (const owner of households) {
      const expected = recomputed(chain, owner).reverse();
      expect(expected.length).toBeGreaterThan(30);
      for (const limit of [7, 200]) expect((await everyPage(owner, limit)).map(essence)).toEqual(expected);
    }
  });

  it('are the same however many blocks are indexed at once, and after a rewind', async () => {
    const chain = written(4, 150);
    for (let block = 0; block < chain.block; block += 9) await chain.store(9);
    const before = await Promise.all(households.map((owner) => everyPage(owner, 200)));
    await database.transaction((statements) => rewind(statements, 60));
    expect((await everyPage(household(0), 200)).every(({ block }) => block <= 60)).toBe(true);
    await chain.store(chain.block);
    expect(await Promise.all(households.map((owner) => everyPage(owner, 200)))).toEqual(before);
  });

  it('of a database that was there before are made from its events', async () => {
    const chain = written(5, 200);
    await chain.store(chain.block);
    const before = await Promise.all(households.map((owner) => everyPage(owner, 200)));
    await database.transaction(async (statements) => {
      await statements.query(
        'DROP TABLE movements; DROP VIEW money_changes; DROP INDEX readings_time, trades_buyer_meter, trades_seller_meter',
      );
      await statements.query(migration.sql);
    });
    expect(await Promise.all(households.map((owner) => everyPage(owner, 200)))).toEqual(before);
  });

  it('of a time are those alone', async () => {
    const chain = written(6, 200);
    await chain.store(chain.block);
    const [from, until] = [START + 40 * SECONDS_PER_BLOCK, START + 90 * SECONDS_PER_BLOCK];
    const expected = recomputed(chain, household(1)).filter(({ time }) => time >= from && time < until);
    expect(expected.length).toBeGreaterThan(5);
    const found = await everyPage(household(1), 10, { from: String(from), until: String(until) });
    expect(found.map(essence)).toEqual(expected.reverse());
  });

  it('name the trade with its opening block, energy, price and the other account', async () => {
    const chain = new Written();
    const [ana, ben] = [household(0), household(1)];
    for (const { meter, account } of [ana, ben]) {
      const enrolled = { deviceIdHash: word('device'), sensorClass: 'normal-world', active: true } as const;
      chain.add('Enrolled', { meterKey: meter.address, account: account.address, ...enrolled });
    }
    chain.add('Deposited', { account: ana.account.address, from: ben.account.address, amount: 1_000_000n as Money });
    chain.block += 1;
    const [energy, price] = [2_000_000n as Energy, 120_000n as Price];
    const interval = { offerHash: word('offer'), start: START as never, end: (START + 900) as never };
    const meters = { buyerMeter: ana.meter.address, sellerMeter: ben.meter.address };
    chain.add('TradeOpened', { tradeId: word('t'), ...meters, energy, price, ...interval });
    chain.block += 5;
    const ended = { delivered: 1_000_000n as Energy, paid: 120_000n as Money, refunded: 120_000n as Money };
    chain.add('TradeSettled', { tradeId: word('t'), ...ended });
    await chain.store(chain.block);
    const opened = localMarketInfo.block + 1;
    const shared = { trade: word('t'), opened, price };
    const [bought, locked, deposited] = await everyPage(ana, 50);
    expect(bought).toMatchObject({
      ...shared,
      kind: 'bought',
      energy: 1_000_000n,
      other: ben.account.address,
      balance: 880_000n,
    });
    expect(locked).toMatchObject({ ...shared, kind: 'locked', energy, locked: 240_000n, balance: 760_000n });
    expect(deposited).toMatchObject({
      kind: 'deposited',
      trade: null,
      opened: null,
      energy: null,
      other: ben.account.address,
    });
    const [sold, ...others] = await everyPage(ben, 50);
    expect(others).toEqual([]);
    expect(sold).toMatchObject({
      ...shared,
      kind: 'sold',
      balanceChange: 120_000n,
      other: ana.account.address,
      locked: 0n,
    });
  });

  it('are never those of another account', async () => {
    const chain = written(7, 100);
    await chain.store(chain.block);
    const stranger = householdNamed('dua');
    expect(await desk.movements(principalOf(stranger), query('movements', {}))).toEqual({ movements: [], next: null });
    const at = `${START},${START + 86_400}`;
    const { opening, totals } = await desk.totals(principalOf(stranger), query('totals', { at }));
    expect([opening, totals[0]?.balance, totals[0]?.movements]).toEqual([{ balance: 0n, locked: 0n }, 0n, 0]);
  });
});

describe('totals', () => {
  it.each([8, 9])('are the sums of the movements between the moments (seed %i)', async (seed) => {
    const chain = written(seed, 160);
    await chain.store(chain.block);
    const at = Array.from({ length: 9 }, (_, day) => START + day * 37 * SECONDS_PER_BLOCK);
    for (const owner of households) {
      const all = recomputed(chain, owner);
      const answer = await desk.totals(principalOf(owner), query('totals', { at: at.join(',') }));
      const { totals } = parse(routes.totals.response, answer);
      expect(totals).toHaveLength(8);
      totals.forEach((total, place) => {
        const within = all.filter(({ time }) => time >= (at[place] ?? 0) && time < (at[place + 1] ?? 0));
        const last = all.filter(({ time }) => time < (at[place + 1] ?? 0)).at(-1);
        const sum = (kind: string, of: (one: Expected) => bigint): bigint =>
          within.filter((one) => one.kind === kind).reduce((left, one) => left + of(one), 0n);
        expect(total).toMatchObject({
          movements: within.length,
          deposited: sum('deposited', (one) => one.balanceChange),
          withdrawn: -sum('withdrawn', (one) => one.balanceChange),
          fees: -sum('fee', (one) => one.balanceChange),
          balance: last?.balance ?? 0n,
          locked: last?.locked ?? 0n,
        });
        expect(total.bought.money).toBe(-sum('bought', (one) => one.balanceChange + one.lockedChange));
        expect(total.sold.money).toBe(sum('sold', (one) => one.balanceChange));
        expect(total.sold.trades).toBe(within.filter(({ kind }) => kind === 'sold').length);
      });
    }
  });

  it.each(['5', '5,5', '6,5', Array.from({ length: 129 }, (_, place) => place).join(','), '1,x', '1,9999999999999'])(
    'refuse the moments %s',
    (at) => expect(() => query('totals', { at })).toThrow(),
  );
});

describe('energy', () => {
  const fixture = (): MarketFixture => new MarketFixture(database);

  async function read({ meter }: Household, ends: readonly number[]): Promise<void> {
    let previousHash = ZERO_BYTES32;
    for (const [index, intervalEnd] of ends.entries()) {
      const reading = {
        meterKey: meter.address,
        sequence: index + 1,
        intervalStart: ends[index - 1] ?? intervalEnd - 900,
        intervalEnd,
        import: BigInt(index * 10) as Energy,
        export: BigInt(index) as Energy,
        flags: 1,
        previousHash,
      } as Reading;
      previousHash = Reading.hash(reading);
      const signature = await signDigest(Reading.digest(fixture().domain, reading), meter);
      await insertReading(database, { reading, signature });
    }
  }

  it('is the last reading by each moment, with gaps left as they are', async () => {
    await read(household(0), [900, 1_800, 4_500]);
    await read(household(1), [900]);
    const { readings, first, trades } = await desk.energy(
      principalOf(household(0)),
      query('energyHistory', { at: '0,900,1799,1800,2700,4500,5400' }),
    );
    expect(readings.map((one) => one?.reading.intervalEnd ?? null)).toEqual([
      null,
      900,
      900,
      1_800,
      1_800,
      4_500,
      4_500,
    ]);
    expect(readings.every((one) => one === null || one.reading.meterKey === household(0).meter.address)).toBe(true);
    expect(first?.reading.intervalEnd).toBe(900);
    expect(trades).toEqual([]);
    const later = await desk.energy(principalOf(household(0)), query('energyHistory', { at: '900,1800' }));
    expect(later.first).toBeNull();
  });

  it('tells trades apart by the receipts that had come by each moment, for a day', async () => {
    const market = fixture();
    const trade = await market.trade();
    await database.query('UPDATE trades SET opened_block = 1');
    const receipt = async (
      role: 'buyer' | 'seller',
      meter: Household,
      [sequence, received]: readonly [number, number],
    ) => {
      const own = { tradeId: trade.id, role, sequence, energy: BigInt(sequence * 100) as Energy, final: false };
      const body: Receipt = { ...own, partnerSequence: 0, partnerEnergy: 0n as Energy, cause: 'none' as Cause };
      const signature = await signDigest(Receipt.digest(market.domain, body), meter.meter);
      await insertReceipts(database, [{ signed: { receipt: body, signature }, received: received as never }]);
    };
    const t = trade.start;
    for (const place of [
      [1, t + 1],
      [2, t + 899],
      [3, t + 900],
      [4, t + 1_900],
    ] as const) {
      await receipt('buyer', market.ana, place);
      await receipt('seller', market.ben, place);
    }
    const at = [t, t + 900, t + 1_800, t + 2_700].join(',');
    for (const [owner, role] of [
      [market.ana, 'buyer'],
      [market.ben, 'seller'],
    ] as const) {
      const { trades } = await desk.energy(principalOf(owner), query('energyHistory', { at, trades: '1' }));
      expect(trades).toHaveLength(1);
      expect(trades[0]).toMatchObject({ trade: trade.id, role, price: trade.price });
      expect(trades[0]?.receipts.map((one) => one?.receipt.energy ?? null)).toEqual([null, 200n, 300n, 400n]);
      expect(trades[0]?.receipts.every((one) => one === null || one.receipt.role === role)).toBe(true);
    }
    const stranger = await desk.energy(principalOf(householdNamed('dua')), query('energyHistory', { at, trades: '1' }));
    expect(stranger).toEqual({ readings: [null, null, null, null], first: null, trades: [] });
    expect(() => query('energyHistory', { at: `${t},${t + 26 * 3600 + 1}`, trades: '1' })).toThrow();
  });
});

describe('every question', () => {
  it('is answered from an index', async () => {
    const account: Address = household(0).account.address;
    const plan = async (sql: string, values: readonly unknown[]): Promise<string> =>
      database.transaction(async (statements) => {
        await statements.query('SET LOCAL enable_seqscan = off');
        const rows = await statements.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      });
    const page = `SELECT * FROM movements WHERE account = $1 AND (time, block, log_index, part) < ($2::bigint, 1::bigint, 1, 1)
      ORDER BY time DESC, block DESC, log_index DESC, part DESC LIMIT 50`;
    const pages = await plan(page, [bytes(account), 1]);
    expect(pages).toContain('movements_time');
    expect(pages).not.toContain('Sort');
    const reading =
      'SELECT * FROM readings WHERE meter_key = $1 AND interval_end <= $2 ORDER BY interval_end DESC LIMIT 1';
    expect(await plan(reading, [bytes(account), 1])).toContain('readings_time');
  });
});
