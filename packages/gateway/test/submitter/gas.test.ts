import { silentLog } from '@evlock/chain';
import { type Address, EvlockError, systemClock, type Timestamp } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { PostgresOutbox } from '../../src/database/outbox.ts';
import { GasBudgets } from '../../src/submitter/gas-budgets.ts';
import { NativeBalance } from '../../src/submitter/native-balance.ts';
import { DONE } from '../support/market-fixture.ts';

const SENDER = { chainId: 31_337, address: `0x${'5a'.repeat(20)}` } as const;
const ALICE: Address = `0x${'a1'.repeat(20)}`;
const BOB: Address = `0x${'b0'.repeat(20)}`;
const NOON = (20_000 * 86_400 + 43_200) as Timestamp;

let postgres: TestPostgres;
let database: Database;
let now: Timestamp;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  database = await postgres.open();
  now = NOON;
});

const budgetsOf = (perDay: number): GasBudgets =>
  new GasBudgets({ perDay, sender: SENDER }, { database, clock: { ...systemClock, now: () => now } });

/** The outbox entry of a transaction that used `gas`. */
async function used(key: string, gas: number): Promise<void> {
  await new PostgresOutbox(SENDER, database).put({
    key,
    chainId: SENDER.chainId,
    from: SENDER.address,
    to: BOB,
    data: '0x',
    label: 'openTrade',
    nonce: 0,
    gasLimit: 200_000,
    attempts: [{ transaction: DONE.transaction, raw: '0x02' }],
    state: 'done',
    result: { ...DONE, gas },
    error: null,
  });
}

describe('the gas budget of an account', () => {
  it('is charged what is expected, then what was used, in equal parts', async () => {
    const budgets = budgetsOf(100_000);
    await budgets.charge('open:1', [ALICE, BOB], 65_000);
    await expect(budgets.require([ALICE], 65_000)).rejects.toMatchObject({ details: { used: '65000' } });
    await used('open:1', 90_001);
    await budgets.require([ALICE, BOB], 54_999);
    await expect(budgets.require([BOB], 55_000)).rejects.toMatchObject({
      code: 'GAS_BUDGET_SPENT',
      details: { account: BOB, used: '45001', perDay: 100_000, refreshes: 20_001 * 86_400, seconds: 43_200 },
    });
  });

  it('survives a restart, and resets at midnight UTC', async () => {
    await budgetsOf(100_000).charge('open:1', [ALICE, BOB], 65_000);
    const restarted = budgetsOf(100_000);
    await expect(restarted.charge('open:2', [ALICE, BOB], 65_000)).rejects.toMatchObject({ code: 'GAS_BUDGET_SPENT' });
    now = (NOON + 43_200) as Timestamp;
    await restarted.charge('open:2', [ALICE, BOB], 65_000);
  });

  it('is charged once for a transaction requested again, even when exhausted', async () => {
    const budgets = budgetsOf(65_000);
    for (let time = 0; time < 3; time++) await budgets.charge('open:1', [ALICE, BOB], 65_000);
    await expect(budgets.charge('open:2', [ALICE], 1)).rejects.toMatchObject({ code: 'GAS_BUDGET_SPENT' });
  });

  it('is refunded for what never reached the outbox, and only for that', async () => {
    const budgets = budgetsOf(65_000);
    await budgets.charge('open:1', [ALICE, BOB], 65_000);
    await budgets.release('open:1');
    await budgets.charge('open:2', [ALICE, BOB], 65_000);
    await used('open:2', 100_000);
    await budgets.release('open:2');
    await expect(budgets.require([ALICE], 15_001)).rejects.toMatchObject({ code: 'GAS_BUDGET_SPENT' });
  });

  it('cannot be overdrawn by many transactions at once', async () => {
    const budgets = budgetsOf(200_000);
    const asked = Array.from({ length: 10 }, (_, index) => budgets.charge(`open:${index}`, [BOB, ALICE], 65_000));
    const charged = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled');
    expect(charged).toHaveLength(3);
  });
});

describe('the native balance of the submitter', () => {
  const reported: string[] = [];
  const log = { ...silentLog, info: note('info'), warn: note('warn') };
  function note(level: string) {
    return (_details: object, message: string) => void reported.push(`${level}: ${message}`);
  }

  /** `balances`, one per read, the last repeating. */
  function watch(...balances: (bigint | EvlockError)[]): NativeBalance {
    const balance = async (): Promise<bigint> => {
      const next = balances.length > 1 ? balances.shift() : balances[0];
      if (next instanceof EvlockError) throw next;
      return next ?? 0n;
    };
    reported.length = 0;
    return new NativeBalance(
      { warnBelow: 20n, reserve: 10n, lookSeconds: 0.001 },
      { account: { address: SENDER.address, balance }, clock: systemClock, log },
    );
  }

  it('is reported before it runs out, and below the reserve new trades are refused until the account is funded', async () => {
    const money = watch(19n, 9n, 20n);
    await money.start();
    expect([money.state, money.problem()?.code]).toEqual(['low', 'SUBMITTER_EXHAUSTED']);
    money.require();
    await expect.poll(() => reported.length).toBe(3);
    await money.stop();
    expect(reported).toEqual([
      "warn: the submitter's native balance is low: fund the account",
      "warn: the submitter's native balance is below the reserve: no new trades are opened",
      'info: the submitter has enough native balance for gas again',
    ]);
    expect([money.state, money.problem()]).toEqual(['enough', undefined]);
  });

  it('says which account to fund', async () => {
    const money = watch(3n);
    await money.start();
    expect(() => money.require()).toThrow(
      expect.objectContaining({
        code: 'SUBMITTER_EXHAUSTED',
        details: { account: SENDER.address, balance: '3', reserve: '10' },
      }),
    );
    await money.stop();
    expect(reported).toHaveLength(1);
  });

  it('keeps its last value while the chain is unreachable', async () => {
    const money = watch(new EvlockError('CHAIN_UNREACHABLE'), 3n, new EvlockError('CHAIN_UNREACHABLE'));
    await money.start();
    expect(money.state).toBe('enough');
    await expect.poll(() => money.state).toBe('exhausted');
    await money.stop();
    expect(money.state).toBe('exhausted');
  });
});
