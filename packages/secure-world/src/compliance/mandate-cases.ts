import {
  Cancel,
  type Energy,
  Mandate,
  type Money,
  Order,
  type Power,
  type Ppm,
  type Price,
  type Timestamp,
  type TradeOrders,
} from '@evlock/protocol';

import { expect } from 'vitest';
import {
  EVLOCK_DATE_MARGIN_S,
  EVLOCK_ORDERS_MAX,
  EVLOCK_REVOKED_AHEAD_MAX_S,
  type MandateRemainder,
} from '../index.ts';
import { type CommandCases, refused, refusedUnchanged } from './cases.ts';
import { clientDataForms } from './client-data.ts';
import { bytes32, domain, mandateTerms, NOON, party, samplesOf, selfTestSamples } from './fixture.ts';
import { signerOf } from './provisioning-cases.ts';
import type { Stage } from './stage.ts';

async function newMandate(stage: Stage, terms: Partial<Mandate> = {}): Promise<Mandate> {
  const { nextMandateId } = await stage.client.info();
  return { meterKey: stage.keys.meterKey, side: 'bid', ...mandateTerms, mandateId: nextMandateId, ...terms };
}

const approved = (stage: Stage, mandate: Mandate) => stage.approve(Mandate.digest(domain, mandate));

const authorizeMandate: CommandCases = {
  good: async (stage) => {
    const mandate = await stage.grant({ side: 'offer', mandateId: (await stage.client.info()).nextMandateId + 5 });
    expect(await stage.client.info()).toMatchObject({ nextMandateId: mandate.mandateId + 1 });
    for (const form of clientDataForms.filter(({ check }) => check === null)) {
      const next = await newMandate(stage);
      const digest = Mandate.digest(domain, next);
      await stage.client.authorizeMandate(next, stage.passkey.assert(digest, party, form.of(digest)));
    }
  },
  bad: async (stage) => {
    const mandate = await newMandate(stage);
    const digest = Mandate.digest(domain, mandate);
    const good = stage.approve(digest);
    const authorize = (changes: Partial<typeof good>, check: string, value = mandate) =>
      refusedUnchanged(
        stage,
        () => stage.client.authorizeMandate(value, { ...good, ...changes }),
        'ASSERTION_INVALID',
        check,
      );
    for (const { check, of } of clientDataForms) {
      if (check !== null) await authorize(stage.passkey.assert(digest, party, of(digest)), check);
    }
    const flags = (byte: string) =>
      `${good.authenticatorData.slice(0, 66)}${byte}${good.authenticatorData.slice(68)}` as const;
    await authorize({}, 'CHALLENGE', { ...mandate, energyCap: (mandate.energyCap + 1n) as Energy });
    await authorize(stage.passkey.assert(digest, { ...party, origin: 'http://evil.example' }), 'ORIGIN');
    await authorize(stage.passkey.assert(digest, { ...party, rpId: 'evil.example' }), 'RP_ID_HASH');
    await authorize({ authenticatorData: flags('04') as `0x${string}` }, 'USER_PRESENT');
    await authorize({ authenticatorData: flags('01') as `0x${string}` }, 'USER_VERIFIED');
    await authorize({ authenticatorData: '0x00' }, 'AUTHENTICATOR_DATA');
    await authorize({ clientDataJSON: `${good.clientDataJSON.slice(0, -1)},"x":1}` }, 'PASSKEY_SIGNATURE');
    await authorize(stage.modules.createPasskey().assert(digest, party), 'PASSKEY_SIGNATURE');
    const big = await newMandate(stage, { energyCap: 100_000_001n as Energy });
    await refused(stage.client.authorizeMandate(big, approved(stage, big)), 'LIMIT_EXCEEDED', 'ENERGY_CAP');
    const rich = await newMandate(stage, { moneyCap: 100_000_001n as Money });
    await refused(stage.client.authorizeMandate(rich, approved(stage, rich)), 'LIMIT_EXCEEDED', 'MONEY_CAP');
    for (const minEnergy of [0n, mandate.energyCap + 1n] as Energy[]) {
      const idle = await newMandate(stage, { minEnergy });
      await refused(stage.client.authorizeMandate(idle, approved(stage, idle)), 'INVALID_INPUT', 'MIN_ENERGY');
    }
    const foreign = await newMandate(stage, { meterKey: stage.partner.meterKey });
    await refused(
      stage.client.authorizeMandate(foreign, approved(stage, foreign)),
      'COMMAND_NOT_AUTHORIZED',
      'METER_KEY',
    );
  },
  outOfState: async (stage) => {
    const mandate = await newMandate(stage);
    await refused(stage.blankClient.authorizeMandate(mandate, approved(stage, mandate)), 'NOT_PROVISIONED');
  },
  replayed: async (stage) => {
    const mandate = await stage.grant({ side: 'bid' });
    await refusedUnchanged(stage, () => stage.client.authorizeMandate(mandate, approved(stage, mandate)), 'REPLAYED');
  },
};

