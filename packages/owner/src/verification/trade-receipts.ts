/** Verifies the receipts of a trade that a gateway shows over time: the points of the two curves. */
import {
  type Address,
  checkReceiptOrder,
  checkReceiptSignature,
  domainOf,
  ROLES,
  type Role,
  type TimedReceipt,
  type TradeReceiptsView,
  type TradeView,
} from '@evlock/protocol';
import { type TradeFacts, verifyTrade } from './trade.ts';
import { type Check, failedOf, type Shown, shownWith, throwsNothing } from './verdict.ts';

export interface TradeReceiptsFacts extends Omit<TradeFacts, 'asked'> {
  /** The trade whose receipts were requested: its orders name the two meter keys. */
  readonly trade: TradeView;
}

/**
 * Nobody signs when a receipt arrived, and a gateway may leave some out; what is there cannot be altered, added or put in another
 * order.
 */
const BY_ITS_WORD = ['times', 'completeness'] as const;

/**
 * Checks the trade's own orders, and that each receipt is this trade's and its side's, signed by the meter key of that side's order,
 * and follows the one before. Pure: makes no queries.
 *
 * @example
 * const { verdict } = verifyTradeReceipts(view, { deployment, account, trade });
 * verdict.failed; // [] or, for a point that its meter never signed, ['receipts']
 */
export function verifyTradeReceipts(view: TradeReceiptsView, facts: TradeReceiptsFacts): Shown<TradeReceiptsView> {
  const { deployment, account, trade } = facts;
  const domain = domainOf(deployment);
  const everySide = (check: (role: Role) => void) => throwsNothing(() => ROLES.forEach(check));
  const checks: readonly Check[] = [
    ['trade', () => verifyTrade(trade, { deployment, account }).verdict.failed.length === 0],
    ['id', () => view.id === trade.id && ROLES.every((role) => view[role].every((item) => isOf(trade, role, item)))],
    ['receipts', everySide((role) => checkSignatures(view[role], trade[role].meterKey))],
    ['order', everySide((role) => checkOrder(view[role]))],
  ];
  return shownWith(view, { failed: failedOf(checks), unchecked: BY_ITS_WORD });

  function checkSignatures(items: readonly TimedReceipt[], meterKey: Address): void {
    for (const item of items) checkReceiptSignature(domain, item, meterKey);
  }
}

const isOf = ({ id }: TradeView, role: Role, { receipt }: TimedReceipt): boolean =>
  receipt.tradeId === id && receipt.role === role;

function checkOrder(items: readonly TimedReceipt[]): void {
  for (const [index, { receipt }] of items.entries()) checkReceiptOrder(receipt, items[index - 1]?.receipt);
}
