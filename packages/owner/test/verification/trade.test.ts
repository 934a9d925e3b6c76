import { verifyTrade, verifyTradeOnChain } from '@evlock/owner';
import { type Address, domainOf, money, Receipt, type TradeView, timestamp } from '@evlock/protocol';
import { account, offerOf, partner, sign, stranger, tradeId, tradeOn, tradeView } from '@evlock/testing/owner/samples';
import { deployment, hex } from '@evlock/testing/owner/test-gateway';
import { describe, expect, it } from 'vitest';
import { MockChain } from '../mock-chain.ts';

const facts = { deployment, account };
const failed = (view: TradeView, asked?: `0x${string}`) => verifyTrade(view, { ...facts, asked }).verdict.failed;
const settled = tradeView();
const UNOPENED = { delivered: null, paid: null, refunded: null, opened: null, ended: null };

describe('a trade that a gateway shows', () => {
  it.each<[string, TradeView]>([
    ['settled', settled],
    ['open', tradeView({ state: 'open', ...UNOPENED })],
    ['expired', tradeView({ state: 'expired', delivered: '0', paid: '0', refunded: '180' })],
    ['failed', tradeView({ state: 'failed', ...UNOPENED, error: 'METER_BUSY' })],
  ])('holds as it was signed: %s', (_name, view) => expect(failed(view, tradeId)).toEqual([]));

  it('is not the requested one', () => {
    const other = tradeOn(offerOf(partner, { price: '1600000000', nonce: 8 }), {}, { price: '1600000000' });
    expect(failed(other, tradeId)).toContain('id');
    expect(failed({ ...settled, id: hex('7') })).toContain('id');
  });

  it('does not involve this account', () => {
    expect(verifyTrade(settled, { deployment, account: stranger.account.address }).verdict.failed).toEqual([
      'own trade',
    ]);
  });

  it('combines orders that do not belong together, or that nobody signed', () => {
    const dear = offerOf(partner, { price: '1600000000', nonce: 8 });
    expect(failed({ ...settled, offer: dear.offer })).toContain('orders');
    const unsigned = { ...settled.bid, signature: sign(tradeId, stranger.meter) };
    expect(failed({ ...settled, bid: unsigned })).toEqual(['orders']);
  });

  it.each<[string, Partial<TradeView>, string]>([
    ['another energy', { energy: 2000n as never }, 'terms'],
    ['another price', { price: 1n as never }, 'terms'],
    ['another lock', { locked: 1n as never }, 'terms'],
    ['another start', { start: timestamp(1) }, 'terms'],
    ['another end', { end: timestamp(2) }, 'terms'],
    ['another partner', { seller: { ...settled.seller, account: stranger.account.address as Address } }, 'parties'],
    ['more paid', { paid: money(181) }, 'money'],
    ['less refunded', { refunded: money(1) }, 'money'],
    [
      'less delivered than both signed',
      { delivered: 1000n as never, paid: money(120), refunded: money(60) },
      'delivered',
    ],
    ['the delivered energy missing', { delivered: null }, 'delivered'],
    ['a refund kept', { state: 'expired', delivered: 0n as never, paid: money(0), refunded: money(0) }, 'money'],
    ['money moved while it is open', { state: 'open' }, 'money'],
  ])('does not hold with %s', (_name, change, check) => expect(failed({ ...settled, ...change })).toContain(check));

  it('has a receipt that its meter did not sign, or of another trade', () => {
    const { receipt } = settled.seller;
    if (!receipt) throw new Error('no receipt');
    const altered = { ...receipt, receipt: { ...receipt.receipt, energy: 1000n as never } };
    expect(failed({ ...settled, seller: { ...settled.seller, receipt: altered } })).toContain('receipts');
    const other = { ...receipt.receipt, tradeId: hex('7') };
    const signature = sign(Receipt.digest(domainOf(deployment), other), partner.meter);
    const foreign = { receipt: other, signature };
    expect(failed({ ...settled, seller: { ...settled.seller, receipt: foreign } })).toContain('receipts');
    expect(failed({ ...settled, buyer: { ...settled.buyer, cause: 'mark-missing' } })).toContain('receipts');
  });
});

describe('the same against the chain', () => {
  const onChain = async (chain: MockChain, view: TradeView) =>
    (await verifyTradeOnChain(verifyTrade(view, facts), deployment, chain)).verdict.failed;
  const event = { name: 'TradeSettled', tradeId, delivered: 1500n, paid: 180n, refunded: 0n } as never;

  it('ended as it says', async () => {
    const chain = new MockChain();
    chain.happened(event, hex('8'));
    expect(await onChain(chain, settled)).toEqual([]);
  });

  it('ended differently, elsewhere, or not at all', async () => {
    const chain = new MockChain();
    expect(await onChain(chain, settled)).toEqual(['ended']);
    chain.happened({ ...(event as object), delivered: 1400n, paid: 168n } as never, hex('8'));
    expect(await onChain(chain, settled)).toEqual(['ended']);
    chain.happened({ ...(event as object), tradeId: hex('7') } as never, hex('8'));
    chain.happened(event, hex('9'));
    expect(await onChain(chain, settled)).toEqual(['ended']);
  });

  it('is claimed to be further along than it is, or not as far', async () => {
    const chain = new MockChain();
    const open = tradeView({ state: 'open', ...UNOPENED });
    expect(await onChain(chain, open)).toEqual(['state']);
    chain.state = 'open';
    expect(await onChain(chain, open)).toEqual([]);
    chain.state = 'claimed';
    expect(await onChain(chain, open)).toEqual(['newest state']);
  });
});
