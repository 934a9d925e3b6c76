/** Yesterday's copies: of the store, of the secure world, of both. A real file-backed emulator, and a real store. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GatewayResponse, milliseconds, Reading, type Timestamp, timestamp } from '@evlock/protocol';
import { SecureWorldClient, type SignedReading } from '@evlock/secure-world';
import { Emulator, type EmulatorServer, FileStorage, nominalCalibration, serveEmulator } from '@evlock/simulator';
import { domain, offerOrder, unsigned } from '@evlock/testing/meter/samples';
import { seededBytes } from '@evlock/testing/protocol/seeded-random';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { Recovery } from '../../src/store/recovery.ts';
import { Store } from '../../src/store/store.ts';

const NOTHING: GatewayResponse<'latest'> = { reading: null, order: null, receipts: [] };
let folder: string;
let server: EmulatorServer | undefined;
let client: SecureWorldClient | undefined;
let store: Store | undefined;
let hour = 500_000;
const random = seededBytes(1);
const at = (name: string): string => join(folder, name);
const log = createLog({ level: 'silent' });

/** This device's secure world and store, started from the folder's contents. */
async function start(): Promise<{ secureWorld: SecureWorldClient; recovery: Recovery; store: Store }> {
  const options = { serial: 'EVL-1', dataFolder: at('device/world'), keyFolder: at('keys') };
  const modules = { clock: { monotonic: () => milliseconds(0) }, random, storage: new FileStorage(options) };
  const sockets = { path: at('m.sock'), consolePath: at('c.sock') };
  server = await serveEmulator(sockets, new Emulator(options, modules));
  const secureWorld = await SecureWorldClient.connect({ path: at('c.sock') });
  client = secureWorld;
  if ((await secureWorld.info()).state === 'unprovisioned') {
    const limits = { powerLimit: 1_000_000, mandateEnergyMax: 1n, mandateMoneyMax: 1n, submitterFeeMax: 0n };
    const page = { rpId: 'localhost', origins: ['https://localhost'] };
    const rest = { calibration: nominalCalibration(), withdrawalAddresses: [] };
    await secureWorld.provision({ domain, ...page, limits: limits as never, date: timestamp(hour * 3600), ...rest });
  }
  store = Store.open(at('device/store.sqlite'));
  const { meterKey } = await secureWorld.info();
  const recovery = new Recovery({ domain, meterKey }, { secureWorld, store, log });
  await recovery.begin();
  return { secureWorld, recovery, store };
}

async function stop(): Promise<void> {
  store?.close();
  await client?.close();
  await server?.close();
  store = client = server = undefined;
}

async function sign(secureWorld: SecureWorldClient): Promise<SignedReading> {
  const intervalStart = timestamp(hour++ * 3600);
  return secureWorld.signReading({ intervalStart, intervalEnd: (intervalStart + 3600) as Timestamp, flags: 1 });
}

const copy = (): void => cpSync(at('device'), at('yesterday'), { recursive: true });
function putBack(...names: string[]): void {
  for (const name of names) {
    rmSync(at(`device/${name}`), { recursive: true, force: true });
    cpSync(at(`yesterday/${name}`), at(`device/${name}`), { recursive: true });
  }
  for (const rest of ['store.sqlite-wal', 'store.sqlite-shm']) rmSync(at(`device/${rest}`), { force: true });
}
const codeOf = (work: () => void): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evlock-recovery-'));
  mkdirSync(at('device'));
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('recovery', () => {
  it('signs nothing new until the gateway has reported the last signatures, once per process', async () => {
    const { recovery } = await start();
    expect(codeOf(() => recovery.require())).toBe('RECOVERY_PENDING');
    await recovery.learn(NOTHING);
    expect(codeOf(() => recovery.require())).toBe('none');
    await stop();
    const again = await start();
    expect(codeOf(() => again.recovery.require())).toBe('RECOVERY_PENDING');
  });

  it('restores an old store from the gateway, and the chain of readings continues', async () => {
    const first = await start();
    first.store.addReading(await sign(first.secureWorld));
    await stop();
    copy();
    const { secureWorld } = await start();
    const last = await sign(secureWorld);
    await stop();
    putBack('store.sqlite');
    const { recovery, secureWorld: now, store: old } = await start();
    await recovery.learn({ ...NOTHING, reading: last });
    expect(recovery.fault).toBeNull();
    expect(old.latestReading()).toEqual(last);
    // Not resent: the gateway has it.
    expect(old.outbox(10).map(({ body }) => (body as SignedReading).reading.sequence)).toEqual([1]);
    const { reading } = await sign(now);
    expect(reading.previousHash).toBe(Reading.hash(last.reading));
    expect(reading.sequence).toBeGreaterThan(last.reading.sequence);
  });

  it.each([
    ['by the gateway, when the whole device was put back', ['world', 'store.sqlite'], true],
    ['by its own store, when only the secure world was', ['world'], false],
  ])('detects a secure world that was rolled back: %s; and reports it for good', async (_name, parts, byGateway) => {
    const first = await start();
    first.store.addReading(await sign(first.secureWorld));
    await stop();
    copy();
    // Each start begins another block of sequences.
    const second = await start();
    const last = await sign(second.secureWorld);
    second.store.addReading(last);
    await stop();
    putBack(...parts);
    const { recovery } = await start();
    expect(recovery.fault).toBe(byGateway ? null : 'DEVICE_ROLLED_BACK');
    await recovery.learn({ ...NOTHING, reading: last });
    expect(codeOf(() => recovery.require())).toBe('DEVICE_ROLLED_BACK');
    await stop();
    const again = await start();
    await again.recovery.learn(NOTHING);
    expect(codeOf(() => again.recovery.require())).toBe('DEVICE_ROLLED_BACK');
  });

  it('detects a reused nonce by the order that used it', async () => {
    const { store: own, secureWorld } = await start();
    const { meterKey } = await secureWorld.info();
    const order = { ...offerOrder, meterKey, nonce: 7 };
    own.addOrder(`0x${'01'.repeat(32)}`, { order, signature: unsigned }, 1);
    for (const [nextNonce, fault] of [
      [8, null],
      [7, 'DEVICE_ROLLED_BACK'],
    ] as const) {
      const info = async () => ({ ...(await secureWorld.info()), nextNonce });
      const modules = { secureWorld: { info, recover: async () => undefined }, store: own, log };
      const recovery = new Recovery({ domain, meterKey }, modules);
      await recovery.begin();
      expect(recovery.fault).toBe(fault);
    }
  });

  it('trusts nothing that its own key did not sign', async () => {
    const { recovery, secureWorld, store: own } = await start();
    const { meterKey } = await secureWorld.info();
    const real = await sign(secureWorld);
    const lies = {
      reading: { ...real, reading: { ...real.reading, sequence: 100_000 } },
      order: { order: { ...offerOrder, meterKey, nonce: 1_000 }, signature: unsigned },
      receipts: [],
    };
    await recovery.learn(lies);
    expect(codeOf(() => recovery.require())).toBe('none');
    expect(own.latestReading()).toBeUndefined();
  });

  it('refuses the data folder of another meter', async () => {
    const { store: own, secureWorld } = await start();
    const meterKey = offerOrder.meterKey;
    expect(codeOf(() => new Recovery({ domain, meterKey }, { secureWorld, store: own, log }))).toBe(
      'METER_KEY_CHANGED',
    );
  });
});
