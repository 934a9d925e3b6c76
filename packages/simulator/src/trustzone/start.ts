/** A machine from a profile: booted, its two ports served as two sockets, each for many callers. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { FolderLock } from '@evlock/files/folder-lock';
import { serveEmulator } from '../emulator/server.ts';
import { makeTlsKey, tlsKeyPath } from '../emulator/tls-key.ts';
import { CONSOLE_PORT, type MachineOptions, TrustZoneMachine, WORLD_PORT } from './machine.ts';
import { PortClient, type PortOptions } from './port-client.ts';
import type { MachineProfile } from './profile.ts';

export interface RunningMachine {
  readonly machine: TrustZoneMachine;
  readonly ready: {
    readonly securityClass: 'qemu';
    readonly socket: string;
    readonly consoleSocket: string;
    readonly tlsKey: string;
  };
  /** Closes the sockets and cuts the power. */
  stop(): Promise<void>;
}

/**
 * The second argument overrides the machine for tests and measurements. Throws `TRUSTZONE_NOT_BUILT`, `PROCESS_FAILED`, or
 * `ALREADY_RUNNING` on the folder or sockets.
 */
export async function startMachine(
  profile: MachineProfile,
  { within, ...unusual }: Omit<MachineOptions, 'image' | 'folder'> & PortOptions = {},
): Promise<RunningMachine> {
  const { imageFolder: image, dataFolder: folder, keyFolder, socket, consoleSocket } = profile;
  const lock = FolderLock.acquire(folder, 'secure-world');
  const random = (size: number): Uint8Array => new Uint8Array(randomBytes(size));
  const machine = new TrustZoneMachine({ ...unusual, image, folder }, { random });
  try {
    machine.prepare();
    mkdirSync(keyFolder, { recursive: true, mode: 0o700 });
    makeTlsKey(keyFolder);
    await machine.start();
    const world = await PortClient.connect(machine.portSocket(WORLD_PORT), { within });
    const console = await PortClient.connect(machine.portSocket(CONSOLE_PORT), { within });
    const handler = {
      handle: (body: Uint8Array, { local }: { local: boolean }) => (local ? console : world).handle(body),
    };
    const server = await serveEmulator({ path: socket, consolePath: consoleSocket }, handler);
    let stopped = false;
    const stop = async (): Promise<void> => {
      if (stopped) return;
      stopped = true;
      await server.close();
      world.close();
      console.close();
      await machine.kill();
      lock.release();
    };
    return { machine, stop, ready: { securityClass: 'qemu', socket, consoleSocket, tlsKey: tlsKeyPath(keyFolder) } };
  } catch (error) {
    await machine.kill();
    lock.release();
    throw error;
  }
}
