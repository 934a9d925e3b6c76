import { energy, money, type TradeView, timestamp } from '@evlock/protocol';
import { tradeView } from '@evlock/testing/owner/samples';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/demo/trade-facts.ts';

const sides = { seller: 'alice', buyer: 'bob' };
const kinds = (view: TradeView, before?: TradeView): string[] => factsOf(view, before, sides).map(({ kind }) => kind);

const place = { transaction: `0x${'1'.repeat(64)}` as const, block: 7, time: timestamp(1), gas: 1 };
const receiptOf = (view: TradeView) => {
  const found = view.seller.receipt ?? view.buyer.receipt;
  if (!found) throw new Error('the sample has no receipt');
  return found;
};

const signed: TradeView = (() => {
  const view = tradeView();
  const nothing = { receipt: null, cause: 'none', reputation: null } as const;
  return {
    ...view,
    ...{ state: 'signed', opened: null, ended: null, delivered: null, paid: null, refunded: null },
    seller: { ...view.seller, ...nothing },
    buyer: { ...view.buyer, ...nothing },
  };
})();
const opened: TradeView = { ...signed, state: 'open', opened: place };

function flowing(mWh: number, final = false): TradeView {
  const { receipt, ...rest } = receiptOf(tradeView());
  const side = { ...rest, receipt: { ...receipt, energy: energy(mWh), final } };
  const cause = final ? ('completed' as const) : ('none' as const);
  return {
    ...opened,
    seller: { ...opened.seller, receipt: side, cause },
    buyer: { ...opened.buyer, receipt: side, cause },
  };
}

describe('what a trade’s change amounts to', () => {
  it('is nothing while both orders are signed and nothing else', () => {
    expect(kinds(signed)).toEqual([]);
  });

  it('is told once, in order', () => {
    expect(kinds(opened, signed)).toEqual(['trade-opened']);
    expect(kinds(flowing(0), opened)).toEqual([]);
    expect(kinds(flowing(10), flowing(0))).toEqual(['delivery-started']);
    expect(kinds(flowing(20), flowing(10))).toEqual([]);
    expect(kinds(flowing(30, true), flowing(20))).toEqual(['delivery-ended', 'delivery-ended']);
    const ends = { delivered: energy(30), paid: money(3), refunded: money(0), ended: place };
    expect(factsOf({ ...flowing(30, true), state: 'settled', ...ends }, flowing(30, true), sides)).toEqual([
      { kind: 'trade-settled', trade: signed.id, ...sides, delivered: 30n, paid: 3n, refunded: 0n, block: 7 },
    ]);
  });

  it('says who lost reputation, and what never opened', () => {
    const expired = { ...flowing(5), state: 'expired' as const, refunded: money(9), ended: place };
    const blamed = { ...expired, seller: { ...expired.seller, reputation: -3 } };
    expect(kinds(blamed, flowing(5))).toEqual(['trade-expired', 'reputation-changed']);
    expect(factsOf({ ...signed, state: 'failed', error: 'METER_BUSY' }, signed, sides)).toEqual([
      { kind: 'trade-failed', trade: signed.id, ...sides, code: 'METER_BUSY' },
    ]);
  });
});
