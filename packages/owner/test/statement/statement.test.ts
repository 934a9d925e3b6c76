/** Statements against a gateway that lies: every sum that it shows follows from movements, and these from the chain. */
import { averagePrice, daysCsv, movementsCsv, quartersCsv } from '@evlock/owner';
import type { MovementView, RouteResponse } from '@evlock/protocol';
import { DAY, historyEvents, lastStanding } from '@evlock/testing/owner/history-samples';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostileFixture } from '../hostile/hostile-fixture.ts';
import { MockChain } from '../mock-chain.ts';

let fixture: HostileFixture;
beforeAll(async () => {
  fixture = await HostileFixture.open();
});
afterAll(() => fixture.close());

const chainOf = (): MockChain => {
  const chain = new MockChain();
  chain.log.push(...historyEvents);
  chain.account = async () => ({ ...lastStanding, withdrawalNonce: 3n, reputation: 0 });
  return chain;
};
const { year, month, day } = { year: 2027, month: 1, day: 15 };
const utc = { year, month, zone: 'Etc/UTC' };
const ofDay = { ...utc, day };
type Totals = RouteResponse<'totals'>;
const richer = (answer: unknown): Totals => {
  const { opening, totals } = answer as Totals;
  return {
    opening,
    totals: totals.map((one) => (one.movements > 0 ? { ...one, deposited: 7_000_000n as never } : one)),
  };
};
const without = (kind: MovementView['kind']) => (answer: unknown) => {
  const { movements, next } = answer as RouteResponse<'movements'>;
  return { movements: movements.filter((one) => one.kind !== kind), next };
};

describe('a statement', () => {
  it('is the samples’ day', () => expect(new Date(DAY * 1000).toISOString()).toBe('2027-01-15T00:00:00.000Z'));

  it('of a month sums its days; all of it is proven but what nobody signs', async () => {
    fixture.lie();
    const statement = await fixture.owner({ chain: chainOf() }).statement(utc);
    expect(statement.verdict).toEqual({ failed: [], unchecked: ['completeness', 'times'] });
    expect(statement.days).toHaveLength(31);
    const paid = 228_001n;
    expect(statement.sums).toMatchObject({
      deposited: 5_000_000n,
      withdrawn: 1_000_000n,
      fees: 500n,
      bought: { trades: 1, energy: 1_900_000n, money: paid },
      sold: { trades: 1, energy: 1_900_000n, money: paid },
      ...lastStanding,
    });
    expect(statement.days[day - 1]).toMatchObject({ movements: 6, ...lastStanding });
    expect(statement.opening.balance + 5_000_000n - 1_000_000n - 500n).toBe(statement.sums.balance);
    expect(statement.sources.map(({ side, energy, price }) => [side, energy, price])).toEqual([
      ['sold', 1_900_000n, 120_000n],
      ['bought', 1_900_000n, 120_000n],
    ]);
  });

  it('of a day counts its quarter hours by signed registers', async () => {
    fixture.lie();
    const { quarters, sums, days, complete } = await fixture.owner({ chain: chainOf() }).statement(ofDay);
    expect([quarters.length, days, complete]).toEqual([96, [], true]);
    expect(quarters[0]).toMatchObject({ from: DAY, until: DAY + 900, import: 10n, bought: 100n });
    expect(sums.import).toBe(quarters.reduce((sum, row) => sum + (row.import ?? 0n), 0n));
  });

  it('is marked where its sums are not those of its movements', async () => {
    fixture.lie({ on: 'totals', answer: richer });
    const { verdict } = await fixture.owner({ chain: chainOf() }).statement(utc);
    expect(verdict.failed).toEqual(['sums']);
  });

  it('is marked where a movement is withheld, or never happened', async () => {
    fixture.lie({ on: 'movements', answer: without('withdrawn') });
    const withheld = await fixture.owner({ chain: chainOf() }).statement(utc);
    expect(withheld.verdict.failed).toEqual(expect.arrayContaining(['balances', 'sums']));
    fixture.lie();
    const chain = chainOf();
    chain.log.splice(0, 1);
    expect((await fixture.owner({ chain }).statement(utc)).verdict.failed).toEqual(['movement']);
  });

  it('control: without a chain to ask, the movements are its word, and said to be', async () => {
    fixture.lie();
    const { verdict } = await fixture.owner().statement(utc);
    expect(verdict.failed).toEqual([]);
    expect(verdict.unchecked).toContain('movement');
  });

  it('is marked where a register was never signed', async () => {
    const faster = (answer: unknown) => {
      const history = answer as RouteResponse<'energyHistory'>;
      return {
        ...history,
        readings: history.readings.map((one) => one && { ...one, reading: { ...one.reading, import: 99_999n } }),
      };
    };
    fixture.lie({ on: 'energyHistory', answer: faster });
    expect((await fixture.owner({ chain: chainOf() }).statement(ofDay)).verdict.failed).toContain('readings');
  });
});

