/** Where offers are placed and bought: what the chain would refuse is refused before a meter is asked to sign. */
import type { Log } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  type Clock,
  checkBid,
  checkHorizon,
  checkOpenBefore,
  checkOrder,
  type Domain,
  EvlockError,
  GATEWAY_WAITS,
  lock,
  type MarketInfo,
  type OfferView,
  Order,
  type OrderTerms,
  PURCHASE_ANSWERED_WITHIN,
  SENSOR_CLASSES,
  type SensorClass,
  type SignedOrder,
  type Timestamp,
  type TradeView,
  verifyTrade,
} from '@evlock/protocol';
import { type Database, violates } from '../database/database.ts';
import { countOpenOffers, findOffer, insertOffer, type OfferRecord } from '../database/offers.ts';
import type { Principal } from '../database/principal.ts';
import { keepOrder } from '../database/signed-orders.ts';
import { busyIntervals, findTrade, insertTrade, OFFER_TAKEN, tradeOfBuyer } from '../database/trades.ts';
import { answeredBy, LATE } from './deadline.ts';
import type { EventBus } from './event-bus.ts';
import type { FaultDesk } from './fault-desk.ts';
import { admitMeter, type MeterAdmissionModules } from './meter-admission.ts';
import type { MeterDirectory } from './meter-directory.ts';
import { checkApproval, checkFree, draftOf, type Grant, requestOrder } from './order-request.ts';
import type { TradeOpening } from './trade-opening.ts';
import type { TradeSubmitter } from './trade-submitter.ts';
import { offerView, tradeView } from './views.ts';

export interface OrderDeskModules extends MeterAdmissionModules {
  readonly database: Database;
  readonly meters: MeterDirectory;
  readonly faults: Pick<FaultDesk, 'report' | 'requireSound'>;
  readonly opening: TradeOpening;
  readonly submitter: Pick<TradeSubmitter, 'requireGas' | 'finishReplace'>;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly log: Log;
}

/** As many nonces as the contract keeps open for a meter. */
const MOST_OPEN_OFFERS = 64;

export class OrderDesk {
  readonly #market: MarketInfo;
  readonly #domain: Domain;
  readonly #modules: OrderDeskModules;
  /** Offers that a meter is signing a bid for now, with the buyer's account. */
  readonly #reserved = new Map<Bytes32, Address>();
  /** Number of offers that a meter is signing now, by meter. */
  readonly #placing = new Map<Address, number>();

  constructor(market: MarketInfo, domain: Domain, modules: OrderDeskModules) {
    this.#market = market;
    this.#domain = domain;
    this.#modules = modules;
  }

  /**
   * Has the principal's meter sign an offer inside the mandate, and lists it. Energy in mWh, price in micro-units per kWh.
   * Throws `ORDER_INVALID`, `BELOW_MINIMUM_LOT`, `ORDER_EXPIRED`, `COMMAND_NOT_AUTHORIZED`, `NOT_ENROLLED`, `METER_STANDBY`,
   * `METER_REPLACED`, the code of a proved fault, `RATE_LIMITED`, `TIMED_OUT`, and what the meter answers.
   */
  async place(principal: Principal, approval: Grant, terms: OrderTerms): Promise<OfferView> {
    const { database, events, clock } = this.#modules;
    const draft = draftOf(principal, terms);
    if (draft.side !== 'offer') throw new EvlockError('ORDER_INVALID', { field: 'side', value: draft.side });
    checkOrder(draft, this.#market.minimumLot);
    checkApproval(principal, approval, terms);
    const time = await this.#beforeSigning(async () => {
      const { time } = await this.#modules.chain.finalized();
      checkOpenBefore(draft, time);
      await admitMeter(this.#modules, draft);
      return time;
    });
    const hash = await this.#withRoom(principal, time, async () => {
      const offer = await this.#request(principal, approval, terms);
      const digest = Order.digest(this.#domain, offer.order);
      await insertOffer(database, digest, offer, clock.now());
      return digest;
    });
    const view = offerView(await this.#offer(hash), time);
    events.emit('offer', view);
    return view;
  }

