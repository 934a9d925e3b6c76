/** The gateway's market, submitter, indexer and watchtower on a real database and a real local chain; the meters are mocks
 * that hold real keys. */
import { ChainReader, developmentAccount, EndpointSet, silentLog } from '@evlock/chain';
import {
  type Bytes32,
  domainOf,
  type Energy,
  type MarketInfo,
  Order,
  type OrderTerms,
  type Power,
  type Receipt,
  type Role,
  type SignedReceipt,
  systemClock,
  type Timestamp,
  type TradeView,
  ZERO_BYTES32,
} from '@evlock/protocol';
import type { Household, LocalMarket } from '@evlock/testing/chain/local-market';
import type { Database } from '../../src/database/database.ts';
import { Indexer } from '../../src/indexer/indexer.ts';
import { EventBus } from '../../src/market/event-bus.ts';
import { createMarket, type Market } from '../../src/market/market.ts';
import { createSubmitter, type Submitter } from '../../src/submitter/submitter.ts';
import { Watchtower } from '../../src/watchtower/watchtower.ts';
import { ASSERTION, localMarketInfo, MockMeters, principalOf } from './market-fixture.ts';
import { receiveReceipt } from './received.ts';

/** The components of one run of a gateway. */
export interface Run {
  readonly market: Market;
  readonly submitter: Submitter;
  readonly indexer: Indexer;
  readonly watchtower: Watchtower;
}

export class ChainFixture {
  readonly localMarket: LocalMarket;
  readonly database: Database;
  readonly meters: MockMeters;
  readonly reader: ChainReader;
  readonly marketInfo: MarketInfo;
  #run: Run | undefined;
  #mandate = 1;

  constructor(localMarket: LocalMarket, database: Database, households: readonly Household[]) {
    this.localMarket = localMarket;
    this.database = database;
    this.marketInfo = { ...localMarketInfo, ...localMarket.deployment };
    this.meters = new MockMeters(domainOf(localMarket.deployment), households);
    this.reader = new ChainReader(
      { endpoints: [localMarket.chain.url], deployment: localMarket.deployment, pollInterval: 50 },
      { clock: systemClock },
    );
  }

  get run(): Run {
    if (!this.#run) throw new Error('not started');
    return this.#run;
  }

  async start({ endpoint = this.localMarket.chain.url } = {}): Promise<void> {
    const { database, meters, reader: chain, marketInfo } = this;
    const { deployment } = this.localMarket;
    const base = { database, chain, clock: systemClock, log: silentLog };
    const endpoints = new EndpointSet({ endpoints: [endpoint], chainId: deployment.chainId }, { clock: systemClock });
    const submitter = createSubmitter({ deployment, endpoints, privateKey: developmentAccount(1).privateKey }, base);
    const market = createMarket(marketInfo, { ...base, submitter, meters, events: new EventBus() });
    const indexer = new Indexer({ deployment }, { ...base, listener: market.chainNews });
    const watchtower = new Watchtower({ interval: 100 }, { ...base, submitter, opening: market.opening });
    await submitter.start();
    await indexer.start();
    watchtower.start();
    this.#run = { market, submitter, indexer, watchtower };
  }

  async stop(): Promise<void> {
    const { market, submitter, indexer, watchtower } = this.run;
    await watchtower.stop();
    await indexer.stop();
    await submitter.stop();
    await watchtower.idle();
    await market.courier.close();
  }

  approval({ meter }: Household, terms: OrderTerms) {
    const { side, energy, price, start, end, openBefore, minReputation, minSensorClass, lossBandPpm } = terms;
    const mandate = {
      meterKey: meter.address,
      side,
      energyCap: energy,
      minEnergy: 1n as Energy,
      moneyCap: 10_000_000n as never,
      limitPrice: price,
      deliveryFrom: start,
      deliveryUntil: end,
      approvedAt: 0 as Timestamp,
      validUntil: openBefore,
      minReputation,
      minSensorClass,
      lossBandPpm,
      mandateId: this.#mandate++,
    };
    return { mandate, assertion: ASSERTION };
  }

  /** Terms of 1.5 kWh at 0.12 over the chain's next hour. */
  async terms(): Promise<OrderTerms> {
    const { time } = await this.reader.finalized();
    const amount = 1_500_000n as Energy;
    return {
      side: 'offer',
      counterOrder: ZERO_BYTES32,
      energy: amount,
      minEnergy: amount,
      power: 3_000_000 as Power,
      price: 120_000n as never,
      start: (time + 10) as Timestamp,
      end: (time + 3_600) as Timestamp,
      openBefore: (time + 3_500) as Timestamp,
      lossBandPpm: 50_000 as never,
      minReputation: -100,
      minSensorClass: 'normal-world',
    };
  }

  /** `seller` offers and `buyer` takes it, through the market. */
  async trade(buyer: Household, seller: Household): Promise<TradeView> {
    const terms = await this.terms();
    const { market } = this.run;
    const { hash } = await market.orders.place(principalOf(seller), this.approval(seller, terms), terms);
    const bid: OrderTerms = { ...terms, side: 'bid', counterOrder: hash, openBefore: terms.start };
    return market.orders.buy(principalOf(buyer), this.approval(buyer, bid), bid);
  }

  /** A receipt arrives from one side. */
  async receive(trade: TradeView, household: Household, role: Role, fields: Partial<Receipt>): Promise<SignedReceipt> {
    const signed = await this.localMarket.receipt(trade, household, role, fields);
    await receiveReceipt(this.run.market, principalOf(household), signed, domainOf(this.localMarket.deployment));
    return signed;
  }

  view(household: Household, id: Bytes32): Promise<TradeView> {
    return this.run.market.trades.find(principalOf(household), id);
  }

  digest(order: Order): Bytes32 {
    return Order.digest(domainOf(this.localMarket.deployment), order);
  }
}
