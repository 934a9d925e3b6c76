/** Reputation: what the settlement rules give against what the contract moved and holds. */
import type { Address } from '@evlock/protocol';
import { compareRow, type Difference } from './difference.ts';
import type { Facts } from './facts.ts';

/** The end of every trade moved reputation as the settlement rules say. */
export function checkReputation({ history, reputation }: Facts): Difference[] {
  return [...reputation.changes].flatMap(([tradeId, { buyer, seller }]) => {
    const moved = history.trades.get(tradeId)?.reputation;
    const place = { check: 'reputation', table: 'chain', key: tradeId };
    const recorded = { buyer_reputation: moved?.buyer, seller_reputation: moved?.seller };
    return compareRow(place, recorded, { buyer_reputation: buyer, seller_reputation: seller });
  });
}

/** The contract holds what an account had either before or after it was asked. */
export function checkHeldReputation(
  account: Address,
  held: number,
  { before, after }: { readonly before: number | undefined; readonly after: number | undefined },
): Difference[] {
  const place = { check: 'reputation', table: 'chain', key: account };
  return held === before ? [] : compareRow(place, { reputation: held }, { reputation: after });
}
