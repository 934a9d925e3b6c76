/** What a meter is given when it connects: the trades that it is bound to, what it missed, and what it signed last. */
import type { Address, GatewayResponse, TradeOrders } from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import type { Principal } from '../database/principal.ts';
import { latestReading } from '../database/readings.ts';
import { latestOrder } from '../database/signed-orders.ts';
import { openTradesOfMeter } from '../database/trades.ts';
import type { Courier } from './courier.ts';
import type { PasskeyDesk } from './passkey-desk.ts';

export interface MeterDeskModules {
  readonly database: Database;
  readonly courier: Pick<Courier, 'bring'>;
  readonly passkeys: Pick<PasskeyDesk, 'list'>;
}

/** Maximum number of trades that a meter is sent when it connects. */
const TRADES_OF_METER = 16;

export class MeterDesk {
  readonly #modules: MeterDeskModules;

  constructor(modules: MeterDeskModules) {
    this.#modules = modules;
  }

  /** The trades of a meter that are on chain and have not ended; the first to end first, at most 16. */
  async openTrades(meterKey: Address): Promise<TradeOrders[]> {
    const trades = await openTradesOfMeter(this.#modules.database, meterKey, TRADES_OF_METER);
    return trades.map(({ orders }) => orders);
  }

  /** The newest reading, order and receipts of open trades that this meter signed, as far as they arrived here. */
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

  /** Sends a meter its open trades and its partners' newest receipts, and learns its passkeys. Call it after the meter's `hello` is answered. */
  async resend(principal: Principal): Promise<void> {
    const { meterKey } = principal;
    const { database, courier, passkeys } = this.#modules;
    for (const { id, orders, receipts } of await openTradesOfMeter(database, meterKey, TRADES_OF_METER)) {
      courier.bring(meterKey, id, 'trade', orders);
      const isBuyer = orders.bid.order.meterKey === meterKey;
      const missed = isBuyer ? receipts.seller : receipts.buyer;
      if (missed) courier.bring(meterKey, id, 'partnerReceipt', missed);
    }
    // One may have been removed at the meter itself, because it was lost. A meter that does not answer is asked when it reconnects.
    await passkeys.list(principal).catch(() => undefined);
  }
}
