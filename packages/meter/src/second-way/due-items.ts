/**
 * Which of this meter's signed data should be on chain but is not: trades that can be brought closer to their end, and
 * cancels whose orders could still be opened. Decided from the meter's own view of the chain; while it cannot read that, by
 * its clock.
 */
import type { ChainReader } from '@evlock/chain';
import {
  type Bytes32,
  Cancel,
  CLAIM_SECONDS,
  type Clock,
  claimUntil,
  type Domain,
  decideTrade,
  FREEING_PAYS_SECONDS,
  isFreeingDue,
  needsTimeOf,
  ROLES,
  type SignedOrder,
  type Timestamp,
  type Trade,
  type TradeOnChain,
  type TradeOrders,
  type TradeStep,
  timestamp,
  tradeOf,
} from '@evlock/protocol';
import { exportedCancel, exportedTrade } from '../store/signed-export.ts';
import type { Store } from '../store/store.ts';
import type { Item } from './submitter.ts';

/** A trade that this meter has seen on chain, but not its end. */
export interface OpenTrade {
  readonly trade: Trade;
  readonly orders: TradeOrders;
}

/**
 * `settle` by a final pair or claims, `close` what was claimed, `free` this meter for another trade, `cancel` orders. The
 * receipts held do not define phases: a partner that keeps signing new ones must not keep its trade at the first submitter.
 */
export type Phase = 'settle' | 'close' | 'free' | 'cancel';

export interface DueItem {
  readonly id: Bytes32;
  readonly item: Item;
  /** Another phase starts again at the first submitter. */
  readonly phase: Phase;
  /** When it became due. */
  readonly since: Timestamp;
}

export interface DueItemsOptions {
  readonly domain: Domain;
  /** Seconds after a trade's end to wait for its final pair before sides are claimed. */
  readonly grace: number;
}

export interface DueItemsModules {
  readonly chain: Pick<ChainReader, 'finalized' | 'isNonceSpent'>;
  /** State and claims of a trade. */
  readonly onChain: (trade: Trade) => Promise<TradeOnChain>;
  readonly store: Pick<Store, 'receipts' | 'cancels' | 'order' | 'openOrders' | 'tradesEndingAfter'>;
  readonly trades: () => readonly OpenTrade[];
  readonly clock: Clock;
}

/** Days after the end of its claims until a trade that is no longer visible on chain is left alone. */
const GIVEN_UP = 7 * 86_400;

export class DueItems {
  readonly #options: DueItemsOptions;
  readonly #modules: DueItemsModules;
  /** When a trade was first seen to keep this meter busy for nothing. */
  readonly #busySince = new Map<Bytes32, Timestamp>();

  constructor(options: DueItemsOptions, modules: DueItemsModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /** Trades first, in order of when their claims end: their end frees money. Throws `STORE_FAILED`. */
  async find(): Promise<DueItem[]> {
    const time = await this.#time();
    const trades = this.#modules
      .trades()
      .filter(({ trade }) => trade.end <= time && time < trade.end + CLAIM_SECONDS + GIVEN_UP);
    const found: DueItem[] = [];
    for (const open of [...trades].sort((one, other) => one.trade.end - other.trade.end)) {
      const due = await this.#trade(open, time);
      if (due) found.push(due);
    }
    return [...found, ...(await this.#frees(time)), ...(await this.#cancels(time))];
  }

  /** The chain's time; while it is unavailable, the clock's. */
  async #time(): Promise<Timestamp> {
    const { chain, clock } = this.#modules;
    return await chain.finalized().then(
      ({ time }) => time,
      () => clock.now(),
    );
  }

  async #trade({ trade, orders }: OpenTrade, time: Timestamp): Promise<DueItem | undefined> {
    const { store } = this.#modules;
    const [buyer, seller] = ROLES.map((role) => store.receipts(trade.id, role));
    const held = { buyer: buyer ?? [], seller: seller ?? [] };
    const decision = decideTrade(trade, held, await this.#onChain(trade), {
      time,
      graceSeconds: this.#options.grace,
    });
    if (decision.kind !== 'act') return undefined;
    const closes = decision.steps.some(isClosing);
    const since = closes ? claimUntil(trade.end) : trade.end;
    const item: Item = { kind: 'trade', trade: exportedTrade(store, { id: trade.id, orders }) };
    return { id: trade.id, item, phase: closes ? 'close' : 'settle', since };
  }

  /** Trades that no longer need this meter but block an order of its own that could still be opened. */
  async #frees(time: Timestamp): Promise<DueItem[]> {
    const { store, onChain } = this.#modules;
    const cancels = store.cancels().map(({ signed }) => signed.cancel);
    const open = store.openOrders(time).filter((order) => !cancels.some((cancel) => withdraws(cancel, order)));
    const waiting = open.map(({ signed }) => signed.order);
    if (waiting.length === 0) return [];
    const found: DueItem[] = [];
    for (const { id, orders } of store.tradesEndingAfter(timestamp(time + FREEING_PAYS_SECONDS))) {
      const trade = tradeOf(this.#options.domain, orders);
      if (!waiting.some((order) => needsTimeOf(order, trade.end, time))) continue;
      // An unreadable chain tells nothing, and waiting costs nothing.
      const known = await onChain(trade).catch(() => undefined);
      if (!known || !isFreeingDue(known, time)) continue;
      const since = this.#busySince.get(id) ?? time;
      this.#busySince.set(id, since);
      found.push({ id, item: { kind: 'trade', trade: exportedTrade(store, { id, orders }) }, phase: 'free', since });
    }
    for (const id of this.#busySince.keys()) if (!found.some((one) => one.id === id)) this.#busySince.delete(id);
    return found;
  }

  /**
   * All that is known on an unreadable chain is that the trade was open: the submitter checks for itself. That goes for an endpoint
   * of another chain too: one that says so must not keep what is signed from every submitter.
   */
  async #onChain(trade: Trade): Promise<TradeOnChain> {
    const known = await this.#modules.onChain(trade).catch(() => ({ state: 'open' }) as const);
    // It was seen open; its absence now does not prove that it ended.
    return known.state === 'none' ? { state: 'open' } : known;
  }

  /** Those that withdraw an order of its own that is unopened but could still be opened. */
  async #cancels(time: Timestamp): Promise<DueItem[]> {
    const { store, chain } = this.#modules;
    const orders = store.openOrders(time);
    const found: DueItem[] = [];
    for (const { signed, stored } of store.cancels()) {
      const newest = orders.filter((one) => withdraws(signed.cancel, one)).at(-1);
      if (!newest || signed.cancel.deadline <= time) continue;
      const { meterKey, nonce } = newest.signed.order;
      const isSpent = await chain.isNonceSpent(meterKey, nonce).catch(() => false);
      const cancel = isSpent ? undefined : exportedCancel(store, signed);
      if (!cancel) continue;
      const id = Cancel.digest(this.#options.domain, signed.cancel);
      found.push({ id, item: { kind: 'cancel', cancel }, phase: 'cancel', since: stored });
    }
    return found;
  }
}

const isClosing = ({ kind }: TradeStep): boolean => kind === 'settleClaimed' || kind === 'expire';

interface OpenOrder {
  readonly hash: Bytes32;
  readonly signed: SignedOrder;
}

const withdraws = ({ orderHash, minNonce }: Cancel, { hash, signed }: OpenOrder): boolean =>
  hash === orderHash || signed.order.nonce < minNonce;
