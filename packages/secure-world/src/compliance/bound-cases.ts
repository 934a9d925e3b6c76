/** What no caller can do, however often it tries: create time, or exhaust a number that only grows. */
import {
  Cancel,
  type Energy,
  type ErrorCode,
  Mandate,
  type Money,
  PasskeyBinding,
  type Timestamp,
} from '@evlock/protocol';
import { expect } from 'vitest';
import {
  EVLOCK_DATE_STEP_MAX_S,
  EVLOCK_ID_STEP_MAX,
  EVLOCK_MARK_UNSEEN_MS,
  EVLOCK_NONCE_STEP_MAX,
  EVLOCK_READING_STEP_MAX_S,
  EVLOCK_RECEIPT_STEP_MAX,
  EVLOCK_SAMPLE_SLACK_MS,
} from '../index.ts';
import { refused, refusedUnchanged } from './cases.ts';
import { bytes32, domain, mandateTerms, NOON, provisionInput, samplesOf } from './fixture.ts';
import { migrate } from './migration-cases.ts';
import type { Stage } from './stage.ts';

const UINT40_MAX = 2 ** 40 - 1;

/** 19 A at 48 V: 912 W of the provisioned 1 kW. */
const MILLIAMPERE = 19_000;

/** mWh that the power limit allows in this many ms. */
const mostIn = (milliseconds: number): number => (provisionInput.limits.powerLimit * milliseconds) / 3_600_000;

/** How long a stream pauses before the test checks how much it counts. */
const GAP_MS = 3000;

/** Batches of 100 ms until one is refused: as much time as the world accepts. */
async function feedAll(stage: Stage, milliampere = MILLIAMPERE): Promise<void> {
  const batch = { intervalMicros: 5000, samples: samplesOf(milliampere, 20) };
  const flood = { intervalMicros: 100_000, samples: samplesOf(milliampere, 2048) };
  await refused(stage.client.addSamples(flood), 'LIMIT_EXCEEDED', 'SAMPLE_TIME');
  // For a paused stream: in shorter batches it would jump to the clock.
  const gap = { intervalMicros: 100_000, samples: samplesOf(milliampere, (GAP_MS * 0.9) / 100) };
  await stage.client.addSamples(gap).catch(() => undefined);
  for (let count = 0; count < 100; count++) {
    const refusal = await stage.client.addSamples(batch).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refusal !== undefined) return expect(refusal).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  }
}

type Attempt = (stage: Stage) => Promise<void>;

