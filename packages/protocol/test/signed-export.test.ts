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
  type Signature,
  type SignedExport,
  signDigest,
  timestamp,
  toJson,
  Withdrawal,
  ZERO_BYTES32,
} from '../src/index.ts';

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
