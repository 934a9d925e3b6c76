/**
 * Carol approves a sale, and Mallory's gateway says that her meter is away. She revokes it, and finds the cancel of every order so far on
 * chain. Mallory held the approval back all the time: she hands it to the meter now, and asks for the order.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mandateFor, type OfferWish, offerTerms } from '@evlock/owner';
import { energy, Mandate, milliseconds, power, price, timestamp } from '@evlock/protocol';
import { type MeterKeys, passkeyConfirmation, SecureWorldClient } from '@evlock/secure-world';
import { Emulator, type EmulatorServer, MemoryStorage, SoftwarePasskey, serveEmulator } from '@evlock/simulator';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { domain, NOON, party, provisionInput, selfTestSamples } from '../../../secure-world/test/compliance/fixture.ts';

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
  folder = await mkdtemp(join(tmpdir(), 'evlock-late-mandate-'));
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

/** What the owner's device approves, numbered by its clock. */
function approvedSale() {
  const { meterKey, account } = keys;
  const terms = offerTerms(wish);
  const approvedAt = timestamp(NOON - 600);
  const mandate = mandateFor(terms, { meterKey, mandateId: approvedAt, approvedAt });
  const assertion = passkey.assert(Mandate.digest(domain, mandate), party);
  const sell = async () => {
    await meter.authorizeMandate(mandate, assertion);
    const { nextNonce } = await meter.info();
    return meter.signOrder({ ...terms, account, meterKey, nonce: nextNonce });
  };
  return { mandate, sell };
}

it('an approval that was held back until its revocation allows nothing', async () => {
  const { mandate, sell } = approvedSale();
  await meter.revokeMandate(mandate.mandateId);
  await expect(sell()).rejects.toMatchObject({ code: 'REPLAYED' });
});

it('control: held back and never revoked, it is the order that the owner approved', async () => {
  await expect(approvedSale().sell()).resolves.toMatch(/^0x/);
});
