/** Which facts a trade's change amounts to. */
import type { TradeView } from '@evlock/protocol';
import type { Fact } from '../feed/index.ts';

export interface Sides {
  readonly seller: string;
  readonly buyer: string;
}

const energyOf = (party: TradeView['seller']): bigint => party.receipt?.receipt.energy ?? 0n;
const isFinal = (party: TradeView['seller'] | undefined): boolean => party?.receipt?.receipt.final === true;

/** In the order in which they happened. */
export function factsOf(view: TradeView, before: TradeView | undefined, sides: Sides): Fact[] {
  const ofTrade = { trade: view.id, ...sides };
  const facts: Fact[] = [];
  const { energy, price, locked, refunded, delivered, paid } = view;
  if (view.opened && !before?.opened)
    facts.push({ kind: 'trade-opened', ...ofTrade, energy, price, locked, block: view.opened.block });
  const flowed = (one: TradeView): boolean => energyOf(one.seller) > 0n && energyOf(one.buyer) > 0n;
  if (flowed(view) && !(before && flowed(before))) facts.push({ kind: 'delivery-started', ...ofTrade });
  for (const role of ['seller', 'buyer'] as const) {
    if (!isFinal(view[role]) || isFinal(before?.[role])) continue;
    const by = sides[role];
    facts.push({
      ...{ kind: 'delivery-ended', ...ofTrade, by, cause: view[role].cause },
      energy: view[role].receipt?.receipt.energy ?? view.energy,
    });
  }
  if (view.state === before?.state) return facts;
  const block = view.ended?.block ?? 0;
  if (view.state === 'claimed') facts.push({ kind: 'trade-claimed', ...ofTrade, block: view.opened?.block ?? 0 });
  if (view.state === 'settled' && delivered !== null && paid !== null && refunded !== null)
    facts.push({ kind: 'trade-settled', ...ofTrade, delivered, paid, refunded, block });
  if (view.state === 'expired' && refunded !== null) facts.push({ kind: 'trade-expired', ...ofTrade, refunded, block });
  if (view.state === 'failed') facts.push({ kind: 'trade-failed', ...ofTrade, code: view.error ?? 'INTERNAL' });
  for (const role of ['seller', 'buyer'] as const) {
    const change = view[role].reputation;
    if (change !== null && change < 0) facts.push({ kind: 'reputation-changed', house: sides[role], change });
  }
  return facts;
}
