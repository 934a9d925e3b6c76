/**
 * Trades by standing orders: keeps one offer of each seller open while its rules hold, and takes for each buyer the cheapest offer
 * that fits. The price is the offer's. What may be signed is decided by the meters; this only asks. One order's failure, or a meter
 * off line, does not delay the others.
 */
import type { Log } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  brokenSellingRule,
  type Clock,
  EvlockError,
  endOfHours,
  isPartner,
  milliseconds,
  NO_INPUTS,
  OFFERS_PAGE,
  type OfferView,
  type Timestamp,
  timestamp,
} from '@evlock/protocol';
import { chainTime } from '../database/chain-events.ts';
import type { Database } from '../database/database.ts';
import { openOffers, openOffersOfMeter } from '../database/offers.ts';
import {
  latestOutcomes,
  moveStandingOrder,
  noteWaiting,
  type StandingOrder,
  standingKey,
  standingProgress,
  type TradeOutcome,
  workingStandingOrders,
} from '../database/standing-orders.ts';
import { busyIntervals } from '../database/trades.ts';
import { Attention } from '../market/attention.ts';
import type { Market } from '../market/market.ts';
import type { MeterDirectory } from '../market/meter-directory.ts';
import { accountRestsUntil, MEMORY_SECONDS, partnerRestsUntil } from './losses.ts';
import { isEnough, isUsedUp, type Left, leftOf, standingBidTerms, standingOfferTerms } from './terms.ts';

export interface StandingTraderModules {
  readonly database: Database;
  readonly meters: Pick<MeterDirectory, 'online' | 'status'>;
  readonly market: { readonly orders: Pick<Market['orders'], 'place' | 'buy'> } & {
    readonly standing: Pick<Market['standing'], 'finishStop'>;
  };
  readonly clock: Clock;
  readonly log: Log;
}

/** Between two rounds. */
const ROUND = milliseconds(2_000);
/** Outcomes that are looked at. */
const OUTCOMES = 64;
/** Milliseconds for which an offer that could not be taken is left to others. */
const AVOIDED_FOR = 60_000;

/** An offer as it is listed. */
type Candidate = Pick<OfferView, 'hash' | 'reputation' | 'offer'>;

/** One round's view of the market. */
interface Round {
  readonly now: Timestamp;
  readonly offers: readonly Candidate[];
  /** Standing orders that sell: their rules may hold no longer for an offer that still stands. */
  readonly sells: readonly StandingOrder[];
}

interface Turn {
  readonly order: StandingOrder;
  readonly left: Left;
  readonly outcomes: readonly TradeOutcome[];
}

interface Waiting {
  readonly code: string | null;
  readonly rule: string | null;
}
const FOR_A_PARTNER: Waiting = { code: null, rule: null };
const waiting = (code: string, rule: string | null = null): Waiting => ({ code, rule });

