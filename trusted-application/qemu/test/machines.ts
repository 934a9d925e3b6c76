/** Machines of the lane: each in a folder of its own, and where the image must be. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComplianceWorld } from '../../../packages/secure-world/test/compliance/index.ts';
import { type RunningMachine, startMachine } from '../../../packages/simulator/src/trustzone/start.ts';

export const image = join(import.meta.dirname, '..', 'out', 'image');

/** Without an image the lane says *skipped* and ends with 1: nothing has passed. */
export const isBuilt = existsSync(join(image, 'firmware'));

export interface TestMachine extends ComplianceWorld {
  readonly folder: string;
  readonly running: RunningMachine;
}

/** A new machine: its own hardware key, nothing stored. */
export async function createMachine(): Promise<TestMachine> {
  const folder = await mkdtemp(join(tmpdir(), 'evlock-machine-'));
  const [socket, consoleSocket] = [join(folder, 'world.sock'), join(folder, 'console.sock')];
  const profile = {
    imageFolder: image,
    dataFolder: join(folder, 'machine'),
    keyFolder: join(folder, 'keys'),
    socket,
    consoleSocket,
  };
  let running = await startMachine(profile);
  return {
    folder,
    get running() {
      return running;
    },
    meter: { path: socket },
    console: { path: consoleSocket },
    speed: 1,
    restart: async () => {
      await running.stop();
      running = await startMachine(profile);
    },
    close: async () => {
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}
