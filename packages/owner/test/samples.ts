/** Views as a gateway would give them; their signatures are not real. */
import {
  type AccountView,
  accountViewSchema,
  type OfferView,
  type Order,
  offerViewSchema,
  parse,
  type TradeView,
  toJson,
  tradeViewSchema,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { hex } from './test-gateway.ts';

export const meterKey = hex('1', 20);
export const account = hex('2', 20);
const signature = `0x${'11'.repeat(64)}1b`;

const offerOrder = {
  side: 'offer',
  account: hex('3', 20),
  meterKey: hex('4', 20),
  counterOrder: ZERO_BYTES32,
  energy: '2000000',
  minEnergy: '1000',
  price: '120000',
  start: 1_800_000_000,
  end: 1_800_000_900,
  power: 8_000_000,
  openBefore: 1_800_000_800,
  lossBandPpm: 20_000,
  minReputation: -3,
  minSensorClass: 'normal-world',
  nonce: 7,
};

export const offerView: OfferView = parse(offerViewSchema, {
  hash: hex('5'),
  offer: { order: offerOrder, signature },
  reputation: 4,
  state: 'open',
});

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

const receipt = (role: 'buyer' | 'seller') => ({
  receipt: {
    tradeId: hex('7'),
    role,
    sequence: 12,
    energy: '1500',
    partnerSequence: 11,
    partnerEnergy: '1490',
    final: true,
    cause: 'completed',
  },
  signature,
});

/** A trade in any state; `changes` are in JSON form. */
export const tradeView = (changes: Record<string, unknown> = {}): TradeView => {
  const order: Order = offerView.offer.order;
  const side = (role: 'buyer' | 'seller', digit: string) => ({
    account: role === 'buyer' ? account : order.account,
    meterKey: hex(digit, 20),
    receipt: receipt(role),
    cause: 'completed',
    reputation: 1,
  });
  const at = (block: number, time: number) => ({ transaction: hex('8'), block, time, gas: 60_000 });
  return parse(tradeViewSchema, {
    id: hex('7'),
    state: 'settled',
    buyer: side('buyer', '1'),
    seller: side('seller', '4'),
    bid: { order: { ...JSON.parse(toJson(order)), side: 'bid', counterOrder: hex('5') }, signature },
    offer: JSON.parse(toJson(offerView.offer)),
    energy: '1500',
    price: '120000',
    locked: '180',
    start: 1_800_000_000,
    end: 1_800_000_900,
    delivered: '1500',
    paid: '180',
    refunded: '0',
    ordered: 1_800_000_001,
    opened: at(10, 1_800_000_003),
    ended: at(20, 1_800_000_021),
    error: null,
    ...changes,
  });
};
