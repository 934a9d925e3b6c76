/** What a household sold and bought today, from its trades: pure. */
import type { Shown } from '@evlock/owner';
import type { Address, TradeView } from '@evlock/protocol';
import { causeOf, isOver, isSeller } from '../market/trade-facts.ts';

export interface Sums {
  readonly energy: bigint;
  readonly money: bigint;
}
export interface Today {
  readonly sold: Sums;
  readonly bought: Sums;
  /** The list began after midnight, so that there may have been more. */
  readonly incomplete: boolean;
}

/** Midnight by the wall's clock, in UTC seconds. */
export const startOfDay = (now: number): number => Math.floor(new Date(now * 1000).setHours(0, 0, 0, 0) / 1000);

const NOTHING: Sums = { energy: 0n, money: 0n };

/** Settled trades that ended since midnight. What is not proven is left out. */
export function todayOf(trades: readonly Shown<TradeView>[], account: Address, now: number, limit: number): Today {
  const midnight = startOfDay(now);
  const sums = { sold: NOTHING, bought: NOTHING };
  for (const trade of trades) {
    const { delivered, paid, ended, verdict } = trade;
    if (delivered === null || paid === null || !ended || ended.time < midnight || verdict.failed.length > 0) continue;
    const side = isSeller(trade, account) ? 'sold' : 'bought';
    const { energy, money } = sums[side];
    sums[side] = { energy: energy + delivered, money: money + paid };
  }
  const oldest = trades.at(-1);
  return { ...sums, incomplete: trades.length === limit && oldest !== undefined && oldest.ordered >= midnight };
}

/** Seconds for which a cut is pointed out. */
const RECENT = 3_600;

/** The newest trade that was cut against its owner's wish, if that was a short time ago. */
export function recentCut<T extends TradeView>(trades: readonly T[], account: Address, now: number): T | undefined {
  return trades.find((trade) => {
    const cause = causeOf(trade, account);
    if (cause === undefined || cause === 'stopped-by-owner' || !isOver(trade)) return false;
    return trade.ended !== null && now - trade.ended.time < RECENT;
  });
}
