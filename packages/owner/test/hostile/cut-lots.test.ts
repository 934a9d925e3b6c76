/**
 * Carol approves one sale of 100 Wh. Mallory's gateway has her meter asked for ten orders of 10 Wh inside that mandate instead, for ten
 * buyers of hers: each trade may cost the seller the stated bound of one delivery. The secure world signs none below the least energy
 * of the mandate, which is the whole sale where the owner says nothing else.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mandateFor, type OfferWish, offerTerms } from '@evlock/owner';
import {
  type Energy,
  type EvlockError,
  energy,
  Mandate,
  milliseconds,
  power,
  price,
  timestamp,
} from '@evlock/protocol';
import { type MeterKeys, passkeyConfirmation, SecureWorldClient } from '@evlock/secure-world';
import { Emulator, type EmulatorServer, MemoryStorage, SoftwarePasskey, serveEmulator } from '@evlock/simulator';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { domain, NOON, party, provisionInput, selfTestSamples } from '../../../secure-world/test/compliance/fixture.ts';

/** mWh that a seller may lose in one delivery (docs/architecture.md, limits). */
const BOUND = 1_608n;
const LOTS = 10;
const wish: OfferWish = {
  ...{ energy: energy(100_000), price: price(120_000), power: power(500_000) },
  ...{ start: NOON, end: timestamp(NOON + 3600) },
};

let folder: string;
let server: EmulatorServer;
let meter: SecureWorldClient;
let keys: MeterKeys;
let passkey: SoftwarePasskey;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-cut-lots-'));
  const clock = { monotonic: () => milliseconds(10_000) };
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  const world = new Emulator({ serial: 'EVL-0001' }, { clock, random, storage: new MemoryStorage() });
  const [path, consolePath] = [join(folder, 'meter.sock'), join(folder, 'console.sock')];
  server = await serveEmulator({ path, consolePath }, world);
  const atConsole = await SecureWorldClient.connect({ path: consolePath });
  keys = await atConsole.provision(provisionInput);
  passkey = SoftwarePasskey.generate();
  const { x, y } = passkey.publicKey;
  await atConsole.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });
  await atConsole.close();
  meter = await SecureWorldClient.connect({ path });
  await meter.selfTestResult(selfTestSamples);
});
afterEach(async () => {
  await meter.close();
  await server.close();
  await rm(folder, { recursive: true });
});

/** Approves the sale, and asks for orders of this energy as often as somebody likes: what the meter signs, and why it stops. */
async function ordersOf(lot: Energy, change: Partial<Mandate> = {}): Promise<{ signed: Energy[]; refused: string[] }> {
  const { meterKey, account } = keys;
  const terms = offerTerms(wish);
  const approvedAt = timestamp(NOON - 600);
  const mandate: Mandate = { ...mandateFor(terms, { meterKey, mandateId: NOON, approvedAt }), ...change };
  await meter.authorizeMandate(mandate, passkey.assert(Mandate.digest(domain, mandate), party));
  const signed: Energy[] = [];
  const refused: string[] = [];
  for (let nonce = 1; nonce <= LOTS; nonce++) {
    await meter.signOrder({ ...terms, account, meterKey, energy: lot, minEnergy: lot, nonce }).then(
      () => signed.push(lot),
      ({ code, details }: EvlockError) => refused.push(`${code} ${String(details.check)}`),
    );
  }
  return { signed, refused };
}

it('not one of the ten small orders is signed', async () => {
  const { signed, refused } = await ordersOf(energy(10_000));
  expect(signed).toEqual([]);
  expect(refused).toEqual(Array(LOTS).fill('COMMAND_NOT_AUTHORIZED MIN_ENERGY'));
});

it('the sale that was approved is, once: one delivery may lose its bound', async () => {
  const { signed } = await ordersOf(wish.energy);
  expect(signed).toEqual([wish.energy]);
});

it('control: a mandate that names no least energy is cut into ten deliveries, which lose ten bounds, 16 % of the sale', async () => {
  const { signed } = await ordersOf(energy(10_000), { minEnergy: energy(1) });
  expect(signed).toHaveLength(LOTS);
  const lost = BigInt(signed.length) * BOUND;
  expect((lost * 100n) / wish.energy).toBe(16n);
});
