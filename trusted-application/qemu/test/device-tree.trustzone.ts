/** What the machine's device tree tells the secure world at power-on, it no longer tells the normal world. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrustZoneMachine } from '../../../packages/simulator/src/trustzone/machine.ts';
import { NORMAL_MEMORY_AT, NORMAL_MEMORY_SIZE } from '../../../packages/simulator/src/trustzone/qemu.ts';
import { type DeviceNode, readDeviceTree } from './device-tree.ts';
import { image, isBuilt } from './machines.ts';
import { found } from './search.ts';

const CHOSEN = '/secure-chosen';
describe.skipIf(!isBuilt)('the device tree', () => {
  let folder: string;
  let machine: TrustZoneMachine;
  let before: Map<string, DeviceNode>;
  const dump = (when: 'before' | 'after'): string => join(folder, `memory-${when}`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evlock-device-tree-'));
    machine = new TrustZoneMachine(
      {
        image,
        folder,
        atPowerOn: (monitor) => monitor.saveMemory(dump('before'), NORMAL_MEMORY_AT, NORMAL_MEMORY_SIZE),
      },
      { random: (size) => new Uint8Array(size).fill(3) },
    );
    machine.prepare();
    await machine.start();
    before = readDeviceTree(await readFile(dump('before')));
  });
  afterAll(async () => {
    await machine?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  /** The secure world's seeds, as they stand in memory at power-on. */
  function seeds(): Record<string, Buffer> {
    const { 'kaslr-seed': layout, 'rng-seed': entropy } = before.get(CHOSEN) ?? {};
    if (!layout || !entropy) throw new Error('no seeds at power-on');
    return { layout, entropy };
  }

  it("leaves no seed of the secure world in the normal world's memory", async () => {
    expect(Object.values(seeds()).map(({ length }) => length)).toEqual([8, 32]);
    // The same search finds them before they are used.
    expect(await found(dump('before'), seeds())).toEqual(['layout', 'entropy']);
    const monitor = await machine.monitor();
    await monitor.saveMemory(dump('after'), NORMAL_MEMORY_AT, NORMAL_MEMORY_SIZE);
    monitor.close();
    expect(await found(dump('after'), seeds())).toEqual([]);
  });
});
