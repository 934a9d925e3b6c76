/** A small account's past as an honest gateway shows it, and the chain's events behind it. */
import type { ChainEvent } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  type EnergyHistory,
  lock,
  type MovementView,
  payment,
  Reading,
  type RouteResponse,
  type SignedReadingView,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { account, domain, meterKey, own, partner, receiptOf, type SampleKey, sign } from './samples.ts';
import { hex } from './test-gateway.ts';

/** Midnight in UTC. */
export const DAY = 1_799_971_200;
const [wallet, submitter]: [Address, Address] = [`0x${'d1'.repeat(20)}`, `0x${'d2'.repeat(20)}`];
const energy = 2_000_000n as never;
const price = 120_001n as never;
const whole = lock(energy, price);
const delivered = 1_900_000n as never;
const paid = payment(delivered, price);
const refunded = whole - paid;
const firstTrade = hex('6');
const secondTrade = hex('7');

const event = (block: number, fields: object): ChainEvent =>
  ({
    block,
    blockHash: hex('e'),
    time: DAY + block,
    transaction: `0x${String(block).padStart(64, '0')}`,
    logIndex: 1,
    ...fields,
  }) as unknown as ChainEvent;

const opening = (block: number, tradeId: Bytes32, [buyerMeter, sellerMeter]: readonly [Address, Address]): ChainEvent =>
  event(block, {
    name: 'TradeOpened',
    tradeId,
    buyerMeter,
    sellerMeter,
    offerHash: hex('5'),
    energy,
    price,
    start: 1,
    end: 2,
  });

/** Deposit, purchase, sale, withdrawal and its fee. */
export const historyEvents: readonly ChainEvent[] = [
  event(10, { name: 'Deposited', account, from: wallet, amount: 5_000_000n }),
  opening(11, firstTrade, [meterKey, partner.meter.address]),
  event(12, { name: 'TradeSettled', tradeId: firstTrade, delivered, paid, refunded }),
  opening(13, secondTrade, [partner.meter.address, meterKey]),
  event(14, { name: 'TradeSettled', tradeId: secondTrade, delivered, paid, refunded }),
  event(15, { name: 'Withdrawn', account, to: wallet, amount: 1_000_000n }),
  event(16, { name: 'SubmitterPaid', account, submitter, fee: 500n }),
];

function movement(block: number, fields: Partial<MovementView>): MovementView {
  const { transaction, time, logIndex } = historyEvents.find((one) => one.block === block) as ChainEvent;
  const nothing = { trade: null, opened: null, energy: null, price: null, other: null };
  const view = { kind: 'fee', balanceChange: 0n, lockedChange: 0n, balance: 0n, locked: 0n } as const;
  return { ...view, ...nothing, block, logIndex, transaction, time, ...fields } as MovementView;
}

const trade = { other: partner.account.address, price };
const afterPurchase = 5_000_000n - paid;

/** The same as an honest gateway shows it, newest first. */
export const movementViews: readonly MovementView[] = [
  movement(16, { kind: 'fee', other: submitter, balanceChange: -500n, balance: 3_999_500n as never }),
  movement(15, { kind: 'withdrawn', other: wallet, balanceChange: -1_000_000n, balance: 4_000_000n as never }),
  movement(14, {
    kind: 'sold',
    ...trade,
    trade: secondTrade,
    opened: 13,
    energy: delivered,
    balanceChange: paid,
    balance: 5_000_000n as never,
  }),
  movement(12, {
    kind: 'bought',
    ...trade,
    trade: firstTrade,
    opened: 11,
    energy: delivered,
    balanceChange: refunded,
    lockedChange: -whole,
    balance: afterPurchase as never,
  }),
  movement(11, {
    kind: 'locked',
    ...trade,
    trade: firstTrade,
    opened: 11,
    energy,
    balanceChange: -whole,
    lockedChange: whole,
    balance: (5_000_000n - whole) as never,
    locked: whole,
  }),
  movement(10, { kind: 'deposited', other: wallet, balanceChange: 5_000_000n, balance: 5_000_000n as never }),
];
export const lastStanding = { balance: 3_999_500n as never, locked: 0n as never };

/** Its totals between any moments, of which the past lies between the first two. */
export function totalsOf(at: readonly number[]): RouteResponse<'totals'> {
  const traded = { trades: 1, energy: delivered as bigint, money: paid };
  const nothing = { trades: 0, energy: 0n, money: 0n as never };
  const totals = at.slice(1).map((until, index) => {
    const [from] = [at[index] ?? 0];
    const has = DAY + 10 >= from && DAY + 16 < until;
    const shared = { from: from as never, until: until as never };
    const standing = until > DAY + 16 ? lastStanding : { balance: 0n as never, locked: 0n as never };
    if (!has)
      return {
        ...shared,
        movements: 0,
        deposited: 0n as never,
        withdrawn: 0n as never,
        fees: 0n as never,
        bought: nothing,
        sold: nothing,
        ...standing,
      };
    return {
      ...shared,
      movements: movementViews.length,
      deposited: 5_000_000n as never,
      withdrawn: 1_000_000n as never,
      fees: 500n as never,
      bought: traded,
      sold: traded,
      ...standing,
    };
  });
  return { opening: { balance: 0n as never, locked: 0n as never }, totals };
}

/** Readings that end at these moments: every time 10 mWh in, 1 mWh out. */
export function signedReadings(ends: readonly number[], key: SampleKey = own.meter): SignedReadingView[] {
  let previousHash: Bytes32 = ZERO_BYTES32;
  return ends.map((intervalEnd, index) => {
    const reading = {
      meterKey: key.address,
      sequence: index + 1,
      intervalStart: ends[index - 1] ?? intervalEnd - 900,
      intervalEnd,
      import: BigInt(index + 1) * 10n,
      export: BigInt(index + 1),
      flags: 1,
      previousHash,
    } as Reading;
    previousHash = Reading.hash(reading);
    return { reading, signature: sign(Reading.digest(domain, reading), key) };
  });
}

/** For each moment the last of these readings, and a trade whose receipts say 100 mWh more each time. */
export function energyHistoryOf(at: readonly number[], readings: readonly SignedReadingView[]): EnergyHistory {
  const found = at.map((moment) => readings.findLast(({ reading }) => reading.intervalEnd <= moment) ?? null);
  const receipts = at.map((_, index) =>
    index === 0
      ? null
      : receiptOf(firstTrade, 'buyer', { sequence: index, energy: String(index * 100), final: false, cause: 'none' }),
  );
  return {
    readings: found,
    first: found[0] ? null : (readings[0] ?? null),
    trades: [{ trade: firstTrade, role: 'buyer', price, receipts }],
  };
}
