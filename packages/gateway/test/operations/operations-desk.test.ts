/** What the console watches, on a real database with sample rows. */
import { EvlockError, milliseconds, systemClock, timestamp } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditReport } from '../../src/audit/audit.ts';
import type { Database } from '../../src/database/database.ts';
import { AuditRuns } from '../../src/database/operator-record.ts';
import { createLog } from '../../src/log.ts';
import { AuditDesk } from '../../src/operations/audit-desk.ts';
import { OperationsDesk, type OperationsDeskModules } from '../../src/operations/operations-desk.ts';
import { laterRows, sampleRows } from '../support/sample-rows.ts';

let postgres: TestPostgres;
let database: Database;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  database = await postgres.open();
});

const NOW = timestamp(2_000_000);
const clock = { ...systemClock, now: () => NOW, monotonic: () => milliseconds(5_000) };
const log = createLog({ level: 'silent' });

function deskWith(changes: Partial<OperationsDeskModules> = {}): OperationsDesk {
  return new OperationsDesk({
    database,
    chain: {
      endpoints: () => [
        { place: 1, name: 'a', block: 110, problem: null },
        { place: 2, name: 'b', block: null, problem: 'CHAIN_UNREACHABLE' },
      ],
      secondsWithoutBlock: () => 3,
    },
    indexer: { block: () => 100 },
    submitter: {
      account: () => ({ address: `0x${'5a'.repeat(20)}`, balance: 7n, warnBelow: 20n, reserve: 5n }),
      gas: 'low',
      pending: () => 2,
      waiting: () => 4,
    },
    deviceLink: { online: () => true, status: () => null, refusedConnections: 8 },
    certificates: { ends: () => ({ authority: timestamp(9_000_000), server: timestamp(3_000_000) }) },
    http: { refused: () => ({ connections: 6, requests: [{ code: 'RATE_LIMITED', count: 5 }] }) },
    health: async () => ({ problems: [] }) as never,
    audits: { list: async () => [], start: async () => ({}) as never },
    clock,
    ...changes,
  });
}

describe('operations', () => {
  it('say what each part is at', async () => {
    expect(await deskWith().operations()).toMatchObject({
      time: NOW,
      submitter: { balance: '7', warnBelow: '20', reserve: '5', state: 'low', queued: 2, waiting: 4, queue: [] },
      chain: {
        finalized: 110,
        indexed: 100,
        secondsWithoutBlock: 3,
        endpoints: [
          { place: 1, block: 110, problem: null },
          { place: 2, block: null, problem: 'CHAIN_UNREACHABLE' },
        ],
      },
      database: { ok: true, milliseconds: 0, bytes: expect.any(Number) },
      certificates: { authorityEnds: 9_000_000, serverEnds: 3_000_000, firstDeviceEnds: null },
      abuse: { httpConnections: 6, linkConnections: 8, requests: [{ code: 'RATE_LIMITED', count: 5 }] },
    });
  });

  it('are still told while the database is down', async () => {
    const broken = { query: () => Promise.reject(new EvlockError('DATABASE_UNREACHABLE')) } as unknown as Database;
    const told = await deskWith({ database: broken }).operations();
    expect(told.database).toEqual({ ok: false, milliseconds: null, bytes: null });
    expect(told.chain.indexed).toBe(100);
  });
});

describe('meters', () => {
  it('are listed with their certificate, chain and fault', async () => {
    for (const sql of [...sampleRows(2), laterRows['0009'], laterRows['0004']]) await database.query(sql ?? '');
    await database.query(
      `UPDATE enrolment_file SET body = '{"evidence": {"sensorClass": "secure-world"}}';
       UPDATE device SET meter_key = substr(sha256('m'), 1, 20)`,
    );
    expect(await deskWith().meters()).toMatchObject([
      {
        state: 'enrolled',
        securityClass: 'board',
        sensorClass: 'secure-world',
        certificateEnds: 9,
        fault: 'SEQUENCE_FORKED',
        onChain: null,
        lastReading: null,
        openTrades: 1,
        online: true,
      },
    ]);
  });
});

describe('disputes', () => {
  it('are claimed trades, and those that ended otherwise than agreed', async () => {
    for (const sql of sampleRows(2)) await database.query(sql);
    const state = (sql: string) => database.query(`UPDATE trades SET ${sql}`);
    const listed = async () => (await deskWith().disputes()).map((dispute) => dispute.state);
    await state(`state = 'settled', error = NULL, ends = ${NOW - 10}`);
    expect(await listed()).toEqual([]);
    await state(`state = 'expired'`);
    expect(await listed()).toEqual(['expired']);
    await state(`state = 'claimed', ends = 5`);
    expect(await deskWith().disputes()).toMatchObject([{ state: 'claimed', end: 5, claimsUntil: 86_405 }]);
  });
});

const report = (differences: number): AuditReport => ({
  block: 9,
  checked: { offers: 1, trades: 2, receipts: 3, readings: 4, events: 5, meters: 6, transactions: 7, accounts: 8 },
  unproven: [],
  differences: Array.from({ length: differences }, () => ({
    ...{ check: 'c', table: 't', key: 'k', field: 'f' },
    ...{ recorded: 'r'.repeat(9_000), expected: 'e' },
  })),
});

describe('an audit', () => {
  it('runs once at a time, says what it is at, and its result is kept', async () => {
    const finished = Promise.withResolvers<AuditReport>();
    const runs = new AuditRuns({ database });
    const desk = new AuditDesk({
      runs,
      audit: (onStage) => {
        onStage('readings');
        return finished.promise;
      },
      clock,
      log,
    });
    const first = await desk.start('Olga');
    expect(await desk.start('Ada')).toEqual(first);
    expect(await desk.list()).toMatchObject([
      { id: 1, startedBy: 'Olga', stage: 'readings', ended: null, result: null },
    ]);
    finished.resolve(report(150));
    await expect.poll(async () => (await desk.list())[0]?.ended).toBe(NOW);
    const [kept] = await new AuditDesk({ runs, audit: () => finished.promise, clock, log }).list();
    expect(kept).toMatchObject({ stage: null, error: null, result: { block: 9, differences: 150, unproven: 0 } });
    expect(kept?.result?.shown).toHaveLength(100);
    expect(kept?.result?.shown[0]?.recorded).toHaveLength(300);
  });

  it('that cannot read the chain ends with the error', async () => {
    const runs = new AuditRuns({ database });
    const audit = () => Promise.reject(new EvlockError('CHAIN_UNREACHABLE'));
    const desk = new AuditDesk({ runs, audit, clock, log });
    await desk.start('Olga');
    await expect.poll(async () => (await desk.list())[0]?.error).toBe('CHAIN_UNREACHABLE');
  });
});
