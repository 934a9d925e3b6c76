/** All trades of this meter that are not over: at most one holds the secure world's delivery. Pure, like its machine. */
import type { Bytes32, Energy, Milliseconds, Timestamp } from '@evlock/protocol';
import { step } from './trade-machine.ts';
import {
  holdsDelivery,
  isOver,
  relayClosed,
  type TradeAction,
  type TradeEvent,
  type TradeProgress,
} from './trade-progress.ts';
import type { TradeRules } from './trade-rules.ts';

export type TradeBook = ReadonlyMap<Bytes32, TradeProgress>;
export type BookEvent =
  | { readonly type: 'announced'; readonly progress: TradeProgress }
  /** A trade that was never seen on chain is no longer looked for. */
  | { readonly type: 'dropped'; readonly tradeId: Bytes32 }
  | { readonly type: 'trade'; readonly tradeId: Bytes32; readonly event: Exclude<TradeEvent, { type: 'tick' }> }
  | { readonly type: 'all'; readonly event: Extract<TradeEvent, { type: 'fault' | 'healthy' | 'restarted' }> }
  | { readonly type: 'tick'; readonly now: Timestamp; readonly at: Milliseconds; readonly energy: Energy };

export interface BookAction {
  readonly trade: TradeProgress;
  readonly action: TradeAction;
}

export interface BookStep {
  readonly book: TradeBook;
  readonly actions: readonly BookAction[];
  /** Trades whose progress changed, including those that ended and left the book. */
  readonly changed: readonly TradeProgress[];
}

export const emptyBook: TradeBook = new Map();

export const isRelayClosed = (book: TradeBook): boolean => [...book.values()].some(relayClosed);

/** The trade that holds the delivery, or else the next one. */
export function currentTrade(book: TradeBook): TradeProgress | undefined {
  const trades = inOrder(book);
  return trades.find(({ delivery }) => delivery === 'open') ?? trades.find(holdsDelivery) ?? trades[0];
}

const inOrder = (book: TradeBook): TradeProgress[] =>
  [...book.values()].sort((left, right) => left.trade.start - right.trade.start);

export function stepBook(book: TradeBook, event: BookEvent, rules: TradeRules): BookStep {
  const next = new Map(book);
  const actions: BookAction[] = [];
  const changed: TradeProgress[] = [];
  const apply = (before: TradeProgress, tradeEvent: TradeEvent): void => {
    const { progress, actions: wanted } = step(before, tradeEvent, rules);
    if (isOver(progress) && !holdsDelivery(progress)) next.delete(progress.trade.id);
    else next.set(progress.trade.id, progress);
    changed.push(progress);
    actions.push(...wanted.map((action) => ({ trade: progress, action })));
  };
  switch (event.type) {
    case 'announced': {
      const { progress } = event;
      if (next.has(progress.trade.id)) break;
      next.set(progress.trade.id, progress);
      changed.push(progress);
      break;
    }
    case 'dropped':
      if (next.get(event.tradeId)?.stage === 'opened') next.delete(event.tradeId);
      break;
    case 'trade': {
      const before = next.get(event.tradeId);
      if (before) apply(before, event.event);
      break;
    }
    case 'all':
      for (const before of book.values()) apply(before, event.event);
      break;
    case 'tick':
      for (const before of inOrder(book)) {
        const busy = [...next.values()].some((other) => other.trade.id !== before.trade.id && holdsDelivery(other));
        apply(before, { ...event, busy });
      }
  }
  return { book: next, actions, changed };
}
