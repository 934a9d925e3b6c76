/**
 * What is remembered of the book's trades besides their progress. A trade is stored once this meter has seen it on chain
 * itself; until then it lives in memory, with the partner's latest receipt.
 */
import type { Bytes32, Receipt, SignedReceipt } from '@evlock/protocol';
import type { Recovery } from '../store/recovery.ts';
import type { Store } from '../store/store.ts';
import type { TradeRecord } from '../store/store-schema.ts';
import { isOver, type TradeProgress } from '../trade/trade-progress.ts';
import { type KnownTrade, partnerOf, recordOf } from './trade-record.ts';

export interface TradeMemoryModules {
  readonly store: Pick<Store, 'saveTrade' | 'closeOrder' | 'keepReceipt' | 'latestReceipt'>;
  readonly recovery: Pick<Recovery, 'held'>;
}

export class TradeMemory {
  readonly #modules: TradeMemoryModules;
  readonly #known = new Map<Bytes32, KnownTrade>();
  /** What the store holds of each. */
  readonly #saved = new Map<Bytes32, string>();
  readonly #early = new Map<Bytes32, SignedReceipt>();

  constructor(modules: TradeMemoryModules) {
    this.#modules = modules;
  }

  get(tradeId: Bytes32): KnownTrade | undefined {
    return this.#known.get(tradeId);
  }

  announced(tradeId: Bytes32, known: KnownTrade): void {
    this.#known.set(tradeId, known);
  }

  /** From the store, after startup. */
  restored(record: TradeRecord): void {
    this.#known.set(record.id, { orders: record.orders, fromBlock: record.fromBlock });
    this.#saved.set(record.id, versionOf(record));
  }

  /** The partner's latest receipt. */
  heard({ trade, role }: TradeProgress): Receipt | undefined {
    const signed = this.#early.get(trade.id) ?? this.#modules.store.latestReceipt(trade.id, partnerOf(role));
    return signed?.receipt;
  }

  /** Throws `STORE_FAILED`. */
  hear({ trade, stage }: TradeProgress, signed: SignedReceipt): void {
    if (stage === 'opened') this.#early.set(trade.id, signed);
    else this.#modules.store.keepReceipt(signed);
  }

  /** Stores a trade's changes. One that ended without being seen on chain leaves nothing. Throws `STORE_FAILED`. */
  save(progress: TradeProgress): void {
    const { id } = progress.trade;
    const known = this.#known.get(id);
    const before = this.#saved.get(id);
    if (!known || progress.stage === 'opened' || (before === undefined && isOver(progress))) return;
    const record = recordOf(progress, known);
    const version = versionOf(record);
    if (before === version) return;
    this.#modules.store.saveTrade(record);
    if (before === undefined) this.#seen(progress);
    this.#saved.set(id, version);
  }

  forget(tradeId: Bytes32): void {
    for (const map of [this.#known, this.#saved, this.#early]) map.delete(tradeId);
  }

  /** It is on chain: the order is used, and earlier statements about the trade count. */
  #seen({ trade, role }: TradeProgress): void {
    const { store, recovery } = this.#modules;
    store.closeOrder(role === 'buyer' ? trade.id : trade.offerHash);
    for (const signed of [recovery.held(trade.id), this.#early.get(trade.id)]) {
      if (signed) store.keepReceipt(signed);
    }
    this.#early.delete(trade.id);
  }
}

const versionOf = ({ stage, delivery, cause, error, claimed }: TradeRecord): string =>
  JSON.stringify([stage, delivery, cause, error, claimed]);
