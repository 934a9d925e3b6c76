/** The two curves of a trade as they grow: what is already here is not asked for again, and is thinned before it grows without end. */
import type { Verdict } from '@evlock/owner';
import type { TimedReceipt, TradeReceiptsView } from '@evlock/protocol';

/** One signed point: when it arrived at the gateway, and what its meter had counted, in mWh. */
export interface Point {
  readonly time: number;
  readonly sequence: number;
  readonly energy: bigint;
}
export interface Curve {
  readonly buyer: readonly Point[];
  readonly seller: readonly Point[];
  readonly verdict: Verdict;
}
/** Points of one side from which on every second one is left out. */
export const MOST_POINTS = 1_200;

const pointOf = ({ receipt, received }: TimedReceipt): Point => ({
  time: received,
  sequence: receipt.sequence,
  energy: receipt.energy,
});

function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= MOST_POINTS) return points;
  return points.filter((_point, index) => index % 2 === 0 || index === points.length - 1);
}

function longer(had: readonly Point[] = [], news: readonly TimedReceipt[]): readonly Point[] {
  const last = had.at(-1)?.sequence ?? -1;
  return thinned([...had, ...news.map(pointOf).filter(({ sequence }) => sequence > last)]);
}

const both = (one: readonly string[] = [], other: readonly string[]): string[] => [...new Set([...one, ...other])];

/** What was there and what is new. A check that failed once stays failed. */
export const joined = (had: Curve | undefined, view: TradeReceiptsView & { readonly verdict: Verdict }): Curve => ({
  buyer: longer(had?.buyer, view.buyer),
  seller: longer(had?.seller, view.seller),
  verdict: {
    failed: both(had?.verdict.failed, view.verdict.failed),
    unchecked: both(had?.verdict.unchecked, view.verdict.unchecked),
  },
});

/** Where to go on. */
export const after = (had: Curve | undefined): { readonly buyerAfter?: number; readonly sellerAfter?: number } => ({
  ...(had?.buyer.length && { buyerAfter: had.buyer.at(-1)?.sequence ?? 0 }),
  ...(had?.seller.length && { sellerAfter: had.seller.at(-1)?.sequence ?? 0 }),
});

/** For drawing: times, and for each the buyer's and the seller's watt hours, null where a side has no point. */
export type Columns = readonly [times: number[], buyer: (number | null)[], seller: (number | null)[]];

export function columns({ buyer, seller }: Pick<Curve, 'buyer' | 'seller'>, start: number): Columns {
  const rows = new Map<number, [number | null, number | null]>();
  const put = (points: readonly Point[], place: 0 | 1): void => {
    for (const { time, energy } of points) {
      const row = rows.get(time) ?? [null, null];
      row[place] = Number(energy) / 1_000;
      rows.set(time, row);
    }
  };
  put(buyer, 0);
  put(seller, 1);
  // Both begin at nothing: what they count begins with the delivery.
  const [first] = [...rows.keys()].sort((one, other) => one - other);
  if (first !== undefined && start < first) rows.set(Math.max(start, first - 2), [0, 0]);
  const times = [...rows.keys()].sort((one, other) => one - other);
  return [times, times.map((time) => rows.get(time)?.[0] ?? null), times.map((time) => rows.get(time)?.[1] ?? null)];
}