describe('the newest movements', () => {
  it('end with the money that the chain shows', async () => {
    fixture.lie();
    const { movements, next, verdict } = await fixture.owner({ chain: chainOf() }).movements();
    expect([movements.length, next, verdict]).toEqual([6, null, { failed: [], unchecked: [] }]);
    expect(movements.every((one) => one.verdict.unchecked.length === 0)).toBe(true);
  });

  it('are marked where the last of them is withheld', async () => {
    fixture.lie({ on: 'movements', answer: without('fee') });
    const { verdict } = await fixture.owner({ chain: chainOf() }).movements();
    expect(verdict.failed).toEqual(['newest state']);
  });

  it('cannot be compared without a chain', async () => {
    fixture.lie();
    expect((await fixture.owner().movements()).verdict.unchecked).toEqual(['newest state']);
  });
});

describe('CSV', () => {
  it('of movements has one line each, oldest first, in exact decimals', async () => {
    fixture.lie();
    const statement = await fixture.owner({ chain: chainOf() }).statement({ ...utc, zone: 'Asia/Seoul' });
    const [head, ...rows] = movementsCsv(statement, 'EVT').trimEnd().split('\r\n');
    expect(head).toBe(
      'time_utc,time_local,kind,currency,balance_change,locked_change,balance_after,locked_after,paid,energy_kwh,price_per_kwh,other_account,trade,transaction,block,log_index,not_proven',
    );
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatch(/^2027-01-15T00:00:10Z,2027-01-15T09:00:10\+09:00,deposited,EVT,5,0,5,0,,,,0xd1/);
    expect(rows[2]).toContain(',bought,EVT,0.012001,-0.240002,4.771999,0,0.228001,1.9,0.120001,');
  });

  it('of days and quarter hours keeps its columns', async () => {
    fixture.lie();
    const owner = fixture.owner({ chain: chainOf() });
    const month = daysCsv(await owner.statement(utc), 'EVT')
      .trimEnd()
      .split('\r\n');
    expect([month.length, month[0]]).toEqual([
      32,
      'from_utc,until_utc,from_local,currency,bought_kwh,bought_paid,bought_trades,sold_kwh,sold_received,sold_trades,deposited,withdrawn,fees,balance_after,locked_after,register_import_kwh,register_export_kwh',
    ]);
    expect(month[day]).toContain(',EVT,1.9,0.228001,1,1.9,0.228001,1,5,1,0.0005,3.9995,0,');
    const quarters = quartersCsv(await owner.statement(ofDay))
      .trimEnd()
      .split('\r\n');
    expect([quarters.length, quarters[0]]).toEqual([
      97,
      'from_utc,until_utc,from_local,register_import_kwh,register_export_kwh,counted_since_utc,bought_kwh,sold_kwh',
    ]);
    expect(quarters[1]).toBe(
      '2027-01-15T00:00:00Z,2027-01-15T00:15:00Z,2027-01-15T00:00:00+00:00,0.00001,0.000001,,0.0001,0',
    );
  });
});

it('an average price is rounded down, and none without energy', () => {
  expect(averagePrice({ energy: 3_000_000n, money: 100_000n })).toBe(33_333n);
  expect(averagePrice({ energy: 0n, money: 0n })).toBe(0n);
});
