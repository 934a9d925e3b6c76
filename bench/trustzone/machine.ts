/** The machine being measured: the image's, with the gauged trusted application and a root shell overlaid on its ramdisk. */
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type Milliseconds, milliseconds } from '@evlock/protocol';
import { SecureWorldClient } from '@evlock/secure-world';
import { Connection } from '@evlock/secure-world/internal/frames';
import type { Monitor } from '@evlock/simulator/internal/trustzone';
import {
  COUNTER_AT,
  FLASH_SECTOR,
  FLASH_SIZE,
  type RunningMachine,
  startMachine,
} from '@evlock/simulator/internal/trustzone';
import { image } from '../../trusted-application/qemu/test/machines.ts';
import { overlayRamdisk } from '../../trusted-application/qemu/test/ramdisk.ts';
import { ROOT_PORT, ROOT_SHELL_FILE, RootShell } from '../../trusted-application/qemu/test/root-shell.ts';
import { timed } from '../statistics.ts';

const APPLICATION = 'a8f3c0d4-6b1e-4f57-9d52-2f0e7c41b6aa.ta';
const ENTRY_SIZE = 8;
const ERASED = 0xffff_ffff;
/** A machine that counts instructions takes longer. */
const READY_WITHIN = 200_000;
const ANSWER_WITHIN: Milliseconds = milliseconds(60_000);
/** Hands the shell's port over to another program. */
const EXCHANGE_MS = 1000;
const BRIDGE =
  'for port in /sys/class/virtio-ports/*; do [ "$(cat $port/name)" != evlock.root ] || device=/dev/$(basename $port); done; ' +
  'exec evlock-bridge $device </dev/null >/dev/null 2>&1';

export const measureFolder = join(image, '..', 'measure');
export const applicationFile = join(image, APPLICATION);

export interface Writes {
  /** Steps of the rollback counter, each an entry of its log in the secure flash. */
  readonly counterSteps: number;
  /** Bytes that reached the disk. */
  readonly diskBytes: number;
  readonly diskWrites: number;
}

const pause = (length: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, length));

export class MeasuredMachine {
  readonly #running: RunningMachine;
  readonly #monitor: Monitor;
  readonly #shell: RootShell;
  /** For the gauges. */
  readonly world: Connection;
  readonly meter: SecureWorldClient;
  readonly console: SecureWorldClient;

  private constructor(
    running: RunningMachine,
    parts: Pick<MeasuredMachine, 'world' | 'meter' | 'console'> & {
      readonly monitor: Monitor;
      readonly shell: RootShell;
    },
  ) {
    this.#running = running;
    this.#monitor = parts.monitor;
    this.#shell = parts.shell;
    this.world = parts.world;
    this.meter = parts.meter;
    this.console = parts.console;
  }

  static async boot(folder: string, countInstructions = false): Promise<MeasuredMachine> {
    await mkdir(folder, { recursive: true });
    const files = {
      [`usr/lib/optee_armtz/${APPLICATION}`]: await readFile(join(measureFolder, APPLICATION)),
      [ROOT_SHELL_FILE]: new Uint8Array(0),
    };
    const ramdisk = await overlayRamdisk(folder, files);
    const [socket, consoleSocket] = [join(folder, 'world.sock'), join(folder, 'console.sock')];
    const own = { dataFolder: join(folder, 'machine'), keyFolder: join(folder, 'keys') };
    const running = await startMachine(
      { imageFolder: image, ...own, socket, consoleSocket },
      { ramdisk, countInstructions, ports: [ROOT_PORT], readyWithin: READY_WITHIN },
    );
    return new MeasuredMachine(running, {
      monitor: await running.machine.monitor(),
      shell: await RootShell.connect(running.machine.portSocket(ROOT_PORT)),
      world: new Connection({ address: { path: socket }, timeout: ANSWER_WITHIN }),
      meter: await SecureWorldClient.connect({ path: socket }),
      console: await SecureWorldClient.connect({ path: consoleSocket }),
    });
  }

  /** Everything pending for the disk has been written. */
  async sync(): Promise<void> {
    await this.#shell.run('sync');
  }

  /** Frees the shell's port for another program. The shell ends with its connection, and init starts a new one. */
  async leaveShell(): Promise<void> {
    this.#shell.close();
    await pause(EXCHANGE_MS);
  }

  get #rootPort(): string {
    return this.#running.machine.portSocket(ROOT_PORT);
  }

  /** Since the machine was created (counter) and started (disk). */
  async writes(): Promise<Writes> {
    const drives = (await this.#monitor.execute('query-blockstats')) as readonly {
      readonly device: string;
      readonly stats: { readonly wr_bytes: number; readonly wr_operations: number };
    }[];
    const disk = drives.find(({ device }) => device === 'disk')?.stats;
    if (disk === undefined) throw new Error('the machine has no disk');
    return {
      counterSteps: await this.#counterSteps(),
      diskBytes: disk.wr_bytes,
      diskWrites: disk.wr_operations,
    };
  }

  async #counterSteps(): Promise<number> {
    const flash = await open(this.#running.machine.flash);
    try {
      const log = Buffer.alloc(2 * FLASH_SECTOR);
      await flash.read(log, 0, FLASH_SIZE - COUNTER_AT, COUNTER_AT);
      let entries = 0;
      for (let at = 0; at < log.length; at += ENTRY_SIZE) if (log.readUInt32LE(at) !== ERASED) entries++;
      return entries;
    } finally {
      await flash.close();
    }
  }

  /** Milliseconds of each of this many round trips, with only `cat` at the other end. After `leaveShell`. */
  async echoes(frame: Uint8Array, count: number): Promise<number[]> {
    const socket = connect(this.#rootPort);
    await once(socket, 'connect');
    socket.write('exec cat\n');
    await pause(EXCHANGE_MS);
    const times: number[] = [];
    for (let round = 0; round < count; round++) {
      await timed(async () => {
        socket.write(frame);
        for (let left = frame.length; left > 0; ) left -= ((await once(socket, 'data')) as [Buffer])[0].length;
      }, times);
    }
    socket.destroy();
    await pause(EXCHANGE_MS);
    return times;
  }

  /** A dedicated bridge directly on the shell's port: nobody else is served there. After `leaveShell`. */
  async straight(): Promise<Connection> {
    const path = this.#rootPort;
    const connectSocket = () => {
      const socket = connect(path);
      socket.once('connect', () => socket.write(`${BRIDGE}\n`));
      return socket;
    };
    const connection = new Connection({ address: { path } }, { connectSocket });
    await connection.open();
    await pause(EXCHANGE_MS);
    return connection;
  }

  async stop(): Promise<void> {
    this.#monitor.close();
    this.#shell.close();
    await Promise.all([this.world, this.meter, this.console].map((client) => client.close()));
    await this.#running.stop();
  }
}
