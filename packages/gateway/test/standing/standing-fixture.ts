/** Standing orders of the market fixture's households, and the rooms that serve them. */
import { silentLog } from '@evlock/chain';
import {
  type Assertion,
  type Energy,
  type HouseholdInputs,
  lock,
  type Mandate,
  type MeterStatus,
  type Money,
  milliseconds,
  NO_INPUTS,
  type Ppm,
  type Price,
  power,
  type RouteBody,
  type StandingOrderView,
  type StandingRules,
  systemClock,
  type Timestamp,
  type TradeView,
} from '@evlock/protocol';
import type { Household } from '@evlock/testing/chain/local-market';
import { failTrade } from '../../src/database/trades.ts';
import { StandingTrader } from '../../src/standing/standing-trader.ts';
import { at, MarketFixture, NOW, principalOf } from '../support/market-fixture.ts';

export const RULES: StandingRules = {
  lot: 300_000n as Energy,
  power: power(1_440_000),
  seconds: 900,
  hours: null,
  reservePpm: null,
  surplusOnly: false,
  partners: null,
};

/** In the form of one; the mock of a meter believes anything. */
const ASSERTION: Assertion = {
  authenticatorData: `0x${'00'.repeat(37)}`,
  clientDataJSON: '{}',
  signature: `0x${'00'.repeat(64)}`,
};

export interface StandingWishes {
  readonly mandate?: Partial<Mandate>;
  readonly rules?: Partial<StandingRules>;
}

export class StandingFixture extends MarketFixture {
  trader = this.#trader();
  #mandateId = 100;
  monotonic = 0;

  #trader(): StandingTrader {
    const clock = { ...systemClock, now: () => this.chain.time, monotonic: () => milliseconds(this.monotonic) };
    return new StandingTrader({
      database: this.database,
      meters: this.meters,
      market: this.market,
      clock,
      log: silentLog,
    });
  }

  /** As after a restart of the gateway. */
  restartTrader(): void {
    this.trader = this.#trader();
  }

  body(
    { meter }: Household,
    side: Mandate['side'],
    { mandate = {}, rules = {} }: StandingWishes = {},
  ): RouteBody<'placeStandingOrder'> {
    const limitPrice = 120_000n as Price;
    const energyCap = mandate.energyCap ?? (3_000_000n as Energy);
    return {
      approval: {
        mandate: {
          meterKey: meter.address,
          side,
          energyCap,
          minEnergy: 100_000n as Energy,
          moneyCap: side === 'bid' ? lock(energyCap, limitPrice) : (0n as Money),
          limitPrice,
          deliveryFrom: NOW,
          deliveryUntil: at(86_400),
          approvedAt: NOW,
          validUntil: at(86_400),
          minReputation: -3,
          minSensorClass: 'normal-world',
          lossBandPpm: 30_000 as Ppm,
          mandateId: this.#mandateId++,
          ...mandate,
        },
        assertion: ASSERTION,
      },
      rules: { ...RULES, ...rules },
    };
  }

  sells(household: Household, wishes: StandingWishes = {}): Promise<StandingOrderView> {
    return this.market.standing.place(principalOf(household), this.body(household, 'offer', wishes));
  }

  buys(household: Household, wishes: StandingWishes = {}): Promise<StandingOrderView> {
    return this.market.standing.place(principalOf(household), this.body(household, 'bid', wishes));
  }

  async view(household: Household): Promise<StandingOrderView> {
    const [view] = await this.market.standing.list(principalOf(household));
    if (!view) throw new Error('no standing order');
    return view;
  }

  /** One round, with all that it began. */
  async round(): Promise<void> {
    await this.trader.look();
    await this.trader.idle();
  }

  /** Time passes, for the chain and for pauses. */
  pass(seconds: number): void {
    this.chain.time = (this.chain.time + seconds) as Timestamp;
    this.monotonic += seconds * 1_000;
  }

  measures({ meter }: Household, inputs: Partial<HouseholdInputs>): void {
    const status = { inputs: { ...NO_INPUTS, ...inputs } } as MeterStatus;
    this.meters.statuses.set(meter.address, status);
  }

  async trades(household: Household): Promise<TradeView[]> {
    return this.market.trades.list(principalOf(household), { limit: 50 });
  }

  /** As the indexer would write it: the trade opened, and ended by both finals. */
  async settle({ id, energy, locked }: TradeView, delivered = energy, cause = 'completed'): Promise<void> {
    const paid = (locked * delivered) / energy;
    const key = Buffer.from(id.slice(2), 'hex');
    await this.database.query(
      `UPDATE trades SET state = 'settled', opened_block = 1, ended_time = $2, delivered = $3, paid = $4, refunded = $5
       WHERE id = $1`,
      [key, this.chain.time, delivered, paid, locked - paid],
    );
    await this.database.query(
      'UPDATE offers SET opened_trade = $1 FROM trades t WHERE t.id = $1 AND hash = t.offer_hash',
      [key],
    );
    await this.database.query(
      `INSERT INTO receipts SELECT $1, r.role, 9, $2, 8, $2, true, $3, $4, 0 FROM (VALUES ('buyer'), ('seller')) r (role)`,
      [key, delivered, cause, Buffer.alloc(65)],
    );
  }

  failed = (trade: TradeView): Promise<boolean> => failTrade(this.database, trade.id, 'METER_BUSY');
}
