/** Orders, trades and receipts for the unit tests; nothing here is signed. */

import { defaultTradeRules, type TradeRules } from '@evlock/meter/internal/trade';
import {
  type Cause,
  type Energy,
  energy,
  milliseconds,
  type Order,
  type Power,
  power,
  ppm,
  price,
  type Receipt,
  type Role,
  type SignedOrder,
  type Trade,
  type TradeOrders,
  timestamp,
  tradeOf,
  ZERO_BYTES32,
} from '@evlock/protocol';

export const domain = { chainId: 31_337, market: `0x${'aa'.repeat(20)}` } as const;
export const unsigned = `0x${'11'.repeat(64)}1b` as const;
export const START = timestamp(1_800_000_000);
export const END = timestamp(START + 60);

/** 1 440 W: with the 3 s of the receipt timeout, a slack of 1 200 mWh. */
export const rules: TradeRules = { ...defaultTradeRules, powerLimit: power(1_440_000) };

export const offerOrder: Order = {
  side: 'offer',
  account: `0x${'0a'.repeat(20)}`,
  meterKey: `0x${'0b'.repeat(20)}`,
  counterOrder: ZERO_BYTES32,
  energy: energy(20_000),
  minEnergy: energy(1000),
  power: 1_440_000 as Power,
  price: price(120_000),
  start: START,
  end: END,
  openBefore: END,
  lossBandPpm: ppm(50_000),
  minReputation: 0,
  minSensorClass: 'normal-world',
  nonce: 1,
};

export const tradeOrders = (offset = 0): TradeOrders => {
  const start = timestamp(START + offset);
  const end = timestamp(END + offset);
  const offer: Order = { ...offerOrder, start, end, openBefore: end, nonce: 1 + offset };
  const bid: Order = {
    ...offer,
    side: 'bid',
    account: `0x${'0c'.repeat(20)}`,
    meterKey: `0x${'0d'.repeat(20)}`,
    counterOrder: tradeOf(domain, { bid: signed(offer), offer: signed(offer) }).offerHash,
    energy: energy(10_000),
    minEnergy: energy(10_000),
    openBefore: start,
  };
  return { bid: signed(bid), offer: signed(offer) };
};

const signed = (order: Order): SignedOrder => ({ order, signature: unsigned });

export const sampleTrade = (offset = 0): Trade => tradeOf(domain, tradeOrders(offset));

export const receiptOf = (
  trade: Trade,
  role: Role,
  fields: {
    sequence: number;
    energy?: bigint;
    final?: boolean;
    cause?: Cause;
    partnerSequence?: number;
    partnerEnergy?: bigint;
  },
): Receipt => ({
  tradeId: trade.id,
  role,
  sequence: fields.sequence,
  energy: (fields.energy ?? 0n) as Energy,
  partnerSequence: fields.partnerSequence ?? 0,
  partnerEnergy: (fields.partnerEnergy ?? 0n) as Energy,
  final: fields.final ?? false,
  cause: fields.cause ?? (fields.final ? 'completed' : 'none'),
});

export const at = (ms: number) => milliseconds(ms);