  /** Throws `RATE_LIMITED` when the meter has too many open offers, counting those that it is signing. */
  async #withRoom<T>({ meterKey }: Principal, time: Timestamp, place: () => Promise<T>): Promise<T> {
    const placing = this.#placing.get(meterKey) ?? 0;
    this.#placing.set(meterKey, placing + 1);
    try {
      const open = await countOpenOffers(this.#modules.database, meterKey, time);
      if (open + placing >= MOST_OPEN_OFFERS) throw new EvlockError('RATE_LIMITED', { openOffers: open, placing });
      return await place();
    } finally {
      const left = (this.#placing.get(meterKey) ?? 1) - 1;
      if (left > 0) this.#placing.set(meterKey, left);
      else this.#placing.delete(meterKey);
    }
  }

  /**
   * Has the principal's meter sign a bid for an offer, stores the trade, and puts it on chain; resolves when it is there. If
   * the chain cannot be reached, or takes longer than some seconds, the trade is returned as `signed`, and continues. Throws what
   * `place` throws but for its rate, and `ORDER_NOT_FOUND`, `OWN_OFFER`, `ORDER_TAKEN`, `ORDER_CANCELLED`, `PRICE_MISMATCH`,
   * `ENERGY_OUT_OF_OFFER`, `INTERVAL_OUT_OF_OFFER`, `WRONG_PARTNER`, `REPUTATION_TOO_LOW`, `SENSOR_CLASS_TOO_LOW`,
   * `METER_BUSY`, `INSUFFICIENT_BALANCE`, `MARKET_PAUSED`, `SUBMITTER_EXHAUSTED`, `GAS_BUDGET_SPENT`.
   */
  async buy(principal: Principal, approval: Grant, terms: OrderTerms): Promise<TradeView> {
    const draft = draftOf(principal, terms);
    if (draft.side !== 'bid') throw new EvlockError('ORDER_INVALID', { field: 'side', value: draft.side });
    checkApproval(principal, approval, terms);
    const until = this.#modules.clock.monotonic() + PURCHASE_ANSWERED_WITHIN;
    const record = await this.#offer(draft.counterOrder);
    checkBid(draft, record.offer.order, record.hash, this.#market.minimumLot);
    this.#reserve(record.hash, principal);
    try {
      const time = await this.#beforeSigning(async () => {
        const time = await this.#checkOffer(draft, record);
        await this.#checkParties(draft, record.offer.order, time);
        await this.#modules.submitter.requireGas([draft.account, record.offer.order.account]);
        return time;
      });
      const bid = await this.#request(principal, approval, terms);
      return await this.#openTrade({ bid, offer: record.offer }, time, until);
    } finally {
      this.#reserved.delete(record.hash);
    }
  }

