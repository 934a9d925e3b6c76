/** Mallory cannot take money with false displays; but they must not look true. Each lie is marked with the check it fails. */
import { shownWith, type Verification } from '@evlock/owner';
import {
  type AccountView,
  energy,
  money,
  type OfferView,
  type TradeReceiptsView,
  type TradeView,
} from '@evlock/protocol';
import { accountView, offerView, stranger, tradeId, tradeView } from '@evlock/testing/owner/samples';
import { hex } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MockChain } from '../mock-chain.ts';
import { HostileFixture } from './hostile-fixture.ts';

let fixture: HostileFixture;
beforeAll(async () => {
  fixture = await HostileFixture.open();
});
afterAll(() => fixture.close());

const cheaper = (view: OfferView): OfferView => ({
  ...view,
  offer: { ...view.offer, order: { ...view.offer.order, price: 1n as never } },
});
const richer = (view: unknown): AccountView => ({ ...(view as AccountView), balance: money(10n ** 12n) });
const unpaid = (view: unknown): TradeView => ({ ...(view as TradeView), paid: money(1), refunded: money(179) });

describe('what a hacked gateway shows', () => {
  it('an offer at an unsigned price is marked in the list', async () => {
    fixture.lie({ on: 'offers', answer: () => ({ offers: [offerView, cheaper(offerView)], next: null }) });
    const { offers } = await fixture.owner().offers();
    expect(offers.map(({ verdict }) => verdict.failed)).toEqual([[], ['hash', 'signature']]);
  });

  it('a payment the receipts do not support is marked, in answers and in events', async () => {
    fixture.lie({ on: 'trade', answer: unpaid }, { on: 'trades', answer: () => ({ trades: [unpaid(tradeView())] }) });
    const owner = fixture.owner();
    expect((await owner.trade(tradeId)).verdict.failed).toEqual(['money']);
    expect((await owner.trades())[0]?.verdict.failed).toEqual(['money']);
    const stop = new AbortController();
    const events = owner.events(stop.signal);
    const first = events.next();
    await expect.poll(() => fixture.listeners).toBe(1);
    fixture.tell('trade', unpaid(tradeView()));
    expect((await first).value).toMatchObject({ name: 'trade', data: { verdict: { failed: ['money'] } } });
    stop.abort();
    await events.return(undefined);
  });

  it('a point of a curve that its meter never signed is marked', async () => {
    const steeper = (view: unknown): TradeReceiptsView => {
      const { buyer, ...rest } = view as TradeReceiptsView;
      return {
        ...rest,
        buyer: buyer.map((item) => ({ ...item, receipt: { ...item.receipt, energy: energy(9_999n) } })),
      };
    };
    const owner = fixture.owner();
    fixture.lie();
    expect((await owner.receipts(tradeView())).verdict.failed).toEqual([]);
    fixture.lie({ on: 'tradeReceipts', answer: steeper });
    expect((await owner.receipts(tradeView())).verdict.failed).toEqual(['receipts']);
  });

  it("somebody else's trade is marked", async () => {
    const chain = new MockChain();
    const theirs = { ...tradeView(), buyer: { ...tradeView().buyer, account: stranger.account.address } };
    fixture.lie({ on: 'trade', answer: () => theirs });
    expect((await fixture.owner({ chain }).trade(tradeId)).verdict.failed).toContain('parties');
  });

  it('a balance is marked by the chain, and unchecked without one', async () => {
    fixture.lie({ on: 'account', answer: richer });
    expect((await fixture.owner({ chain: new MockChain() }).account()).verdict.failed).toEqual(['money']);
    const alone = await fixture.owner().account();
    expect(alone.verdict.failed).toEqual([]);
    expect(alone.verdict.unchecked).toContain('money');
  });

  it('control: without a verdict the lie goes unmarked', async () => {
    fixture.lie({ on: 'account', answer: richer });
    const believing: Verification['accountOnChain'] = async (view) => shownWith(view, { failed: [], unchecked: [] });
    const owner = fixture.owner({ chain: new MockChain(), verification: { accountOnChain: believing } });
    expect(await owner.account()).toMatchObject({ balance: 10n ** 12n, verdict: { failed: [] } });
  });
});

describe('what a hacked gateway claims to have done', () => {
  const wish = { to: hex('d', 20), amount: money(5) };

  it('a withdrawal that never happened is not reported as one', async () => {
    fixture.lie({ on: 'withdraw', reply: () => ({ transaction: hex('7') }) });
    const { verdict } = await fixture.owner({ chain: new MockChain() }).withdraw(wish);
    expect(verdict.unchecked).toEqual(['transaction']);
  });

  it('nor is one that went elsewhere', async () => {
    fixture.lie({ on: 'withdraw', reply: () => ({ transaction: hex('7') }) });
    const chain = new MockChain();
    chain.happened({ name: 'Withdrawn', account: accountView.account, to: hex('e', 20), amount: money(5) }, hex('7'));
    expect((await fixture.owner({ chain }).withdraw(wish)).verdict.failed).toEqual(['transaction']);
  });

  it('a real one is', async () => {
    fixture.lie({ on: 'withdraw', reply: () => ({ transaction: hex('7') }) });
    const chain = new MockChain();
    chain.happened({ name: 'Withdrawn', account: accountView.account, ...wish }, hex('7'));
    expect((await fixture.owner({ chain }).withdraw(wish)).verdict).toEqual({ failed: [], unchecked: [] });
  });

  it('the nonce of a withdrawal is the chain’s, whatever the gateway says', async () => {
    fixture.lie(
      { on: 'account', answer: (view) => ({ ...(view as AccountView), withdrawalNonce: 9n }) },
      { on: 'withdraw', reply: () => ({ transaction: hex('7') }) },
    );
    await fixture.owner({ chain: new MockChain() }).withdraw(wish);
    expect(fixture.asked<{ withdrawal: { nonce: bigint } }>('withdraw')[0]?.withdrawal.nonce).toBe(3n);
  });

  it('control: without a chain its nonce is signed', async () => {
    fixture.lie(
      { on: 'account', answer: (view) => ({ ...(view as AccountView), withdrawalNonce: 9n }) },
      { on: 'withdraw', reply: () => ({ transaction: hex('7') }) },
    );
    await fixture.owner().withdraw(wish);
    expect(fixture.asked<{ withdrawal: { nonce: bigint } }>('withdraw')[0]?.withdrawal.nonce).toBe(9n);
  });
});
