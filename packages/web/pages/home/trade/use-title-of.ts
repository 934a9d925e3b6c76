import type { TradeView } from '@evlock/protocol';
import { useMarketText } from '../market/messages/index.ts';
import { useOwnAccount } from '../market/queries.ts';
import { isOver, isSeller } from '../market/trade-facts.ts';

/** A trade in a few words: `Selling to …`, `Bought from …`. */
export function useTitleOf(): (trade: TradeView, partner: string) => string {
  const t = useMarketText();
  const own = useOwnAccount();
  return (trade, partner) => {
    // Nothing was sold where nothing was paid.
    const isOff = trade.state === 'failed' || trade.state === 'expired';
    if (isOff) return t(isSeller(trade, own) ? 'saleTo' : 'purchaseFrom', { partner });
    if (isSeller(trade, own)) return t(isOver(trade) ? 'soldTo' : 'sellingTo', { partner });
    return t(isOver(trade) ? 'boughtFrom' : 'buyingFrom', { partner });
  };
}
