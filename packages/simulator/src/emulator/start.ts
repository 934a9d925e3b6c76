/** The emulator from a profile: storage and TLS key in files, two sockets, the real clock. */
import { randomBytes } from 'node:crypto';
import { removeRemains } from '@evlock/files';
import { FolderLock } from '@evlock/files/folder-lock';
import { milliseconds, type Part } from '@evlock/protocol';
import { Emulator } from './emulator.ts';
import { readEmulatorProfile } from './profile.ts';
import { type EmulatorServer, serveEmulator } from './server.ts';
import { FileStorage } from './storage.ts';
import { makeTlsKey, tlsKeyPath } from './tls-key.ts';

/** An emulator's addresses, and where the device's TLS key is once provisioned. */
export interface EmulatorReady {
  readonly securityClass: 'emulator';
  readonly socket: string;
  readonly consoleSocket: string;
  readonly tlsKey: string;
}

const WARNING = `
*** SECURE-WORLD EMULATOR: IT PROTECTS NOTHING. ***
Its keys are in files and in the memory of this process. Its evidence says "emulator" and is refused outside development
networks. Never use it with real money.

`;

/** Damaged storage answers every command with `STORAGE_DAMAGED`; details go to stderr only. */
function openEmulator(...[options, modules]: ConstructorParameters<typeof Emulator>): Emulator {
  const emulator = new Emulator(options, modules);
  if (emulator.problem) process.stderr.write(`${JSON.stringify(emulator.problem)}\n`);
  return emulator;
}

/**
 * An emulator not yet started; it warns on stderr when it starts. Throws `PROFILE_MISSING`, `PROFILE_INVALID`; `start` throws
 * `SECRET_EXPOSED`, or `ALREADY_RUNNING` on the folder or the sockets.
 */
export const createEmulator = async (profileFile: string): Promise<Part<EmulatorReady>> =>
  new EmulatorPart(await readEmulatorProfile(profileFile));

class EmulatorPart implements Part<EmulatorReady> {
  /** Never fails on its own. */
  readonly failed: Promise<never> = new Promise(() => undefined);
  readonly #profile: Awaited<ReturnType<typeof readEmulatorProfile>>;
  #serving: Promise<EmulatorServer> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(profile: Awaited<ReturnType<typeof readEmulatorProfile>>) {
    this.#profile = profile;
  }

  async start(): Promise<EmulatorReady> {
    const { keyFolder, socket, consoleSocket } = this.#profile;
    this.#serving = this.#serve();
    await this.#serving;
    return { securityClass: 'emulator', socket, consoleSocket, tlsKey: tlsKeyPath(keyFolder) };
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const server = await this.#serving?.catch(() => undefined);
    await server?.close();
  }

  async #serve(): Promise<EmulatorServer> {
    const { dataFolder, keyFolder, socket, consoleSocket, serial, speed } = this.#profile;
    process.stderr.write(WARNING);
    // Two would sign as one meter, with one sequence.
    const lock = FolderLock.acquire(dataFolder, 'secure-world');
    try {
      removeRemains([tlsKeyPath(keyFolder)]);
      const modules = {
        clock: { monotonic: () => milliseconds(Math.floor(performance.now() * speed)) },
        random: (size: number) => new Uint8Array(randomBytes(size)),
        storage: new FileStorage({ dataFolder, keyFolder, serial }),
        makeTlsKey: () => makeTlsKey(keyFolder),
      };
      const sockets = { path: socket, consolePath: consoleSocket };
      const server = await serveEmulator(sockets, () => openEmulator({ serial }, modules));
      return { close: () => server.close().finally(() => lock.release()) };
    } catch (error) {
      lock.release();
      throw error;
    }
  }
}
