/** The lane's machines, each in its own folder, and where the image must be. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError, milliseconds } from '@evlock/protocol';
import type { ComplianceWorld } from '@evlock/secure-world/compliance';
import type { MachineProfile } from '@evlock/simulator/internal/trustzone';
import { type RunningMachine, requireMachine, startMachine } from '@evlock/simulator/internal/trustzone';

/** Output of `npm run trustzone:build`, at its configured location. */
const out = process.env.EVLOCK_TRUSTZONE_OUT ?? join(import.meta.dirname, '..', 'out');
export const image = join(out, 'image');

/** Why no machine can start here, and the remedy; undefined where one can. */
export const missing = whyNot();
/** Without it the lane is *skipped*, or fails where `CI` is set: see setup.ts. */
export const isBuilt = missing === undefined;

function whyNot(): string | undefined {
  try {
    requireMachine(image);
    return undefined;
  } catch (error) {
    const { message, remedy } = EvlockError.from(error);
    return `${message} ${remedy}`;
  }
}

/** The lane does not measure a host's speed: this catches one that never answers or never boots. */
export const PATIENCE = { within: 60_000, readyWithin: 180_000, timeout: milliseconds(60_000) };

export interface TestMachine extends ComplianceWorld {
  readonly folder: string;
  readonly running: RunningMachine;
}

/** A machine whose flash and disk are in `folder`, with its sockets and other files. */
export const profileIn = (folder: string): MachineProfile => ({
  imageFolder: image,
  dataFolder: folder,
  keyFolder: join(folder, 'keys'),
  socket: join(folder, 'world.sock'),
  consoleSocket: join(folder, 'console.sock'),
});

/** A new machine: its own hardware key, nothing stored. */
export async function createMachine(): Promise<TestMachine> {
  const folder = await mkdtemp(join(tmpdir(), 'evlock-machine-'));
  const profile = profileIn(folder);
  let running = await startMachine(profile, PATIENCE);
  return {
    folder,
    get running() {
      return running;
    },
    meter: { path: profile.socket },
    console: { path: profile.consoleSocket },
    speed: 1,
    restart: async () => {
      await running.stop();
      running = await startMachine(profile, PATIENCE);
    },
    close: async () => {
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}
