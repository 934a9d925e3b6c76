/** A secure world in its own process, as in a household: the emulator, or the machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SecureWorldClient } from '@evlock/secure-world';
import { Connection } from '@evlock/secure-world/internal/frames';
import { image } from '../../trusted-application/qemu/test/machines.ts';

export type WorldKind = 'trustzone' | 'emulator';

const FURTHER: Readonly<Record<WorldKind, Readonly<Record<string, string>>>> = {
  trustzone: { imageFolder: image },
  emulator: { serial: 'bench' },
};

export class WorldProcess {
  readonly #child: ChildProcess;
  readonly meter: SecureWorldClient;
  readonly console: SecureWorldClient;
  /** For commands without a client method. */
  readonly raw: Connection;

  private constructor(child: ChildProcess, parts: Pick<WorldProcess, 'meter' | 'console' | 'raw'>) {
    this.#child = child;
    this.meter = parts.meter;
    this.console = parts.console;
    this.raw = parts.raw;
  }

  static async start(kind: WorldKind, folder: string): Promise<WorldProcess> {
    await mkdir(folder, { recursive: true });
    const [socket, consoleSocket] = [join(folder, 'world.sock'), join(folder, 'console.sock')];
    const own = { dataFolder: join(folder, 'data'), keyFolder: join(folder, 'keys') };
    const profile = join(folder, 'profile.json');
    await writeFile(profile, JSON.stringify({ ...own, socket, consoleSocket, ...FURTHER[kind] }));
    const main = join(import.meta.dirname, '../../packages/simulator/src', kind, 'main.ts');
    const child = spawn(process.execPath, [main, '--profile', profile], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`the ${kind} ended with ${code}`))),
    ]);
    if (!(JSON.parse(line) as { ready: boolean }).ready) throw new Error(`the ${kind} is not ready`);
    return new WorldProcess(child, {
      meter: await SecureWorldClient.connect({ path: socket }),
      console: await SecureWorldClient.connect({ path: consoleSocket }),
      raw: new Connection({ address: { path: socket } }),
    });
  }

  async stop(): Promise<void> {
    await Promise.all([this.meter, this.console, this.raw].map((client) => client.close()));
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}
