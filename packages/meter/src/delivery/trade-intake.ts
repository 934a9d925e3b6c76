/**
 * Trades announced by a gateway, until this meter has seen them on chain. The gateway may lie: it can forge as many bids for
 * an offer as it has keys. So few are looked for at a time, none is stored, and one unknown to the chain is dropped.
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
  /** First block to search for a trade whose order this meter does not remember. */
  readonly firstBlock: number;
  /** Maximum trades not yet seen on chain. Default 3, as many as a meter may have ahead there. */
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

/** Source of an announcement. However many a gateway names, none blocks what the meter finds itself. */
export type Announcer = 'gateway' | 'chain';

const MOST_UNSEEN = 3;
/**
 * Seconds. A gateway announces finalized trades only: where every endpoint is this far past and none has it, the trade never
 * existed.
 */
const PHANTOM_AFTER = 60;

export class TradeIntake {
  readonly #options: TradeIntakeOptions;
  readonly #store: TradeIntakeModules['store'];
  /** Announcement times of the trades not yet seen on chain. */
  readonly #unseen = new Map<Bytes32, Timestamp>();

  constructor(options: TradeIntakeOptions, modules: TradeIntakeModules) {
    this.#options = options;
    this.#store = modules.store;
  }

  /**
   * Undefined for a known trade. Throws `DEVICE_MISMATCH` unless one side is this meter, `RATE_LIMITED` while others are
   * still pending, `TRADE_NOT_OPEN` when its claims are over, and whatever `verifyTrade` throws: first of all for its own
   * order that this meter did not sign.
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

  /** Whether a trade unknown to the chain at `time` never existed. */
  isPhantom(tradeId: Bytes32, time: Timestamp): boolean {
    const announced = this.#unseen.get(tradeId);
    if (announced === undefined) return false;
    // Announced while the clock was ahead: counts from the first block that was read.
    if (announced > time) this.#unseen.set(tradeId, time);
    return time >= announced + PHANTOM_AFTER;
  }

  /** It was seen on chain, or is no longer looked for. */
  done(tradeId: Bytes32): void {
    this.#unseen.delete(tradeId);
  }
}
