/** One trade from offer to end by owners who retry, as their pages do on a bad network. */
import type { TradePlace } from '@evlock/chain';
import type { Community, Household } from '@evlock/community';
import { hasEnded } from '@evlock/owner';
import {
  type Bytes32,
  type Energy,
  EvlockError,
  milliseconds,
  type OfferView,
  systemClock,
  type TradeOrders,
  type TradeView,
  timestamp,
} from '@evlock/protocol';
import { type Pair, PRICE } from '@evlock/testing/community/community-under-test';
import { patiently } from '@evlock/testing/community/patiently';

/** Its outcome; ids are null when the order never reached the gateway. */
export interface Walk {
  readonly tradeId: Bytes32 | null;
  readonly state: TradeView['state'] | null;
  readonly delivered: bigint;
  /** State of a trade long overdue. */
  readonly problem: string | null;
}

export interface TradeWish {
  readonly energy: Energy;
  /** Of its delivery. */
  readonly seconds: number;
  /** Seconds from the bid to the start of its delivery, within which it must be opened; 12 when omitted. */
  readonly lead?: number;
}

/** Seconds for which an offer stays open before it is taken: failing lines need time. */
const STANDS = 120;

/** Waits until it holds; throws what it waited for. */
export async function until(what: string, holds: () => Promise<boolean>, within: number): Promise<void> {
  const end = systemClock.monotonic() + within;
  while (!(await holds().catch(() => false))) {
    if (systemClock.monotonic() > end) throw new Error(`not within ${within} ms: ${what}`);
    await systemClock.sleep(milliseconds(200));
  }
}

const refusalOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => EvlockError.from(error).code,
  );

const leadOf = ({ lead = 12 }: TradeWish): number => lead;

export class TradeWalk {
  readonly seller: Household;
  readonly buyer: Household;
  readonly #community: Community;
  #end = 0;
  #id: Bytes32 | null = null;
  #orders: TradeOrders | undefined;

  constructor(community: Community, pair: Pair) {
    this.#community = community;
    this.seller = community.household(pair.seller);
    this.buyer = community.household(pair.buyer);
  }

  get id(): Bytes32 {
    if (this.#id === null) throw new Error('no order reached the gateway');
    return this.#id;
  }

  /** Both signed orders. */
  get orders(): TradeOrders {
    if (!this.#orders) throw new Error('no order reached the gateway');
    return this.#orders;
  }

  /** Storage key of the trade. */
  async place(): Promise<TradePlace> {
    const { id, bid } = await this.view();
    return { id, buyer: bid.order };
  }

  /** UTC seconds at which the delivery interval ends. */
  get end(): number {
    return this.#end;
  }

  /** Places an offer and takes it, at most `attempts` times. The gateway's answer to the bid is not trusted. */
  async order(wish: TradeWish, attempts = 5): Promise<void> {
    for (let attempt = 1; attempt <= attempts && this.#id === null; attempt++) await this.#attempt(wish);
    if (this.#id !== null) this.#orders = await patiently(() => this.view(), 60_000);
  }

  async #attempt(wish: TradeWish): Promise<void> {
    const ids = async (): Promise<Bytes32[]> => (await this.buyer.owner.trades({ limit: 200 })).map(({ id }) => id);
    const before = new Set(await patiently(ids, 60_000));
    const offer = await patiently(() => this.#offer(wish), 90_000);
    const found = async (): Promise<boolean> => {
      this.#id = (await ids()).find((id) => !before.has(id)) ?? null;
      return this.#id !== null;
    };
    // Answered when the opening is final; the trade is listed long before that.
    let refused = false;
    this.#bid(offer, wish).catch(() => {
      refused = true;
    });
    while (!(await found().catch(() => false)) && systemClock.now() < this.#end) {
      // A failed request may still have arrived.
      if (refused && !(await patiently(found, 30_000))) return;
      await systemClock.sleep(milliseconds(300));
    }
  }

  /** The code with which the gateway refuses an offer; undefined when it accepts. */
  refusal(wish: TradeWish): Promise<string | undefined> {
    return refusalOf(this.#offer(wish));
  }

  /** The code with which a bid is refused, by the owner's own device or the gateway; undefined when accepted. */
  async refusedBid(wish: TradeWish): Promise<string | undefined> {
    return refusalOf(this.#bid(await this.#offer(wish), wish));
  }

  #bid(offer: OfferView, wish: TradeWish): Promise<unknown> {
    const start = timestamp(systemClock.now() + leadOf(wish));
    const end = timestamp(start + wish.seconds);
    this.#end = end;
    return this.buyer.owner.buy(offer, { energy: wish.energy, maxPrice: PRICE, start, end });
  }

  async #offer(wish: TradeWish): Promise<OfferView> {
    const { energy, seconds } = wish;
    await this.seller.awaitOnline();
    await this.buyer.awaitOnline();
    const start = systemClock.now();
    const end = timestamp(start + leadOf(wish) + seconds + STANDS);
    return await this.seller.owner.offer({ energy, price: PRICE, start, end });
  }

  view(): Promise<TradeView> {
    return this.buyer.owner.trade(this.id);
  }

  /** Its outcome, at most `within` seconds after its interval or from now. */
  async ended(within: number): Promise<Walk> {
    if (this.#id === null) return { tradeId: null, state: null, delivered: 0n, problem: null };
    const last = Math.max(systemClock.now(), this.#end) + within;
    let view: TradeView | undefined;
    while (systemClock.now() < last) {
      view = await this.view().catch(() => view);
      if (view && hasEnded(view)) break;
      await systemClock.sleep(milliseconds(300));
    }
    const state = view?.state ?? null;
    if (view && hasEnded(view)) return { tradeId: this.#id, state, delivered: view.delivered ?? 0n, problem: null };
    const stands = `${state}, buyer ${view?.buyer.cause}, seller ${view?.seller.cause}, ${view?.error}`;
    return { tradeId: this.#id, state, delivered: 0n, problem: `${this.buyer.name}: ${stands}` };
  }

  /** How many of the two relays are closed. */
  async closedRelays(): Promise<number> {
    const { households } = await this.#community.control.state();
    const own = [this.seller.name, this.buyer.name];
    return households.filter(({ name, relayClosed }) => relayClosed && own.includes(name)).length;
  }
}
