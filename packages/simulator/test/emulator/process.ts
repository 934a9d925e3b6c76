/** The emulator as its own process, as communities start it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ComplianceWorld } from '@evlock/secure-world/compliance';
import type { EmulatorProfile } from '../../src/emulator/index.ts';

const MAIN = join(import.meta.dirname, '../../src/emulator/main.ts');

export interface StartedEmulator {
  readonly child: ChildProcess;
  readonly ready: Record<string, unknown>;
  /** Its stderr so far. */
  readonly complaints: () => string;
}

/** Starts `main.ts` and waits for its ready line. Rejects with its output when it ends first. */
export async function startEmulator(profileFile: string): Promise<StartedEmulator> {
  const child = spawn(process.execPath, [MAIN, '--profile', profileFile], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), once(child, 'close').then(() => undefined)]);
  if (!first) throw new Error(complaints);
  return { child, ready: JSON.parse(String(first[0])), complaints: () => complaints };
}

/** A new device in a folder of its own. */
export async function createEmulatorWorld(speed: number): Promise<ComplianceWorld & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'evlock-emulator-'));
  const profile: EmulatorProfile = {
    dataFolder: join(folder, 'data'),
    keyFolder: join(folder, 'keys'),
    socket: join(folder, 'meter.sock'),
    consoleSocket: join(folder, 'console.sock'),
    serial: 'EVL-0001',
    speed,
  };
  const profileFile = join(folder, 'profile.json');
  await writeFile(profileFile, JSON.stringify(profile));
  let { child } = await startEmulator(profileFile);
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  return {
    folder,
    meter: { path: profile.socket },
    console: { path: profile.consoleSocket },
    speed,
    restart: async () => {
      await stop('SIGKILL');
      ({ child } = await startEmulator(profileFile));
    },
    close: async () => {
      await stop('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
