import { createHmac } from 'node:crypto';
import { type Bytes32, type Energy, Order, type Price, Receipt, type Role, type Timestamp } from '@evlock/protocol';
import { expect } from 'vitest';
import { EVLOCK_MARK_LABEL, EVLOCK_SAMPLE_SLACK_MS, fromHex } from '../index.ts';
import { type CommandCases, refused, refusedUnchanged } from './cases.ts';
import { bytes32, domain, NOON, samplesOf, selfTestSamples } from './fixture.ts';
import { signerOf } from './provisioning-cases.ts';
import type { Stage } from './stage.ts';

/** Opens a delivery for the duration of `work`; its trade is closed afterwards in any case. */
export async function delivering(
  stage: Stage,
  role: Role,
  work: (tradeId: Bytes32) => Promise<void> = async () => undefined,
): Promise<Bytes32> {
  const tradeId = await stage.open(role);
  try {
    await work(tradeId);
  } finally {
    await stage.client.closeDelivery(tradeId, 'completed');
  }
  return tradeId;
}

/** Of what is fed in whole samples. */
const ROUNDING_MS = 10;

/** The header's formula, implemented independently: ms to mark k. */
function interval(stage: Stage, tradeId: Bytes32, k: number): number {
  const hmac = createHmac('sha256', stage.partner.markSecret(stage.keys.meterPublicKey));
  hmac
    .update(EVLOCK_MARK_LABEL)
    .update(fromHex(tradeId))
    .update(Buffer.from([0, 0, 0, k]));
  return 2000 + (hmac.digest().readUInt32BE(0) % 2001);
}

const openDelivery: CommandCases = {
  good: async (stage) => {
    for (const role of ['buyer', 'seller'] as const) {
      const orders = await stage.matchedOrders(role);
      const opened = await stage.client.openDelivery(orders);
      expect(opened).toEqual({ tradeId: Order.digest(domain, orders.bid.order), role });
      expect(await stage.client.info()).toMatchObject({ delivery: 'open', trade: opened, tradeEnergy: 0n });
      await stage.client.closeDelivery(opened.tradeId, 'completed');
    }
    // A current that is off at the opening is not an interruption of the delivery, so not a mark at a wrong time.
    const orders = await stage.matchedOrders('buyer');
    const stream = await stage.stillStream();
    await stream.feed(-5000, 400);
    await stream.feed(0, 200);
    const { tradeId } = await stage.client.openDelivery(orders);
    expect((await stream.restart().feed(-5000, 400)).map(({ mark }) => mark)).not.toContain('missing');
    await stage.client.signReceipt(tradeId);
    await stage.client.closeDelivery(tradeId, 'completed');
  },
  bad: async (stage) => {
    const { offer, bid } = await stage.matchedOrders('seller');
    const counterOrder = bid.order.counterOrder;
    const open = (orders: { bid: typeof bid; offer: typeof offer }) => () => stage.client.openDelivery(orders);
    const withBid = (terms: Partial<Order>) =>
      open({ offer, bid: stage.partner.order({ side: 'bid', counterOrder, ...terms }) });
    await refusedUnchanged(
      stage,
      open({ bid, offer: stage.partner.order({ side: 'offer' }) }),
      'COMMAND_NOT_AUTHORIZED',
      'OWN_ORDER',
    );
    await refusedUnchanged(stage, open({ bid, offer: { ...offer, signature: bid.signature } }), 'INVALID_SIGNATURE');
    await refusedUnchanged(stage, open({ bid: { ...bid, signature: offer.signature }, offer }), 'INVALID_SIGNATURE');
    await refusedUnchanged(stage, withBid({ counterOrder: bytes32('77') }), 'WRONG_PARTNER');
    await refusedUnchanged(stage, withBid({ price: 120_001n as Price }), 'PRICE_MISMATCH');
    await refusedUnchanged(
      stage,
      withBid({ energy: 1_000_001n as Energy, minEnergy: 1_000_001n as Energy }),
      'ENERGY_OUT_OF_OFFER',
    );
    await refusedUnchanged(stage, withBid({ end: (NOON + 7201) as Timestamp }), 'INTERVAL_OUT_OF_OFFER');
    await refusedUnchanged(stage, open({ bid: offer, offer: bid }), 'ORDER_INVALID');
  },
  outOfState: async (stage) => {
    const orders = await stage.matchedOrders('seller');
    await refused(stage.blankClient.openDelivery(orders), 'NOT_PROVISIONED');
    await stage.client.selfTestResult({ ...selfTestSamples, open: samplesOf(300, 32) });
    await refusedUnchanged(stage, () => stage.client.openDelivery(orders), 'SELF_TEST_REQUIRED');
    await delivering(stage, 'seller', () =>
      refusedUnchanged(stage, () => stage.client.openDelivery(orders), 'OUT_OF_STATE', 'DELIVERY_OPEN'),
    );
  },
  replayed: async (stage) => {
    const { offer, bid } = await stage.matchedOrders('seller');
    const { tradeId } = await stage.client.openDelivery({ offer, bid });
    await stage.client.closeDelivery(tradeId, 'completed');
    const another = stage.partner.order({ side: 'bid', counterOrder: bid.order.counterOrder });
    await refusedUnchanged(stage, () => stage.client.openDelivery({ offer, bid }), 'REPLAYED', 'OPENED_BEFORE');
    await refusedUnchanged(
      stage,
      () => stage.client.openDelivery({ offer, bid: another }),
      'REPLAYED',
      'OPENED_BEFORE',
    );
  },
};

