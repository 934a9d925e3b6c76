/**
 * Ensures that every trade ends: opens trades that are still signed only, settles pending final pairs, claims for both sides
 * when no pair arrives, closes after the claim period, and frees meters for waiting offers. Time is the chain's.
 */
import type { ChainReader, Log, TradePlace } from '@evlock/chain';
import {
  type Bytes32,
  CLAIM_SECONDS,
  type Clock,
  decideTrade,
  EvlockError,
  FREEING_PAYS_SECONDS,
  needsTimeOf,
  type SignedReceipt,
  type Timestamp,
  type TradeOrders,
  type TradeStep,
  timestamp,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { openOffersOfMeter } from '../database/offers.ts';
import { busyWithoutNeed, dueTrades, signedTrades, type TradeRecord } from '../database/trades.ts';
import { Attention } from '../market/attention.ts';
import type { TradeOpening } from '../market/trade-opening.ts';
import type { TradeSubmitter } from '../market/trade-submitter.ts';

export interface WatchtowerOptions {
  /** Seconds after a trade's `end` to wait for its final pair before claiming for its sides. Default 180. */
  readonly graceSeconds?: number;
  /** Minimum milliseconds between two rounds. Default 5 000. */
  readonly interval?: number;
}

export interface WatchtowerModules {
  readonly database: Database;
  readonly chain: Pick<ChainReader, 'blocks' | 'trade'>;
  readonly submitter: TradeSubmitter;
  readonly opening: Pick<TradeOpening, 'open' | 'fail'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Maximum number of trades of each kind per round; the next round continues. */
const ROUND = 200;

const before = (time: Timestamp, seconds: number): Timestamp => timestamp(Math.max(0, time - seconds));

export class Watchtower {
  readonly #grace: number;
  readonly #interval: number;
  readonly #modules: WatchtowerModules;
  readonly #attention: Attention;
  #running: AbortController | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: WatchtowerOptions, modules: WatchtowerModules) {
    this.#grace = options.graceSeconds ?? 180;
    this.#interval = options.interval ?? 5_000;
    this.#modules = modules;
    this.#attention = new Attention(modules);
  }

  start(): void {
    if (this.#running) return;
    this.#running = new AbortController();
    this.#loop = this.#run(this.#running.signal);
  }

  /** Begins nothing more. Work in progress ends with the submitter. */
  async stop(): Promise<void> {
    this.#running?.abort();
    this.#running = undefined;
    await this.#loop;
  }

  /** One round at the chain's `time`: begins what is due and not in progress. */
  async look(time: Timestamp): Promise<void> {
    const { database } = this.#modules;
    for (const trade of await signedTrades(database, ROUND)) {
      this.#attention.give(trade.id, () => this.#open(trade, time));
    }
    const due = { graceOver: before(time, this.#grace), claimsOver: before(time, CLAIM_SECONDS) };
    for (const trade of await dueTrades(database, due, ROUND)) {
      this.#attention.give(trade.id, () => this.#end(trade, time));
    }
    for (const trade of await busyWithoutNeed(database, timestamp(time + FREEING_PAYS_SECONDS), ROUND)) {
      this.#attention.give(trade.id, () => this.#free(trade, time));
    }
  }

  /** Resolves when no work of earlier rounds is in progress. */
  idle(): Promise<void> {
    return this.#attention.idle();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { chain, clock, log } = this.#modules;
    let next = 0;
    for await (const { time } of chain.blocks(signal)) {
      if (clock.monotonic() < next) continue;
      next = clock.monotonic() + this.#interval;
      await this.look(time).catch((error: unknown) => {
        log.warn({ code: EvlockError.from(error).code }, 'a round of the watchtower failed');
      });
    }
  }

  /** At `openBefore` of the finalized chain no block can open the trade any more. */
  async #open(trade: TradeRecord, time: Timestamp): Promise<void> {
    const { chain, opening } = this.#modules;
    const { bid, offer } = trade.orders;
    const since = earliest(bid.order.openBefore, offer.order.openBefore);
    if (time < since) return opening.open(trade);
    if ((await chain.trade(placeOf(trade), { since })).state === 'none') await opening.fail(trade.id, 'ORDER_EXPIRED');
  }

  async #end(trade: TradeRecord, time: Timestamp): Promise<void> {
    const { id, orders, receipts } = trade;
    const { bid, offer } = orders;
    const held = { buyer: listed(receipts.buyer), seller: listed(receipts.seller) };
    const times = { openBefore: earliest(bid.order.openBefore, offer.order.openBefore), end: bid.order.end };
    const onChain = await this.#modules.chain.trade(placeOf(trade));
    const decision = decideTrade(times, held, onChain, { time, graceSeconds: this.#grace });
    if (decision.kind !== 'act') return;
    const perform = (step: TradeStep): Promise<void> => this.#perform(id, orders, step);
    const ending = decision.steps.find(({ kind }) => kind !== 'claim');
    const unended = ending && (await perform(ending).then(() => undefined, EvlockError.from));
    if (ending && !unended) return;
    // A failed settlement, or a failed claim of one side, does not prevent the other side's claim.
    const claims = await Promise.allSettled(decision.steps.filter((step) => step !== ending).map(perform));
    const failed = claims.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    if (unended) throw unended;
  }

  /**
   * Trades opened by this gateway free meters in the same transaction, at less cost; others who open a trade may not. So meters are
   * freed where one of their offers needs that time.
   */
  async #free({ id, orders }: TradeRecord, time: Timestamp): Promise<void> {
    const { database, submitter } = this.#modules;
    const { bid, offer } = orders;
    for (const { meterKey } of [bid.order, offer.order]) {
      const waiting = await openOffersOfMeter(database, meterKey, time);
      if (!waiting.some(({ order }) => needsTimeOf(order, bid.order.end, time))) continue;
      await submitter.free(id, orders).catch((cause: unknown) => {
        if (!EvlockError.is(cause, 'NOTHING_TO_FREE')) throw cause;
      });
      return;
    }
  }

  async #perform(id: Bytes32, orders: TradeOrders, step: TradeStep): Promise<void> {
    const { submitter, log } = this.#modules;
    switch (step.kind) {
      case 'settleFinal':
        return void (await submitter.settleFinal(orders, step.buyer, step.seller));
      case 'claim': {
        const { role, sequence } = step.receipt.receipt;
        log.info({ tradeId: id, role, sequence }, 'claiming for one side');
        return void (await submitter.claim(orders, step.receipt));
      }
      case 'settleClaimed':
      case 'expire':
      case 'free':
        return void (await submitter[step.kind](id, orders));
      default:
        // Known to the indexer and not yet to the chain reader: the indexer reports it.
        return;
    }
  }
}

const placeOf = ({ id, orders }: TradeRecord): TradePlace => ({ id, buyer: orders.bid.order });
const listed = (receipt: SignedReceipt | null): SignedReceipt[] => (receipt ? [receipt] : []);
const earliest = (one: Timestamp, other: Timestamp): Timestamp => (one < other ? one : other);