export class StandingTrader {
  readonly #modules: StandingTraderModules;
  readonly #attention: Attention;
  /** Meters of both sides of a purchase that is being made: each makes one at a time. */
  readonly #trading = new Set<Address>();
  /** Meters that are asked for an offer. */
  readonly #offering = new Set<Address>();
  /** Until when a buyer leaves an offer alone, by meter and offer. */
  readonly #avoided = new Map<string, number>();
  #running: AbortController | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(modules: StandingTraderModules) {
    this.#modules = modules;
    this.#attention = new Attention(modules);
  }

  start(): void {
    if (this.#running) return;
    this.#running = new AbortController();
    this.#loop = this.#run(this.#running.signal);
  }

  /** Begins nothing more. What a meter is signing ends by its own deadline. */
  async stop(): Promise<void> {
    this.#running?.abort();
    this.#running = undefined;
    await this.#loop;
  }

  /** One round: begins what can be done now and is not in progress. */
  async look(): Promise<void> {
    const { database, clock } = this.#modules;
    const orders = await workingStandingOrders(database);
    if (orders.length === 0) return;
    const now = timestamp(Math.max(clock.now(), await chainTime(database, clock.now())));
    const buys = orders.some(({ approval }) => approval.mandate.side === 'bid');
    const { offers } = buys ? await openOffers(database, now, { limit: OFFERS_PAGE }) : { offers: [] };
    const sells = orders.filter(({ approval }) => approval.mandate.side === 'offer');
    const round: Round = { now, offers: [...offers].sort(byPrice), sells };
    this.#forgetAvoided();
    for (const order of orders) {
      const { meterKey, mandateId } = standingKey(order);
      this.#attention.give(`${meterKey} ${mandateId}`, () => this.#serve(order, round));
    }
  }

  /** Resolves when no work of earlier rounds is in progress. */
  idle(): Promise<void> {
    return this.#attention.idle();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#modules;
    while (!signal.aborted) {
      await this.look().catch((error: unknown) => {
        log.warn({ code: EvlockError.from(error).code }, 'a round of standing orders failed');
      });
      await clock.sleep(ROUND, signal).catch(() => undefined);
    }
  }

  async #serve(order: StandingOrder, round: Round): Promise<void> {
    const { market } = this.#modules;
    if (order.state === 'stopping') return market.standing.finishStop(order);
    try {
      const found = await this.#trade(order, round);
      if (found) await noteWaiting(this.#modules.database, standingKey(order), found);
    } catch (thrown) {
      const { code, details } = EvlockError.from(thrown);
      const rule = typeof details.rule === 'string' ? details.rule : null;
      await noteWaiting(this.#modules.database, standingKey(order), waiting(code, rule)).catch(() => undefined);
      throw thrown;
    }
  }

  /** What it waits for; undefined where that is as before. */
  async #trade(order: StandingOrder, round: Round): Promise<Waiting | undefined> {
    const { database, meters } = this.#modules;
    const { meterKey, account } = order.principal;
    const { side } = order.approval.mandate;
    const progress = await standingProgress(database, order, round.now);
    if (isUsedUp(order, progress, round.now)) {
      await moveStandingOrder(database, standingKey(order), ['active'], 'ended');
      return undefined;
    }
    if (!meters.online(meterKey)) return waiting('DEVICE_OFFLINE');
    // One lot at a time.
    if (this.#trading.has(meterKey)) return undefined;
    if ((await busyIntervals(database, meterKey, round.now)).length > 0) return FOR_A_PARTNER;
    const outcomes = await latestOutcomes(database, account, timestamp(round.now - MEMORY_SECONDS), OUTCOMES);
    const rests = accountRestsUntil(outcomes);
    if (rests !== undefined && rests > round.now) return waiting('TRADE_FAILED');
    if (endOfHours(order.rules.hours, round.now, timestamp(round.now + 1)) <= round.now) {
      return waiting('STANDING_RULE_BROKEN', 'hours');
    }
    const left = leftOf(order, progress);
    if (!isEnough(order.approval.mandate, left)) return waiting('MANDATE_RESERVED');
    const turn = { order, left, outcomes };
    return side === 'offer' ? this.#sell(turn, round) : this.#buy(turn, round);
  }

  async #sell({ order, left }: Turn, { now }: Round): Promise<Waiting> {
    const { database, market } = this.#modules;
    const { principal, approval, rules } = order;
    const rule = this.#brokenRule(order);
    if (rule) return waiting('STANDING_RULE_BROKEN', rule);
    const terms = standingOfferTerms(order, left, now);
    const { meterKey } = principal;
    // The same energy is not offered twice, whoever places or placed the other offer.
    if (!terms || this.#offering.has(meterKey)) return FOR_A_PARTNER;
    this.#offering.add(meterKey);
    try {
      const open = await openOffersOfMeter(database, meterKey, now);
      if (open.some(({ order: other }) => other.start < terms.end && terms.start < other.end)) return FOR_A_PARTNER;
      await market.orders.place(principal, { ...approval, rules }, terms);
      return FOR_A_PARTNER;
    } finally {
      this.#offering.delete(meterKey);
    }
  }

  async #buy(turn: Turn, round: Round): Promise<Waiting> {
    const { order, left } = turn;
    const { principal, approval, rules } = order;
    for (const offer of round.offers) {
      const terms = standingBidTerms(order, offer, left, round.now);
      if (!terms || !(await this.#mayTake(turn, offer, round))) continue;
      const sides = [principal.meterKey, offer.offer.order.meterKey];
      if (sides.some((meterKey) => this.#trading.has(meterKey))) continue;
      for (const meterKey of sides) this.#trading.add(meterKey);
      try {
        const trade = await this.#modules.market.orders.buy(principal, { ...approval, rules }, terms);
        this.#modules.log.info(
          { tradeId: trade.id, mandateId: approval.mandate.mandateId },
          'traded by standing order',
        );
        return FOR_A_PARTNER;
      } catch (thrown) {
        this.#avoid(principal.meterKey, offer.hash);
        // Another buyer was first, or the seller sold elsewhere.
        if (!EvlockError.from(thrown).entry.contended) throw thrown;
      } finally {
        for (const meterKey of sides) this.#trading.delete(meterKey);
      }
    }
    return FOR_A_PARTNER;
  }

  async #mayTake({ order, outcomes }: Turn, { hash, offer }: Candidate, { now, sells }: Round): Promise<boolean> {
    const { database, meters } = this.#modules;
    const { meterKey, account } = offer.order;
    if (account === order.principal.account || !meters.online(meterKey)) return false;
    if (this.#avoided.has(nameOf(order.principal.meterKey, hash))) return false;
    const rests = partnerRestsUntil(outcomes, account);
    if (rests !== undefined && rests > now) return false;
    // What a standing order offered, as far as its price tells; others are their owners' affair.
    const behind = sells.filter(
      ({ principal, approval }) => principal.meterKey === meterKey && approval.mandate.limitPrice === offer.order.price,
    );
    const sellsTo = (seller: StandingOrder): boolean =>
      isPartner(seller.rules, order.principal.account) && !this.#brokenRule(seller, 0);
    if (!isPartner(order.rules, account) || (behind.length > 0 && !behind.some(sellsTo))) return false;
    return (await busyIntervals(database, meterKey, now)).length === 0;
  }

  /** By the meter's own word, which nobody verifies; the meter decides again when it signs. */
  #brokenRule({ principal, rules }: StandingOrder, marginPpm?: number) {
    const inputs = this.#modules.meters.status(principal.meterKey)?.inputs ?? NO_INPUTS;
    return brokenSellingRule(rules, inputs, marginPpm);
  }

  #avoid(meterKey: Address, hash: Bytes32): void {
    this.#avoided.set(nameOf(meterKey, hash), this.#modules.clock.monotonic() + AVOIDED_FOR);
  }

  #forgetAvoided(): void {
    const now = this.#modules.clock.monotonic();
    for (const [name, until] of this.#avoided) if (until <= now) this.#avoided.delete(name);
  }
}

const nameOf = (meterKey: Address, hash: Bytes32): string => `${meterKey} ${hash}`;

/** The cheapest first; among equals, by their hash: every offer comes first at times. */
function byPrice({ hash, offer }: Candidate, other: Candidate): number {
  const [price, otherPrice] = [offer.order.price, other.offer.order.price];
  if (price !== otherPrice) return price < otherPrice ? -1 : 1;
  return hash < other.hash ? -1 : 1;
}
