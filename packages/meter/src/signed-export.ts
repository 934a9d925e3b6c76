/** What the store holds that can still be put on chain, as one file: reads alone, beside a running daemon or without one. */
import {
  type Deployment,
  type ExportedCancel,
  type ExportedTrade,
  ROLES,
  type SignedExport,
  type SignedReceipt,
  type Timestamp,
  ZERO_BYTES32,
} from '@evlock/protocol';
import type { SignedCancel } from '@evlock/secure-world';
import type { Store } from './store.ts';
import type { TradeRecord } from './store-schema.ts';

type ReadStore = Pick<Store, 'openTrades' | 'receipts' | 'cancels' | 'order'>;

/** Of each side the final receipts, which may form a pair, and the latest, which claims most. */
function telling(receipts: readonly SignedReceipt[]): SignedReceipt[] {
  const latest = receipts.at(-1);
  return receipts.filter((signed) => signed.receipt.final || signed === latest);
}

const exportedTrade = (store: ReadStore, { id, orders }: TradeRecord): ExportedTrade => ({
  orders,
  receipts: ROLES.flatMap((role) => telling(store.receipts(id, role))),
});

/** Undefined when the order that it names is no longer kept: then the order expired more than 30 days ago. */
function exportedCancel(store: ReadStore, { cancel, signature }: SignedCancel): ExportedCancel | undefined {
  if (cancel.orderHash === ZERO_BYTES32) return { cancel, signature, order: null };
  const order = store.order(cancel.orderHash)?.signed.order;
  return order && { cancel, signature, order };
}

/** Every trade that this meter has not seen end, and every cancel. Throws `STORE_FAILED`. */
export function exportSigned(deployment: Deployment, store: ReadStore, written: Timestamp): SignedExport {
  return {
    format: 'evlock-signed-1',
    deployment,
    written,
    trades: store.openTrades().map((record) => exportedTrade(store, record)),
    cancels: store.cancels().flatMap((signed) => exportedCancel(store, signed) ?? []),
    withdrawals: [],
  };
}