const revokeMandate: CommandCases = {
  good: async (stage) => {
    await stage.passSelfTest();
    const { mandateId } = await stage.grant({ side: 'offer', limitPrice: 1n as Price });
    const { mandates, nextNonce } = await stage.client.info();
    const { cancel, signature } = await stage.client.revokeMandate(mandateId);
    expect(cancel).toMatchObject({ orderHash: bytes32('00'), minNonce: nextNonce, submitterFee: 0n });
    expect(signerOf(Cancel.digest(domain, cancel), signature)).toBe(stage.keys.meterKey);
    expect(await stage.client.info()).toMatchObject({ mandates: mandates - 1 });
  },
  bad: async (stage) => {
    const { mandates } = await stage.client.info();
    expect((await stage.client.revokeMandate(999_999)).cancel.account).toBe(stage.keys.account);
    expect(await stage.client.info()).toMatchObject({ mandates });
    // Approved, and held back until it is revoked.
    const late = await newMandate(stage);
    await stage.client.revokeMandate(late.mandateId);
    await refusedUnchanged(stage, () => stage.client.authorizeMandate(late, approved(stage, late)), 'REPLAYED');
    // What nobody can have approved uses up no ids.
    const { date, nextMandateId } = await stage.client.info();
    for (const ahead of [2 ** 40 - 1, date + EVLOCK_REVOKED_AHEAD_MAX_S + 600]) await stage.client.revokeMandate(ahead);
    expect(await stage.client.info()).toMatchObject({ nextMandateId });
  },
  outOfState: async ({ blankClient }) => refused(blankClient.revokeMandate(1), 'NOT_PROVISIONED'),
  replayed: async (stage) => {
    const { mandateId } = await stage.grant({ side: 'offer' });
    const first = await stage.client.revokeMandate(mandateId);
    expect(await stage.client.revokeMandate(mandateId)).toEqual(first);
  },
};

const selfTestResult: CommandCases = {
  good: async (stage) => {
    await stage.passSelfTest();
    expect(await stage.client.info()).toMatchObject({ selfTest: 'passed' });
  },
  bad: async ({ client }) => {
    const { open, reference } = selfTestSamples;
    const still = Array.from({ length: 32 }, () => ({ current: 2048, voltage: 3200 }));
    const rail = Array.from({ length: 32 }, (_, index) => ({ current: index % 3 === 0 ? 4000 : 4095, voltage: 3200 }));
    const faultOf = async (samples: Partial<typeof selfTestSamples>) =>
      (await client.selfTestResult({ open, reference, ...samples })).fault;
    expect(await faultOf({ open: samplesOf(300, 32) })).toBe('offset');
    expect(await faultOf({ reference: samplesOf(2100, 32) })).toBe('gain');
    expect(await faultOf({ reference: samplesOf(-2000, 32) })).toBe('gain');
    expect(await faultOf({ open: still })).toBe('frozen');
    expect(await faultOf({ reference: rail })).toBe('saturated');
    expect(await client.info()).toMatchObject({ selfTest: 'failed' });
    await refused(client.selfTestResult({ open: open.slice(0, 15), reference }), 'INVALID_INPUT', 'SAMPLES_MIN');
    const outside = open.with(3, { current: 4096, voltage: 0 });
    await refused(client.selfTestResult({ open: outside, reference }), 'INVALID_INPUT', 'COUNT');
  },
  outOfState: async (stage) => {
    await refused(stage.blankClient.selfTestResult(selfTestSamples), 'NOT_PROVISIONED');
    const tradeId = await stage.open('seller');
    await refusedUnchanged(stage, () => stage.client.selfTestResult(selfTestSamples), 'OUT_OF_STATE', 'DELIVERY_OPEN');
    await stage.client.closeDelivery(tradeId, 'stopped-by-owner');
  },
  // Only pass or fault carries over from a test: the same samples again are a new test.
  replayed: async ({ client }) => {
    expect(await client.selfTestResult(selfTestSamples)).toEqual(await client.selfTestResult(selfTestSamples));
  },
};

