/** Passes on what the indexer read from the chain: to event listeners, and to both meters of a trade that was opened. */
import type { Clock } from '@evlock/protocol';
import { chainTime } from '../database/chain-events.ts';
import type { Database } from '../database/database.ts';
import { findOffer } from '../database/offers.ts';
import type { Touched } from '../database/projection.ts';
import { findTrade, type TradeRecord } from '../database/trades.ts';
import type { Courier } from './courier.ts';
import type { EventBus } from './event-bus.ts';
import type { ReceiptIntake } from './receipt-intake.ts';
import { offerView, tradeView } from './views.ts';

export interface ChainNewsModules {
  readonly database: Database;
  readonly receipts: Pick<ReceiptIntake, 'forget'>;
  readonly courier: Pick<Courier, 'bring'>;
  readonly events: EventBus;
  readonly clock: Clock;
}

export class ChainNews {
  readonly #modules: ChainNewsModules;

  constructor(modules: ChainNewsModules) {
    this.#modules = modules;
  }

  /** `trades` and `offers` name the rows that changed. */
  async chainChanged({ trades, offers }: Touched): Promise<void> {
    const { database, receipts, events, clock } = this.#modules;
    for (const id of trades) {
      const trade = await findTrade(database, id);
      if (!trade) continue;
      // Receipts in flight keep the state they were checked against; the next ones are checked against the new one.
      if (trade.ended || trade.state === 'failed') receipts.forget(id);
      if (trade.state === 'open') this.#announce(trade);
      events.emit('trade', tradeView(trade));
    }
    const now = await chainTime(database, clock.now());
    for (const hash of offers) {
      const offer = await findOffer(database, hash);
      if (offer) events.emit('offer', offerView(offer, now));
    }
  }

  #announce({ id, orders }: TradeRecord): void {
    for (const { meterKey } of [orders.bid.order, orders.offer.order]) {
      this.#modules.courier.bring(meterKey, id, 'trade', orders);
    }
  }
}
