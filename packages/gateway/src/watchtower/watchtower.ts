/**
 * Sees to it that every trade ends: opens what was left signed, settles final pairs that were left, claims for both sides
 * when no pair comes, and closes after the claim period. Time is the chain's.
 */
import type { ChainReader, Log } from '@evlock/chain';
import {
  CLAIM_SECONDS,
  type Claim,
  type Clock,
  EvlockError,
  ROLES,
  type SignedReceipt,
  type Timestamp,
  timestamp,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { dueTrades, signedTrades, type TradeRecord } from '../database/trades.ts';
import { isFinalPair } from '../market/receipt-intake.ts';
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

/** Whether putting `receipt` on chain would change what is claimed for its side. */
export const isNews = ({ receipt }: SignedReceipt, claimed: Claim | undefined): boolean =>
  claimed === undefined || receipt.energy > claimed.energy || (receipt.final && !claimed.final);

/** From this moment on a trade can be closed by what was claimed, and no longer be claimed. */
export const claimUntil = (end: Timestamp): Timestamp => timestamp(end + CLAIM_SECONDS);

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
    if (time < Math.min(bid.order.openBefore, offer.order.openBefore)) return opening.open(trade);
    if ((await chain.trade(trade.id)).state === 'none') await opening.fail(trade.id, 'ORDER_EXPIRED');
  }

  async #end(trade: TradeRecord, time: Timestamp): Promise<void> {
    const { chain, submitter } = this.#modules;
    const { state, ...claimed } = await chain.trade(trade.id);
    // Ended already, and the indexer will say so.
    if (state !== 'open' && state !== 'claimed') return;
    const { end } = trade.orders.bid.order;
    if (time >= claimUntil(end)) {
      const close = claimed.buyer ? 'settleClaimed' : 'expire';
      await submitter[close](trade.id, trade.orders);
      return;
    }
    const unsettled = await this.#settle(trade);
    if (time >= end + this.#grace) await this.#claim(trade, claimed);
    if (unsettled) throw unsettled;
  }

  /** Settles a final pair. What was in its way is returned, because the sides must be claimed all the same. */
  async #settle({ orders, receipts: { buyer, seller } }: TradeRecord): Promise<EvlockError | undefined> {
    if (!buyer || !seller || !isFinalPair(buyer, seller)) return undefined;
    return this.#modules.submitter.settleFinal(orders, buyer, seller).then(() => undefined, EvlockError.from);
  }

  async #claim({ id, orders, receipts }: TradeRecord, claimed: { buyer?: Claim; seller?: Claim }): Promise<void> {
    const claims = ROLES.map(async (role) => {
      const receipt = receipts[role];
      if (!receipt || !isNews(receipt, claimed[role])) return;
      this.#modules.log.info({ tradeId: id, role, sequence: receipt.receipt.sequence }, 'claiming for one side');
      await this.#modules.submitter.claim(orders, receipt);
    });
    // What is in the way of one side's claim does not keep the other from its own.
    const failed = (await Promise.allSettled(claims)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }
}
