/** The direct market of this gateway's meters: its desks, wired together. Each caller is served from the desk it needs. */
import type { Log } from '@evlock/chain';
import { type Clock, domainOf, type MarketInfo } from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { AccountDesk } from './account-desk.ts';
import { CancelDesk } from './cancel-desk.ts';
import { ChainNews } from './chain-news.ts';
import { CommunityDesk } from './community-desk.ts';
import { Courier } from './courier.ts';
import type { EventBus } from './event-bus.ts';
import { FaultDesk } from './fault-desk.ts';
import { HistoryDesk } from './history-desk.ts';
import type { MarketChain } from './market-chain.ts';
import { MeterDesk } from './meter-desk.ts';
import type { MeterDirectory } from './meter-directory.ts';
import { OfferBook } from './offer-book.ts';
import { OrderDesk } from './order-desk.ts';
import { PasskeyDesk } from './passkey-desk.ts';
import { ReadingIntake } from './reading-intake.ts';
import { ReceiptIntake } from './receipt-intake.ts';
import { Replacements } from './replacement-desk.ts';
import { StandingDesk } from './standing-desk.ts';
import { TradeDesk } from './trade-desk.ts';
import { TradeOpening } from './trade-opening.ts';
import type { TradeSubmitter } from './trade-submitter.ts';

export interface Market {
  /** Places offers, and buys. */
  readonly orders: OrderDesk;
  /** Lists offers. */
  readonly offers: OfferBook;
  /** Cancels orders, one or a mandate's. */
  readonly cancels: CancelDesk;
  /** Places, lists and stops standing orders. */
  readonly standing: StandingDesk;
  readonly trades: TradeDesk;
  readonly accounts: AccountDesk;
  /** Shows an account its past. */
  readonly history: HistoryDesk;
  /** Replaces a meter by another. */
  readonly replacements: Replacements;
  /** Who may sign in for a meter. */
  readonly passkeys: PasskeyDesk;
  /** Meters that proved faulty. */
  readonly faults: FaultDesk;
  /** What anyone may know. */
  readonly community: CommunityDesk;
  /** What a meter is given when it connects. */
  readonly meters: MeterDesk;
  readonly receipts: ReceiptIntake;
  readonly readings: ReadingIntake;
  /** Opens signed trades; the watchtower resumes what was left. */
  readonly opening: TradeOpening;
  /** For the indexer. */
  readonly chainNews: ChainNews;
  /** Brings messages to meters; closed when the gateway stops. */
  readonly courier: Courier;
}

export interface MarketModules {
  readonly database: Database;
  readonly chain: MarketChain;
  readonly submitter: TradeSubmitter;
  readonly meters: MeterDirectory;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly log: Log;
}

export function createMarket(marketInfo: MarketInfo, modules: MarketModules): Market {
  const domain = domainOf(marketInfo);
  const courier = new Courier(modules);
  const opening = new TradeOpening(modules);
  const faults = new FaultDesk(modules);
  const cancels = new CancelDesk(domain, modules);
  const passkeys = new PasskeyDesk(modules);
  const receipts = new ReceiptIntake({ ...modules, courier, faults });
  return {
    orders: new OrderDesk(marketInfo, domain, { ...modules, opening, faults }),
    offers: new OfferBook(modules),
    cancels,
    standing: new StandingDesk(marketInfo, { ...modules, cancels, faults }),
    trades: new TradeDesk(modules),
    accounts: new AccountDesk(marketInfo, domain, modules),
    history: new HistoryDesk(modules),
    replacements: new Replacements(domain, modules),
    passkeys,
    faults,
    community: new CommunityDesk(modules),
    meters: new MeterDesk({ ...modules, courier, passkeys }),
    receipts,
    readings: new ReadingIntake({ ...modules, faults }),
    opening,
    chainNews: new ChainNews({ ...modules, receipts, courier }),
    courier,
  };
}
