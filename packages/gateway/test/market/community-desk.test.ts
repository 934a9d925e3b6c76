import { type Address, communityViewSchema, type Milliseconds, parse, type Timestamp } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { COMMUNITY_AGE, CommunityDesk } from '../../src/market/community-desk.ts';
import { at, MarketFixture, NOW } from '../support/market-fixture.ts';

let postgres: TestPostgres;
let database: Database;
let fixture: MarketFixture;
let elapsed: number;
let desk: CommunityDesk;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  fixture = new MarketFixture(await postgres.open());
  ({ database } = fixture);
  elapsed = 0;
  desk = newDesk();
});

function newDesk(): CommunityDesk {
  const online = (key: Address) => key !== fixture.eve.meter.address;
  const clock = { now: () => NOW, monotonic: () => elapsed as Milliseconds, sleep: async () => {} };
  return new CommunityDesk({ database, meters: { online }, clock });
}

const bytes = (hex: string): Buffer => Buffer.from(hex.slice(2), 'hex');

async function chainAt(block: number, time: Timestamp): Promise<void> {
  await database.query(
    `INSERT INTO chain_cursor (chain_id, market, block, time) VALUES (1, $1, $2, $3)
     ON CONFLICT (single) DO UPDATE SET block = $2, time = $3`,
    [Buffer.alloc(20), block, time],
  );
}

interface Ended {
  readonly block: number;
  readonly time: Timestamp;
  readonly delivered: string;
  readonly paid: string;
}
const settled = ({ block, time, delivered, paid }: Ended): Promise<unknown> =>
  database.query(
    `INSERT INTO chain_events (block, log_index, block_hash, transaction, time, name, fields)
     VALUES ($1, 0, $2, $2, $3, 'TradeSettled', $4)`,
    [block, Buffer.alloc(32), time, JSON.stringify({ delivered, paid, refunded: '7' })],
  );

async function enrol(...households: readonly { readonly meter: { readonly address: Address } }[]): Promise<void> {
  for (const { meter } of households) {
    await database.query(
      'INSERT INTO chain_meters (meter_key, account, active, suspended) VALUES ($1, $2, true, false)',
      [bytes(meter.address), bytes(meter.address)],
    );
  }
}

const later = (): void => {
  elapsed += COMMUNITY_AGE;
};

describe('the community’s sums', () => {
  it('are all zero before anything happened', async () => {
    expect(await desk.view()).toEqual({
      block: 0,
      time: NOW,
      households: 0,
      online: 0,
      offers: 0,
      delivering: 0,
      locked: 0n,
      sinceStart: { trades: 0, delivered: 0n, paid: 0n },
      hours: [],
    });
  });

  it('says what the chain’s events add up to, and nothing of one household', async () => {
    await enrol(fixture.ana, fixture.ben, fixture.eve);
    const { id } = await fixture.trade();
    await database.query(`UPDATE trades SET state = 'open', starts = $1, ends = $2`, [at(-60), at(60)]);
    await settled({ block: 3, time: at(-7_200), delivered: '1000', paid: '120' });
    await settled({ block: 5, time: at(-7_100), delivered: '500', paid: '60' });
    await settled({ block: 9, time: at(-10), delivered: '9007199254740993', paid: '1' });
    await chainAt(9, NOW);
    const view = await desk.view();
    expect(view).toMatchObject({ block: 9, time: NOW, households: 3, online: 2, delivering: 1 });
    expect(view.locked).toBeGreaterThan(0n);
    expect(view.sinceStart).toEqual({ trades: 3, delivered: 9_007_199_254_742_493n, paid: 181n });
    expect(view.hours.map(({ trades }) => trades).reduce((sum, trades) => sum + trades)).toBe(3);
    const text = JSON.stringify(view, (_key, item) => (typeof item === 'bigint' ? String(item) : item));
    for (const secret of [id, fixture.ana.meter.address, fixture.ben.meter.address]) expect(text).not.toContain(secret);
  });

  it('reads each event once, and again what a development chain lost', async () => {
    await settled({ block: 3, time: at(-20), delivered: '1000', paid: '120' });
    await chainAt(4, at(-10));
    expect((await desk.view()).sinceStart.trades).toBe(1);
    // Changed behind its back: it is not read again.
    await database.query('UPDATE chain_events SET block = 2');
    await settled({ block: 5, time: at(-5), delivered: '1', paid: '1' });
    await chainAt(5, at(-5));
    later();
    expect((await desk.view()).sinceStart).toEqual({ trades: 2, delivered: 1_001n, paid: 121n });
    await database.query('DELETE FROM chain_events WHERE block = 5');
    await chainAt(4, at(-4));
    later();
    expect((await desk.view()).sinceStart).toEqual({ trades: 1, delivered: 1_000n, paid: 120n });
  });

  it('forgets the hours of yesterday, but not their sum', async () => {
    await settled({ block: 1, time: at(-30 * 3_600), delivered: '4', paid: '4' });
    await settled({ block: 2, time: at(-3_600), delivered: '5', paid: '5' });
    await chainAt(2, NOW);
    const view = await desk.view();
    expect(view.hours).toHaveLength(1);
    expect(view.sinceStart.delivered).toBe(9n);
  });

  it('asks the database once for all who look within a few seconds', async () => {
    await chainAt(1, NOW);
    const [one, other] = await Promise.all([desk.view(), desk.view()]);
    expect(one).toBe(other);
    await chainAt(2, at(1));
    expect((await desk.view()).block).toBe(1);
    later();
    expect((await desk.view()).block).toBe(2);
  });

  it('counts nothing twice while the database is slow', async () => {
    await settled({ block: 3, time: at(-20), delivered: '1000', paid: '120' });
    await chainAt(4, at(-10));
    let asked = 0;
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = new Proxy(database, {
      get: (target, name) => {
        const member = Reflect.get(target, name).bind(target);
        if (name !== 'query') return member;
        return (...given: unknown[]) => {
          asked += 1;
          return answered.then(() => member(...given));
        };
      },
    });
    const clock = { now: () => NOW, monotonic: () => elapsed as Milliseconds, sleep: async () => {} };
    desk = new CommunityDesk({ database: slow, meters: { online: () => true }, clock });
    const first = desk.view();
    later();
    const second = desk.view();
    // Two looks at once would both add what came since the last.
    expect(asked).toBe(1);
    answer();
    await Promise.all([first, second]);
    later();
    expect((await desk.view()).sinceStart).toEqual({ trades: 1, delivered: 1_000n, paid: 120n });
  });

  it('asks again after the database failed', async () => {
    await chainAt(7, NOW);
    let gone = true;
    const flaky = new Proxy(database, {
      get: (target, name) =>
        name === 'query' && gone ? () => Promise.reject(new Error('gone')) : Reflect.get(target, name).bind(target),
    });
    desk = new CommunityDesk({
      database: flaky,
      meters: { online: () => true },
      clock: { now: () => NOW, monotonic: () => 0 as Milliseconds, sleep: async () => {} },
    });
    await expect(desk.view()).rejects.toThrow('gone');
    gone = false;
    expect((await desk.view()).block).toBe(7);
  });

  it('fit the API', async () => {
    await chainAt(2, NOW);
    const view = await desk.view();
    expect(parse(communityViewSchema, view)).toEqual(view);
  });
});
