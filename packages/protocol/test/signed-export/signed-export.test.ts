import { propertyRuns } from '@evlock/testing/reference/property-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Cancel,
  type Deployment,
  domainOf,
  type Energy,
  mergeExports,
  money,
  Order,
  type Power,
  ppm,
  price,
  publicKeyOf,
  publicKeyToAddress,
  Receipt,
  readSignedExport,
  SIGNED_EXPORT_ITEMS,
  SIGNED_EXPORT_LIMIT,
  type Signature,
  type SignedExport,
  signDigest,
  timestamp,
  toJson,
  Withdrawal,
  writeSignedExport,
  ZERO_BYTES32,
} from '../../src/index.ts';

const key = (digit: number) => {
  const secret = new Uint8Array(32).fill(digit);
  return { secret, address: publicKeyToAddress(publicKeyOf(secret, false)) };
};
const [buyerMeter, sellerMeter, buyer, seller, other] = [key(1), key(2), key(3), key(4), key(5)];
const address = (digit: string): `0x${string}` => `0x${digit.repeat(40)}`;
const deployment: Deployment = {
  network: 'local',
  chainId: 31_337,
  registry: address('1'),
  market: address('2'),
  batches: `0x${'ba'.repeat(20)}`,
  token: address('3'),
  block: 1,
};
const domain = domainOf(deployment);

const terms = {
  energy: 5_000n as Energy,
  minEnergy: 5_000n as Energy,
  power: 1_440_000 as Power,
  price: price(1n),
  start: timestamp(100),
  end: timestamp(200),
  openBefore: timestamp(200),
  lossBandPpm: ppm(0),
  minReputation: 0,
  minSensorClass: 'normal-world' as const,
  nonce: 1,
};
const seller1 = { account: seller.address, meterKey: sellerMeter.address };
const offer: Order = { ...terms, ...seller1, side: 'offer', counterOrder: ZERO_BYTES32 };
const counterOrder = Order.digest(domain, offer);
const bid: Order = { ...terms, side: 'bid', account: buyer.address, meterKey: buyerMeter.address, counterOrder };
const orders = {
  bid: { order: bid, signature: signDigest(Order.digest(domain, bid), buyerMeter.secret) },
  offer: { order: offer, signature: signDigest(counterOrder, sellerMeter.secret) },
};
const tradeId = Order.digest(domain, bid);

function receipt(role: 'buyer' | 'seller', sequence: number, by: Uint8Array) {
  const zero = 0n as Energy;
  const body = { tradeId, role, sequence, energy: zero, partnerSequence: 0, partnerEnergy: zero } as const;
  const signed: Receipt = { ...body, final: true, cause: 'completed' };
  return { receipt: signed, signature: signDigest(Receipt.digest(domain, signed), by) };
}
function cancel(by: Uint8Array, order: Order | null) {
  const orderHash = order ? counterOrder : ZERO_BYTES32;
  const times = { minNonce: 3, submitterFee: money(0n), deadline: timestamp(9) };
  const command: Cancel = { ...seller1, orderHash, ...times };
  return { cancel: command, signature: signDigest(Cancel.digest(domain, command), by), order };
}
function withdrawal(by: Uint8Array) {
  const ends = { token: deployment.token, to: address('9'), nonce: 0n, deadline: timestamp(9) };
  const command: Withdrawal = { account: buyer.address, amount: money(1n), submitterFee: money(0n), ...ends };
  return { withdrawal: command, signature: signDigest(Withdrawal.digest(domain, command), by) };
}
const file = (parts: Partial<SignedExport>): SignedExport => ({
  format: 'evlock-signed-1',
  deployment,
  written: timestamp(1),
  trades: [],
  cancels: [],
  withdrawals: [],
  ...parts,
});
const full = file({
  trades: [{ orders, receipts: [receipt('buyer', 1, buyerMeter.secret), receipt('seller', 1, sellerMeter.secret)] }],
  cancels: [cancel(sellerMeter.secret, offer), cancel(seller.secret, null)],
  withdrawals: [withdrawal(buyer.secret)],
});
const refuses = (parts: Partial<SignedExport>, code: string): void =>
  expect(() => readSignedExport(toJson(file(parts)))).toThrow(expect.objectContaining({ code }));

