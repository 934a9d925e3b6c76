/** The direct market: offers, trades, receipts and readings of the meters of this gateway. */
import type { ChainReader, Log } from '@evlock/chain';
import {
  type AccountView,
  type Address,
  type Assertion,
  type Bytes32,
  type Cancel,
  type Clock,
  domainOf,
  EvlockError,
  type GatewayResponse,
  type MandateApproval,
  type MarketInfo,
  type MeterFaultView,
  OFFERS_PAGE,
  type OfferView,
  type OrderTerms,
  type Replace,
  type ReplacementView,
  type RouteQuery,
  type RouteResponse,
  type SignedReceipt,
  type Timestamp,
  type TradeOrders,
  type TradeState,
  type TradeView,
  type Withdrawal,
} from '@evlock/protocol';
import { chainTime } from '../database/chain-events.ts';
import type { Database } from '../database/database.ts';
import { findOffer, openOffers } from '../database/offers.ts';
import type { Principal } from '../database/principal.ts';
import type { Touched } from '../database/projection.ts';
import { latestReading, type SignedReading } from '../database/readings.ts';
import { latestOrder } from '../database/signed-orders.ts';
import { findTrade, openTradesOfMeter, type TradeRecord, tradesOfAccount } from '../database/trades.ts';
import { Courier } from './courier.ts';
import type { EventBus } from './events.ts';
import { FaultDesk } from './fault-desk.ts';
import type { MeterDirectory } from './meter-directory.ts';
import { OrderDesk } from './order-desk.ts';
import { OwnerCommands, type Revoked } from './owner-commands.ts';
import { ReadingIntake } from './reading-intake.ts';
import { ReceiptIntake } from './receipt-intake.ts';
import { Replacements } from './replacements.ts';
import { TradeOpening } from './trade-opening.ts';
import type { TradeSubmitter } from './trade-submitter.ts';
import { offerView, tradeView } from './views.ts';

export interface MarketOptions {
  readonly marketInfo: MarketInfo;
}

/** What the market reads of the chain. */
export type MarketChain = Pick<
  ChainReader,
  'finalized' | 'account' | 'meter' | 'isNonceSpent' | 'meterOfAccount' | 'pendingReplacement' | 'registryNonce'
>;

export interface MarketModules {
  readonly database: Database;
  readonly chain: MarketChain;
  readonly submitter: TradeSubmitter;
  readonly meters: MeterDirectory;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly log: Log;
}

/** Trades named to a meter when it connects; the device link's `hello` takes as many. */
const TRADES_OF_METER = 16;

export class Market {
  /** Opens signed trades; the watchtower takes up what was left. */
  readonly opening: TradeOpening;
  /** Meters that proved faulty. */
  readonly faults: FaultDesk;
  readonly #modules: MarketModules;
  readonly #desk: OrderDesk;
  readonly #commands: OwnerCommands;
  readonly #receipts: ReceiptIntake;
  readonly #readings: ReadingIntake;
  readonly #replacements: Replacements;
  readonly #courier: Courier;

  constructor({ marketInfo }: MarketOptions, modules: MarketModules) {
    const domain = domainOf(marketInfo);
    this.#modules = modules;
    this.#courier = new Courier(modules);
    this.opening = new TradeOpening(modules);
    this.faults = new FaultDesk(modules);
    const { opening, faults } = this;
    this.#desk = new OrderDesk(marketInfo, domain, { ...modules, opening, faults });
    this.#replacements = new Replacements(domain, modules);
    this.#commands = new OwnerCommands(marketInfo, domain, modules);
    this.#receipts = new ReceiptIntake(domain, { ...modules, courier: this.#courier, faults });
    this.#readings = new ReadingIntake(domain, { ...modules, faults });
  }

  /**
   * Has the owner's meter sign an offer inside the mandate, and lists it. Throws `ORDER_INVALID`, `BELOW_MINIMUM_LOT`,
   * `ORDER_EXPIRED`, `COMMAND_NOT_AUTHORIZED`, `NOT_ENROLLED`, `RATE_LIMITED`, and what the meter answers.
   */
  placeOffer(principal: Principal, approval: MandateApproval, terms: OrderTerms): Promise<OfferView> {
    return this.#desk.place(principal, approval, terms);
  }

