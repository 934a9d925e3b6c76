/**
 * Trades that a gateway announces, until this meter has seen them on chain. The gateway may lie: it can make as many bids for
 * an offer as it has keys. So few are looked for at a time, nothing of them is stored, and one that the chain does not know
 * is dropped.
 */
import {
  type Address,
  type Bytes32,
  CLAIM_SECONDS,
  checkOrderSignature,
  type Domain,
  type Energy,
  EvlockError,
  type Role,
  type Timestamp,
  type Trade,
  type TradeOrders,
  tradeOf,
  verifyTrade,
} from '@evlock/protocol';
import type { Store } from '../store/store.ts';
import type { KnownTrade } from './trade-record.ts';

export interface TradeIntakeOptions {
  readonly domain: Domain;
  readonly meterKey: Address;
  /** Where the search for a trade begins whose order this meter does not remember. */
  readonly firstBlock: number;
  /** Trades at a time that are not yet seen on chain. Default 3, as many as a meter may have ahead there. */
  readonly most?: number;
}

export interface TradeIntakeModules {
  readonly store: Pick<Store, 'trade' | 'order'>;
}

export interface NewTrade {
  readonly trade: Trade;
  readonly role: Role;
  readonly known: KnownTrade;
}

/** Who says that a trade was opened. What a gateway names, in whatever number, keeps nothing from what the meter finds itself. */
export type Announcer = 'gateway' | 'chain';

const MOST_UNSEEN = 3;
/**
 * Seconds. A gateway announces what it has seen finalized: where every endpoint is this much further and none has it, there
 * never was such a trade.
 */
const PHANTOM_AFTER = 60;

export class TradeIntake {
  readonly #options: TradeIntakeOptions;
  readonly #store: TradeIntakeModules['store'];
  /** When those were announced that are not yet seen on chain. */
  readonly #unseen = new Map<Bytes32, Timestamp>();

  constructor(options: TradeIntakeOptions, modules: TradeIntakeModules) {
    this.#options = options;
    this.#store = modules.store;
  }

  /**
   * Undefined for a trade that is known. Throws `DEVICE_MISMATCH` unless one side is this meter, `RATE_LIMITED` while others
   * are still looked for, `TRADE_NOT_OPEN` for one whose claims are over, and what `verifyTrade` throws: first of all for an
   * own order that this meter did not sign.
   */
  take(orders: TradeOrders, now: Timestamp, by: Announcer = 'gateway'): NewTrade | undefined {
    const { domain, meterKey, firstBlock, most = MOST_UNSEEN } = this.#options;
    const own = orders.bid.order.meterKey === meterKey ? orders.bid : orders.offer;
    if (own.order.meterKey !== meterKey) throw new EvlockError('DEVICE_MISMATCH', { field: 'meterKey' });
    const { id, offerHash } = tradeOf(domain, orders);
    if (this.#unseen.has(id) || this.#store.trade(id)) return undefined;
    if (by === 'gateway' && this.#unseen.size >= most)
      throw new EvlockError('RATE_LIMITED', { trades: this.#unseen.size, most });
    if (orders.bid.order.end + CLAIM_SECONDS <= now) throw new EvlockError('TRADE_NOT_OPEN', { tradeId: id });
    checkOrderSignature(domain, own);
    const trade = verifyTrade(domain, orders, 0n as Energy);
    const role: Role = trade.buyer.meterKey === meterKey ? 'buyer' : 'seller';
    const ownHash = role === 'buyer' ? id : offerHash;
    this.#unseen.set(id, now);
    return { trade, role, known: { orders, fromBlock: this.#store.order(ownHash)?.fromBlock ?? firstBlock } };
  }

  /** Whether a trade that the chain does not know at `time` was never there. */
  isPhantom(tradeId: Bytes32, time: Timestamp): boolean {
    const announced = this.#unseen.get(tradeId);
    if (announced === undefined) return false;
    // Announced by a clock that was ahead: it counts from the first block that was read.
    if (announced > time) this.#unseen.set(tradeId, time);
    return time >= announced + PHANTOM_AFTER;
  }

  /** It was seen on chain, or is no longer looked for. */
  done(tradeId: Bytes32): void {
    this.#unseen.delete(tradeId);
  }
}
