/** Secure boot: nothing starts that this checkout's keys have not signed, byte for byte. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrustZoneMachine } from '../../../packages/simulator/src/trustzone/machine.ts';
import { type FipEntry, readFip } from './fip.ts';
import { image, isBuilt } from './machines.ts';
import { overlayRamdisk } from './ramdisk.ts';

const APPLICATION = 'a8f3c0d4-6b1e-4f57-9d52-2f0e7c41b6aa.ta';
const random = (size: number): Uint8Array => new Uint8Array(size).fill(7);

describe.skipIf(!isBuilt)('secure boot', () => {
  let folder: string;
  let entries: readonly FipEntry[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evlock-boot-'));
    entries = readFip(readFileSync(join(image, 'firmware')));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Boots until it is ready, or until firmware or bridge say that something was refused; what they said. */
  async function boot(name: string, change: (flash: string) => void, ramdisk?: string): Promise<string> {
    const options = { image, folder: join(folder, name), ...(ramdisk === undefined ? {} : { ramdisk }) };
    const machine = new TrustZoneMachine(options, { random });
    machine.prepare();
    change(machine.flash);
    const watch = setInterval(() => {
      if (/ERROR|PANIC|does not open/.test(machine.lastLines())) void machine.kill();
    }, 100);
    const outcome = await machine.start().then(
      () => 'ready',
      () => machine.lastLines(),
    );
    clearInterval(watch);
    await machine.kill();
    return outcome;
  }

  it('starts what was built', async () => {
    expect(await boot('sound', () => undefined)).toBe('ready');
  });

  it('has every part in the signed package', () => {
    const names = entries.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['BL2', 'BL31', 'OP-TEE (header)', 'OP-TEE', 'kernel']));
    expect(names.filter((name) => name.startsWith('certificate')).length).toBeGreaterThanOrEqual(6);
  });

  it('refuses every part of which one byte is another', async () => {
    const flipped: Record<string, string> = {};
    for (const [index, { name, at, size }] of entries.entries()) {
      const said = await boot(`flipped-${index}`, (flash) => {
        const bytes = readFileSync(flash);
        const middle = at + Math.floor(size / 2);
        bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
        writeFileSync(flash, bytes);
      });
      flipped[name] = /ERROR/.test(said) ? 'refused' : said;
      await rm(join(folder, `flipped-${index}`), { recursive: true });
    }
    expect(flipped).toEqual(Object.fromEntries(entries.map(({ name }) => [name, 'refused'])));
  }, 300_000);

  it('refuses a trusted application of which one byte is another', async () => {
    const bytes = await readFile(join(image, APPLICATION));
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1000) ^ 1, bytes.length - 1000);
    const ramdisk = await overlayRamdisk(folder, { [`usr/lib/optee_armtz/${APPLICATION}`]: bytes });
    expect(await boot('altered-application', () => undefined, ramdisk)).toContain('does not open: 0xffff000f');
  });
});
