/** A meter's secure world, provisioned, tested and bound to one passkey, as hacked gateways find it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OfferWish } from '@evlock/owner';
import { energy, milliseconds, power, price, timestamp } from '@evlock/protocol';
import { type MeterKeys, passkeyConfirmation, SecureWorldClient } from '@evlock/secure-world';
import { NOON, provisionInput, selfTestSamples } from '@evlock/secure-world/compliance/fixture';
import { Emulator, MemoryStorage, SoftwarePasskey, serveEmulator } from '@evlock/simulator';

/** A sale of 100 Wh within an hour. */
export const SALE: OfferWish = {
  ...{ energy: energy(100_000), price: price(120_000), power: power(500_000) },
  ...{ start: NOON, end: timestamp(NOON + 3600) },
};

export interface BoundMeter {
  readonly meter: SecureWorldClient;
  readonly keys: MeterKeys;
  readonly passkey: SoftwarePasskey;
  close(): Promise<void>;
}

export async function openBoundMeter(): Promise<BoundMeter> {
  const folder = await mkdtemp(join(tmpdir(), 'evlock-bound-meter-'));
  const clock = { monotonic: () => milliseconds(10_000) };
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  const world = new Emulator({ serial: 'EVL-0001' }, { clock, random, storage: new MemoryStorage() });
  const [path, consolePath] = [join(folder, 'meter.sock'), join(folder, 'console.sock')];
  const server = await serveEmulator({ path, consolePath }, world);
  const atConsole = await SecureWorldClient.connect({ path: consolePath });
  const keys = await atConsole.provision(provisionInput);
  const passkey = SoftwarePasskey.generate();
  const { x, y } = passkey.publicKey;
  await atConsole.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });
  await atConsole.close();
  const meter = await SecureWorldClient.connect({ path });
  await meter.selfTestResult(selfTestSamples);
  const close = async (): Promise<void> => {
    await meter.close();
    await server.close();
    await rm(folder, { recursive: true });
  };
  return { meter, keys, passkey, close };
}
