/** The machine's device tree gives the secure world at power-on what it no longer gives the normal world. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NORMAL_MEMORY_AT, NORMAL_MEMORY_SIZE, TrustZoneMachine } from '@evlock/simulator/internal/trustzone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, type DeviceNode, readDeviceTree } from './device-tree.ts';
import { image, isBuilt, PATIENCE } from './machines.ts';
import { overlayRamdisk } from './ramdisk.ts';
import { ROOT_PORT, ROOT_SHELL_FILE, RootShell } from './root-shell.ts';
import { found } from './search.ts';

const CHOSEN = '/secure-chosen';
/** Secure devices of QEMU's machine "virt", in the order of their paths. */
const SECURE_DEVICES = [
  '/gpio-poweroff',
  '/gpio-restart',
  '/pl011@9040000',
  '/pl061@90b0000',
  '/secflash@0',
  '/secram@e000000',
];

describe.skipIf(!isBuilt)('the device tree', () => {
  let folder: string;
  let machine: TrustZoneMachine;
  let shell: RootShell;
  /** At power-on, and as root in the normal world reads it. */
  let [before, after]: Map<string, DeviceNode>[] = [];
  const dump = (when: 'before' | 'after'): string => join(folder, `memory-${when}`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evlock-device-tree-'));
    const ramdisk = await overlayRamdisk(folder, { [ROOT_SHELL_FILE]: new Uint8Array() });
    machine = new TrustZoneMachine(
      {
        ...PATIENCE,
        image,
        folder,
        ramdisk,
        ports: [ROOT_PORT],
        atPowerOn: (monitor) => monitor.saveMemory(dump('before'), NORMAL_MEMORY_AT, NORMAL_MEMORY_SIZE),
      },
      { random: (size) => new Uint8Array(size).fill(3) },
    );
    machine.prepare();
    await machine.start();
    shell = await RootShell.connect(machine.portSocket(ROOT_PORT));
    before = readDeviceTree(await readFile(dump('before')));
    after = readDeviceTree(Buffer.from(await shell.output('base64 /sys/firmware/fdt'), 'base64'));
  });
  afterAll(async () => {
    shell?.close();
    await machine?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  /** The secure world's seeds, as they are in memory at power-on. */
  function seeds(): Record<string, Buffer> {
    const { 'kaslr-seed': layout, 'rng-seed': entropy } = before?.get(CHOSEN) ?? {};
    if (!layout || !entropy) throw new Error('no seeds at power-on');
    return { layout, entropy };
  }

  it('exposes no secure-world seed to root, nor does any of the memory', async () => {
    expect(Object.values(seeds()).map(({ length }) => length)).toEqual([8, 32]);
    // The same search finds them before they are used.
    expect(await found(dump('before'), seeds())).toEqual(['layout', 'entropy']);
    const monitor = await machine.monitor();
    await monitor.saveMemory(dump('after'), NORMAL_MEMORY_AT, NORMAL_MEMORY_SIZE);
    monitor.close();
    expect(await found(dump('after'), seeds())).toEqual([]);
    const names = await shell.output(`find /proc/device-tree/ -name '*seed*'`);
    expect(names.split('\n').filter((name) => !name.includes('/chosen/'))).toEqual([]);
  });

  it('names every device but the secure ones', () => {
    const gone = [...(before ?? new Map()).keys()].filter((path) => !after?.has(path)).sort();
    expect(gone).toEqual([...SECURE_DEVICES, CHOSEN].sort());
    const left = [...(after ?? new Map<string, DeviceNode>())].map(([path, node]) => [path, ...Object.keys(node)]);
    expect(left.flat().filter((name) => /sec(ure|ram|flash)/.test(name))).toEqual([]);
  });

  it('hides nothing reachable: root gets a bus error from each secure device', async () => {
    const addresses = SECURE_DEVICES.map((path) => addressOf(before?.get(path) ?? {})).filter((at) => at !== undefined);
    expect(addresses).toEqual([0x0904_0000, 0x090b_0000, 0, 0x0e00_0000]);
    for (const at of addresses) expect(await shell.run(`devmem 0x${at.toString(16)} 32`)).toMatch(/Bus error/);
    // The normal world's own flash.
    expect(await shell.run('devmem 0x04000000 32')).toMatch(/0x[0-9A-F]{8}\n\[0\]$/);
  });
});
