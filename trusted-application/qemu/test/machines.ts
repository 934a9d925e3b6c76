/** Machines of the lane: each in a folder of its own, and where the image must be. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError } from '../../../packages/protocol/src/index.ts';
import type { ComplianceWorld } from '../../../packages/secure-world/test/compliance/index.ts';
import { requireMachine } from '../../../packages/simulator/src/trustzone/requirements.ts';
import { type RunningMachine, startMachine } from '../../../packages/simulator/src/trustzone/start.ts';

/** What `npm run trustzone:build` made, where it was told to. */
const out = process.env.EVLOCK_TRUSTZONE_OUT ?? join(import.meta.dirname, '..', 'out');
export const image = join(out, 'image');

/** Why no machine can start here, and what to do; undefined where one can. */
export const missing = whyNot();
/** Without it the lane is *skipped*, and fails where `CI` is set: see setup.ts. */
export const isBuilt = missing === undefined;

function whyNot(): string | undefined {
  try {
    requireMachine(image);
    return undefined;
  } catch (error) {
    const { message, solve } = EvlockError.from(error);
    return `${message} ${solve}`;
  }
}

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
