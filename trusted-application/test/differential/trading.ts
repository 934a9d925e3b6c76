/** Trades: orders, deliveries with a current that carries marks, receipts of both sides, closing and recovering. */
import type { Order, SignedOrder } from '@evlock/protocol';
import { CAUSES, ZERO_BYTES32 } from '@evlock/protocol';
import { EVLOCK_TRADES_MAX, type Sample } from '@evlock/secure-world';
import { bytes32, samplesOf } from '@evlock/secure-world/compliance/fixture';
import { markInterval } from '@evlock/simulator/internal/emulator';
import { type Action, grant, info, restart, selfTest } from './actions.ts';
import type { Household } from './household.ts';

const SAMPLE_MS = 10;
const BATCH = 50;
const BATCH_MS = SAMPLE_MS * BATCH;
const MARK_MS = 300;

/** An order beyond some limit: sound or not, allowed or not. */
function oddTerms(household: Household): Partial<Order> {
  const oddities: Partial<Order>[] = [
    { energy: 0n as never, minEnergy: 0n as never },
    { minEnergy: 0n as never },
    { minEnergy: 1_000_001n as never },
    { price: 119_999n as never },
    { price: 120_001n as never },
    { price: (2n ** 64n - 1n) as never },
    { energy: (2n ** 64n - 1n) as never, minEnergy: (2n ** 64n - 1n) as never },
    { end: household.at(0) },
    { end: household.at(12 * 3600 + 1) },
    { start: household.at(-1) },
    { openBefore: household.at(3601) },
    { lossBandPpm: 1_000_001 as never },
    { lossBandPpm: 60_000 as never },
    { minReputation: -6 },
    { counterOrder: household.pick([ZERO_BYTES32, bytes32('77')]) },
    { nonce: 0 },
    { nonce: household.nextNonce + 70 },
    { account: household.partner.meterKey },
    { meterKey: household.partner.meterKey },
    { power: 0 as never },
    { power: 1_000_001 as never },
    { power: 499_999 as never },
    { openBefore: household.at(-86_400) },
    { openBefore: household.at(1) },
    { minSensorClass: 'secure-world' },
    { minEnergy: 99_999n as never },
    { energy: 400_000n as never, minEnergy: 400_000n as never },
    { minEnergy: 300_000n as never },
  ];
  return household.next('order', oddities);
}

export async function signed(household: Household, order: Order): Promise<SignedOrder | undefined> {
  const response = await household.ask('signOrder', { order });
  if (!response) return undefined;
  household.remember(order, response.signature);
  return { order, signature: response.signature };
}

export const signOrder: Action = async (household) => {
  const side = household.pick(['bid', 'offer'] as const);
  const counterOrder = side === 'bid' ? bytes32('66') : ZERO_BYTES32;
  const odd = household.chance(0.6) ? oddTerms(household) : {};
  await signed(household, household.ownOrder({ side, counterOrder, ...odd }));
};

/** Orders of the other side that do not match. */
const oddPartnerTerms = (household: Household, side: Order['side']): Partial<Order>[] => [
  { price: 120_001n as never },
  { energy: 900_000n as never, minEnergy: 900_000n as never },
  { start: household.at(1) },
  { end: household.at(3599), openBefore: household.at(0) },
  { side: side === 'bid' ? 'offer' : 'bid' },
  { meterKey: household.meterKey },
  { power: 999_999 as never },
  { end: household.at(7201) },
];

/** The other side's order: sometimes it does not match. */
const partnerTerms = (household: Household, side: Order['side']): Partial<Order> =>
  household.chance(0.78) ? {} : household.next('partner order', oddPartnerTerms(household, side));

/** Opens a delivery in which the world has `role`, if all goes well. */
export async function open(household: Household, role: 'buyer' | 'seller'): Promise<boolean> {
  const buys = role === 'buyer';
  const partnerSide = buys ? 'offer' : 'bid';
  if (household.chance(0.85)) await closeOpen(household);
  await selfTest(household);
  if (household.chance(0.75)) await grant(household, buys ? 'bid' : 'offer');
  const offer = buys ? household.partnerOrder({ side: 'offer', ...partnerTerms(household, 'offer') }) : undefined;
  // Occasionally the window of nonces is jumped over.
  const nonce = household.nextNonce + (household.chance(0.1) ? household.below(64) : 0);
  const taken = offer && household.chance(0.93) ? household.digest(offer.order) : bytes32('54');
  const counterOrder = buys ? taken : ZERO_BYTES32;
  const own = await signed(household, household.ownOrder({ side: buys ? 'bid' : 'offer', counterOrder, nonce }));
  if (!own) return false;
  const digest = household.chance(0.9) ? household.digest(own.order) : bytes32('55');
  const theirs =
    offer ?? household.partnerOrder({ side: partnerSide, counterOrder: digest, ...partnerTerms(household, 'bid') });
  const orders = buys ? { bid: own, offer: theirs } : { bid: theirs, offer: own };
  return openOrders(household, orders.bid, orders.offer);
}

