/** Verifies a trade shown by a gateway: both orders signed, both receipts signed, every sum derived from them. */
import {
  type Address,
  type Bytes32,
  checkReceiptSignature,
  type DeploymentFile,
  type Domain,
  domainOf,
  lock,
  payment,
  type Role,
  type SignedReceipt,
  type Trade,
  type TradeView,
  tradeOf,
  verifyTrade as verifyOrders,
} from '@evlock/protocol';
import type { OwnersChain } from './chain.ts';
import { type Check, failedOf, type Shown, shownWith, throwsNothing } from './verdict.ts';

export interface TradeFacts {
  readonly deployment: DeploymentFile;
  /** The owner's own account, on one of the two sides. */
  readonly account: Address;
  /** The requested id, if one trade was requested. */
  readonly asked?: Bytes32 | undefined;
}

const ON_CHAIN = ['state', 'opened', 'ended', 'reputation'] as const;
const hasEndedOnChain = ({ state }: TradeView): boolean => state === 'settled' || state === 'expired';

/**
 * Checks both orders, both receipts, and every sum that follows from them. Pure: makes no queries.
 *
 * @example
 * const shown = verifyTrade(view, { deployment, account, asked: id });
 * requireProven('trade', shown); // throws NOT_PROVEN, with the first check that failed
 */
export function verifyTrade(view: TradeView, facts: TradeFacts): Shown<TradeView> {
  const { deployment, account, asked = view.id } = facts;
  const domain = domainOf(deployment);
  const orders = { bid: view.bid, offer: view.offer };
  const trade = tradeOf(domain, orders);
  const checks: readonly Check[] = [
    ['id', () => view.id === asked && trade.id === view.id],
    ['orders', throwsNothing(() => verifyOrders(domain, orders, deployment.minimumLot))],
    ['own trade', () => trade.buyer.account === account || trade.seller.account === account],
    ['parties', () => isSide(view.buyer, trade.buyer) && isSide(view.seller, trade.seller)],
    ['terms', () => sameTerms(view, trade)],
    ['receipts', throwsNothing(() => checkReceipts(domain, view, trade))],
    ['delivered', () => deliveredHolds(view, trade)],
    ['money', () => moneyHolds(view)],
  ];
  return shownWith(view, { failed: failedOf(checks), unchecked: ON_CHAIN });
}

type Side = Trade['buyer'];
const isSide = (shown: TradeView['buyer'], side: Side): boolean =>
  shown.account === side.account && shown.meterKey === side.meterKey;

const sameTerms = (view: TradeView, trade: Trade): boolean =>
  view.energy === trade.energy &&
  view.price === trade.price &&
  view.start === trade.start &&
  view.end === trade.end &&
  view.locked === lock(trade.energy, trade.price);

/** Throws unless each side's receipt is for this trade and role, signed by its order's meter key. */
function checkReceipts(domain: Domain, view: TradeView, trade: Trade): void {
  for (const role of ['buyer', 'seller'] as const) {
    const { receipt, cause } = view[role];
    if (receipt) checkReceiptSignature(domain, receipt, trade[role].meterKey);
    if (!receiptFits(receipt, { role, cause, id: trade.id })) throw new Error('another receipt');
  }
}

const receiptFits = (
  signed: SignedReceipt | null,
  { role, cause, id }: { readonly role: Role; readonly cause: TradeView['buyer']['cause']; readonly id: Bytes32 },
): boolean => {
  if (!signed) return cause === 'none';
  const { receipt } = signed;
  return receipt.role === role && receipt.tradeId === id && (cause === 'none' || receipt.cause === cause);
};

/** Never more than was traded or the buyer's meter signed; once both finals are known, the lower of them. */
function deliveredHolds({ state, delivered, buyer, seller }: TradeView, { energy }: Trade): boolean {
  if (delivered === null) return state !== 'settled';
  const [bought, sold] = [buyer.receipt?.receipt, seller.receipt?.receipt];
  if (delivered > energy || (bought && delivered > bought.energy)) return false;
  if (!bought?.final || !sold?.final || state !== 'settled') return true;
  return delivered === [bought.energy, sold.energy, energy].reduce((low, one) => (one < low ? one : low));
}

/** The payment is the energy delivered at the trade's price, and the rest of the lock is refunded. */
function moneyHolds(view: TradeView): boolean {
  const { state, delivered, paid, refunded, price, locked } = view;
  if (state === 'settled') {
    return delivered !== null && paid === payment(delivered, price) && refunded === locked - paid;
  }
  if (state === 'expired') return (paid === null || paid === 0n) && refunded === locked;
  return paid === null && refunded === null;
}

const ORDER_OF_STATES = ['failed', 'signed', 'none', 'open', 'claimed', 'settled', 'expired'];

/**
 * The rest, through the owner's own endpoints: the state, and the closing event in its block. Throws what the chain reader
 * throws.
 */
export async function verifyTradeOnChain(
  shown: Shown<TradeView>,
  deployment: DeploymentFile,
  chain: OwnersChain,
): Promise<Shown<TradeView>> {
  const trade = tradeOf(domainOf(deployment), { bid: shown.bid, offer: shown.offer });
  const failed: string[] = [];
  if (hasEndedOnChain(shown)) {
    if (!(await endedAsShown(shown, chain))) failed.push('ended');
  } else {
    const { state } = await chain.trade(trade);
    const rank = (name: string): number => ORDER_OF_STATES.indexOf(name);
    if (rank(shown.state) > rank(state)) failed.push('state');
    // Not false, but outdated.
    else if (rank(state) > rank('none') && state !== shown.state) failed.push('newest state');
  }
  return shownWith(shown, { failed: [...shown.verdict.failed, ...failed], unchecked: ['reputation'] });
}

async function endedAsShown(shown: TradeView, chain: OwnersChain): Promise<boolean> {
  const { ended, id, state } = shown;
  if (!ended) return false;
  const events = await chain.events(ended.block, ended.block);
  return events.some((event) => {
    if (event.transaction !== ended.transaction) return false;
    if (event.name === 'TradeSettled') {
      const sums = event.delivered === shown.delivered && event.paid === shown.paid;
      return state === 'settled' && event.tradeId === id && sums && event.refunded === shown.refunded;
    }
    return event.name === 'TradeExpired' && state === 'expired' && event.tradeId === id;
  });
}
