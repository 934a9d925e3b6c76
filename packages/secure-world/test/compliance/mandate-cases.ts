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
} from '@evlock/protocol';
import { expect } from 'vitest';
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
  // Nothing is taken over from a test but pass or fault: the same samples again are a new test.
  replayed: async ({ client }) => {
    expect(await client.selfTestResult(selfTestSamples)).toEqual(await client.selfTestResult(selfTestSamples));
  },
};

/** An order that the mandate refuses, and why. */
const beyondMandate: readonly [check: string, terms: Partial<Order>][] = [
  ['PRICE', { price: 119_999n as Price }],
  ['INTERVAL', { start: (NOON - 1) as Timestamp }],
  ['INTERVAL', { end: (NOON + 7201) as Timestamp }],
  ['OPEN_BEFORE', { openBefore: (NOON + 3601) as Timestamp, end: (NOON + 3602) as Timestamp }],
  ['REPUTATION', { minReputation: -6 }],
  ['LOSS_BAND', { lossBandPpm: 50_001 as Ppm }],
  ['ENERGY_CAP', { energy: 2_000_001n as Energy }],
];

const signOrder: CommandCases = {
  good: async (stage) => {
    await stage.passSelfTest();
    await stage.grant({ side: 'offer' });
    const order = await stage.ownOrder({ side: 'offer' });
    const signature = await stage.client.signOrder(order);
    expect(signerOf(Order.digest(domain, order), signature)).toBe(stage.keys.meterKey);
    expect(await stage.client.info()).toMatchObject({ nextNonce: order.nonce + 1 });
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
    await refused(sign({ side: 'bid', counterOrder: bytes32('11') })(), 'COMMAND_NOT_AUTHORIZED', 'MANDATE');
    await refused(sign({ end: order.start })(), 'ORDER_INVALID');
    await refused(sign({ minEnergy: 0n as Energy })(), 'ORDER_INVALID');
    await refused(sign({ energy: 0n as Energy, minEnergy: 0n as Energy })(), 'ORDER_INVALID');
    await refused(sign({ counterOrder: bytes32('11') })(), 'ORDER_INVALID');
    // The caps hold over all orders of the mandate: 1 + 1 kWh fit in 2 kWh, a third mWh does not.
    await sign({})();
    await sign({ nonce: order.nonce + 1 })();
    await refused(
      sign({ nonce: order.nonce + 2, energy: 1n as Energy, minEnergy: 1n as Energy })(),
      'COMMAND_NOT_AUTHORIZED',
      'ENERGY_CAP',
    );
    await stage.grant({ side: 'bid' });
    const bid = {
      side: 'bid',
      counterOrder: bytes32('11'),
      energy: 1_000_000n,
      minEnergy: 1_000_000n,
      power: 1_440_000 as Power,
    } as Partial<Order>;
    await sign({ ...bid, nonce: order.nonce + 2 })();
    await sign({ ...bid, nonce: order.nonce + 3 })();
    const tooMuch = { ...bid, nonce: order.nonce + 4, energy: 100_000n as Energy, minEnergy: 100_000n as Energy };
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

/** Revokes every mandate so far. */
async function forgetMandates(stage: Stage): Promise<void> {
  const { nextMandateId } = await stage.client.info();
  for (let mandateId = 1; mandateId < nextMandateId; mandateId++) await stage.client.revokeMandate(mandateId);
  expect(await stage.client.info()).toMatchObject({ mandates: 0 });
}

export const mandateCases = { authorizeMandate, revokeMandate, selfTestResult, signOrder };