export async function openOrders(household: Household, bid: SignedOrder, offer: SignedOrder): Promise<boolean> {
  const opened = await household.ask('openDelivery', {
    bid: bid.order,
    bidSignature: bid.signature,
    offer: offer.order,
    offerSignature: offer.signature,
  });
  if (!opened) return false;
  household.opened.push({ bid, offer });
  household.trade = { tradeId: opened.tradeId, role: opened.role };
  household.trades.push(household.trade);
  household.reached(`opened as ${opened.role}`);
  household.streamEnd = Math.max(household.streamEnd ?? 0, household.twins.now);
  return true;
}

/** A sound own offer, with every bid that does not match it. */
export const openOdd: Action = async (household) => {
  await grant(household, 'offer');
  await selfTest(household);
  const offer = await signed(household, household.ownOrder({ side: 'offer' }));
  if (!offer) return;
  const counterOrder = household.digest(offer.order);
  for (const odd of oddPartnerTerms(household, 'bid'))
    await openOrders(household, household.partnerOrder({ side: 'bid', counterOrder, ...odd }), offer);
};

/** A trade that already opened, again. */
export const openAgain: Action = async (household) => {
  if (household.opened.length === 0) return info(household);
  await selfTest(household);
  const { bid, offer } = household.pick(household.opened);
  return openOrders(household, bid, offer);
};

/** An offer signed some time ago, taken now: below the newest nonce, within the window or not. */
export const openEarlier: Action = async (household) => {
  const offers = household.signedOrders.filter(({ order }) => order.side === 'offer');
  if (offers.length === 0) return signOrder(household);
  await selfTest(household);
  const offer = household.pick(offers.slice(-12));
  const bid = household.partnerOrder({ side: 'bid', counterOrder: household.digest(offer.order) });
  if (await openOrders(household, bid, offer)) household.reached('opened an earlier offer');
};

/** Closes whatever is open, without a mistake. */
export async function closeOpen(household: Household): Promise<void> {
  const { trade } = household;
  if (trade) await household.ask('closeDelivery', { tradeId: trade.tradeId, cause: 'completed' }, { whole: true });
}

/** More deliveries than are kept, then one that has been dropped. */
export const deliverMany: Action = async (household) => {
  if (household.trade) await closeDelivery(household);
  const [oldest] = household.trades.slice(-1);
  let opened = 0;
  for (let attempt = 0; attempt < 8 * EVLOCK_TRADES_MAX && opened < EVLOCK_TRADES_MAX; attempt++) {
    if (await open(household, 'seller')) opened += 1;
    await closeDelivery(household);
  }
  if (!oldest || opened < EVLOCK_TRADES_MAX) return;
  const receipt = await household.ask(
    'closeDelivery',
    { tradeId: oldest.tradeId, cause: 'completed' },
    { whole: true },
  );
  if (!receipt) household.reached('forgot a trade');
};

/** When the wire is open, by the seller's marks; times in ms of the stream. */
export class Wire {
  private readonly secret: Uint8Array;
  private readonly household: Household;
  private k = 0;
  private anchor: number | undefined;
  private pausedUntil = 0;
  readonly milliAmps: number;

  constructor(household: Household, milliAmps: number) {
    this.household = household;
    this.secret = household.partner.markSecret(household.meterPublicKey);
    this.milliAmps = milliAmps;
  }

  /** mA at `time`; marks are made when `marked`. */
  at(time: number, marked: boolean): number {
    const { trade } = this.household;
    if (!trade || time < this.pausedUntil) return 0;
    if (this.anchor === undefined) {
      this.anchor = time;
      return this.milliAmps;
    }
    const due = this.anchor + markInterval(this.secret, trade.tradeId, this.k);
    if (!marked || time < due) return this.milliAmps;
    if (time < due + MARK_MS) return 0;
    this.anchor = due;
    this.k += 1;
    return this.milliAmps;
  }

  pause(time: number, length: number): void {
    this.pausedUntil = time + length;
    this.anchor = undefined;
    this.k += 1;
  }
}

/** Stream time of the next batch's samples, as the secure world will count it. */
function nextStart(household: Household, length: number): number {
  const { now } = household.twins;
  const end = (household.streamEnd ?? now - length) + length;
  household.streamEnd = now - end > 1000 ? now : end;
  return household.streamEnd - length;
}

export async function feed(household: Household, current: (time: number) => number): Promise<void> {
  await household.twins.tick(BATCH_MS + (household.chance(0.05) ? household.below(1600) : household.below(12) - 6));
  const start = nextStart(household, BATCH_MS);
  const samples: Sample[] = Array.from({ length: BATCH }, (_, index) => {
    const [sample] = samplesOf(current(start + (index + 1) * SAMPLE_MS), 1);
    if (!sample) throw new Error('no sample');
    return { ...sample, current: sample.current + household.below(3) - 1 };
  });
  const outcome = await household.ask('addSamples', { intervalMicros: SAMPLE_MS * 1000, samples });
  if (outcome) household.reached(`mark ${outcome.mark}`);
  else household.streamEnd = undefined;
}

