/** What the demo's gateway lies about, as rules of the hostile gateway. */
import type { AccountView, OfferView, TradeView } from '@evlock/protocol';
import type { Rule } from '@evlock/simulator/hostile-gateway';
import type { Sabotage } from '../feed/index.ts';

export type Lie = Extract<Sabotage, { kind: 'gateway-lies' }>['lie'];

const altered = <T>(on: string, alter: (answer: T) => T): Rule => ({ on, answer: (answer) => alter(answer as T) });

type Party = TradeView['seller'];
const twice = <T extends bigint>(value: T): T => (value * 2n) as T;

/** Both meters are said to have signed twice as much. */
function doubled(trade: TradeView): TradeView {
  const more = (party: Party): Party =>
    party.receipt
      ? {
          ...party,
          receipt: {
            ...party.receipt,
            receipt: { ...party.receipt.receipt, energy: twice(party.receipt.receipt.energy) },
          },
        }
      : party;
  const delivered = trade.delivered === null ? null : twice(trade.delivered);
  return { ...trade, delivered, seller: more(trade.seller), buyer: more(trade.buyer) };
}

const cheaper = (offer: OfferView): OfferView => {
  const { order } = offer.offer;
  return { ...offer, offer: { ...offer.offer, order: { ...order, price: (order.price / 2n) as typeof order.price } } };
};

const LIES: Readonly<Record<Lie, readonly Rule[]>> = {
  energies: [
    altered('trade', doubled),
    altered<{ trades: TradeView[] }>('trades', ({ trades }) => ({ trades: trades.map(doubled) })),
    altered<AccountView>('account', (account) => ({ ...account, balance: twice(account.balance) })),
  ],
  prices: [
    altered<{ offers: OfferView[] }>('offers', (page) => ({ ...page, offers: page.offers.map(cheaper) })),
    altered('offer', cheaper),
  ],
  'withhold-receipts': [],
};

const LINK_LIES: Readonly<Record<Lie, readonly Rule[]>> = {
  energies: [],
  prices: [],
  /** Neither meter hears from the other. */
  'withhold-receipts': [{ on: 'partnerReceipt', withhold: true }],
};

/** To owners. */
export const rulesOf = (lie: Lie): readonly Rule[] => LIES[lie];
/** From the gateway to meters. */
export const linkRulesOf = (lie: Lie): readonly Rule[] => LINK_LIES[lie];