const nextMark: CommandCases = {
  good: async (stage) => {
    const stream = await stage.stillStream();
    await delivering(stage, 'seller', async (tradeId) => {
      // Counted from where the last batch ended, at some moment since it was sent.
      const near = async (expected: number) => {
        const wait = (await stage.client.nextMark(tradeId)) ?? Number.NaN;
        const passed = (performance.now() - stream.sent) * stage.world.speed;
        expect(wait).toBeLessThanOrEqual(expected + ROUNDING_MS);
        expect(wait).toBeGreaterThanOrEqual(expected - passed - ROUNDING_MS);
      };
      await stream.restart().feed(0, 200);
      expect(await stage.client.nextMark(tradeId)).toBeNull();
      await stream.feed(5000, 400);
      await near(interval(stage, tradeId, 0) - 400);
      await stream.feed(5000, interval(stage, tradeId, 0) - 400);
      await stream.feed(0, 300);
      await stream.feed(5000, 400);
      await near(interval(stage, tradeId, 1) - 700);
    });
  },
  bad: async (stage) => {
    await refused(stage.client.nextMark(bytes32('ee')), 'TRADE_NOT_FOUND');
    await delivering(stage, 'buyer', (tradeId) => refused(stage.client.nextMark(tradeId), 'OUT_OF_STATE', 'ROLE'));
  },
  outOfState: async (stage) => {
    await refused(stage.blankClient.nextMark(bytes32('ee')), 'NOT_PROVISIONED');
    const closed = await delivering(stage, 'seller');
    await refused(stage.client.nextMark(closed), 'OUT_OF_STATE', 'DELIVERY_CLOSED');
  },
  replayed: async (stage) =>
    delivering(stage, 'seller', async (tradeId) => {
      await (await stage.stillStream()).feed(5000, 200);
      const [first, second] = [await stage.client.nextMark(tradeId), await stage.client.nextMark(tradeId)];
      expect(second).toBeLessThanOrEqual(first ?? -1);
    }),
};

