/** The part of a trade's progress that is stored, and the progress that a restart begins with. */
import {
  type Domain,
  type Energy,
  type Milliseconds,
  type Receipt,
  type Role,
  type TradeOrders,
  tradeOf,
} from '@evlock/protocol';
import type { SecureWorldInfo } from '@evlock/secure-world';
import type { Store } from '../store/store.ts';
import type { TradeRecord } from '../store/store-schema.ts';
import { announcedTrade, type PartnerView, type TradeProgress } from '../trade/trade-progress.ts';

/** Constant over a trade's life here. */
export interface KnownTrade {
  readonly orders: TradeOrders;
  /** A finalized block older than the trade, where the search for it begins. */
  readonly fromBlock: number;
}

export const recordOf = (progress: TradeProgress, { orders, fromBlock }: KnownTrade): TradeRecord => ({
  id: progress.trade.id,
  orders,
  role: progress.role,
  fromBlock,
  end: progress.trade.end,
  stage: progress.stage,
  delivery: progress.delivery,
  cause: progress.cause,
  error: progress.error,
  claimed: progress.claimed,
});

/** Before the process began: a partner heard then counts as silent now. */
const LONG_AGO = Number.NEGATIVE_INFINITY as Milliseconds;
export const partnerOf = (role: Role): Role => (role === 'buyer' ? 'seller' : 'buyer');

const partnerView = ({ sequence, partnerSequence, energy, final, cause }: Receipt): PartnerView => ({
  sequence,
  heard: partnerSequence,
  energy,
  final,
  cause,
  at: LONG_AGO,
});

/** Progress as stored, before the restart is applied. */
export function restoredTrade(
  record: TradeRecord,
  {
    domain,
    store,
    info,
  }: { domain: Domain; store: Pick<Store, 'latestReceipt'>; info: Pick<SecureWorldInfo, 'trade'> },
): TradeProgress {
  const own = store.latestReceipt(record.id, record.role)?.receipt;
  const heard = store.latestReceipt(record.id, partnerOf(record.role))?.receipt;
  const partner = heard ? partnerView(heard) : null;
  // Killed between the decision to open and the opening: nothing was opened.
  const neverOpened = record.delivery === 'opening' && info.trade?.tradeId !== record.id;
  const fresh = announcedTrade(tradeOf(domain, record.orders), record.role);
  return {
    ...fresh,
    stage: neverOpened && record.stage === 'fault' ? 'confirmed' : record.stage,
    delivery: neverOpened ? 'none' : record.delivery,
    cause: record.cause,
    error: record.error,
    claimed: record.claimed,
    energy: own?.energy ?? (0n as Energy),
    sequence: own?.sequence ?? 0,
    named: own?.final ? own.partnerEnergy : null,
    partner,
  };
}
