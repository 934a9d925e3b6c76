/**
 * Yesterday's copies and second copies of real devices: whole device, store alone, secure storage alone, and a cloned
 * device. Each is detected, named, and costs nobody a micro-unit.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Household } from '@evlock/community';
import { entries, ManagedProcess } from '@evlock/community';
import { energy, systemClock, type Timestamp, timestamp, toJson } from '@evlock/protocol';
import {
  type CommunityUnderTest,
  codeOf,
  DEPOSIT,
  PRICE,
  pair,
  startCommunity,
} from '@evlock/testing/community/community-under-test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const STORE = ['meter.sqlite', 'meter.sqlite-wal', 'meter.sqlite-shm'];
const PATIENCE = { timeout: 60_000, interval: 200 };
const pairs = ['device', 'store'].map(pair);

let underTest: CommunityUnderTest;
const household = (name: string): Household => underTest.community.household(name);
const wish = () => {
  const start = timestamp(systemClock.now() + 600);
  return { energy: energy(1_000), price: PRICE, start, end: (start + 600) as Timestamp };
};
/** Until the meter answers it may still be starting, or be unknown to the gateway. */
const offerCode = ({ owner }: Household): Promise<string> => codeOf(owner.offer(wish()));
const faultOf = async ({ layout }: Household): Promise<string | null> =>
  JSON.parse(await readFile(join(layout.folder, 'status.json'), 'utf8')).fault;

/** A device's parts, side by side as a thief or a backup would have them. */
async function copyOf({ layout }: Household, to: string): Promise<string> {
  const folder = join(underTest.community.layout.root, to);
  await cp(layout.folder, join(folder, 'device'), { recursive: true });
  await cp(layout.keys, join(folder, 'keys'), { recursive: true });
  return folder;
}

async function putBack({ layout }: Household, from: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await rm(join(layout.folder, name), { recursive: true, force: true });
    await cp(join(from, 'device', name), join(layout.folder, name), { recursive: true }).catch(() => undefined);
  }
}

async function restarted(one: Household, between: () => Promise<void>): Promise<void> {
  await one.meter.stop();
  await one.secureWorld.stop();
  await between();
  await one.secureWorld.start();
  await one.meter.start();
}

describe('copies of devices', () => {
  beforeAll(async () => {
    underTest = await startCommunity(pairs);
  }, 120_000);
  afterAll(async () => underTest?.close());

  it('a whole device rolled back signs nothing new, even after another restart', async () => {
    const one = household('device-seller');
    const yesterday = await copyOf(one, 'yesterday-device');
    expect(await offerCode(one)).toBe('no error');
    await restarted(one, () => putBack(one, yesterday, ['secure-world', ...STORE]));
    await expect.poll(() => faultOf(one), PATIENCE).toBe('DEVICE_ROLLED_BACK');
    await one.awaitOnline();
    expect(await offerCode(one)).toBe('DEVICE_ROLLED_BACK');
    await restarted(one, async () => undefined);
    await one.awaitOnline();
    expect(await offerCode(one)).toBe('DEVICE_ROLLED_BACK');
  }, 120_000);

  it('a store rolled back beside a current secure world costs nothing', async () => {
    const one = household('store-seller');
    const yesterday = await copyOf(one, 'yesterday-store');
    expect(await offerCode(one)).toBe('no error');
    await restarted(one, () => putBack(one, yesterday, STORE));
    await one.awaitOnline();
    await expect.poll(() => offerCode(one), PATIENCE).toBe('no error');
    expect(await faultOf(one)).toBeNull();
  }, 120_000);

  it('a secure storage rolled back alone is refused, and the meter does not start on it', async () => {
    const one = household('device-buyer');
    const yesterday = await copyOf(one, 'yesterday-storage');
    await restarted(one, async () => undefined);
    await one.meter.stop();
    await one.secureWorld.stop();
    const storage = 'secure-world/secure-storage.bin';
    await cp(join(yesterday, 'device', storage), join(one.layout.folder, storage));
    await one.secureWorld.start();
    await expect(one.meter.start()).rejects.toMatchObject({ code: 'STORAGE_DAMAGED' });
  }, 120_000);

  it('a cloned device is detected when both connect, and gets no more orders', async () => {
    const one = household('store-buyer');
    const thief = await copyOf(one, 'copied-device');
    const run = join(underTest.community.layout.run, 'copy');
    await mkdir(run, { recursive: true, mode: 0o700 });
    const file = (name: string): string => join(thief, 'device', name);
    const emulator = JSON.parse(await readFile(file('secure-world.json'), 'utf8'));
    const sockets = { socket: join(run, 'm.sock'), consoleSocket: join(run, 'c.sock') };
    const folders = { dataFolder: file('secure-world'), keyFolder: join(thief, 'keys') };
    await writeFile(file('secure-world.json'), toJson({ ...emulator, ...sockets, ...folders }));
    const profile = JSON.parse(await readFile(file('meter.json'), 'utf8'));
    const secureWorld = { path: sockets.socket };
    await writeFile(file('meter.json'), toJson({ ...profile, dataFolder: join(thief, 'device'), secureWorld }));
    const copies = (['emulator', 'meter'] as const).map(
      (part) =>
        new ManagedProcess({
          name: `the copied ${part}`,
          entry: entries[part],
          args: ['--profile', file(part === 'meter' ? 'meter.json' : 'secure-world.json')],
          logFile: join(thief, `${part}.log`),
        }),
    );
    try {
      for (const copy of copies) await copy.start();
      await expect
        .poll(() => underTest.community.operator.meterFaults(), PATIENCE)
        .toMatchObject([{ meterKey: one.meterKey, code: 'DUPLICATE_METER' }]);
      expect(await offerCode(one)).toBe('DUPLICATE_METER');
    } finally {
      for (const copy of copies.reverse()) await copy.stop();
    }
  }, 120_000);

  it('has moved no money', async () => {
    for (const one of underTest.community.households.values()) {
      expect(await underTest.community.reader.account(one.account)).toMatchObject({ balance: DEPOSIT, locked: 0n });
    }
    const { households } = await underTest.community.control.state();
    expect(households.filter(({ relayClosed }) => relayClosed)).toEqual([]);
  });
});
