/** Secure boot: nothing starts that this checkout's keys have not signed, byte for byte. */
import { createPrivateKey } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { FUSES_AT, TrustZoneMachine } from '@evlock/simulator/internal/trustzone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FipEntry, readFip } from './fip.ts';
import { image, isBuilt, PATIENCE } from './machines.ts';
import { KEYS, newKey, signApplication, signFirmware } from './other-keys.ts';
import { overlayRamdisk } from './ramdisk.ts';

const APPLICATION = 'a8f3c0d4-6b1e-4f57-9d52-2f0e7c41b6aa.ta';
/** TEE_ERROR_SECURITY: an unexpected signature or hash. */
const NOT_SIGNED = 'TRUSTZONE_APPLICATION_REFUSED 0xffff000f';
const random = (size: number): Uint8Array => new Uint8Array(size).fill(7);

function flip(file: string, at: number): void {
  const descriptor = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(descriptor, byte, 0, 1, at);
  writeSync(descriptor, Buffer.of(byte.readUInt8() ^ 1), 0, 1, at);
  closeSync(descriptor);
}

describe.skipIf(!isBuilt)('secure boot', () => {
  let folder: string;
  let entries: readonly FipEntry[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evlock-boot-'));
    entries = readFip(readFileSync(join(image, 'firmware')));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Installs the image's firmware, changes the flash and boots: `ready`, or what was refused, and by whom. */
  async function boot(change: (flash: string) => void, ramdisk?: string): Promise<string> {
    const options = {
      ...PATIENCE,
      image,
      folder: join(folder, 'machine'),
      ...(ramdisk === undefined ? {} : { ramdisk }),
    };
    const machine = new TrustZoneMachine(options, { random });
    machine.prepare();
    change(machine.flash);
    try {
      await machine.start();
      return 'ready';
    } catch (error) {
      const { code, details } = EvlockError.from(error);
      return `${code} ${details.by ?? details.status ?? details.problem}`;
    } finally {
      await machine.kill();
    }
  }

  it('has every part in the signed package', () => {
    const names = entries.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['BL2', 'BL31', 'OP-TEE (header)', 'OP-TEE', 'kernel']));
    expect(names.filter((name) => name.startsWith('certificate')).length).toBeGreaterThanOrEqual(6);
  });

  it('refuses every part with one byte changed, and starts the same machine unchanged', async () => {
    const outcomes: Record<string, string> = {};
    for (const { name, at, size } of entries) {
      outcomes[name] = await boot((flash) => flip(flash, at + Math.floor(size / 2)));
    }
    const refused = 'TRUSTZONE_BOOT_REFUSED firmware';
    expect(outcomes).toEqual(Object.fromEntries(entries.map(({ name }) => [name, refused])));
    expect(await boot(() => undefined)).toBe('ready');
  });

  it('refuses firmware whose certificates all have another root of trust', async () => {
    const otherKey = join(folder, 'other-root.pem');
    writeFileSync(otherKey, newKey().export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const start = (rootKey: string): Promise<string> => {
      const firmware = readFileSync(signFirmware(folder, rootKey));
      return boot((flash) => {
        const descriptor = openSync(flash, 'r+');
        writeSync(descriptor, firmware);
        closeSync(descriptor);
      });
    };
    expect(await start(otherKey)).toBe('TRUSTZONE_BOOT_REFUSED firmware');
    expect(await start(KEYS.firmware)).toBe('ready');
  });

  it('refuses a flash without its hardware key', async () => {
    expect(await boot((flash) => flip(flash, FUSES_AT + 20))).toBe('TRUSTZONE_BOOT_REFUSED OP-TEE');
    expect(await boot((flash) => flip(flash, FUSES_AT + 20))).toBe('ready');
  });

  it('refuses a trusted application with one byte changed, or signed by another key', async () => {
    const built = await readFile(join(image, APPLICATION));
    const start = async (application: Buffer): Promise<string> =>
      await boot(
        () => undefined,
        await overlayRamdisk(folder, { [`usr/lib/optee_armtz/${APPLICATION}`]: application }),
      );
    const altered = Buffer.from(built);
    altered.writeUInt8(altered.readUInt8(altered.length - 1000) ^ 1, altered.length - 1000);
    expect(await start(altered)).toBe(NOT_SIGNED);
    expect(await start(signApplication(built, newKey()))).toBe(NOT_SIGNED);
    // The same signing with the right key: only the key was wrong.
    expect(await start(signApplication(built, createPrivateKey(readFileSync(KEYS.application))))).toBe('ready');
  });
});
