/** Puts signed trades on chain, and fails those that the contract refuses. */
import { type Log, NOT_FINAL_IN_TIME } from '@evlock/chain';
import { type Bytes32, type Clock, type ErrorCode, EvlockError, type TradeOrders } from '@evlock/protocol';
import { chainTime, isOpenedOnChain, replayTrade } from '../database/chain-events.ts';
import type { Database } from '../database/database.ts';
import { findOffer } from '../database/offers.ts';
import { failTrade, findTrade, freeableTrades, noteTradeError, type TradeRecord } from '../database/trades.ts';
import type { EventBus } from './event-bus.ts';
import type { TradeSubmitter } from './trade-submitter.ts';
import { offerView, tradeView } from './views.ts';

export interface TradeOpeningModules {
  readonly database: Database;
  readonly submitter: TradeSubmitter;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly log: Log;
}

export class TradeOpening {
  readonly #modules: TradeOpeningModules;

  constructor(modules: TradeOpeningModules) {
    this.#modules = modules;
  }

  /**
   * Resolves when the transaction is final, when it takes longer than an owner waits, or when the chain could not be asked now.
   * Throws the contract's refusal; the trade has failed then.
   */
  async open({ id, orders }: Pick<TradeRecord, 'id' | 'orders'>): Promise<void> {
    try {
      await this.#modules.submitter.open(id, orders, await this.#freeable(orders));
    } catch (cause) {
      const error = EvlockError.from(cause);
      if (error.code === 'TRADE_EXISTS') return this.#catchUp(id);
      // It is also refused when its trade was opened, has ended and is gone from the contract's storage.
      if (error.code === 'ORDER_CANCELLED' && (await isOpenedOnChain(this.#modules.database, id))) {
        return this.#catchUp(id);
      }
      // Anything else says nothing about the trade: it stays signed, and is tried again until its `openBefore`.
      if (error.class === 'refused') {
        await this.fail(id, error.code);
        throw error;
      }
      if (error.details.reason === NOT_FINAL_IN_TIME) {
        // Nothing is wrong: the transaction is pending, and the trade with it.
        this.#modules.log.info({ tradeId: id }, 'a trade is still being opened');
        return;
      }
      this.#modules.log.warn({ tradeId: id, code: error.code }, 'a trade is not yet opened');
      // A gateway that was stopped continues with the trade at its next start.
      if (error.code !== 'CANCELLED') await noteTradeError(this.#modules.database, id, error.code);
    }
  }

  /** Marks a signed trade as failed. Its offer can be bought again. */
  async fail(id: Bytes32, code: ErrorCode): Promise<void> {
    const { database, events, clock, log } = this.#modules;
    if (!(await failTrade(database, id, code))) return;
    log.info({ tradeId: id, code }, 'a trade failed');
    const failed = await findTrade(database, id);
    if (!failed) return;
    events.emit('trade', tradeView(failed));
    const offer = await findOffer(database, failed.orders.bid.order.counterOrder);
    const now = await chainTime(database, clock.now());
    if (offer) events.emit('offer', offerView(offer, now));
  }

  /** Trades that ended early still keep their meters busy on chain until someone frees them. */
  async #freeable({ bid, offer }: TradeOrders): Promise<ReadonlyMap<Bytes32, TradeOrders>> {
    const { database, clock } = this.#modules;
    const now = await chainTime(database, clock.now());
    const found = new Map<Bytes32, TradeOrders>();
    for (const { meterKey } of [bid.order, offer.order]) {
      for (const { id, orders } of await freeableTrades(database, meterKey, now)) found.set(id, orders);
    }
    return found;
  }

  /** Someone else opened the trade, possibly before it was known here. */
  async #catchUp(id: Bytes32): Promise<void> {
    await this.#modules.database.transaction(async (statements) => {
      const trade = await findTrade(statements, id);
      if (trade?.state === 'signed' && (await isOpenedOnChain(statements, id))) await replayTrade(statements, id);
    });
  }
}