  /**
   * Has the owner's meter sign a bid for an offer, and puts the trade on chain; resolves when it is there. If the chain
   * cannot be reached, or takes longer than some seconds, the trade is returned as `signed`, and goes on. Throws what `placeOffer` throws, and
   * `ORDER_NOT_FOUND`, `ORDER_TAKEN`, `ORDER_CANCELLED`, `PRICE_MISMATCH`, `ENERGY_OUT_OF_OFFER`, `INTERVAL_OUT_OF_OFFER`,
   * `WRONG_PARTNER`, `REPUTATION_TOO_LOW`, `METER_BUSY`, `INSUFFICIENT_BALANCE`, `MARKET_PAUSED`.
   */
  buy(principal: Principal, approval: MandateApproval, terms: OrderTerms): Promise<TradeView> {
    return this.#desk.take(principal, approval, terms);
  }

  /** Cancels an order of the owner on chain; resolves when that is final. */
  cancelOrder(
    principal: Principal,
    hash: Bytes32,
    approval: { cancel: Cancel; assertion: Assertion },
  ): Promise<{ transaction: Bytes32 }> {
    return this.#commands.cancelOrder(principal, hash, approval);
  }

  /** Pays free balance out; resolves when that is final. */
  withdraw(
    principal: Principal,
    approval: { withdrawal: Withdrawal; assertion: Assertion },
  ): Promise<{ transaction: Bytes32 }> {
    return this.#commands.withdraw(principal, approval);
  }

  /** Removes a mandate in the owner's meter, and cancels on chain every order that it has signed. */
  revokeMandate(principal: Principal, mandateId: number): Promise<Revoked> {
    return this.#commands.revokeMandate(principal, mandateId);
  }

  /** Which meter of the owner's account is active, and which is to be. */
  replacement(principal: Principal): Promise<ReplacementView> {
    return this.#replacements.view(principal);
  }

  /** Requests that a meter takes the place of another; resolves when that is final. */
  replace(
    principal: Principal,
    approval: { replace: Replace; assertion: Assertion },
  ): Promise<{ transaction: Bytes32 }> {
    return this.#replacements.request(principal, approval);
  }

  finishReplacement(principal: Principal): Promise<{ transaction: Bytes32 }> {
    return this.#replacements.finish(principal);
  }

  meterFaults(): Promise<MeterFaultView[]> {
    return this.faults.list();
  }

  /** Has the owner's meter end its delivery. Throws `TRADE_NOT_FOUND`, `FORBIDDEN`, `TRADE_NOT_OPEN`, `DEVICE_OFFLINE`. */
  async stop(principal: Principal, tradeId: Bytes32): Promise<void> {
    const { state } = await this.#ownTrade(principal, tradeId);
    if (state !== 'signed' && state !== 'open' && state !== 'claimed') {
      throw new EvlockError('TRADE_NOT_OPEN', { tradeId, state });
    }
    await this.#modules.meters.request(principal.meterKey, 'stop', { tradeId });
  }

