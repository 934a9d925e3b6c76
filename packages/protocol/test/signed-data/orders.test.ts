import {
  checkBid,
  checkHorizon,
  checkMatch,
  checkOpenBefore,
  checkOrder,
  checkReceiptOrder,
  energy,
  mostEnergy,
  type Order,
  Order as OrderStruct,
  type Power,
  type Ppm,
  ppm,
  price,
  type Receipt,
  timestamp,
  tradeOf,
  verifyTrade,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { privateKeyToAccount } from 'viem/accounts';
import { describe, expect, it } from 'vitest';

const domain = { chainId: 31337, market: '0x00000000000000000000000000000000000000aa' } as const;
const alice = privateKeyToAccount(`0x${'a1'.repeat(32)}`);
const bob = privateKeyToAccount(`0x${'b0'.repeat(32)}`);
const key = (account: typeof alice) => account.address.toLowerCase() as `0x${string}`;
const lot = energy(1000);

const offer: Order = {
  side: 'offer',
  account: '0x0000000000000000000000000000000000000001',
  meterKey: key(alice),
  counterOrder: ZERO_BYTES32,
  energy: energy(10_000),
  minEnergy: energy(2_000),
  power: 1_440_000 as Power,
  price: price(120_000),
  start: timestamp(1000),
  end: timestamp(2000),
  openBefore: timestamp(1900),
  lossBandPpm: ppm(50_000),
  minReputation: -5,
  minSensorClass: 'normal-world',
  nonce: 1,
};
const offerHash = OrderStruct.digest(domain, offer);
const bid: Order = {
  ...offer,
  side: 'bid',
  account: '0x0000000000000000000000000000000000000002',
  meterKey: key(bob),
  counterOrder: offerHash,
  energy: energy(5_000),
  minEnergy: energy(5_000),
  power: 1_440_000 as Power,
  start: timestamp(1200),
  openBefore: timestamp(1200),
  lossBandPpm: ppm(20_000),
};
const sign = async (account: typeof alice, order: Order) => ({
  order,
  signature: await account.sign({ hash: OrderStruct.digest(domain, order) }),
});

describe('an order by itself', () => {
  it('is sound as made', () => {
    expect(() => checkOrder(offer, lot)).not.toThrow();
    expect(() => checkOrder(bid, lot)).not.toThrow();
  });

  it.each([
    ['BELOW_MINIMUM_LOT', { ...offer, energy: energy(999), minEnergy: energy(1) }],
    ['ORDER_INVALID', { ...offer, minEnergy: energy(0) }],
    ['ORDER_INVALID', { ...offer, minEnergy: energy(10_001) }],
    ['ORDER_INVALID', { ...bid, minEnergy: energy(4_999) }],
    ['ORDER_INVALID', { ...offer, end: offer.start }],
    ['ORDER_INVALID', { ...offer, end: timestamp(1000 + 12 * 3600 + 1) }],
    ['ORDER_INVALID', { ...offer, openBefore: timestamp(2001) }],
    ['ORDER_INVALID', { ...bid, openBefore: timestamp(1201) }],
    ['ORDER_INVALID', { ...offer, power: 35_999 as Power }],
    ['ORDER_INVALID', { ...bid, power: 22_499 as Power }],
    ['ORDER_INVALID', { ...bid, power: 0 as Power }],
    ['ORDER_INVALID', { ...offer, counterOrder: offerHash }],
    ['ORDER_INVALID', { ...bid, counterOrder: ZERO_BYTES32 }],
  ] as const)('is refused with %s', (code, order) => {
    expect(() => checkOrder(order as Order, lot)).toThrow(expect.objectContaining({ code }));
  });

  it('fits its interval at just the power that it takes', () => {
    expect(() => checkOrder({ ...offer, power: 36_000 as Power }, lot)).not.toThrow();
    expect(() => checkOrder({ ...bid, power: 22_500 as Power }, lot)).not.toThrow();
    expect(mostEnergy(36_000 as Power, 1_000)).toBe(10_000n);
    expect(mostEnergy(35_999 as Power, 1_000)).toBe(9_999n);
  });

  it('is opened at most 48 hours before its start', () => {
    const now = timestamp(1200);
    const start = timestamp(1200 + 48 * 3600);
    expect(() => checkHorizon({ ...bid, start }, now)).not.toThrow();
    expect(() => checkHorizon({ ...bid, start: timestamp(start + 1) }, now)).toThrow(
      expect.objectContaining({ code: 'TOO_FAR_AHEAD', details: { start: start + 1, opensFrom: 1201 } }),
    );
  });

  it('expires at openBefore, not after it', () => {
    expect(() => checkOpenBefore(bid, timestamp(1199))).not.toThrow();
    expect(() => checkOpenBefore(bid, timestamp(1200))).toThrow(expect.objectContaining({ code: 'ORDER_EXPIRED' }));
  });
});

describe('a bid and an offer', () => {
  it.each([
    ['WRONG_PARTNER', { ...bid, counterOrder: `0x${'12'.repeat(32)}` }],
    ['PRICE_MISMATCH', { ...bid, price: price(120_001) }],
    ['ENERGY_OUT_OF_OFFER', { ...bid, energy: energy(1_999) }],
    ['ENERGY_OUT_OF_OFFER', { ...bid, energy: energy(10_001) }],
    ['INTERVAL_OUT_OF_OFFER', { ...bid, start: timestamp(999) }],
    ['INTERVAL_OUT_OF_OFFER', { ...bid, end: timestamp(2001) }],
    ['ORDER_INVALID', { ...bid, side: 'offer' }],
    ['ORDER_INVALID', { ...bid, meterKey: offer.meterKey }],
    ['ORDER_INVALID', { ...bid, power: 1_440_001 as Power }],
  ] as const)('do not match: %s', (code, wrong) => {
    expect(() => checkMatch(wrong as Order, offer, offerHash)).toThrow(expect.objectContaining({ code }));
  });

  it('tell a buyer what to change first: whose offer it is, then the energy, before what follows from them', () => {
    const wanted = (change: Partial<Order>): (() => void) => {
      return () => checkBid({ ...bid, ...change }, offer, offerHash, lot);
    };
    expect(wanted({})).not.toThrow();
    expect(wanted({ meterKey: offer.meterKey, energy: energy(10_001) })).toThrow(
      expect.objectContaining({ code: 'OWN_OFFER', details: { offer: offerHash, meterKey: offer.meterKey } }),
    );
    const much = energy(10_000_000);
    expect(() => checkOrder({ ...bid, energy: much, minEnergy: much }, lot)).toThrow(
      expect.objectContaining({ code: 'ORDER_INVALID', details: expect.objectContaining({ field: 'power' }) }),
    );
    expect(wanted({ energy: much, minEnergy: much })).toThrow(
      expect.objectContaining({
        code: 'ENERGY_OUT_OF_OFFER',
        details: { energy: String(much), least: '2000', most: '10000' },
      }),
    );
    expect(wanted({ lossBandPpm: 1_000_001 as Ppm })).toThrow(expect.objectContaining({ code: 'ORDER_INVALID' }));
  });

  it('make a trade whose id is the digest of the bid and whose band is the smaller', async () => {
    const orders = { bid: await sign(bob, bid), offer: await sign(alice, offer) };
    const trade = verifyTrade(domain, orders, lot);
    expect(trade).toEqual(tradeOf(domain, orders));
    expect(trade).toMatchObject({ id: OrderStruct.digest(domain, bid), lossBandPpm: 20_000, openBefore: 1200 });
  });

  it('are refused when another key signed', async () => {
    const orders = { bid: await sign(alice, bid), offer: await sign(alice, offer) };
    expect(() => verifyTrade(domain, orders, lot)).toThrow(expect.objectContaining({ code: 'INVALID_SIGNATURE' }));
  });

  it('are refused on another chain or market', async () => {
    const orders = { bid: await sign(bob, bid), offer: await sign(alice, offer) };
    const elsewhere = { ...domain, chainId: 8217 };
    expect(() => verifyTrade(elsewhere, orders, lot)).toThrow(expect.objectContaining({ code: 'WRONG_PARTNER' }));
  });
});

describe('receipts', () => {
  const receipt: Receipt = {
    tradeId: `0x${'77'.repeat(32)}`,
    role: 'buyer',
    sequence: 5,
    energy: energy(100),
    partnerSequence: 4,
    partnerEnergy: energy(101),
    final: false,
    cause: 'none',
  };

  it.each([
    ['same sequence', { ...receipt }],
    ['less energy', { ...receipt, sequence: 6, energy: energy(99) }],
    ['no longer final', { ...receipt, sequence: 6, final: false }],
  ])('in the wrong order are stale: %s', (name, next) => {
    const last = name === 'no longer final' ? { ...receipt, final: true } : receipt;
    expect(() => checkReceiptOrder(next, last)).toThrow(expect.objectContaining({ code: 'RECEIPT_STALE' }));
  });
});