describe('a file of signed data', () => {
  it('is read back as it was written', () => {
    expect(readSignedExport(toJson(full))).toEqual(full);
  });

  it('is refused where a signature is not by its key', () => {
    const [sold, bought] = [receipt('seller', 1, other.secret), receipt('buyer', 1, sellerMeter.secret)];
    for (const wrong of [sold, bought]) refuses({ trades: [{ orders, receipts: [wrong] }] }, 'INVALID_SIGNATURE');
    const swapped = { ...orders, bid: { ...orders.bid, signature: orders.offer.signature } };
    refuses({ trades: [{ orders: swapped, receipts: [] }] }, 'INVALID_SIGNATURE');
    refuses({ cancels: [cancel(other.secret, null)] }, 'INVALID_SIGNATURE');
    refuses({ withdrawals: [withdrawal(other.secret)] }, 'INVALID_SIGNATURE');
    refuses({ ...full, deployment: { ...deployment, market: address('8') } }, 'WRONG_PARTNER');
  });

  it.each<[string, string, string]>([
    ['a number with a leading zero', '"amount":"1"', '"amount":"01"'],
    ['a number in hex', '"amount":"1"', '"amount":"0x1"'],
    ['a fraction', '"deadline":9', '"deadline":9.5'],
    ['a field that nobody signed', '"amount":"1"', '"amount":"1","memo":"text"'],
    ['bytes behind a signature', '"signature":"0x', '"signature":"0x00'],
    ['bytes behind an address', `"to":"${address('9')}`, `"to":"${address('9')}00`],
  ])('is refused with %s', (_name, canonical, other) => {
    const text = toJson(file({ withdrawals: [withdrawal(buyer.secret)] }));
    expect(text).toContain(canonical);
    expect(() => readSignedExport(text.replace(canonical, other))).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
  });

  it('is refused with the other signature that the same point gives (high s)', () => {
    const { signature, ...rest } = withdrawal(buyer.secret);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const s = order - BigInt(`0x${signature.slice(66, 130)}`);
    const v = signature.endsWith('1b') ? '1c' : '1b';
    const high: Signature = `0x${signature.slice(2, 66)}${s.toString(16).padStart(64, '0')}${v}`;
    refuses({ withdrawals: [{ ...rest, signature: high }] }, 'INVALID_SIGNATURE');
  });

  it('is refused where its parts do not belong together', () => {
    const changed = { ...orders, offer: { ...orders.offer, order: { ...offer, nonce: 2 } } };
    refuses({ trades: [{ orders: changed, receipts: [] }] }, 'WRONG_PARTNER');
    const foreign = receipt('buyer', 1, buyerMeter.secret);
    const moved = { ...foreign, receipt: { ...foreign.receipt, tradeId: counterOrder } };
    refuses({ trades: [{ orders, receipts: [moved] }] }, 'RECEIPT_MISMATCH');
    refuses({ cancels: [{ ...cancel(sellerMeter.secret, offer), order: null }] }, 'ORDER_NOT_FOUND');
  });

  it('is one with the file of the partner, each receipt once', () => {
    const third = receipt('seller', 2, sellerMeter.secret);
    const receipts = [...(full.trades[0]?.receipts ?? []), third];
    const partner = file({ written: timestamp(2), trades: [{ orders, receipts }] });
    expect(mergeExports([full, partner])).toEqual({
      ...full,
      written: 2,
      trades: [{ orders, receipts }],
      replacements: [],
    });
    const elsewhere = file({ deployment: { ...deployment, chainId: 1001 } });
    const merging = (exports: SignedExport[], code: string): void =>
      expect(() => mergeExports(exports)).toThrow(expect.objectContaining({ code }));
    merging([full, elsewhere], 'CHAIN_WRONG_NETWORK');
    merging([], 'INVALID_INPUT');
  });
});