  /**
   * A page of the offers that can be taken now, and where the next one begins: no account has a second offer in it before
   * every account has its cheapest.
   */
  async offers(page: RouteQuery<'offers'> = { limit: OFFERS_PAGE }): Promise<RouteResponse<'offers'>> {
    const now = await this.#now();
    const { offers, next } = await openOffers(this.#modules.database, now, page);
    return { offers: offers.map((offer) => offerView(offer, now)), next };
  }

  /** Throws `ORDER_NOT_FOUND`. */
  async offer(hash: Bytes32): Promise<OfferView> {
    const offer = await findOffer(this.#modules.database, hash);
    if (!offer) throw new EvlockError('ORDER_NOT_FOUND', { offer: hash });
    return offerView(offer, await this.#now());
  }

  /** The owner's trades, newest first. */
  async trades(principal: Principal, page: { limit: number; state?: TradeState | undefined }): Promise<TradeView[]> {
    const trades = await tradesOfAccount(this.#modules.database, principal.account, page);
    return trades.map(tradeView);
  }

  /** Throws `TRADE_NOT_FOUND`, `FORBIDDEN`. */
  async trade(principal: Principal, id: Bytes32): Promise<TradeView> {
    return tradeView(await this.#ownTrade(principal, id));
  }

  async account(principal: Principal): Promise<AccountView> {
    const { chain, meters } = this.#modules;
    const [account, meter] = await Promise.all([chain.account(principal.account), chain.meter(principal.meterKey)]);
    return {
      ...principal,
      balance: account.balance,
      locked: account.locked,
      withdrawalNonce: account.withdrawalNonce,
      reputation: account.reputation,
      enrolled: meter?.active === true && meter.account === principal.account,
      online: meters.online(principal.meterKey),
      status: meters.status(principal.meterKey),
    };
  }

  /**
   * Takes in a receipt of the owner's meter; resolves when it is durable. The partner gets it, and a final pair is settled.
   * Throws `TRADE_NOT_FOUND`, `TRADE_NOT_OPEN`, `DEVICE_MISMATCH`, `INVALID_SIGNATURE`, `RECEIPT_STALE`.
   */
  receiptArrived(principal: Principal, receipt: SignedReceipt): Promise<void> {
    return this.#receipts.take(principal, receipt);
  }

  /** Takes in a register reading; resolves when it is durable. Throws `READING_OUT_OF_ORDER` and as `receiptArrived`. */
  readingArrived(principal: Principal, reading: SignedReading): Promise<void> {
    return this.#readings.take(principal, reading);
  }

  /** The trades of a meter that are on chain and have not ended; the first to end first, at most 16. */
  async openTrades(meterKey: Address): Promise<TradeOrders[]> {
    const trades = await openTradesOfMeter(this.#modules.database, meterKey, TRADES_OF_METER);
    return trades.map(({ orders }) => orders);
  }

  /** What the owner's meter signed last, as far as it came here. */
  async latestSigned({ meterKey }: Principal): Promise<GatewayResponse<'latest'>> {
    const { database } = this.#modules;
    const [reading, order, trades] = await Promise.all([
      latestReading(database, meterKey),
      latestOrder(database, meterKey),
      openTradesOfMeter(database, meterKey, TRADES_OF_METER),
    ]);
    const receipts = trades.flatMap(({ orders, receipts: { buyer, seller } }) => {
      const own = orders.bid.order.meterKey === meterKey ? buyer : seller;
      return own ? [own] : [];
    });
    return { reading: reading ?? null, order: order ?? null, receipts };
  }

  /** Two living meters spoke with one key; how each said hello is the evidence. */
  async duplicateArrived({ meterKey }: Principal, first: unknown, second: unknown): Promise<void> {
    await this.faults.report(meterKey, 'DUPLICATE_METER', first, second);
  }

  /** Sends a meter what it missed: its open trades and its partners' newest receipts. To be called after its `hello`. */
  async meterConnected(principal: Principal): Promise<void> {
    const trades = await openTradesOfMeter(this.#modules.database, principal.meterKey, TRADES_OF_METER);
    for (const { id, orders, receipts } of trades) {
      this.#courier.bring(principal.meterKey, id, 'trade', orders);
      const isBuyer = orders.bid.order.meterKey === principal.meterKey;
      const missed = isBuyer ? receipts.seller : receipts.buyer;
      if (missed) this.#courier.bring(principal.meterKey, id, 'partnerReceipt', missed);
    }
  }

  /** What the indexer took in: listeners are told, and both meters of a trade that opened. */
  async chainChanged({ trades, offers }: Touched): Promise<void> {
    const { database, events } = this.#modules;
    for (const id of trades) {
      const trade = await findTrade(database, id);
      if (!trade) continue;
      // Receipts in flight keep what they were judged by; the next ones are judged by the new state.
      if (trade.ended || trade.state === 'failed') this.#receipts.forget(id);
      if (trade.state === 'open') this.#announce(trade);
      events.emit('trade', tradeView(trade));
    }
    const now = await this.#now();
    for (const hash of offers) {
      const offer = await findOffer(database, hash);
      if (offer) events.emit('offer', offerView(offer, now));
    }
  }

  /** Sends nothing more to meters; resolves when nothing is under way. */
  close(): Promise<void> {
    return this.#courier.close();
  }

  #announce({ id, orders }: TradeRecord): void {
    for (const { meterKey } of [orders.bid.order, orders.offer.order]) {
      this.#courier.bring(meterKey, id, 'trade', orders);
    }
  }

  async #ownTrade(principal: Principal, id: Bytes32): Promise<TradeRecord> {
    const trade = await findTrade(this.#modules.database, id);
    if (!trade) throw new EvlockError('TRADE_NOT_FOUND', { id });
    const accounts = [trade.orders.bid.order.account, trade.orders.offer.order.account];
    if (!accounts.includes(principal.account)) throw new EvlockError('FORBIDDEN', { id });
    return trade;
  }

  /** The chain's time as the indexer knows it: what an order's `openBefore` is measured by. */
  #now(): Promise<Timestamp> {
    return chainTime(this.#modules.database, this.#modules.clock.now());
  }
}
