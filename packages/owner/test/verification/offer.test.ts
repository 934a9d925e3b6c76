import { requireTakeable, type Shown, verifyOffer, verifyOfferOnChain } from '@evlock/owner';
import { domainOf, type OfferView, Order, timestamp } from '@evlock/protocol';
import { offerOf, offerView, partner, sign, stranger } from '@evlock/testing/owner/samples';
import { deployment, hex } from '@evlock/testing/owner/test-gateway';
import { describe, expect, it } from 'vitest';
import { MockChain } from '../mock-chain.ts';

const NOW = timestamp(1_800_000_000);
const failed = (view: OfferView, asked?: `0x${string}`) =>
  verifyOffer(view, { deployment, now: NOW, asked }).verdict.failed;
const { offer } = offerView;
/** As the partner's meter signed it, except for one field changed by the gateway. */
const altered = (change: Partial<typeof offer.order>): OfferView => {
  const order = { ...offer.order, ...change };
  return { ...offerView, hash: Order.digest(domainOf(deployment), order), offer: { ...offer, order } };
};

describe('an offer that a gateway shows', () => {
  it('holds as its meter signed it', () => {
    expect(failed(offerView)).toEqual([]);
    expect(failed(offerView, offerView.hash)).toEqual([]);
  });

  it('is not the requested one', () => {
    const dear = offerOf(partner, { price: '1600000000', nonce: 8 });
    expect(failed(dear, offerView.hash)).toEqual(['hash']);
    expect(failed({ ...dear, hash: offerView.hash }, offerView.hash)).toEqual(['hash']);
  });

  it.each(Object.keys(offer.order) as (keyof typeof offer.order)[])('is signed by nobody with another %s', (name) => {
    const value = offer.order[name];
    const other = { side: 'bid', minSensorClass: 'secure-world' }[name as string];
    const changed =
      other ??
      (typeof value === 'string'
        ? `0x${'5'.repeat(value.length - 2)}`
        : typeof value === 'bigint'
          ? value + 1n
          : value + 1);
    const view = altered({ [name]: changed } as never);
    expect(failed(view)).toContain('signature');
    // Under the requested hash it is a different offer altogether.
    expect(failed({ ...view, hash: offerView.hash }, offerView.hash)).toContain('hash');
  });

  it('is signed by another meter', () => {
    const signature = sign(offerView.hash, stranger.meter);
    expect(failed({ ...offerView, offer: { ...offer, signature } })).toEqual(['signature']);
  });

  it('contradicts itself, or is over', () => {
    expect(failed(offerOf(partner, { energy: '100', minEnergy: '100' }))).toEqual(['order']);
    const over = timestamp(offer.order.openBefore);
    expect(verifyOffer(offerView, { deployment, now: over }).verdict.failed).toEqual(['state']);
    expect(verifyOffer({ ...offerView, state: 'expired' }, { deployment, now: over }).verdict.failed).toEqual([]);
  });

  it('is for another market', () => {
    const elsewhere = { ...deployment, market: hex('e', 20) };
    expect(verifyOffer(offerView, { deployment: elsewhere, now: NOW }).verdict.failed).toEqual(['hash', 'signature']);
  });
});

describe('the same against the chain', () => {
  const onChain = async (chain: MockChain, view = offerView) =>
    (await verifyOfferOnChain(verifyOffer(view, { deployment, now: NOW }), chain)).verdict;

  it('is enrolled, open and as good as it claims', async () => {
    expect(await onChain(new MockChain())).toEqual({ failed: [], unchecked: [] });
  });

  it('is from a meter nobody enrolled, or for another account', async () => {
    const chain = new MockChain();
    expect((await onChain(chain, offerOf(stranger))).failed).toEqual(['account', 'admission', 'reputation']);
    const other = { meter: partner.meter, account: stranger.account };
    expect((await onChain(chain, offerOf(other))).failed).toEqual(['account', 'reputation']);
  });

  it('is from a suspended meter, cancelled, or overstated', async () => {
    const chain = new MockChain();
    const meter = chain.meters.get(partner.meter.address);
    if (meter) chain.meters.set(partner.meter.address, { ...meter, active: false, suspended: true });
    chain.spent.add(partner.meter.address);
    expect((await onChain(chain, { ...offerView, reputation: 99 })).failed).toEqual([
      'admission',
      'reputation',
      'not cancelled',
    ]);
  });
});

describe('an offer about to be taken', () => {
  const shown = (failed: readonly string[]): Shown<OfferView> => ({ ...offerView, verdict: { failed, unchecked: [] } });
  const over = timestamp(offer.order.openBefore);

  it('has its own error when expired or cancelled and otherwise valid', () => {
    expect(requireTakeable(shown([]), NOW)).toEqual(shown([]));
    expect(() => requireTakeable(shown(['state']), over)).toThrow(expect.objectContaining({ code: 'ORDER_EXPIRED' }));
    expect(() => requireTakeable(shown(['not cancelled']), NOW)).toThrow(
      expect.objectContaining({ code: 'ORDER_CANCELLED' }),
    );
  });

  it.each([[['signature']], [['reputation']], [['hash', 'not cancelled']], [['state', 'signature']], [['state']]])(
    'is not proven where %s failed',
    (failed) => {
      expect(() => requireTakeable(shown(failed), NOW)).toThrow(expect.objectContaining({ code: 'NOT_PROVEN' }));
    },
  );
});