/** An order that the mandate refuses, and the reason. */
const beyondMandate: readonly [check: string, terms: Partial<Order>][] = [
  ['PRICE', { price: 119_999n as Price }],
  ['INTERVAL', { start: (NOON - 1) as Timestamp }],
  ['INTERVAL', { end: (NOON + 10_801) as Timestamp }],
  ['OPEN_BEFORE', { openBefore: (NOON + 3601) as Timestamp }],
  ['REPUTATION', { minReputation: -6 }],
  ['LOSS_BAND', { lossBandPpm: 50_001 as Ppm }],
  ['MIN_ENERGY', { minEnergy: 99_999n as Energy }],
  ['MIN_ENERGY', { minEnergy: 99_999n as Energy, energy: 99_999n as Energy }],
  ['ENERGY_CAP', { energy: 2_000_001n as Energy, end: (NOON + 10_800) as Timestamp }],
];

/** Self-contradictory orders. */
const unsound: readonly Partial<Order>[] = [
  { end: NOON },
  { minEnergy: 0n as Energy },
  { energy: 0n as Energy, minEnergy: 0n as Energy },
  { counterOrder: bytes32('11') },
  { power: 0 as Power },
  // 1 kWh in two hours.
  { power: 499_999 as Power },
  { side: 'bid', counterOrder: bytes32('11'), openBefore: (NOON + 1) as Timestamp },
];

const signOrder: CommandCases = {
  good: async (stage) => {
    await stage.passSelfTest();
    await stage.grant({ side: 'offer' });
    const order = await stage.ownOrder({ side: 'offer' });
    const signature = await stage.client.signOrder(order);
    expect(signerOf(Order.digest(domain, order), signature)).toBe(stage.keys.meterKey);
    expect(await stage.client.info()).toMatchObject({ nextNonce: order.nonce + 1 });
    // Also during a delivery, and as many as there is room for.
    await elsewhere(stage, async (own) => {
      const { tradeId } = await own.client.openDelivery(await own.matchedOrders('seller'));
      const stream = await own.stillStream();
      await own.grant({ side: 'offer', energyCap: 100_000_000n as Energy });
      const next = await own.ownOrder({ side: 'offer' });
      for (let count = 0; count < EVLOCK_ORDERS_MAX; count++) {
        if (count % 16 === 0) await stream.feed(5000, 200);
        await own.client.signOrder({ ...next, nonce: next.nonce + count });
      }
      const beyond = { ...next, nonce: next.nonce + EVLOCK_ORDERS_MAX };
      await refusedUnchanged(own, () => own.client.signOrder(beyond), 'LIMIT_EXCEEDED', 'ORDERS_MAX');
      await own.client.closeDelivery(tradeId, 'completed');
    });
  },
  bad: async (stage) => {
    await forgetMandates(stage);
    await stage.passSelfTest();
    const order = await stage.ownOrder({ side: 'offer' });
    const sign = (changes: Partial<Order>) => () => stage.client.signOrder({ ...order, ...changes });
    await refusedUnchanged(stage, sign({}), 'COMMAND_NOT_AUTHORIZED', 'MANDATE');
    await stage.grant({ side: 'offer' });
    for (const [check, changes] of beyondMandate) {
      await refusedUnchanged(stage, sign(changes), 'COMMAND_NOT_AUTHORIZED', check);
    }
    await refused(sign({ meterKey: stage.partner.meterKey })(), 'COMMAND_NOT_AUTHORIZED', 'METER_KEY');
    await refused(sign({ account: stage.partner.meterKey })(), 'COMMAND_NOT_AUTHORIZED', 'ACCOUNT');
    const bidTerms: Partial<Order> = { side: 'bid', counterOrder: bytes32('11'), openBefore: NOON };
    await refused(sign(bidTerms)(), 'COMMAND_NOT_AUTHORIZED', 'MANDATE');
    for (const changes of unsound) await refused(sign(changes)(), 'ORDER_INVALID');
    await refused(sign({ power: 1_000_001 as Power })(), 'LIMIT_EXCEEDED', 'POWER');
    // It could be released at once, and signed repeatedly.
    const { date } = await stage.client.info();
    await refused(sign({ openBefore: date })(), 'COMMAND_NOT_AUTHORIZED', 'DATE');
    // The caps apply to all orders of the mandate: 1 + 1 kWh fit in 2 kWh, 100 Wh more do not.
    const least = { energy: 100_000n as Energy, minEnergy: 100_000n as Energy };
    await sign({})();
    await sign({ nonce: order.nonce + 1 })();
    await refused(sign({ nonce: order.nonce + 2, ...least })(), 'COMMAND_NOT_AUTHORIZED', 'ENERGY_CAP');
    await stage.grant({ side: 'offer', minSensorClass: 'secure-world' });
    await refused(sign({ nonce: order.nonce + 2 })(), 'COMMAND_NOT_AUTHORIZED', 'SENSOR_CLASS');
    await stage.grant({ side: 'bid' });
    const bid = { ...bidTerms, energy: 1_000_000n as Energy, minEnergy: 1_000_000n as Energy };
    await sign({ ...bid, nonce: order.nonce + 2 })();
    await sign({ ...bid, nonce: order.nonce + 3 })();
    const tooMuch = { ...bid, nonce: order.nonce + 4, ...least };
    await refused(sign(tooMuch)(), 'COMMAND_NOT_AUTHORIZED', 'ENERGY_CAP');
    await stage.grant({ side: 'bid', moneyCap: 119_999n as Money });
    await refused(sign({ ...bid, nonce: order.nonce + 4 })(), 'COMMAND_NOT_AUTHORIZED', 'MONEY_CAP');
  },
  outOfState: async (stage) => {
    const order = await stage.ownOrder({ side: 'offer' });
    await refused(stage.blankClient.signOrder(order), 'NOT_PROVISIONED');
    await stage.grant({ side: 'offer' });
    await stage.client.selfTestResult({ ...selfTestSamples, open: samplesOf(300, 32) });
    await refusedUnchanged(stage, () => stage.client.signOrder(order), 'SELF_TEST_REQUIRED');
  },
  replayed: async (stage) => {
    await stage.passSelfTest();
    await stage.grant({ side: 'offer' });
    const order = await stage.ownOrder({ side: 'offer' });
    await stage.client.signOrder(order);
    await refusedUnchanged(stage, () => stage.client.signOrder(order), 'REPLAYED', 'NONCE');
  },
};

