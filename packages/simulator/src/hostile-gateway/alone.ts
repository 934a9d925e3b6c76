/** What a hostile gateway with nobody behind it says to a meter, so that the meter takes it for a gateway at all. */
import type { Clock, MarketInfo } from '@evlock/protocol';
import type { Rule } from './rules.ts';

/** Greets every meter, knows of no trade, and swallows what it is given. Later rules overrule these. */
export const swallowing = (market: MarketInfo, { clock }: { readonly clock: Clock }): readonly Rule[] => [
  { on: 'hello', reply: () => ({ now: clock.now(), market, trades: [] }) },
  { on: 'latest', reply: () => ({ reading: null, order: null, receipts: [] }) },
  ...['receipt', 'reading', 'status'].map((on): Rule => ({ on, reply: () => ({}) })),
];
