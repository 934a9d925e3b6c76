/** The emulator on a profile: storage and TLS key in files, two sockets, the real clock. */
import { randomBytes } from 'node:crypto';
import { removeRemains } from '@evlock/files';
import { FolderLock } from '@evlock/files/folder-lock';
import { milliseconds } from '@evlock/protocol';
import { Emulator } from './emulator.ts';
import { readEmulatorProfile } from './profile.ts';
import { serveEmulator } from './server.ts';
import { FileStorage } from './storage.ts';
import { makeTlsKey, tlsKeyPath } from './tls-key.ts';

export interface RunningEmulator {
  readonly part: { stop(): Promise<void> };
  /** Where it is reached, and where the device's TLS key lies once it is provisioned. */
  readonly ready: {
    readonly securityClass: 'emulator';
    readonly socket: string;
    readonly consoleSocket: string;
    readonly tlsKey: string;
  };
}

const WARNING = `
*** SECURE-WORLD EMULATOR: IT PROTECTS NOTHING. ***
Its keys lie in files and in the memory of this process. Its evidence says "emulator" and is refused outside development
networks. Never give it money that counts.

`;

/** A damaged storage answers every command with `STORAGE_DAMAGED`; what is wrong with it stands on stderr alone. */
function openEmulator(...[options, modules]: ConstructorParameters<typeof Emulator>): Emulator {
  const emulator = new Emulator(options, modules);
  if (emulator.problem) process.stderr.write(`${JSON.stringify(emulator.problem)}\n`);
  return emulator;
}

/** Warns on stderr and serves. Throws `PROFILE_INVALID`, `SECRET_EXPOSED`, or `ALREADY_RUNNING` on the folder or sockets. */
export async function startEmulator(profileFile: string): Promise<RunningEmulator> {
  const { dataFolder, keyFolder, socket, consoleSocket, serial, speed } = readEmulatorProfile(profileFile);
  process.stderr.write(WARNING);
  // Two would sign as one meter, with one sequence.
  const lock = FolderLock.take(dataFolder, 'secure-world');
  removeRemains([tlsKeyPath(keyFolder)]);
  const modules = {
    clock: { monotonic: () => milliseconds(Math.floor(performance.now() * speed)) },
    random: (size: number) => new Uint8Array(randomBytes(size)),
    storage: new FileStorage({ dataFolder, keyFolder, serial }),
    makeTlsKey: () => makeTlsKey(keyFolder),
  };
  const sockets = { path: socket, consolePath: consoleSocket };
  const server = await serveEmulator(sockets, () => openEmulator({ serial }, modules)).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  return {
    part: { stop: () => server.close().finally(() => lock.release()) },
    ready: { securityClass: 'emulator', socket, consoleSocket, tlsKey: tlsKeyPath(keyFolder) },
  };
}
