/** Views as an honest gateway returns them: everything in them is signed by its named signer. */
import {
  type AccountView,
  type Address,
  accountViewSchema,
  type Bytes32,
  domainOf,
  type Hex,
  type OfferView,
  Order,
  offerViewSchema,
  parse,
  Receipt,
  type SignedReceipt,
  signDigest,
  type TradeReceiptsView,
  type TradeView,
  timestamp,
  toJson,
  tradeViewSchema,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { privateKeyToAddress } from 'viem/accounts';
import { deployment, hex } from './test-gateway.ts';

export const domain = domainOf(deployment);

/** A key by name; the same name gives the same key. */
export interface SampleKey {
  readonly privateKey: Hex;
  readonly address: Address;
}
const keyOf = (digits: string): SampleKey => {
  const privateKey: Hex = `0x${digits.repeat(32)}`;
  return { privateKey, address: privateKeyToAddress(privateKey).toLowerCase() as Address };
};
/** The owner's meter and account, and a partner's. */
export const own = { meter: keyOf('a1'), account: keyOf('a2') };
export const partner = { meter: keyOf('b1'), account: keyOf('b2') };
/** A meter key that was never admitted. */
export const stranger = { meter: keyOf('c1'), account: keyOf('c2') };

export const meterKey = own.meter.address;
export const account = own.account.address;

export const sign = (digest: Bytes32, { privateKey }: SampleKey) =>
  signDigest(digest, Buffer.from(privateKey.slice(2), 'hex'));

/** Units as in JSON, or as in the types. */
type Changes = Readonly<Record<string, unknown>>;
const json = (value: unknown): Changes => JSON.parse(toJson(value)) as Changes;

const orderOf = (side: 'bid' | 'offer', household: typeof own, changes: Changes): Order =>
  parse(Order.schema, {
    side,
    account: household.account.address,
    meterKey: household.meter.address,
    counterOrder: ZERO_BYTES32,
    energy: '2000000',
    minEnergy: '1000',
    power: 8_000_000,
    price: '120000',
    start: 1_800_000_000,
    end: 1_800_000_900,
    openBefore: 1_800_000_800,
    lossBandPpm: 20_000,
    minReputation: -3,
    minSensorClass: 'normal-world',
    nonce: 7,
    ...json(changes),
  });

const signedOrder = (order: Order, key: SampleKey) => ({ order, signature: sign(Order.digest(domain, order), key) });

/** An offer by the partner, or whoever is named, with any terms. */
export function offerOf(household: typeof own, changes: Changes = {}): OfferView {
  const order = orderOf('offer', household, changes);
  const offer = signedOrder(order, household.meter);
  return parse(offerViewSchema, json({ hash: Order.digest(domain, order), offer, reputation: 4, state: 'open' }));
}

export const offerView: OfferView = offerOf(partner);
/** One of the owner's own. */
const ownOffer = (changes: Changes = {}): OfferView => offerOf(own, changes);

export const accountView: AccountView = parse(accountViewSchema, {
  deviceId: hex('6'),
  account,
  meterKey,
  balance: '9760000',
  locked: '240000',
  withdrawalNonce: '3',
  reputation: 1,
  enrolled: true,
  online: true,
  status: {
    state: 'delivering',
    relayClosed: true,
    tradeId: hex('7'),
    import: '1500',
    export: '0',
    power: -1_000_000,
    voltage: 48_000,
    fault: null,
  },
});

/** The owner's bid on an offer. */
const bidOn = (offer: OfferView, changes: Changes = {}) => {
  const energy = '1500';
  const times = { start: 1_800_000_100, openBefore: 1_800_000_100 };
  const terms = { energy, minEnergy: energy, price: String(offer.offer.order.price), ...times };
  return signedOrder(orderOf('bid', own, { ...terms, counterOrder: offer.hash, ...changes }), own.meter);
};

export const receiptOf = (tradeId: Bytes32, role: 'buyer' | 'seller', changes: Changes = {}): SignedReceipt => {
  const receipt = parse(Receipt.schema, {
    tradeId,
    role,
    sequence: 12,
    energy: '1500',
    partnerSequence: 11,
    partnerEnergy: '1500',
    final: true,
    cause: 'completed',
    ...changes,
  });
  return { receipt, signature: sign(Receipt.digest(domain, receipt), (role === 'buyer' ? own : partner).meter) };
};

/** One of the owner's trades, taking an offer, in any state; `changes` are in JSON form. */
export function tradeOn(offer: OfferView, bidChanges: Changes = {}, changes: Changes = {}): TradeView {
  const bid = bidOn(offer, bidChanges);
  const id = Order.digest(domain, bid.order);
  const side = (role: 'buyer' | 'seller') => {
    const { account, meterKey } = role === 'buyer' ? bid.order : offer.offer.order;
    return { account, meterKey, receipt: receiptOf(id, role), cause: 'completed', reputation: 1 };
  };
  const at = (block: number, time: number) => ({ transaction: hex('8'), block, time, gas: 60_000 });
  return parse(tradeViewSchema, {
    ...json({ id, state: 'settled', buyer: side('buyer'), seller: side('seller'), bid, offer: offer.offer }),
    energy: '1500',
    price: '120000',
    locked: '180',
    start: bid.order.start,
    end: bid.order.end,
    delivered: '1500',
    paid: '180',
    refunded: '0',
    ordered: 1_800_000_001,
    opened: at(10, 1_800_000_003),
    ended: at(20, 1_800_000_021),
    error: null,
    ...changes,
  });
}

export const tradeId: Bytes32 = Order.digest(domain, bidOn(offerView).order);
export const tradeView = (changes: Changes = {}): TradeView => tradeOn(offerView, {}, changes);

/** Both meters' receipts of `tradeView` over time: one each second, the buyer's a little behind. */
export const receiptsView = (seconds = 3): TradeReceiptsView => {
  const points = (role: 'buyer' | 'seller') =>
    Array.from({ length: seconds }, (_, index) => ({
      ...receiptOf(tradeId, role, {
        sequence: index + 1,
        energy: String((index + 1) * (role === 'buyer' ? 490 : 500)),
        final: index === seconds - 1,
        cause: index === seconds - 1 ? 'completed' : 'none',
      }),
      received: timestamp(1_800_000_101 + index),
    }));
  return { id: tradeId, buyer: points('buyer'), seller: points('seller') };
};

const UNOPENED = { delivered: null, paid: null, refunded: null, opened: null, ended: null };
/** The gateway's answer to a purchase: signed by the meter as requested, not yet on chain. */
export const bought = (terms: Changes): TradeView => {
  const { side: _side, counterOrder: _counterOrder, ...rest } = terms;
  const sums = { energy: String(rest.energy), state: 'signed', ...UNOPENED };
  const trade = tradeOn(offerView, rest, {
    ...sums,
    locked: String((BigInt(String(rest.energy)) * 120_000n + 999_999n) / 1_000_000n),
  });
  const silent = { receipt: null, cause: 'none', reputation: null } as const;
  return { ...trade, buyer: { ...trade.buyer, ...silent }, seller: { ...trade.seller, ...silent } };
};
/** The gateway's answer to an offer: the meter's order with the requested terms. */
export const placed = (terms: Changes): OfferView => {
  const { side: _side, ...rest } = terms;
  return ownOffer(rest);
};
