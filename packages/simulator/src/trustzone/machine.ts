/**
 * A TrustZone machine under QEMU: an image built by `npm run trustzone:build`, and a folder with this machine's own flash
 * and disk. It replaces a board; it is not hardware.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { EvlockError } from '@evlock/protocol';
import { awaitBoot } from './boot.ts';
import { makeFlash, updateFirmware } from './flash.ts';
import { Monitor, type Port, QEMU, qemuArguments } from './qemu.ts';
import { programPath, requireMachine, TIED } from './requirements.ts';

export interface MachineOptions {
  /** Build output: `kernel`, `ramdisk`, `firmware`. */
  readonly image: string;
  /** This machine's own: `flash`, `disk` and its logs. */
  readonly folder: string;
  /** Replaces the image's ramdisk, for tests. */
  readonly ramdisk?: string;
  /** For measurements: the machine's clock counts instructions. Much slower. */
  readonly countInstructions?: boolean;
  /** Additional ports, for tests. */
  readonly ports?: readonly string[];
  /** For tests: gets the machine before its first instruction. */
  readonly atPowerOn?: (monitor: Monitor) => Promise<void>;
  /** Maximum milliseconds from start to ready. */
  readonly readyWithin?: number;
  /** Cuts the power, also during boot. */
  readonly signal?: AbortSignal;
}

export interface MachineModules {
  /** Generates a new machine's hardware key. */
  readonly random: (size: number) => Uint8Array;
}

export const WORLD_PORT = 'evlock.world';
export const CONSOLE_PORT = 'evlock.console';

const DISK_SIZE = 16 * 1024 * 1024;
const READY_WITHIN = 60_000;

export class TrustZoneMachine {
  readonly #options: MachineOptions;
  readonly #modules: MachineModules;
  #child: ChildProcess | undefined;
  /** Directory of the port and monitor sockets; short, because the kernel allows 107 bytes. */
  #sockets: string | undefined;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(options: MachineOptions, modules: MachineModules) {
    this.#options = options;
    this.#modules = modules;
  }

  get flash(): string {
    return join(this.#options.folder, 'flash');
  }

  get disk(): string {
    return join(this.#options.folder, 'disk');
  }

  /** The normal world's output. */
  get normalLog(): string {
    return join(this.#options.folder, 'normal-world.log');
  }

  /** The output of firmware and secure world. */
  get secureLog(): string {
    return join(this.#options.folder, 'secure-world.log');
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when QEMU has exited, for any reason. */
  get ended(): Promise<unknown> {
    return this.#ended;
  }

  /**
   * Creates missing flash and disk, and updates the firmware where the image's differs. Throws `TRUSTZONE_NOT_BUILT`,
   * `PROGRAM_MISSING`.
   */
  prepare(): void {
    const { image, folder } = this.#options;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    requireMachine(image);
    const firmware = join(image, 'firmware');
    if (existsSync(this.flash)) updateFirmware(this.flash, firmware);
    else makeFlash(this.flash, firmware, this.#modules.random);
    if (!existsSync(this.disk)) this.#makeDisk();
  }

  #makeDisk(): void {
    const unfinished = `${this.disk}.new`;
    rmSync(unfinished, { force: true });
    writeFileSync(unfinished, '', { mode: 0o600, flag: 'wx' });
    truncateSync(unfinished, DISK_SIZE);
    const { status, stderr } = spawnSync('mke2fs', ['-q', '-F', '-t', 'ext4', unfinished], {
      encoding: 'utf8',
      env: { ...process.env, PATH: programPath() },
    });
    if (status !== 0) throw new EvlockError('PROCESS_FAILED', { process: 'mke2fs', problem: stderr?.trim() ?? null });
    renameSync(unfinished, this.disk);
  }

  /**
   * Boots. Resolves when both bridges have opened the trusted application. Throws `TRUSTZONE_BOOT_REFUSED`,
   * `TRUSTZONE_APPLICATION_REFUSED` or `PROCESS_FAILED` as soon as that is certain; nothing runs then.
   */
  async start(): Promise<void> {
    this.#sockets = mkdtempSync(join(tmpdir(), 'evlock-tz-'));
    const names = [WORLD_PORT, CONSOLE_PORT, ...(this.#options.ports ?? [])];
    const ramdisk = this.#options.ramdisk ?? join(this.#options.image, 'ramdisk');
    const files = {
      kernel: join(this.#options.image, 'kernel'),
      ramdisk,
      ramdiskSize: statSync(ramdisk).size,
      flash: this.flash,
      disk: this.disk,
      secureLog: this.secureLog,
      monitor: this.#socket('monitor'),
      countInstructions: this.#options.countInstructions ?? false,
      waiting: this.#options.atPowerOn !== undefined,
    };
    writeFileSync(this.secureLog, '', { mode: 0o600 });
    const ports: Port[] = names.map((name) => ({ name, socket: this.portSocket(name) }));
    const [program, ...tied] = TIED;
    const child = spawn(program, [...tied, QEMU, ...qemuArguments(files, ports)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#ended = once(child, 'close').catch(() => undefined);
    const log = createWriteStream(this.normalLog, { mode: 0o600 });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('close', () => log.end());
    this.#options.signal?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
    try {
      await this.#letLook(child);
      const within = this.#options.readyWithin ?? READY_WITHIN;
      await awaitBoot(child, { secureLog: this.secureLog, within, lastLines: () => this.lastLines() });
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  async #letLook(child: ChildProcess): Promise<void> {
    const { atPowerOn } = this.#options;
    if (atPowerOn === undefined) return;
    while (!existsSync(this.#socket('monitor'))) {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      await setTimeout(20);
    }
    const monitor = await this.monitor();
    try {
      await atPowerOn(monitor);
      await monitor.execute('cont');
    } finally {
      monitor.close();
    }
  }

  /** The end of both logs, on one line: it says why a boot was refused. */
  lastLines(): string {
    const end = (file: string): string =>
      existsSync(file) ? readFileSync(file, 'latin1').trimEnd().split(/\r?\n/).slice(-4).join(' | ') : '';
    return [end(this.secureLog), end(this.normalLog)].filter((text) => text !== '').join(' || ');
  }

  #socket(name: string): string {
    if (this.#sockets === undefined) throw new Error('the machine has not been started');
    return join(this.#sockets, name);
  }

  /** Unix socket of a port, for one connection at a time. */
  portSocket(name: string): string {
    return this.#socket(name);
  }

  monitor(): Promise<Monitor> {
    return Monitor.connect(this.#socket('monitor'));
  }

  /** Like pulling the plug: the storage is designed for it. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
    if (this.#sockets !== undefined) rmSync(this.#sockets, { recursive: true, force: true });
    this.#sockets = undefined;
    this.#child = undefined;
  }
}