/** What is left of the mandate with this id. */
const remainderOf = async (stage: Stage, id: number): Promise<MandateRemainder | undefined> =>
  (await stage.client.listMandates()).find(({ mandateId }) => mandateId === id);

/** A signed offer of the meter, of which the partner takes this much energy. */
async function takenOffer(stage: Stage, taken: Energy, terms: Partial<Order> = {}): Promise<TradeOrders> {
  const order = await stage.ownOrder({ side: 'offer', minEnergy: taken, ...terms });
  const offer = { order, signature: await stage.client.signOrder(order) };
  const counterOrder = Order.digest(domain, order);
  const { power, start, end } = order;
  const bid = { counterOrder, energy: taken, minEnergy: taken, power, start, end };
  return { bid: stage.partner.order({ side: 'bid', ...bid }), offer };
}

const listMandates: CommandCases = {
  // Reserved when signed, charged when opened, ended when less than its minimum energy is left.
  good: async (stage) => {
    await forgetMandates(stage);
    await stage.passSelfTest();
    const { mandateId } = await stage.grant({ side: 'offer', energyCap: 1_450_000n as Energy });
    const untouched = { mandateId, side: 'offer', moneyLeft: mandateTerms.moneyCap, moneyReserved: 0n };
    expect(await remainderOf(stage, mandateId)).toEqual({ ...untouched, energyLeft: 1_450_000n, energyReserved: 0n });
    const orders = await takenOffer(stage, 400_000n as Energy);
    expect(await remainderOf(stage, mandateId)).toMatchObject({ energyLeft: 450_000n, energyReserved: 1_000_000n });
    const { tradeId } = await stage.client.openDelivery(orders);
    expect(await remainderOf(stage, mandateId)).toMatchObject({ energyLeft: 1_050_000n, energyReserved: 0n });
    await stage.client.closeDelivery(tradeId, 'completed');
    const { mandates } = await stage.client.info();
    const last = await takenOffer(stage, 1_000_000n as Energy);
    await stage.client.closeDelivery((await stage.client.openDelivery(last)).tradeId, 'completed');
    expect(await remainderOf(stage, mandateId)).toBeUndefined();
    expect(await stage.client.info()).toMatchObject({ mandates: mandates - 1 });
    // For a bid the money too.
    await forgetMandates(stage);
    const { mandateId: buys } = await stage.grant({ side: 'bid' });
    await stage.client.signOrder(await stage.ownOrder({ side: 'bid', counterOrder: bytes32('11') }));
    expect(await remainderOf(stage, buys)).toMatchObject({ moneyLeft: 130_000n, moneyReserved: 120_000n });
  },
  bad: async (stage) => refused(stage.raw(0x0014, new Uint8Array(1)), 'INVALID_INPUT'),
  outOfState: async (stage) => {
    await refused(stage.blankClient.listMandates(), 'NOT_PROVISIONED');
    const { mandateId } = await stage.grant({ side: 'offer' });
    await stage.client.revokeMandate(mandateId);
    expect(await remainderOf(stage, mandateId)).toBeUndefined();
  },
  replayed: async ({ client }) => expect(await client.listMandates()).toEqual(await client.listMandates()),
};

