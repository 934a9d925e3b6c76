/** Everything in the store that can still be put on chain, as one file: read-only, with or without a running daemon. */
import {
  claimUntil,
  type Deployment,
  type ExportedCancel,
  type ExportedTrade,
  ROLES,
  type SignedExport,
  type Timestamp,
  ZERO_BYTES32,
} from '@evlock/protocol';
import type { SignedCancel } from '@evlock/secure-world';
import type { Store } from './store.ts';
import type { TradeRecord } from './store-schema.ts';

type ReadStore = Pick<Store, 'openTrades' | 'receipts' | 'cancels' | 'order'>;

export const exportedTrade = (
  store: Pick<ReadStore, 'receipts'>,
  { id, orders }: Pick<TradeRecord, 'id' | 'orders'>,
): ExportedTrade => ({
  orders,
  receipts: ROLES.flatMap((role) => store.receipts(id, role)),
});

/** Trades whose receipts still count first, in order of expiry. */
function mostUrgentFirst(records: readonly TradeRecord[], now: Timestamp): TradeRecord[] {
  const isLate = ({ end }: TradeRecord): number => Number(claimUntil(end) <= now);
  return [...records].sort((one, other) => isLate(one) - isLate(other) || one.end - other.end);
}

/** Undefined when the order it names is no longer kept: the order then expired over 30 days ago. */
export function exportedCancel(
  store: Pick<ReadStore, 'order'>,
  { cancel, signature }: SignedCancel,
): ExportedCancel | undefined {
  if (cancel.orderHash === ZERO_BYTES32) return { cancel, signature, order: null };
  const order = store.order(cancel.orderHash)?.signed.order;
  return order && { cancel, signature, order };
}

/**
 * Every trade that this meter has not seen end, and the cancels it keeps, each kind in order of priority for a file with too
 * little room. Throws `STORE_FAILED`.
 */
export function exportSigned(deployment: Deployment, store: ReadStore, written: Timestamp): SignedExport {
  return {
    format: 'evlock-signed-1',
    deployment,
    written,
    trades: mostUrgentFirst(store.openTrades(), written).map((record) => exportedTrade(store, record)),
    cancels: store.cancels().flatMap(({ signed }) => exportedCancel(store, signed) ?? []),
    withdrawals: [],
  };
}
