/**
 * One community for all cases: two honest pairs that trade, carol, whose meter comes and goes, and Mallory, who is enrolled.
 */
import type { Household } from '@evlock/community';
import type { ApiClient } from '@evlock/owner';
import { openApi } from '@evlock/owner/node';
import { EvlockError, milliseconds, systemClock, type TradeView } from '@evlock/protocol';
import {
  type CommunityUnderTest,
  type Pair,
  pair,
  Scenario,
  startCommunity,
} from '@evlock/testing/community/community-under-test';
import { expect } from 'vitest';
import { BadMeter } from './bad-meter.ts';
import { GatewayWatch } from './gateway-watch.ts';
import { Stranger } from './stranger.ts';
import { type Line, printTable, type Report, writeReport } from './table.ts';
import { Tally } from './tally.ts';

/**
 * Resident memory that the gateway may use beyond its level before the first case, in MiB, over all cases: the allocator
 * returns little, so one case's usage shows in the next.
 */
const MEMORY_BOUND = 256;
const PAIRS = [pair('alice'), pair('bob')] as const;
const ENERGY = 1_200;
const INTERVAL_SECONDS = 60;
const COMMAND = 'EVLOCK_ABUSE_REPORT=bench/results/abuse.json npm run test:abuse';

/** What an owner's page waits out: a broken connection, and a previous trade that has not ended. */
const PASSING: ReadonlySet<string> = new Set(['GATEWAY_UNREACHABLE', 'METER_BUSY', 'TIMED_OUT']);
const AGAIN = milliseconds(1_000);

/** Retries while the obstacle is temporary; the test's own timeout ends it. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!EvlockError.is(error) || !PASSING.has(error.code)) throw error;
      await systemClock.sleep(AGAIN);
    }
  }
}

/** One abuse. */
export interface AbuseCase {
  /** The abuse, and its outcome. */
  readonly title: string;
  run(lane: Lane): Promise<void>;
}

export class Lane {
  readonly pairs = PAIRS;
  readonly underTest: CommunityUnderTest;
  readonly api: ApiClient;
  readonly stranger: Stranger;
  readonly badMeter: BadMeter;
  readonly watch: GatewayWatch;
  /** Mallory's session. */
  readonly token: string;
  readonly #lines: Line[] = [];
  readonly #memoryAtStart: number;

  private constructor(
    parts: Pick<Lane, 'underTest' | 'api' | 'stranger' | 'badMeter' | 'watch' | 'token'>,
    memoryAtStart: number,
  ) {
    this.underTest = parts.underTest;
    this.api = parts.api;
    this.stranger = parts.stranger;
    this.badMeter = parts.badMeter;
    this.watch = parts.watch;
    this.token = parts.token;
    this.#memoryAtStart = memoryAtStart;
  }

  static async open(): Promise<Lane> {
    const underTest = await startCommunity(PAIRS, {
      households: [...PAIRS.flatMap(({ seller, buyer }) => [seller, buyer]), 'carol', 'mallory'],
      gateway: { watchtower: { graceSeconds: 5 }, limits: { gas: { lookSeconds: 1 } } },
    });
    const { community } = underTest;
    const { pid } = community.gateway;
    if (pid === undefined) throw new EvlockError('INTERNAL');
    const api = await openApi(community.address);
    const stranger = await Stranger.of(community.address);
    const badMeter = await BadMeter.of(community.household('mallory'), community.address);
    const watch = new GatewayWatch(pid, api);
    const token = await community.household('mallory').owner.signIn();
    const lane = new Lane({ underTest, api, stranger, badMeter, watch, token }, 0);
    // A whole trade's code and caches are loaded before memory is measured.
    await Promise.all(PAIRS.map((one) => lane.trade(one)));
    return new Lane(lane, await watch.memory());
  }

  get mallory(): Household {
    return this.underTest.community.household('mallory');
  }

  get carol(): Household {
    return this.underTest.community.household('carol');
  }

  /** A whole trade of an honest pair, which must settle by its final receipts. */
  async trade(one: Pair): Promise<TradeView> {
    const scenario = new Scenario(this.underTest, one);
    const run = await patiently(() => scenario.begin(ENERGY, INTERVAL_SECONDS));
    const view = await patiently(() => scenario.ended(run));
    expect(view).toMatchObject({ state: 'settled', error: null });
    expect(view.paid).toBeGreaterThan(0n);
    return view;
  }

  /** Runs an abuse while every honest pair makes at least one trade, and as many more as fit until the abuse ends. */
  async whileTrading(name: string, abuse: (tally: Tally) => Promise<void>): Promise<Line> {
    const tally = new Tally();
    const { result: honestTrades, cost } = await this.watch.during(async () => {
      let over = false;
      const abusing = abuse(tally).finally(() => {
        over = true;
      });
      const trading = this.pairs.map(async (one) => {
        let trades = 0;
        do {
          await this.trade(one);
          trades++;
        } while (!over);
        return trades;
      });
      const [counts] = await Promise.all([Promise.all(trading), abusing]);
      return counts.reduce((sum, count) => sum + count, 0);
    });
    const { attempts, refused, byAnswer } = tally;
    const line = { name, attempts, refused, byAnswer, honestTrades, cost };
    this.#lines.push(line);
    expect(cost.peak).toBeLessThanOrEqual(this.#memoryAtStart + MEMORY_BOUND);
    return line;
  }

  /** A case that trades on its own. */
  note(line: Line): void {
    this.#lines.push(line);
  }

  async close(): Promise<void> {
    const report: Report = {
      command: COMMAND,
      memoryBound: MEMORY_BOUND,
      memoryAtStart: this.#memoryAtStart,
      cases: this.#lines,
    };
    printTable(report);
    this.stranger.close();
    this.api.close();
    await this.underTest.close();
    await writeReport(report);
  }
}