/** In a world of its own, in which the date may advance. */
const elsewhere = (stage: Stage, work: (own: Stage) => Promise<void>): Promise<void> =>
  stage.withOwnWorld(async (own) => {
    await own.passSelfTest();
    await work(own);
  });

const releaseOrder: CommandCases = {
  good: (stage) =>
    elsewhere(stage, async (own) => {
      const { mandateId } = await own.grant({ side: 'offer', validUntil: (NOON + 86_400) as Timestamp });
      const orders = await takenOffer(own, 1_000_000n as Energy, { openBefore: (NOON + 60) as Timestamp });
      const { nonce } = orders.offer.order;
      const early = () => own.client.releaseOrder(nonce);
      await refusedUnchanged(own, early, 'OUT_OF_STATE', 'DATE');
      // The owner's clock will do: what matters is that the moment has passed, with a margin.
      await own.grant({ side: 'bid', approvedAt: (NOON + 60 + EVLOCK_DATE_MARGIN_S) as Timestamp });
      await own.client.releaseOrder(nonce);
      expect(await remainderOf(own, mandateId)).toMatchObject({ energyLeft: 2_000_000n, energyReserved: 0n });
      await refusedUnchanged(own, () => own.client.openDelivery(orders), 'OUT_OF_STATE', 'GIVEN_BACK');
      // A restart keeps the date, and what was released.
      await own.world.restart();
      expect(await remainderOf(own, mandateId)).toMatchObject({ energyLeft: 2_000_000n });
      // Automatic once its interval is over: nothing of it can be delivered any more.
      await own.passSelfTest();
      const later = await takenOffer(own, 1_000_000n as Energy, { openBefore: (NOON + 7200) as Timestamp });
      expect(await own.client.info()).toMatchObject({ orders: 1 });
      await own.grant({ side: 'bid', approvedAt: (NOON + 7200 + EVLOCK_DATE_MARGIN_S) as Timestamp });
      expect(await own.client.info()).toMatchObject({ orders: 0 });
      expect(await remainderOf(own, mandateId)).toMatchObject({ energyLeft: 2_000_000n, energyReserved: 0n });
      await refusedUnchanged(own, () => own.client.openDelivery(later), 'OUT_OF_STATE', 'GIVEN_BACK');
    }),
  bad: async (stage) => {
    const { nextNonce } = await stage.client.info();
    for (const nonce of [0, nextNonce, 2 ** 40 - 1])
      await refusedUnchanged(stage, () => stage.client.releaseOrder(nonce), 'OUT_OF_STATE', 'GIVEN_BACK');
  },
  outOfState: async (stage) => {
    await refused(stage.blankClient.releaseOrder(1), 'NOT_PROVISIONED');
    const { offer, bid } = await stage.matchedOrders('seller');
    const { tradeId } = await stage.client.openDelivery({ offer, bid });
    await refused(stage.client.releaseOrder(offer.order.nonce), 'OUT_OF_STATE', 'GIVEN_BACK');
    await stage.client.closeDelivery(tradeId, 'completed');
  },
  replayed: (stage) =>
    elsewhere(stage, async (own) => {
      await own.grant({ side: 'offer' });
      const { offer } = await takenOffer(own, 1_000_000n as Energy, { openBefore: NOON });
      await own.grant({ side: 'bid', approvedAt: (NOON + EVLOCK_DATE_MARGIN_S) as Timestamp });
      await own.client.releaseOrder(offer.order.nonce);
      const again = () => own.client.releaseOrder(offer.order.nonce);
      await refusedUnchanged(own, again, 'OUT_OF_STATE', 'GIVEN_BACK');
    }),
};

/** Revokes every mandate. */
async function forgetMandates(stage: Stage): Promise<void> {
  for (const { mandateId } of await stage.client.listMandates()) await stage.client.revokeMandate(mandateId);
  expect(await stage.client.info()).toMatchObject({ mandates: 0 });
}

export const mandateCases = {
  authorizeMandate,
  revokeMandate,
  listMandates,
  selfTestResult,
  signOrder,
  releaseOrder,
};
