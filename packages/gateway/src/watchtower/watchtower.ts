/**
 * Sees to it that every trade ends: opens what was left signed, settles final pairs that were left, claims for both sides
 * when no pair comes, closes after the claim period, and frees meters that an offer waits for. Time is the chain's.
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
import type { TradeOpening } from '../market/trade-opening.ts';
import type { TradeSubmitter } from '../market/trade-submitter.ts';
import { Attention } from './attention.ts';

export interface WatchtowerOptions {
  /** Seconds after a trade's `end` in which its final pair is waited for before its sides are claimed. Default 180. */
  readonly graceSeconds?: number;
  /** Least milliseconds between two rounds. Default 5 000. */
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

/** Trades of each kind taken up in one round; the next round takes the next. */
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

  /** Begins nothing more. What is under way ends with the submitter. */
  async stop(): Promise<void> {
    this.#running?.abort();
    this.#running = undefined;
    await this.#loop;
  }

  /** One round at the chain's `time`: begins what is due and is not under way. */
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

  /** Resolves when nothing that a round began is under way. */
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
    const take = (step: TradeStep): Promise<void> => this.#take(id, orders, step);
    const ending = decision.steps.find(({ kind }) => kind !== 'claim');
    const unended = ending && (await take(ending).then(() => undefined, EvlockError.from));
    if (ending && !unended) return;
    // What is in the way of a final pair, or of one side's claim, does not keep the other from its own.
    const claims = await Promise.allSettled(decision.steps.filter((step) => step !== ending).map(take));
    const failed = claims.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    if (unended) throw unended;
  }

  /**
   * What is opened here frees by itself, and cheaper; whoever else opens a trade of these meters may free nothing. So they are
   * freed where an offer of theirs waits for that time.
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

  async #take(id: Bytes32, orders: TradeOrders, step: TradeStep): Promise<void> {
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
        // On chain by the indexer's word and not by the chain's: the indexer will say so.
        return;
    }
  }
}

const placeOf = ({ id, orders }: TradeRecord): TradePlace => ({ id, buyer: orders.bid.order });
const listed = (receipt: SignedReceipt | null): SignedReceipt[] => (receipt ? [receipt] : []);
const earliest = (one: Timestamp, other: Timestamp): Timestamp => (one < other ? one : other);
