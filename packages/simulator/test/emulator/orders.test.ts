/** When orders may be signed: after a self-test, and during a sound delivery, by a clock the test controls. */
import { EvlockError, Mandate, milliseconds, Order, type Signature } from '@evlock/protocol';
import {
  COMMANDS,
  type CommandName,
  type CommandRequest,
  type CommandResponse,
  commandConstant,
  decodeResponse,
  EVLOCK_SELF_TEST_VALID_MS,
  encodeRequest,
  errorOf,
  passkeyConfirmation,
  payloads,
  STATUSES,
} from '@evlock/secure-world';
import {
  domain,
  mandateTerms,
  orderTerms,
  Partner,
  party,
  provisionInput,
  samplesOf,
  selfTestSamples,
} from '@evlock/secure-world/compliance/fixture';
import { beforeEach, expect, it } from 'vitest';
import { Emulator } from '../../src/emulator/emulator.ts';
import { MemoryStorage } from '../../src/emulator/storage.ts';
import { SoftwarePasskey } from '../../src/hardware/passkey.ts';

let now: number;
let emulator: Emulator;
let nonce: number;
let keys: CommandResponse<'provision'>;

async function ask<C extends CommandName>(name: C, request: CommandRequest<C>): Promise<CommandResponse<C>> {
  const layouts = payloads[name] as unknown as {
    request: { write(value: unknown): Uint8Array };
    response: { decode(bytes: Uint8Array): CommandResponse<C> };
  };
  const command = COMMANDS[commandConstant(name)];
  const frame = encodeRequest({ command, id: 1, payload: layouts.request.write(request) }).subarray(4);
  const { status, payload } = decodeResponse((await emulator.handle(frame, { local: true })).subarray(4));
  if (status !== STATUSES.OK) throw errorOf(status, ((payload[0] ?? 0) << 8) | (payload[1] ?? 0), name);
  return layouts.response.decode(payload);
}

/** The next offer, signed; or the code and the reason that refuse it. */
async function sign(): Promise<Signature | string> {
  const { meterKey, account } = keys;
  const order: Order = { ...orderTerms, side: 'offer', meterKey, account, nonce };
  try {
    const { signature } = await ask('signOrder', { order });
    nonce += 1;
    return signature;
  } catch (error) {
    const { code, details } = EvlockError.from(error);
    return details.check === undefined ? code : `${code} ${details.check}`;
  }
}

/** Passes time under samples of a current. ms */
async function feed(milliampere: number, length: number): Promise<void> {
  for (let left = length; left > 0; left -= 1000) {
    now += 1000;
    await ask('addSamples', { intervalMicros: 10_000, samples: samplesOf(milliampere, 100) });
  }
}

async function open(): Promise<void> {
  const { meterKey, account } = keys;
  const offer: Order = { ...orderTerms, side: 'offer', meterKey, account, nonce };
  const offerSignature = (await ask('signOrder', { order: offer })).signature;
  nonce += 1;
  const partner = new Partner(`0x${'5b'.repeat(32)}`);
  const bid = partner.order({ side: 'bid', counterOrder: Order.digest(domain, offer) });
  await ask('openDelivery', { bid: bid.order, bidSignature: bid.signature, offer, offerSignature });
}

beforeEach(async () => {
  now = 10_000;
  nonce = 1;
  const modules = { clock: { monotonic: () => milliseconds(now) }, storage: new MemoryStorage() };
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  emulator = new Emulator({ serial: 'EVL-0001' }, { ...modules, random });
  keys = await ask('provision', { ...provisionInput, chainId: BigInt(domain.chainId), market: domain.market });
  const passkey = SoftwarePasskey.generate();
  const { x, y } = passkey.publicKey;
  await ask('bindPasskey', { publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });
  const { meterKey } = keys;
  const energyCap = provisionInput.limits.mandateEnergyMax;
  const mandate: Mandate = { ...mandateTerms, energyCap, meterKey, side: 'offer', mandateId: 1 };
  await ask('authorizeMandate', { mandate, assertion: passkey.assert(Mandate.digest(domain, mandate), party) });
});

it('signs for ten minutes after a self-test that passed', async () => {
  expect(await sign()).toBe('SELF_TEST_REQUIRED');
  await ask('selfTestResult', selfTestSamples);
  now += EVLOCK_SELF_TEST_VALID_MS;
  expect(await sign()).toMatch(/^0x/);
  now += 1;
  expect(await sign()).toBe('SELF_TEST_REQUIRED');
});

it('signs while a delivery shows a sound sensor, and opens the next one only after another test', async () => {
  await ask('selfTestResult', selfTestSamples);
  await open();
  await feed(5000, EVLOCK_SELF_TEST_VALID_MS + 60_000);
  expect(await sign()).toMatch(/^0x/);
  // No samples for over a second (the stream may have been ahead by half of one): nothing proves the sensor.
  now += 1600;
  expect(await sign()).toBe('SELF_TEST_REQUIRED');
  await feed(5000, 2000);
  expect(await sign()).toMatch(/^0x/);
  const { tradeId } = await ask('info', {});
  await ask('closeDelivery', { tradeId, cause: 'completed' });
  expect(await sign()).toBe('SELF_TEST_REQUIRED');
  await ask('selfTestResult', selfTestSamples);
  await open();
});

it('signs nothing in a delivery whose sensor failed', async () => {
  await ask('selfTestResult', selfTestSamples);
  await open();
  await feed(5000, EVLOCK_SELF_TEST_VALID_MS + 60_000);
  now += 1000;
  const rails = Array.from({ length: 100 }, () => ({ current: 0, voltage: 3200 }));
  await expect(ask('addSamples', { intervalMicros: 10_000, samples: rails })).rejects.toThrow();
  await feed(5000, 2000);
  expect(await sign()).toBe('SELF_TEST_REQUIRED');
});
