/** Accepts receipts: checks and stores them, forwards them to the partner, and settles when the final pair is complete. */
import type { Log } from '@evlock/chain';
import {
  type Bytes32,
  type Clock,
  checkReceiptOrder,
  EvlockError,
  Receipt,
  type Role,
  type SignedReceipt,
  type TradeOrders,
} from '@evlock/protocol';
import { BatchWriter } from '../database/batch-writer.ts';
import type { Database } from '../database/database.ts';
import type { Principal } from '../database/principal.ts';
import { findReceipt, insertReceipts, type ReceivedReceipt } from '../database/receipts.ts';
import { findTrade, UNFINISHED } from '../database/trades.ts';
import type { Courier } from './courier.ts';
import type { FaultDesk } from './fault-desk.ts';
import type { OwnSigned } from './own-signed.ts';
import type { TradeSubmitter } from './trade-submitter.ts';

export interface ReceiptIntakeModules {
  readonly database: Database;
  readonly submitter: TradeSubmitter;
  readonly courier: Courier;
  readonly faults: Pick<FaultDesk, 'report'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Maximum number of trades whose newest receipts are kept in memory. */
const REMEMBERED = 10_000;
const BATCH = 500;
const CAPACITY = 20_000;

interface Side {
  newest: SignedReceipt | undefined;
  /** Resolves when `newest` is durable. */
  stored: Promise<void>;
}
/** A trade that accepts receipts. */
interface Current {
  readonly orders: TradeOrders;
  readonly sides: Readonly<Record<Role, Side>>;
}

const meterOf = ({ bid, offer }: TradeOrders, role: Role): Principal['meterKey'] =>
  role === 'buyer' ? bid.order.meterKey : offer.order.meterKey;

const isSame = (one: SignedReceipt, other: SignedReceipt): boolean =>
  one.signature === other.signature && Receipt.hash(one.receipt) === Receipt.hash(other.receipt);

/** Whether the two receipts settle a trade. */
function isFinalPair(buyer: SignedReceipt | undefined, seller: SignedReceipt | undefined): boolean {
  if (!buyer?.receipt.final || !seller?.receipt.final) return false;
  return seller.receipt.partnerEnergy === buyer.receipt.energy;
}

export class ReceiptIntake {
  readonly #modules: ReceiptIntakeModules;
  readonly #writer: BatchWriter<ReceivedReceipt>;
  readonly #current = new Map<Bytes32, Promise<Current>>();

  constructor(modules: ReceiptIntakeModules) {
    this.#modules = modules;
    this.#writer = new BatchWriter({ batch: BATCH, capacity: CAPACITY }, (items) =>
      insertReceipts(modules.database, items),
    );
  }

  /**
   * Resolves when the receipt is durable; a receipt that is stored already is acknowledged again. Throws `TRADE_NOT_FOUND`,
   * `TRADE_NOT_OPEN`, `DEVICE_MISMATCH`, `RECEIPT_STALE`, `SEQUENCE_FORKED`.
   */
  async receive(principal: Principal, signed: OwnSigned<SignedReceipt>): Promise<void> {
    const { tradeId, role, sequence } = signed.receipt;
    const current = await this.#find(tradeId);
    if (meterOf(current.orders, role) !== principal.meterKey) {
      throw new EvlockError('DEVICE_MISMATCH', { tradeId, role, meterKey: principal.meterKey });
    }
    const side = current.sides[role];
    const last = side.newest?.receipt;
    if (last && sequence <= last.sequence) return this.#acknowledgeKnown(principal, side, signed);
    checkReceiptOrder(signed.receipt, last);
    await this.#store(side, signed);
    this.#passOn(current, role, signed);
  }

  /** The next receipt of this trade is checked against the database again: its state changed. */
  forget(tradeId: Bytes32): void {
    this.#current.delete(tradeId);
  }

  async #find(tradeId: Bytes32): Promise<Current> {
    const known = this.#current.get(tradeId);
    if (known) return known;
    const loading = this.#load(tradeId);
    this.#current.set(tradeId, loading);
    const [oldest] = this.#current.keys();
    if (this.#current.size > REMEMBERED && oldest !== undefined) this.forget(oldest);
    loading.catch(() => this.forget(tradeId));
    return loading;
  }

  async #load(tradeId: Bytes32): Promise<Current> {
    const trade = await findTrade(this.#modules.database, tradeId);
    if (!trade) throw new EvlockError('TRADE_NOT_FOUND', { tradeId });
    if (!UNFINISHED.has(trade.state)) throw new EvlockError('TRADE_NOT_OPEN', { tradeId, state: trade.state });
    const side = (newest: SignedReceipt | null): Side => ({ newest: newest ?? undefined, stored: Promise.resolve() });
    return {
      orders: trade.orders,
      sides: { buyer: side(trade.receipts.buyer), seller: side(trade.receipts.seller) },
    };
  }

  async #store(side: Side, signed: SignedReceipt): Promise<void> {
    const stored = this.#writer.add({ signed, received: this.#modules.clock.now() });
    side.newest = signed;
    side.stored = stored;
    try {
      await stored;
    } catch (error) {
      // Memory and database now differ.
      this.forget(signed.receipt.tradeId);
      throw error;
    }
  }

  async #acknowledgeKnown({ meterKey }: Principal, side: Side, signed: SignedReceipt): Promise<void> {
    const { newest, stored } = side;
    if (newest && isSame(newest, signed)) return stored;
    const { tradeId, role, sequence } = signed.receipt;
    await stored.catch(() => undefined);
    const known = await findReceipt(this.#modules.database, tradeId, role, sequence);
    if (known && isSame(known, signed)) return;
    if (known && Receipt.hash(known.receipt) !== Receipt.hash(signed.receipt)) {
      // Two different signed messages with one sequence prove a fault of that meter; a late one does not.
      await this.#modules.faults.report(meterKey, 'SEQUENCE_FORKED', known, signed);
      throw new EvlockError('SEQUENCE_FORKED', { tradeId, sequence });
    }
    throw new EvlockError('RECEIPT_STALE', { sequence, last: newest?.receipt.sequence ?? null });
  }

  #passOn({ orders, sides }: Current, role: Role, signed: SignedReceipt): void {
    const partner = role === 'buyer' ? 'seller' : 'buyer';
    const { tradeId } = signed.receipt;
    this.#modules.courier.bring(meterOf(orders, partner), tradeId, 'partnerReceipt', signed);
    const [buyer, seller] = [sides.buyer.newest, sides.seller.newest];
    if (!buyer || !seller || !isFinalPair(buyer, seller)) return;
    this.#modules.submitter.settleFinal(orders, buyer, seller).catch((error: unknown) => {
      // The watchtower tries again; the trade's row holds the error.
      this.#modules.log.warn({ tradeId, code: EvlockError.from(error).code }, 'a final pair is not yet settled');
    });
  }
}