export const boundCases: Readonly<Record<string, Attempt>> = {
  'no register moves faster than the power limit, however often it is restarted': async (stage) => {
    const begun = performance.now();
    await stage.world.restart();
    const before = (await stage.client.info()).export;
    for (let start = 0; start < 3; start++) {
      await feedAll(stage);
      const { reading } = await stage.client.signReading(stage.nextInterval());
      const passed = (performance.now() - begun) * stage.world.speed;
      expect(Number(reading.export - before)).toBeLessThanOrEqual(mostIn(passed) + 1);
      await stage.world.restart();
    }
  },

  'no time before a delivery counts towards it': async (stage) => {
    const orders = await stage.matchedOrders('seller');
    await stage.stillStream();
    await new Promise((resolve) => setTimeout(resolve, GAP_MS / stage.world.speed));
    const begun = performance.now();
    const { tradeId } = await stage.client.openDelivery(orders);
    await feedAll(stage);
    const { receipt } = await stage.client.signReceipt(tradeId);
    const passed = (performance.now() - begun) * stage.world.speed;
    expect(Number(receipt.energy)).toBeLessThanOrEqual(mostIn(passed + EVLOCK_SAMPLE_SLACK_MS) + 1);
    await stage.client.closeDelivery(tradeId, 'completed');
  },

  'no time before a higher power limit counts under it': (stage) =>
    stage.withOwnWorld(async (own) => {
      await own.stillStream();
      await new Promise((resolve) => setTimeout(resolve, GAP_MS / own.world.speed));
      const before = (await own.client.info()).export;
      const { date, limits, withdrawalAddresses, origins } = provisionInput;
      const powerLimit = (2 * limits.powerLimit) as typeof limits.powerLimit;
      const begun = performance.now();
      await migrate(own, domain, domain, { date, withdrawalAddresses, origins, limits: { ...limits, powerLimit } });
      await feedAll(own, 2 * MILLIAMPERE);
      const { reading } = await own.client.signReading(own.nextInterval());
      const passed = (performance.now() - begun) * own.world.speed;
      expect(reading.export).toBeGreaterThan(before);
      expect(Number(reading.export - before)).toBeLessThanOrEqual(2 * mostIn(passed + EVLOCK_SAMPLE_SLACK_MS) + 1);
    }),

  'nothing counts towards a delivery whose sensor failed': async (stage) => {
    const tradeId = await stage.open('seller');
    const stream = stage.stream();
    await stream.feed(5000, 400);
    const { tradeEnergy } = await stage.client.info();
    const rails = Array.from({ length: 20 }, () => ({ current: 4095, voltage: 3200 }));
    await stream.pace(100);
    await refused(stage.client.addSamples({ intervalMicros: 5000, samples: rails }), 'SENSOR_FAULT', 'SATURATED');
    const { export: before } = await stage.client.info();
    const outcomes = await stream.feed(5000, 600);
    expect(outcomes.at(-1)?.export).toBeGreaterThan(before);
    expect(outcomes.map((outcome) => outcome.tradeEnergy)).toEqual(outcomes.map(() => tradeEnergy));
    await refusedUnchanged(stage, () => stage.client.signReceipt(tradeId), 'SENSOR_FAULT');
    const { receipt } = await stage.client.closeDelivery(tradeId, 'completed');
    expect(receipt).toMatchObject({ final: true, cause: 'sensor-fault', energy: tradeEnergy });
  },

  'pauses never let a buyer take more than the stated energy without a mark': async (stage) => {
    const tradeId = await stage.open('buyer');
    const stream = await stage.stillStream();
    // 912 W for 1.6 s and a pause, repeatedly: no mark is due in between.
    let signed = 0n;
    let refusal: unknown;
    for (let round = 0; round < 4 && refusal === undefined; round++) {
      for (const milliampere of [-MILLIAMPERE, 0]) await stream.feed(milliampere, 1600);
      const next = await stage.client.signReceipt(tradeId).catch((error: unknown) => error);
      if (next instanceof Error) refusal = next;
      else signed = (next as Awaited<ReturnType<typeof stage.client.signReceipt>>).receipt.energy;
    }
    expect(refusal).toMatchObject({ code: 'MARK_MISSING' });
    expect(Number(signed)).toBeLessThanOrEqual(mostIn(EVLOCK_MARK_UNSEEN_MS));
    expect(Number(signed)).toBeGreaterThan(mostIn(1600) / 2);
    const { receipt } = await stage.client.closeDelivery(tradeId, 'completed');
    expect(receipt).toMatchObject({ final: true, cause: 'mark-missing', energy: signed });
  },

  'no order exhausts the nonces': async (stage) => {
    await stage.passSelfTest();
    await stage.grant({ side: 'offer' });
    const order = await stage.ownOrder({ side: 'offer' });
    const far = order.nonce + EVLOCK_NONCE_STEP_MAX;
    for (const nonce of [UINT40_MAX, far])
      await refusedUnchanged(stage, () => stage.client.signOrder({ ...order, nonce }), 'LIMIT_EXCEEDED', 'NONCE');
    await stage.client.signOrder({ ...order, nonce: far - 1 });
    expect(await stage.client.info()).toMatchObject({ nextNonce: far });
  },

  'no cancel by the meter itself reaches orders not yet signed': async (stage) => {
    const { meterKey, account } = stage.keys;
    const { nextNonce } = await stage.client.info();
    const sign = (changes: Partial<Cancel>) => {
      const cancel: Cancel = {
        account,
        meterKey,
        orderHash: bytes32('00'),
        minNonce: nextNonce,
        submitterFee: 0n as Money,
        deadline: NOON,
        ...changes,
      };
      return stage.client.signCancel(cancel, stage.approve(Cancel.digest(domain, cancel)));
    };
    for (const minNonce of [UINT40_MAX, nextNonce + 1]) await refused(sign({ minNonce }), 'LIMIT_EXCEEDED', 'NONCE');
    await sign({});
    // Another meter of the account is gone, with all that it signed.
    await sign({ meterKey: stage.partner.meterKey, minNonce: UINT40_MAX });
  },

  'no reading exhausts the intervals': async (stage) => {
    const { intervalStart, flags } = stage.nextInterval();
    const { date, lastReadingEnd } = await stage.client.info();
    const from = Math.max(date, lastReadingEnd);
    const sign = (intervalEnd: number) =>
      stage.client.signReading({ intervalStart, intervalEnd: intervalEnd as Timestamp, flags });
    // The date may have advanced by some seconds.
    for (const end of [UINT40_MAX, from + EVLOCK_READING_STEP_MAX_S + 600])
      await refusedUnchanged(stage, () => sign(end), 'LIMIT_EXCEEDED', 'INTERVAL');
    await sign(intervalStart + 900);
  },

  'no approval exhausts the mandate ids, or moves the date by years': async (stage) => {
    const { nextMandateId, date } = await stage.client.info();
    const authorize = (terms: Partial<Mandate>) => {
      const { meterKey } = stage.keys;
      const mandate: Mandate = { ...mandateTerms, meterKey, side: 'offer', mandateId: nextMandateId, ...terms };
      return stage.client.authorizeMandate(mandate, stage.approve(Mandate.digest(domain, mandate)));
    };
    const refuses = (terms: Partial<Mandate>, code: ErrorCode, check: string) =>
      refusedUnchanged(stage, () => authorize(terms), code, check);
    const from = Math.max(nextMandateId, mandateTerms.approvedAt);
    for (const mandateId of [UINT40_MAX, from + EVLOCK_ID_STEP_MAX])
      await refuses({ mandateId }, 'LIMIT_EXCEEDED', 'STEP');
    // The date may have advanced by some seconds.
    for (const approvedAt of [UINT40_MAX, date + EVLOCK_DATE_STEP_MAX_S + 600] as Timestamp[])
      await refuses({ approvedAt }, 'LIMIT_EXCEEDED', 'DATE');
    // Before the orders of other cases.
    const later = (date + 3600) as Timestamp;
    await authorize({ approvedAt: later });
    const after = await stage.client.info();
    expect(after.nextMandateId).toBe(nextMandateId + 1);
    expect(after.date).toBeGreaterThanOrEqual(later);
    // It never goes backwards.
    await authorize({ approvedAt: date, mandateId: nextMandateId + 1 });
    // Owners number by their clock.
    await authorize({ mandateId: mandateTerms.approvedAt });
    await stage.world.restart();
    expect((await stage.client.info()).date).toBeGreaterThanOrEqual(later);
  },

  'no binding exhausts the passkey ids': async (stage) => {
    const { x, y } = stage.modules.createPasskey().publicKey;
    const { meterKey } = stage.keys;
    const { nextBindingId } = await stage.client.info();
    for (const bindingId of [UINT40_MAX, nextBindingId + EVLOCK_ID_STEP_MAX]) {
      const binding = { meterKey, publicKeyX: x, publicKeyY: y, bindingId };
      const assertion = stage.approve(PasskeyBinding.digest(domain, binding));
      const bind = () => stage.client.bindFurtherPasskey(binding, assertion);
      await refusedUnchanged(stage, bind, 'LIMIT_EXCEEDED', 'STEP');
      const removal = { ...binding, publicKeyX: stage.passkey.publicKey.x, publicKeyY: stage.passkey.publicKey.y };
      await refusedUnchanged(stage, () => stage.local.removePasskey(removal), 'LIMIT_EXCEEDED', 'STEP');
    }
  },

  "no receipt exhausts the partner's sequence": async (stage) => {
    const tradeId = await stage.open('seller');
    const hear = (sequence: number, energy: bigint) =>
      stage.client.partnerReceipt(
        stage.partner.receipt({ tradeId, role: 'buyer', sequence, energy: energy as Energy }),
      );
    await hear(1000, 1n);
    for (const sequence of [UINT40_MAX, 1001 + EVLOCK_RECEIPT_STEP_MAX])
      await refused(hear(sequence, 2n), 'LIMIT_EXCEEDED', 'PARTNER_RECEIPT');
    await hear(1000 + EVLOCK_RECEIPT_STEP_MAX, 3n);
    const { receipt } = await stage.client.closeDelivery(tradeId, 'completed');
    expect(receipt.partnerEnergy).toBe(3n);
  },
};
