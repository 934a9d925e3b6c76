/**
 * Own orders that were opened but not announced by the gateway: it could make a meter miss its delivery, lose reputation for
 * it, and leave the buyer's money locked for a day. The meter looks for them itself; what it finds is treated like any
 * announcement, and trusted as little.
 */
import type { ChainReader } from '@evlock/chain';
import {
  type Bytes32,
  CLAIM_SECONDS,
  type Clock,
  type ErrorCode,
  EvlockError,
  milliseconds,
  type Timestamp,
  timestamp,
} from '@evlock/protocol';
import type { TradeRunner } from '../delivery/trade-runner.ts';
import type { Log } from '../log.ts';
import type { KeptOrder, Store } from '../store/store.ts';

export interface WithheldTradesModules {
  readonly chain: Pick<ChainReader, 'isNonceSpent' | 'openedOrder'>;
  readonly store: Pick<Store, 'openOrders' | 'pastOrders' | 'order'>;
  readonly runner: Pick<TradeRunner, 'announce' | 'knownTrade'>;
  readonly clock: Clock;
  readonly log: Log;
}

const LOOK_MS = milliseconds(15_000);
/** Orders queried per round; least recently queried first. */
const ORDERS = 8;
/** Seconds that a gateway has to announce a finalized trade, from when its nonce was first seen spent. */
const PATIENCE = 20;
/** Seconds for which a withheld trade is reported. */
const TOLD_SECONDS = 86_400;

/** An order whose nonce is spent: by a trade, or by a cancel, for which no opening exists. */
interface Spent {
  /** Monotonic milliseconds when the nonce was first seen spent. */
  readonly since: number;
  readonly misses: number;
}
/** The search backs off to once every hour and a half. */
const MOST_DOUBLINGS = 8;

export class WithheldTrades {
  readonly #modules: WithheldTradesModules;
  readonly #looked = new Map<Bytes32, number>();
  readonly #spent = new Map<Bytes32, Spent>();
  #last: Timestamp | null = null;

  constructor(modules: WithheldTradesModules) {
    this.#modules = modules;
  }

  /** `TRADE_WITHHELD` for a day after the last one was found. */
  get alarm(): ErrorCode | null {
    const now = this.#modules.clock.now();
    return this.#last !== null && now < this.#last + TOLD_SECONDS ? 'TRADE_WITHHELD' : null;
  }

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look();
      await this.#modules.clock.sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  async look(): Promise<void> {
    const { clock, log } = this.#modules;
    try {
      const orders = this.#orders(clock.now());
      const kept = new Set(orders.map(({ hash }) => hash));
      for (const map of [this.#looked, this.#spent])
        for (const hash of map.keys()) if (!kept.has(hash)) map.delete(hash);
      const last = ({ hash }: KeptOrder): number => this.#looked.get(hash) ?? Number.NEGATIVE_INFINITY;
      for (const one of orders.sort((a, b) => last(a) - last(b)).slice(0, ORDERS)) {
        this.#looked.set(one.hash, clock.monotonic());
        await this.#lookFor(one);
      }
    } catch (error) {
      // The chain watch reports that the chain cannot be read; nothing is concluded from it.
      log.debug({ error: EvlockError.from(error) }, 'cannot tell whether trades are withheld');
    }
  }

  /** Orders that became no trade here, for as long as such a trade could be claimed. */
  #orders(now: Timestamp): KeptOrder[] {
    const { store } = this.#modules;
    const past = store.pastOrders(now).filter(({ signed }) => now < signed.order.end + CLAIM_SECONDS);
    return [...store.openOrders(now), ...past];
  }

  async #lookFor({ hash, signed: { order } }: KeptOrder): Promise<void> {
    const { chain, store, runner, clock, log } = this.#modules;
    if (!(await chain.isNonceSpent(order.meterKey, order.nonce))) return;
    const spent = this.#spent.get(hash) ?? { since: clock.monotonic(), misses: 0 };
    this.#spent.set(hash, spent);
    if (clock.monotonic() < spent.since + PATIENCE * 1_000 * 2 ** spent.misses) return;
    const opened = await chain.openedOrder({ hash, order }, { fromBlock: store.order(hash)?.fromBlock ?? 0 });
    if (!opened?.orders) this.#spent.set(hash, { ...spent, misses: Math.min(spent.misses + 1, MOST_DOUBLINGS) });
    if (!opened || runner.knownTrade(opened.tradeId)) return;
    const { tradeId, orders } = opened;
    if (orders) runner.announce(orders, 'chain');
    if (orders && !runner.knownTrade(tradeId)) return;
    this.#last = timestamp(clock.now());
    log.error(
      { code: 'TRADE_WITHHELD', tradeId, order: hash, found: orders !== null },
      'a trade was opened and not announced',
    );
  }
}
