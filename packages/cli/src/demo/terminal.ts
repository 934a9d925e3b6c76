/** What the demo says in a terminal: plain lines, so that they read the same in a file. */
import { relative } from 'node:path';
import type { Progress, TradeSummary } from '@evlock/community';
import { energy, type TradeView } from '@evlock/protocol';
import type { Context } from '../context.ts';
import { fields, kWh, perKwh, tokens } from '../output/format.ts';

/** As short as it can be typed from here. */
export const nearby = (file: string): string => (relative('.', file).startsWith('..') ? file : relative('.', file));

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Steps that say nothing to somebody who watches six houses start. */
const QUIET = ['wires', 'deposits'];

/** `short`: tells only what has ended, and only what a person would look for. */
export function terminalProgress(context: Pick<Context, 'err'>, { short }: { readonly short: boolean }): Progress {
  const began = new Map<string, number>();
  return {
    begin: (step) => {
      began.set(step, performance.now());
      if (!short) context.err(`  … ${step}`);
    },
    note: (step, text) => context.err(`  … ${step.padEnd(10)} ${text}`),
    done: (step, result) => {
      if (short && QUIET.includes(step)) return;
      context.err(`  ✓ ${step.padEnd(10)} ${result} (${seconds(began.get(step) ?? 0)})`);
    },
    failed: (step) => context.err(`  ✗ ${step}`),
  };
}

export function describeProgress({ state, seller, buyer }: TradeView): string {
  if (state !== 'open') return state;
  const of = (party: TradeView['seller']): string => kWh(party.receipt?.receipt.energy ?? energy(0));
  const finals = [seller, buyer].filter(({ receipt }) => receipt?.receipt.final).length;
  return `open: seller's meter ${of(seller)}, buyer's ${of(buyer)}${finals > 0 ? `, ${finals} of 2 final` : ''}`;
}

/** `alice sold 5 Wh to bob for 0.0006 TEST (25 s)`. */
export function summaryLine(summary: TradeSummary, symbol: string): string {
  const { seller, buyer, delivered, paid, error } = summary;
  const why = error === null ? '' : `, ${error}`;
  if (delivered === null || paid === null) return `${seller} and ${buyer}: ${summary.state}${why}`;
  const took = summary.seconds === null ? '' : ` (${summary.seconds} s)`;
  return `${seller} sold ${kWh(delivered)} to ${buyer} for ${tokens(paid, symbol)}${why}${took}`;
}

export function describeSummary(summary: TradeSummary, symbol: string): string {
  const money = (value: bigint | null): string | null =>
    value === null ? null : tokens(value as NonNullable<TradeSummary['paid']>, symbol);
  const meter = (value: TradeSummary['delivered']): string | null => (value === null ? null : kWh(value));
  const { gas, blocks } = summary;
  return fields([
    ['Trade', summary.tradeId],
    ['State', summary.error === null ? summary.state : `${summary.state}, ${summary.error}`],
    ['Seller', summary.seller],
    ['Buyer', summary.buyer],
    ['Ordered', `${kWh(summary.energy)} at ${perKwh(summary.price, symbol)}`],
    ["Seller's meter", meter(summary.energyBySeller)],
    ["Buyer's meter", meter(summary.energyByBuyer)],
    ['Delivered', meter(summary.delivered)],
    ['Locked', money(summary.locked)],
    ['Paid', money(summary.paid)],
    ['Refunded', money(summary.refunded)],
    ['Gas', gas.open !== null && gas.end !== null ? `${gas.open} to open + ${gas.end} to settle` : null],
    ['Order to settled', summary.seconds === null ? null : `${summary.seconds} s, ${blocks} blocks`],
  ]);
}
