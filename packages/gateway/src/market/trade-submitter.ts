/** How the market puts signed data on chain; the submitter room implements it. */
import type { TransactionResult } from '@evlock/chain';
import type {
  Address,
  Bytes32,
  Cancel,
  Order,
  Replace,
  Signature,
  SignedReceipt,
  Timestamp,
  TradeOrders,
  Withdrawal,
} from '@evlock/protocol';

/**
 * Every action is idempotent: requested again, even after a restart, it is the same transaction. Each resolves when the
 * transaction is final and throws the contract's refusal, `CHAIN_UNREACHABLE`, `SUBMISSION_FAILED`, `TIMED_OUT` (it
 * continues), `RATE_LIMITED` when too many wait, or `SUBMITTER_EXHAUSTED`. What begins something new (open, cancel, withdraw) is
 * charged to its accounts and throws `GAS_BUDGET_SPENT`; what ends a trade never does.
 */
export interface TradeSubmitter {
  /** Throws `SUBMITTER_EXHAUSTED` or `GAS_BUDGET_SPENT` when a trade between these accounts would not be opened now. */
  requireGas(accounts: readonly Address[]): Promise<void>;
  /** Where one of `closed`, trades that no longer need their meters, keeps a meter busy, it is freed in the same transaction. */
  open(tradeId: Bytes32, orders: TradeOrders, closed: ReadonlyMap<Bytes32, TradeOrders>): Promise<TransactionResult>;
  settleFinal(orders: TradeOrders, buyer: SignedReceipt, seller: SignedReceipt): Promise<TransactionResult>;
  claim(orders: TradeOrders, receipt: SignedReceipt): Promise<TransactionResult>;
  settleClaimed(tradeId: Bytes32, orders: TradeOrders): Promise<TransactionResult>;
  expire(tradeId: Bytes32, orders: TradeOrders): Promise<TransactionResult>;
  /** Frees the meters of a trade that no longer needs them, before its end. */
  free(tradeId: Bytes32, orders: TradeOrders): Promise<TransactionResult>;
  cancel(command: Cancel, signature: Signature, order: Order | undefined): Promise<TransactionResult>;
  withdraw(withdrawal: Withdrawal, signature: Signature): Promise<TransactionResult>;
  replace(replace: Replace, signature: Signature): Promise<TransactionResult>;
  /** `effectiveFrom` names the request that is finished. */
  finishReplace(oldMeterKey: Address, effectiveFrom: Timestamp): Promise<TransactionResult>;
  /** Transactions not yet final. */
  pending(): number;
}