export const partnerReceipt: Action = async (household) => {
  const { trade } = household;
  if (!trade) return info(household);
  const role = (trade.role === 'buyer') !== household.chance(0.05) ? 'seller' : 'buyer';
  const terms = { tradeId: trade.tradeId, role, energy: BigInt(household.below(2000)) as never } as const;
  const receipt = household.partner.receipt({
    ...terms,
    ...(household.chance(0.9) ? {} : { final: true, cause: 'completed' as const }),
    ...(household.chance(0.95) ? {} : { sequence: 0 }),
  });
  return household.ask('partnerReceipt', receipt);
};

export const signReceipt: Action = async (household) => {
  const known = household.trade?.tradeId ?? bytes32('ee');
  const receipt = await household.ask('signReceipt', { tradeId: household.chance(0.95) ? known : bytes32('ef') });
  if (receipt) household.receipts.push(receipt);
};

export const closeDelivery: Action = async (household) => {
  const trade = household.chance(0.8)
    ? household.trade
    : household.trades[household.below(household.trades.length + 1)];
  const cause = household.pick(CAUSES);
  const receipt = await household.ask('closeDelivery', { tradeId: trade?.tradeId ?? bytes32('ee'), cause });
  if (!receipt) return;
  household.receipts.push(receipt);
  household.reached(`closed ${receipt.receipt.cause}`);
};

export const nextMark: Action = (household) =>
  household.ask('nextMark', { tradeId: household.trade?.tradeId ?? bytes32('ee') });

/** A delivery from opening to some point: with or without marks, pauses, receipts, faults, restarts. */
export const deliver: Action = async (household) => {
  const role = household.pick(['buyer', 'seller'] as const);
  const early = household.chance(0.1);
  // Usually nothing flows before; a current that already flows began before the delivery.
  if (household.chance(0.7)) await feed(household, () => (early ? 5000 : 0));
  const direction = role === 'seller' ? 1 : -1;
  if (!(await open(household, role))) return;
  const wire = new Wire(household, direction * (household.chance(0.95) ? 5000 : 20_000));
  const marked = household.chance(0.7);
  for (let batches = 4 + household.below(household.batchesMax - 4); batches > 0; batches--) {
    await feed(household, (time) => wire.at(time, marked));
    if (household.chance(0.04)) wire.pause(household.streamEnd ?? 0, 1200 + household.below(3000));
    await household.pick([signReceipt, partnerReceipt, nextMark, signReceipt])(household);
    if (household.chance(0.01)) return;
  }
  if (household.chance(0.2)) await restart(household);
  await closeDelivery(household);
};

/** Long enough for two marks, or for a missing one. */
const WHOLE_BATCHES = 14;

/** A delivery followed to its end: with its seller's marks, or without. */
export const deliverWhole =
  (role: 'buyer' | 'seller', marked: boolean): Action =>
  async (household) => {
    let opened = false;
    for (let attempt = 0; attempt < 5 && !opened; attempt++) {
      if (household.trade) await closeDelivery(household);
      await feed(household, () => 0);
      opened = await open(household, role);
    }
    const wire = new Wire(household, role === 'seller' ? 5000 : -5000);
    for (let batches = WHOLE_BATCHES; batches > 0; batches--) {
      await feed(household, (time) => wire.at(time, marked));
      await household.pick([signReceipt, partnerReceipt, nextMark])(household);
    }
    await closeDelivery(household);
  };

/** Samples from a faulty sensor. */
export const brokenSensor: Action = async (household) => {
  await household.twins.tick(household.below(3) * BATCH_MS);
  household.streamEnd = undefined;
  const size = 1 + household.below(60);
  const current = household.pick([0, 2048, 2100, 2300, 4095, 4096]);
  const voltage = household.pick([0, 3200, 4095]);
  const intervalMicros = household.pick([99, 100, 10_000, 50_000, 100_000, 100_001]);
  await household.ask('addSamples', {
    intervalMicros,
    samples: Array.from({ length: size }, () => ({ current, voltage })),
  });
};

/** Equal counts for a long time, with or without an open delivery. */
export const frozenSensor: Action = async (household) => {
  for (let batches = 6; batches > 0; batches--) {
    await household.twins.tick(BATCH_MS);
    nextStart(household, BATCH_MS);
    const samples = Array.from({ length: BATCH }, () => ({ current: 2200, voltage: 3200 }));
    await household.ask('addSamples', { intervalMicros: SAMPLE_MS * 1000, samples });
  }
  await signReceipt(household);
};

export const recover: Action = async (household) => {
  const lately = <T>(items: readonly T[]): T[] => items.slice(household.chance(0.7) ? -1 : -4).slice(0, 1);
  const receipts = household.chance(0.8) ? lately(household.receipts) : [];
  const readings = household.chance(0.6) ? lately(household.readings) : [];
  if (household.chance(0.7)) await restart(household);
  await household.ask('recover', { receipts, readings });
};