  /** The checks before a meter signs. Throws `TIMED_OUT` where the chain is slow: nothing was signed, and nothing will be. */
  async #beforeSigning<T>(judge: () => Promise<T>): Promise<T> {
    const { clock } = this.#modules;
    const judged = await answeredBy(clock, judge(), clock.monotonic() + GATEWAY_WAITS.chain);
    if (judged === LATE) throw new EvlockError('TIMED_OUT', { part: 'chain', signed: false });
    return judged;
  }

  /** A signed order is stored before it has any effect. Throws `SEQUENCE_FORKED` where another order has its nonce. */
  async #request(principal: Principal, approval: Grant, terms: OrderTerms): Promise<SignedOrder> {
    const { meters, database, faults, clock } = this.#modules;
    const signed = await requestOrder({ meters, clock, domain: this.#domain }, principal, approval, terms);
    const kept = await keepOrder(database, signed, approval.mandate.mandateId);
    if (Order.hash(kept.order) === Order.hash(signed.order)) return signed;
    await faults.report(principal.meterKey, 'SEQUENCE_FORKED', kept, signed);
    throw new EvlockError('SEQUENCE_FORKED', { nonce: signed.order.nonce });
  }

  async #offer(hash: Bytes32): Promise<OfferRecord> {
    const offer = await findOffer(this.#modules.database, hash);
    if (!offer) throw new EvlockError('ORDER_NOT_FOUND', { hash });
    return offer;
  }

  #reserve(hash: Bytes32, { account }: Principal): void {
    const by = this.#reserved.get(hash);
    if (by !== undefined)
      throw new EvlockError('ORDER_TAKEN', { hash, ...(by === account && { state: 'being signed' }) });
    this.#reserved.set(hash, account);
  }

  /** Checks that this bid can buy the offer now, and returns the chain's current time. */
  async #checkOffer(bid: Order, { hash, offer, taken, cancelled }: OfferRecord): Promise<Timestamp> {
    const { order } = offer;
    if (taken) {
      const own = await tradeOfBuyer(this.#modules.database, hash, bid.account);
      throw new EvlockError('ORDER_TAKEN', { hash, ...own });
    }
    if (cancelled || (await this.#modules.chain.isNonceSpent(order.meterKey, order.nonce))) {
      throw new EvlockError('ORDER_CANCELLED', { hash });
    }
    const { time } = await this.#modules.chain.finalized();
    checkOpenBefore(order, time);
    checkOpenBefore(bid, time);
    checkHorizon(bid, time);
    return time;
  }

  async #checkParties(bid: Order, offer: Order, time: Timestamp): Promise<void> {
    const { chain } = this.#modules;
    const [buyer, seller] = await Promise.all([admitMeter(this.#modules, bid), admitMeter(this.#modules, offer)]);
    checkSensorClass(bid, buyer.sensorClass, offer.minSensorClass);
    checkSensorClass(offer, seller.sensorClass, bid.minSensorClass);
    const [buying, selling] = await Promise.all([chain.account(bid.account), chain.account(offer.account)]);
    checkReputation(bid, buying.reputation, offer.minReputation);
    checkReputation(offer, selling.reputation, bid.minReputation);
    for (const { meterKey } of [bid, offer]) {
      const busy = await busyIntervals(this.#modules.database, meterKey, time);
      // What the partner's meter is busy with is not disclosed.
      checkFree(meterKey, busy, bid, { named: meterKey === bid.meterKey });
    }
    const { balance } = buying;
    const needed = lock(bid.energy, bid.price);
    if (balance < needed) {
      throw new EvlockError('INSUFFICIENT_BALANCE', { balance: String(balance), needed: String(needed) });
    }
  }

  /** Returns the trade when it is open, was refused, or `until` has passed. */
  async #openTrade(
    orders: { bid: SignedOrder; offer: SignedOrder },
    time: Timestamp,
    until: number,
  ): Promise<TradeView> {
    const { database, events, opening, clock, log } = this.#modules;
    const trade = verifyTrade(this.#domain, orders, this.#market.minimumLot);
    await insertTrade(database, trade, orders, clock.now()).catch((cause: unknown) => {
      if (violates(cause, OFFER_TAKEN)) throw new EvlockError('ORDER_TAKEN', { hash: trade.offerHash }, { cause });
      if (violates(cause, 'trades_pkey')) throw new EvlockError('TRADE_EXISTS', { tradeId: trade.id }, { cause });
      throw cause;
    });
    events.emit('trade', await this.#view(trade.id));
    events.emit('offer', offerView(await this.#offer(trade.offerHash), time));
    const patient = Math.max(until, clock.monotonic() + GATEWAY_WAITS.opening);
    const opened = await answeredBy(clock, opening.open({ id: trade.id, orders }), patient);
    if (opened === LATE) log.info({ tradeId: trade.id }, 'a trade is still being opened');
    return this.#view(trade.id);
  }

  async #view(id: Bytes32): Promise<TradeView> {
    const trade = await findTrade(this.#modules.database, id);
    if (!trade) throw new EvlockError('TRADE_NOT_FOUND', { id });
    return tradeView(trade);
  }
}

function checkReputation({ account }: Order, reputation: number, least: number): void {
  if (reputation < least) throw new EvlockError('REPUTATION_TOO_LOW', { account, reputation, least });
}

function checkSensorClass({ meterKey }: Order, sensorClass: SensorClass, least: SensorClass): void {
  if (SENSOR_CLASSES.indexOf(sensorClass) >= SENSOR_CLASSES.indexOf(least)) return;
  throw new EvlockError('SENSOR_CLASS_TOO_LOW', { meterKey, sensorClass, least });
}
