/** Reputation: what the close table gives against what the contract moved and holds. */
import type { Address } from '@evlock/protocol';
import { compareRow, type Difference } from './difference.ts';
import type { Facts } from './facts.ts';

/** The end of every trade moved reputation as the close table says. */
export function checkReputation({ history, reputation }: Facts): Difference[] {
  return [...reputation.changes].flatMap(([tradeId, { buyer, seller }]) => {
    const moved = history.trades.get(tradeId)?.reputation;
    const place = { check: 'reputation', table: 'chain', key: tradeId };
    const recorded = { buyer_reputation: moved?.buyer, seller_reputation: moved?.seller };
    return compareRow(place, recorded, { buyer_reputation: buyer, seller_reputation: seller });
  });
}

/** The contract holds what a meter had either before or after it was asked. */
export function checkHeldReputation(
  meterKey: Address,
  held: number,
  { before, after }: { readonly before: number | undefined; readonly after: number | undefined },
): Difference[] {
  const place = { check: 'reputation', table: 'chain', key: meterKey };
  return held === before ? [] : compareRow(place, { reputation: held }, { reputation: after });
}
