import { verifyTradeReceipts } from '@evlock/owner';
import { domainOf, Receipt, type TimedReceipt, type TradeReceiptsView } from '@evlock/protocol';
import { account, partner, receiptsView, sign, stranger, tradeView } from '@evlock/testing/owner/samples';
import { deployment, hex } from '@evlock/testing/owner/test-gateway';
import { describe, expect, it } from 'vitest';

const facts = { deployment, account, trade: tradeView() };
const failed = (view: TradeReceiptsView) => verifyTradeReceipts(view, facts).verdict.failed;
const shown = receiptsView();
/** The seller's points, the second of them altered. */
const seller = (change: (item: TimedReceipt) => TimedReceipt): TradeReceiptsView => ({
  ...shown,
  seller: shown.seller.map((item, index) => (index === 1 ? change(item) : item)),
});
const resigned = (item: TimedReceipt, fields: Partial<Receipt>, key = partner.meter): TimedReceipt => {
  const receipt = { ...item.receipt, ...fields };
  return { ...item, receipt, signature: sign(Receipt.digest(domainOf(deployment), receipt), key) };
};

describe('the receipts of a trade over time', () => {
  it('hold as they were signed; only their times and their number are the gateway’s word', () => {
    const { verdict, ...view } = verifyTradeReceipts(shown, facts);
    expect(verdict).toEqual({ failed: [], unchecked: ['times', 'completeness'] });
    expect(view).toEqual(shown);
  });

  it('hold while there are none', () => expect(failed({ ...shown, buyer: [], seller: [] })).toEqual([]));

  it.each<[string, TradeReceiptsView, string[]]>([
    [
      'an energy that was never signed',
      seller((item) => ({ ...item, receipt: { ...item.receipt, energy: 1_200n as never } })),
      ['receipts'],
    ],
    ['signed by another key', seller((item) => resigned(item, {}, stranger.meter)), ['receipts']],
    ['of another trade', seller((item) => resigned(item, { tradeId: hex('7') })), ['id']],
    ['of the other side', seller((item) => resigned(item, { role: 'buyer' })), ['id']],
    ['out of order', { ...shown, seller: shown.seller.toReversed() }, ['order']],
    ['energy that goes back', seller((item) => resigned(item, { energy: 1n as never })), ['order']],
  ])("has receipts that are another's, unsigned, or out of order: %s", (_name, view, checks) => {
    expect(failed(view)).toEqual(checks);
  });

  it('proves nothing about a trade that is not proven itself', () => {
    const trade = { ...facts.trade, price: 1n as never };
    expect(verifyTradeReceipts(shown, { ...facts, trade }).verdict.failed).toContain('trade');
  });
});
