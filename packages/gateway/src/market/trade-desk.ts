/** The trades of one account: read by either side, and stopped through the side's own meter. */
import {
  type Bytes32,
  EvlockError,
  type RouteQuery,
  type TradeReceiptsView,
  type TradeState,
  type TradeView,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import type { Principal } from '../database/principal.ts';
import { receiptsOverTime } from '../database/receipts.ts';
import { findTrade, type TradeRecord, tradesOfAccount, UNFINISHED } from '../database/trades.ts';
import type { MeterDirectory } from './meter-directory.ts';
import { tradeView } from './views.ts';

export interface TradeDeskModules {
  readonly database: Database;
  readonly meters: Pick<MeterDirectory, 'request'>;
}

export class TradeDesk {
  readonly #modules: TradeDeskModules;

  constructor(modules: TradeDeskModules) {
    this.#modules = modules;
  }

  /** The trades of the principal's account, newest first, at most `limit`; of one `state` where it is given. */
  async list({ account }: Principal, page: { limit: number; state?: TradeState | undefined }): Promise<TradeView[]> {
    const trades = await tradesOfAccount(this.#modules.database, account, page);
    return trades.map(tradeView);
  }

  /** Throws `TRADE_NOT_FOUND`, and `FORBIDDEN` where the principal's account is on neither side. */
  async find(principal: Principal, id: Bytes32): Promise<TradeView> {
    return tradeView(await this.#own(principal, id));
  }

  /** Both meters' receipts over time. Throws `TRADE_NOT_FOUND`, `FORBIDDEN`. */
  async receipts(principal: Principal, id: Bytes32, query: RouteQuery<'tradeReceipts'>): Promise<TradeReceiptsView> {
    await this.#own(principal, id);
    const { database } = this.#modules;
    const { points, buyerAfter, sellerAfter } = query;
    const [buyer, seller] = await Promise.all([
      receiptsOverTime(database, { tradeId: id, role: 'buyer', after: buyerAfter }, points),
      receiptsOverTime(database, { tradeId: id, role: 'seller', after: sellerAfter }, points),
    ]);
    return { id, buyer, seller };
  }

  /**
   * Has the principal's meter end its delivery; resolves when the meter has accepted that. Throws `TRADE_NOT_FOUND`,
   * `FORBIDDEN`, `TRADE_NOT_OPEN`, `DEVICE_OFFLINE`, and what the meter answers.
   */
  async stop(principal: Principal, tradeId: Bytes32): Promise<void> {
    const { state } = await this.#own(principal, tradeId);
    if (!UNFINISHED.has(state)) throw new EvlockError('TRADE_NOT_OPEN', { tradeId, state });
    await this.#modules.meters.request(principal.meterKey, 'stop', { tradeId });
  }

  async #own({ account }: Principal, id: Bytes32): Promise<TradeRecord> {
    const trade = await findTrade(this.#modules.database, id);
    if (!trade) throw new EvlockError('TRADE_NOT_FOUND', { id });
    const accounts = [trade.orders.bid.order.account, trade.orders.offer.order.account];
    if (!accounts.includes(account)) throw new EvlockError('FORBIDDEN', { id });
    return trade;
  }
}