const addSamples: CommandCases = {
  good: async (stage) => {
    const stream = stage.stream();
    const before = await stage.client.info();
    const outcomes = await stream.feed(5000, 1000);
    const { import: imported, export: exported, ...last } = outcomes.at(-1) ?? expect.fail();
    // 240 W for 1 s are 66.7 mWh.
    expect(Number(exported - before.export)).toBeGreaterThanOrEqual(66);
    expect(Number(exported - before.export)).toBeLessThanOrEqual(67);
    expect(imported).toBe(before.import);
    expect(last).toMatchObject({ voltage: 48_000, mark: 'none', tradeEnergy: 0n });
    expect(Math.abs(last.power - 240_000)).toBeLessThan(1000);
    const [reversed] = await stream.feed(-5000, 200);
    expect(Number((reversed?.import ?? 0n) - imported)).toBeGreaterThanOrEqual(13);
    expect(reversed?.export).toBe(exported);
  },
  bad: async (stage) => {
    const add = (intervalMicros: number, samples: ReturnType<typeof samplesOf>) => () =>
      stage.client.addSamples({ intervalMicros, samples });
    const good = samplesOf(5000, 20);
    const rails = Array.from({ length: 20 }, () => ({ current: 0, voltage: 3200 }));
    await refusedUnchanged(stage, add(99, good), 'INVALID_INPUT', 'SAMPLE_INTERVAL');
    await refusedUnchanged(stage, add(100_001, good), 'INVALID_INPUT', 'SAMPLE_INTERVAL');
    await refusedUnchanged(stage, add(5000, []), 'INVALID_INPUT', 'SAMPLES_MIN');
    await refusedUnchanged(stage, add(5000, good.with(7, { current: 4096, voltage: 1 })), 'INVALID_INPUT', 'COUNT');
    await refusedUnchanged(stage, add(5000, good.with(7, { current: 1, voltage: 4096 })), 'INVALID_INPUT', 'COUNT');
    await refusedUnchanged(stage, add(5000, samplesOf(30_000, 20)), 'LIMIT_EXCEEDED', 'POWER');
    await refusedUnchanged(stage, add(100_000, samplesOf(5000, 2048)), 'LIMIT_EXCEEDED', 'SAMPLE_TIME');
    await refusedUnchanged(stage, add(5000, rails), 'SENSOR_FAULT', 'SATURATED');
  },
  outOfState: async ({ blankClient }) => {
    await refused(blankClient.addSamples({ intervalMicros: 5000, samples: samplesOf(0, 20) }), 'NOT_PROVISIONED');
  },
  // The same 200 ms repeatedly: never more of them counted than time has passed.
  replayed: async (stage) => {
    const { sent } = await stage.stillStream();
    const batch = { intervalMicros: 5000, samples: samplesOf(5000, 40) };
    let accepted = 0;
    for (let attempt = 0; attempt < 40; attempt++) {
      const outcome = await stage.client.addSamples(batch).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'LIMIT_EXCEEDED' });
      else accepted += 1;
    }
    const passed = (performance.now() - sent) * stage.world.speed;
    expect(accepted * 200).toBeLessThanOrEqual(EVLOCK_SAMPLE_SLACK_MS + passed);
  },
};

const partnerReceipt: CommandCases = {
  good: async (stage) =>
    delivering(stage, 'seller', async (tradeId) => {
      const signed = stage.partner.receipt({ tradeId, role: 'buyer', energy: 41n as Energy });
      await stage.client.partnerReceipt(signed);
      const own = await stage.client.signReceipt(tradeId);
      expect(own.receipt).toMatchObject({ partnerSequence: signed.receipt.sequence, partnerEnergy: 41n });
    }),
  bad: async (stage) =>
    delivering(stage, 'seller', async (tradeId) => {
      const accept = (terms: Partial<Receipt>) => () =>
        stage.client.partnerReceipt(stage.partner.receipt({ tradeId, role: 'buyer', ...terms }));
      const own = await stage.client.signReceipt(tradeId);
      await accept({ energy: 10n as Energy })();
      await refused(stage.client.partnerReceipt(own), 'INVALID_SIGNATURE');
      await refused(accept({ role: 'seller', energy: 11n as Energy })(), 'INVALID_INPUT', 'ROLE');
      await refused(accept({ energy: 9n as Energy })(), 'INVALID_INPUT', 'PARTNER_RECEIPT');
      await refused(accept({ tradeId: bytes32('ee') })(), 'TRADE_NOT_FOUND');
      await accept({ energy: 10n as Energy, final: true, cause: 'completed' })();
      await refused(accept({ energy: 12n as Energy })(), 'INVALID_INPUT', 'PARTNER_RECEIPT');
      expect((await stage.client.signReceipt(tradeId)).receipt.partnerEnergy).toBe(10n);
    }),
  outOfState: async ({ blankClient, partner }) => {
    await refused(
      blankClient.partnerReceipt(partner.receipt({ tradeId: bytes32('ee'), role: 'buyer' })),
      'NOT_PROVISIONED',
    );
  },
  replayed: async (stage) =>
    delivering(stage, 'seller', async (tradeId) => {
      const older = stage.partner.receipt({ tradeId, role: 'buyer', energy: 5n as Energy });
      const newer = stage.partner.receipt({ tradeId, role: 'buyer', energy: 6n as Energy });
      await stage.client.partnerReceipt(newer);
      await refused(stage.client.partnerReceipt(newer), 'REPLAYED');
      await refused(stage.client.partnerReceipt(older), 'REPLAYED');
    }),
};

