/**
 * Own orders that never became a trade: what they reserve of their mandates is released once every endpoint proves that they
 * were never opened and never can be. Absence from one endpoint proves nothing, and a kill in between loses nothing: the
 * secure world reports an order that was already released.
 */
import type { ChainReader } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  type Clock,
  type Domain,
  EvlockError,
  milliseconds,
  type Order,
  type TradeOrders,
  tradeOf,
} from '@evlock/protocol';
import type { SecureWorld } from '@evlock/secure-world';
import type { Log } from '../log.ts';
import type { Recovery } from '../store/recovery.ts';
import type { Store } from '../store/store.ts';

export interface LapsedOrdersOptions {
  readonly domain: Domain;
  readonly meterKey: Address;
}

export interface LapsedOrdersModules {
  readonly chain: Pick<ChainReader, 'hasLapsed'>;
  readonly secureWorld: Pick<SecureWorld, 'releaseOrder' | 'closeUnopened'>;
  readonly store: Pick<Store, 'pastOrders' | 'releaseOrder' | 'reopenOrder'>;
  readonly recovery: Pick<Recovery, 'fault'>;
  /** Whether a trade is being delivered here or awaits its end: the secure world keeps only a few closed ones. */
  readonly busy: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

const LOOK_MS = milliseconds(10_000);
/** Orders queried per round. */
const ORDERS = 4;
/** Delay before an order is queried again; doubles each time. */
const FIRST_PAUSE = 20_000;
const LONGEST_PAUSE = 3_600_000;
/** Trades remembered for closing; the order of an older one is released by its date. */
const PAIRS = 64;

interface Pause {
  readonly length: number;
  readonly until: number;
}

export class LapsedOrders {
  readonly #options: LapsedOrdersOptions;
  readonly #modules: LapsedOrdersModules;
  readonly #pauses = new Map<Bytes32, Pause>();
  /** By this meter's order: the trade it could have become. */
  readonly #pairs = new Map<Bytes32, TradeOrders>();

  constructor(options: LapsedOrdersOptions, modules: LapsedOrdersModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /** This trade is proven never to open. `seen`: on a chain that has since lost it, so this meter's order counted as used. */
  lapsed(orders: TradeOrders, seen: boolean): void {
    const { domain, meterKey } = this.#options;
    const { id, offerHash } = tradeOf(domain, orders);
    const hash = orders.bid.order.meterKey === meterKey ? id : offerHash;
    try {
      if (seen) this.#modules.store.reopenOrder(hash);
      this.#pauses.delete(hash);
      this.#pairs.set(hash, orders);
      const [oldest] = this.#pairs.keys();
      if (oldest && this.#pairs.size > PAIRS) this.#pairs.delete(oldest);
    } catch (error) {
      this.#modules.log.warn({ error, hash }, 'could not reclaim an order from a trade that never opened');
    }
  }

  /** Runs every ten seconds until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look();
      await this.#modules.clock.sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  async look(): Promise<void> {
    const { store, clock, log } = this.#modules;
    try {
      const past = store.pastOrders(clock.now());
      this.#forgetOthers(new Set(past.map(({ hash }) => hash)));
      for (const { hash, signed } of past.filter(({ hash }) => this.#isDue(hash)).slice(0, ORDERS)) {
        this.#pause(hash);
        if (!(await this.#giveBack(hash, signed.order))) continue;
        store.releaseOrder(hash);
        this.#pairs.delete(hash);
      }
    } catch (error) {
      // The chain or the secure world is not answering, as other components also report; retried from the store.
      log.debug({ error: EvlockError.from(error) }, 'cannot tell whether orders have lapsed');
    }
  }

  /** True when the order no longer reserves anything. */
  async #giveBack(hash: Bytes32, order: Order): Promise<boolean> {
    const { chain, log } = this.#modules;
    if (!(await chain.hasLapsed(order))) return false;
    const by = await this.#ended(hash, order.nonce);
    if (by === undefined) return false;
    log.info({ hash, nonce: order.nonce, energy: String(order.energy), by }, 'released an order that was never opened');
    return true;
  }

  /** Closing a pair does not wait for the secure world's own date. Undefined until that date has come. */
  async #ended(hash: Bytes32, nonce: number): Promise<'closing' | 'release' | undefined> {
    const { secureWorld, recovery, busy, log } = this.#modules;
    const pair = this.#pairs.get(hash);
    try {
      if (pair && recovery.fault === null && !busy()) {
        await secureWorld.closeUnopened(pair, 'restarted');
        return 'closing';
      }
      await secureWorld.releaseOrder(nonce);
      return 'release';
    } catch (caught) {
      const error = EvlockError.from(caught);
      const check = error.details.check;
      // Released before a kill, or because the order expired.
      if (check === 'GIVEN_BACK' || check === 'OPENED_BEFORE') return pair ? 'closing' : 'release';
      if (check === 'DATE') return undefined;
      if (error.code === 'SECURE_WORLD_UNREACHABLE') throw error;
      log.warn({ hash, nonce, error }, 'could not release an order that was never opened');
      return undefined;
    }
  }

  #isDue(hash: Bytes32): boolean {
    return this.#modules.clock.monotonic() >= (this.#pauses.get(hash)?.until ?? 0);
  }

  #pause(hash: Bytes32): void {
    const length = Math.min((this.#pauses.get(hash)?.length ?? FIRST_PAUSE / 2) * 2, LONGEST_PAUSE);
    this.#pauses.set(hash, { length, until: this.#modules.clock.monotonic() + length });
  }

  #forgetOthers(hashes: ReadonlySet<Bytes32>): void {
    for (const hash of this.#pauses.keys()) if (!hashes.has(hash)) this.#pauses.delete(hash);
  }
}
