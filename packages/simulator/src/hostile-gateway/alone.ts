/** What a stand-alone hostile gateway tells a meter so that it passes for a gateway. */
import type { Clock, MarketInfo } from '@evlock/protocol';
import type { Rule } from './rules.ts';

/** Greets every meter, knows no trades, and discards everything. Later rules override these. */
export const swallowing = (market: MarketInfo, { clock }: { readonly clock: Clock }): readonly Rule[] => [
  { on: 'hello', reply: () => ({ now: clock.now(), market, trades: [] }) },
  { on: 'latest', reply: () => ({ reading: null, order: null, receipts: [] }) },
  ...['receipt', 'reading', 'status'].map((on): Rule => ({ on, reply: () => ({}) })),
];