describe('a file that is written', () => {
  const many = <T>(item: T, count: number): T[] => Array.from({ length: count }, () => item);
  const [trade] = full.trades;
  const [ofOrder, ofNonces] = full.cancels;
  const [money1] = full.withdrawals;
  if (!trade || !ofOrder || !ofNonces || !money1) throw new Error('nothing to write');

  it('is what its reader reads, with everything in it that there is room for', () => {
    expect(writeSignedExport(full)).toMatchObject({ leftOut: 0, signed: { ...full, replacements: [] } });
    expect(readSignedExport(writeSignedExport(full).text)).toEqual({ ...full, replacements: [] });
  });

  it('is never refused by its reader, whatever number of items there is, and has trades before all else', () => {
    // Around the bounds, and far beyond: 10 050 cancels are what a gateway got out of a meter in 35 seconds.
    const sizes = (most: number) => fc.constantFrom(0, 1, most - 1, most, most + 1, most + 50);
    const { trades: mostTrades, cancels: mostCancels, withdrawals: mostWithdrawals } = SIGNED_EXPORT_ITEMS;
    fc.assert(
      fc.property(sizes(mostTrades), sizes(mostCancels), sizes(mostWithdrawals), (trades, cancels, withdrawals) => {
        const { text, signed, leftOut } = writeSignedExport(
          file({
            trades: many(trade, trades),
            cancels: many(ofOrder, cancels),
            withdrawals: many(money1, withdrawals),
          }),
        );
        expect(text.length).toBeLessThanOrEqual(SIGNED_EXPORT_LIMIT);
        expect(readSignedExport(text)).toEqual(signed);
        const taken = signed.trades.length + signed.cancels.length + signed.withdrawals.length;
        expect(taken + leftOut).toBe(trades + cancels + withdrawals);
        // Nothing else is in the file while a trade is not.
        const room = SIGNED_EXPORT_LIMIT - text.length > toJson(trade).length;
        if (signed.trades.length < trades) expect(room && signed.trades.length < mostTrades).toBe(false);
      }),
      {
        ...propertyRuns(2),
        examples: [
          [1, mostCancels + 50, 1],
          [6_000, 3, 1],
        ],
      },
    );
  });

  it('holds of a trade at most four receipts of each side, however many were signed', () => {
    const receipts = Array.from({ length: 1_500 }, (_, index) =>
      receipt(index % 2 === 0 ? 'seller' : 'buyer', index, index % 2 === 0 ? sellerMeter.secret : buyerMeter.secret),
    );
    // As many as this the reader refuses, and with them everything else in the file.
    refuses({ trades: [{ orders, receipts }] }, 'INVALID_INPUT');
    const written = readSignedExport(writeSignedExport(file({ trades: [{ orders, receipts }] })).text);
    expect(written.trades[0]?.receipts.map(({ receipt: { sequence } }) => sequence)).toEqual([1_499, 1_498]);
  });

  it('is read back where more is known of the deployment than its contracts', () => {
    const handedOver = { ...deployment, tokenSymbol: 'TEST', origins: ['https://localhost'] };
    expect(readSignedExport(writeSignedExport({ ...full, deployment: handedOver }).text).deployment).toEqual(
      deployment,
    );
  });

  it('leaves out what would not be believed, and keeps the rest', () => {
    const damaged = { ...ofNonces, signature: ofOrder.signature };
    const mismatched = { ...trade, receipts: [receipt('buyer', 1, other.secret)] };
    const { text, leftOut } = writeSignedExport({ ...full, trades: [mismatched, trade], cancels: [damaged, ofOrder] });
    expect(leftOut).toBe(2);
    expect(readSignedExport(text)).toMatchObject({ trades: [trade], cancels: [ofOrder] });
  });
});
