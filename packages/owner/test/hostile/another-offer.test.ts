/**
 * Mallory has hacked the gateway. Bob requests an offer by hash; she answers with another: her own, or the same at another price.
 * Whatever Bob's passkey approves, his meter signs; so it must approve nothing he did not ask for.
 */
import { shownWith, type Verification } from '@evlock/owner';
import { energy, Mandate, type MandateApproval, type Order, price } from '@evlock/protocol';
import { domain, offerOf, offerView, partner, stranger } from '@evlock/testing/owner/samples';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MockChain } from '../mock-chain.ts';
import { HostileFixture } from './hostile-fixture.ts';

const wish = { energy: energy(1_500_000), maxPrice: price(500_000) };
/** Her own, priced above Bob's choice but within his limit. */
const dearer = offerOf(stranger, { price: '499000' });
let fixture: HostileFixture;

beforeAll(async () => {
  fixture = await HostileFixture.open();
});
afterAll(() => fixture.close());

/** Why the purchase was refused; nothing may have been approved but the session. */
async function refusal(buying: Promise<unknown>) {
  const { code, details } = await buying.then(
    () => ({ code: 'bought', details: {} }),
    (error: { code: string; details: object }) => error,
  );
  expect(fixture.asked('buy')).toEqual([]);
  expect(fixture.passkey.approved.length).toBeLessThanOrEqual(1);
  return { code, ...details };
}

describe('another offer in place of the requested one', () => {
  it('is refused under its own hash', async () => {
    fixture.lie({ on: 'offer', answer: () => dearer });
    expect(await refusal(fixture.owner().buy(offerView.hash, wish))).toMatchObject({
      code: 'NOT_PROVEN',
      check: 'hash',
    });
  });

  it('is refused under the requested hash', async () => {
    fixture.lie({ on: 'offer', answer: () => ({ ...dearer, hash: offerView.hash }) });
    expect(await refusal(fixture.owner().buy(offerView.hash, wish))).toMatchObject({
      code: 'NOT_PROVEN',
      check: 'hash',
    });
  });

  it('is refused when only the list showed it', async () => {
    fixture.lie({ on: 'offers', answer: () => ({ offers: [{ ...dearer, hash: offerView.hash }], next: null }) });
    const owner = fixture.owner();
    const { offers } = await owner.offers();
    expect(offers[0]?.verdict.failed).toEqual(['hash']);
    expect(await refusal(owner.buy(offers[0]!, wish))).toMatchObject({ code: 'NOT_PROVEN', check: 'hash' });
  });

  it('control: without that check Bob approves her price', async () => {
    fixture.lie({ on: 'offer', answer: () => dearer }, { on: 'buy', reply: () => ({}) });
    const believing: Verification['offer'] = (view) => shownWith(view, { failed: [], unchecked: [] });
    const owner = fixture.owner({ verification: { offer: believing } });
    await owner.buy(offerView.hash, wish).catch(() => undefined);
    const [body] = fixture.asked<{ approval: MandateApproval }>('buy');
    expect(body?.approval.mandate).toMatchObject({ limitPrice: 499_000n, moneyCap: 748_500n });
    expect(fixture.passkey.approved).toContain(Mandate.digest(domain, body!.approval.mandate));
    // At the price he chose it would be at most 180 000.
    expect(offerView.offer.order.price).toBe(120_000n);
  });
});

describe('a price that nobody agreed to', () => {
  it('is refused above the limit', async () => {
    fixture.lie();
    const owner = fixture.owner();
    expect(await refusal(owner.buy(offerView.hash, { ...wish, maxPrice: price(119_999) }))).toMatchObject({
      code: 'PRICE_ABOVE_LIMIT',
      price: '120000',
    });
  });

  it('control: without an effective limit, an expensive offer under its own hash is bought', async () => {
    const dear = offerOf(partner, { price: '1600000000' });
    fixture.lie({ on: 'offer', answer: () => dear }, { on: 'buy', reply: () => ({}) });
    await fixture
      .owner()
      .buy(dear.hash, { ...wish, maxPrice: price(2n ** 63n) })
      .catch(() => undefined);
    expect(fixture.asked<{ approval: MandateApproval }>('buy')[0]?.approval.mandate.limitPrice).toBe(1_600_000_000n);
  });
});

describe('an offer from a meter nobody enrolled', () => {
  const unadmitted = offerOf(stranger);

  it('is refused by the chain', async () => {
    fixture.lie({ on: 'offer', answer: () => unadmitted });
    const owner = fixture.owner({ chain: new MockChain() });
    expect(await refusal(owner.buy(unadmitted.hash, wish))).toMatchObject({ code: 'NOT_PROVEN', check: 'account' });
  });

  it('is refused while the chain does not answer', async () => {
    fixture.lie();
    const chain = new MockChain();
    chain.down = true;
    expect(await refusal(fixture.owner({ chain }).buy(offerView.hash, wish))).toMatchObject({
      code: 'CHAIN_UNREACHABLE',
    });
  });

  it('control: without a chain to ask, it is accepted', async () => {
    fixture.lie({ on: 'offer', answer: () => unadmitted }, { on: 'buy', reply: () => ({}) });
    await fixture
      .owner()
      .buy(unadmitted.hash, wish)
      .catch(() => undefined);
    expect(fixture.asked('buy')).toHaveLength(1);
  });
});

describe('a reputation the chain does not confirm', () => {
  const praised = (view: object) => ({ ...view, reputation: 40 });

  it('is refused when the gateway insists on it', async () => {
    fixture.lie({ on: 'offer', answer: (view) => praised(view as object) });
    const owner = fixture.owner({ chain: new MockChain() });
    expect(await refusal(owner.buy(offerView.hash, wish))).toMatchObject({ code: 'NOT_PROVEN', check: 'reputation' });
    expect(await refusal(owner.takeableOffer(offerView.hash))).toMatchObject({ code: 'NOT_PROVEN' });
  });

  it('passes when it is only slightly outdated', async () => {
    let asked = 0;
    fixture.lie(
      { on: 'offer', answer: (view) => (++asked < 3 ? praised(view as object) : view) },
      { on: 'buy', reply: () => ({}) },
    );
    const owner = fixture.owner({ chain: new MockChain() });
    await owner.buy(offerView.hash, wish).catch(() => undefined);
    expect(asked).toBe(3);
    expect(fixture.asked('buy')).toHaveLength(1);
  });
});

describe('another trade in response to a purchase', () => {
  it('is not shown as the requested one', async () => {
    fixture.lie({
      on: 'buy',
      answer: (view) => {
        const { bid, ...trade } = view as { bid: { order: Order; signature: string } };
        return { ...trade, bid: { ...bid, order: { ...bid.order, energy: 1_000_000n, minEnergy: 1_000_000n } } };
      },
    });
    await expect(fixture.owner().buy(offerView.hash, wish)).rejects.toMatchObject({
      code: 'NOT_PROVEN',
      details: { what: 'trade', check: 'terms' },
    });
  });
});