const signReceipt: CommandCases = {
  // A buyer sees mark 0, then misses mark 1.
  good: async (stage) => {
    const stream = await stage.stillStream();
    const tradeId = await stage.open('buyer');
    const before = await stage.client.info();
    await stream.restart().feed(0, 200);
    await stream.feed(-5000, interval(stage, tradeId, 0));
    const waiting = await stage.client.signReceipt(tradeId);
    await stream.feed(0, 300);
    const outcomes = await stream.feed(-5000, 600);
    expect(outcomes.map(({ mark }) => mark)).toContain('seen');
    const { receipt, signature } = await stage.client.signReceipt(tradeId);
    const { import: imported, tradeEnergy } = await stage.client.info();
    expect(receipt).toMatchObject({ tradeId, role: 'buyer', sequence: waiting.receipt.sequence + 1, final: false });
    expect(receipt.energy).toBe(tradeEnergy);
    expect(receipt.energy).toBe(imported - before.import);
    expect(signerOf(Receipt.digest(domain, receipt), signature)).toBe(stage.keys.meterKey);

    const late = await stream.feed(-5000, interval(stage, tradeId, 1) + 400);
    expect(late.at(-1)?.mark).toBe('missing');
    await refusedUnchanged(stage, () => stage.client.signReceipt(tradeId), 'MARK_MISSING');
    const final = await stage.client.closeDelivery(tradeId, 'completed');
    expect(final.receipt).toMatchObject({ final: true, cause: 'mark-missing', energy: receipt.energy });
  },
  bad: async (stage) => {
    await refused(stage.client.signReceipt(bytes32('ee')), 'TRADE_NOT_FOUND');
    await delivering(stage, 'seller', async (tradeId) => {
      const stream = stage.stream();
      const frozen = {
        intervalMicros: 5000,
        samples: Array.from({ length: 40 }, () => ({ current: 2298, voltage: 3200 })),
      };
      let fault: unknown;
      for (let batch = 0; batch < 13 && fault === undefined; batch++) {
        await stream.pace(200);
        fault = await stage.client.addSamples(frozen).then(
          () => undefined,
          (error: unknown) => error,
        );
      }
      expect(fault).toMatchObject({ code: 'SENSOR_FAULT', details: { check: 'FROZEN' } });
      await refusedUnchanged(stage, () => stage.client.signReceipt(tradeId), 'SENSOR_FAULT');
    });
  },
  outOfState: async (stage) => {
    await refused(stage.blankClient.signReceipt(bytes32('ee')), 'NOT_PROVISIONED');
    const closed = await delivering(stage, 'seller');
    await refusedUnchanged(stage, () => stage.client.signReceipt(closed), 'OUT_OF_STATE', 'DELIVERY_CLOSED');
  },
  replayed: async (stage) =>
    delivering(stage, 'seller', async (tradeId) => {
      const [first, second] = [await stage.client.signReceipt(tradeId), await stage.client.signReceipt(tradeId)];
      expect(second.receipt.sequence).toBe(first.receipt.sequence + 1);
    }),
};

export const deliveryCases = {
  openDelivery,
  nextMark,
  addSamples,
  partnerReceipt,
  signReceipt,
};
