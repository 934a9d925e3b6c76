/** The direct market: offers, trades, receipts and readings of all meters of this gateway. */
import type { ChainReader, Log } from '@evlock/chain';
import {
  type AccountView,
  type Address,
  type Assertion,
  type Bytes32,
  type Cancel,
  type Clock,
  EvlockError,
  type GatewayRequest,
  type MandateApproval,
  type MarketInfo,
  type OfferView,
  type OrderTerms,
  type SignedReceipt,
  type TradeOrders,
  type TradeState,
  type TradeView,
  type Withdrawal,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import type { EventBus } from './events.ts';
import type { MeterDirectory } from './meter-directory.ts';
import type { Owner } from './owner.ts';
import type { TradeSubmitter } from './trade-submitter.ts';

export interface MarketOptions {
  readonly marketInfo: MarketInfo;
}

/** What the market reads of the chain. */
export type MarketChain = Pick<ChainReader, 'finalized' | 'account' | 'meter' | 'isNonceSpent'>;

export interface MarketModules {
  readonly database: Database;
  readonly chain: MarketChain;
  readonly submitter: TradeSubmitter;
  readonly meters: MeterDirectory;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly log: Log;
}

const later = (): never => {
  throw new EvlockError('INTERNAL');
};

export class Market {
  constructor(_options: MarketOptions, _modules: MarketModules) {}

  /** Has the meter sign an offer inside the owner's mandate and lists it. */
  async placeOffer(_owner: Owner, _approval: MandateApproval, _terms: OrderTerms): Promise<OfferView> {
    return later();
  }
  async buy(_owner: Owner, _approval: MandateApproval, _terms: OrderTerms): Promise<TradeView> {
    return later();
  }
  async cancelOrder(
    _owner: Owner,
    _hash: Bytes32,
    _approval: { cancel: Cancel; assertion: Assertion },
  ): Promise<{ transaction: Bytes32 }> {
    return later();
  }
  async stop(_owner: Owner, _tradeId: Bytes32): Promise<void> {
    return later();
  }
  async offers(): Promise<OfferView[]> {
    return later();
  }
  async trades(_owner: Owner, _page: { limit: number; state?: TradeState | undefined }): Promise<TradeView[]> {
    return later();
  }
  async trade(_owner: Owner, _id: Bytes32): Promise<TradeView> {
    return later();
  }
  async account(_owner: Owner): Promise<AccountView> {
    return later();
  }
  async withdraw(
    _owner: Owner,
    _approval: { withdrawal: Withdrawal; assertion: Assertion },
  ): Promise<{ transaction: Bytes32 }> {
    return later();
  }
  async receiptArrived(_owner: Owner, _receipt: SignedReceipt): Promise<void> {
    return later();
  }
  async readingArrived(_owner: Owner, _reading: GatewayRequest<'reading'>): Promise<void> {
    return later();
  }
  /** The trades of a meter that are on chain and have not ended; at most 16. */
  async openTrades(_meterKey: Address): Promise<TradeOrders[]> {
    return later();
  }
  /** Resends what a meter missed: its open trades and the partner's latest receipts. Call it once `hello` is answered. */
  async meterConnected(_owner: Owner): Promise<void> {
    return later();
  }
}
