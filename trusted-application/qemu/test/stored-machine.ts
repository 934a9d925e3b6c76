/** A machine whose disk is changed between two boots, and everything it answers from its first moment on. */
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import {
  COMMANDS,
  type CommandResponse,
  decodeResponse,
  encodeRequest,
  FrameSplitter,
  payloads,
  STATUSES,
} from '@evlock/secure-world';
import { CONSOLE_PORT, programPath, TrustZoneMachine } from '@evlock/simulator/internal/trustzone';
import { image, PATIENCE } from './machines.ts';

const env = { ...process.env, PATH: programPath() };
/** QEMU creates its sockets early. ms */
const CONNECT_AGAIN = 20;

/** A machine's report at boot: its state and keys, or the code and status with which it refuses. */
export type Outcome = CommandResponse<'info'> | string;

const statusName = (number: number): string =>
  Object.entries(STATUSES).find(([, one]) => one === number)?.[0] ?? `status ${number}`;

/** The answer to INFO on a port, requested before anybody can answer; `bytes` counts everything received. */
class EarlyQuestion {
  readonly answer: Promise<Outcome>;
  bytes = 0;
  #socket: Socket | undefined;
  #isOver = false;

  constructor(path: string) {
    this.answer = new Promise((resolve) => this.#connect(path, resolve));
  }

  #connect(path: string, resolve: (outcome: Outcome) => void): void {
    if (this.#isOver) return;
    const splitter = new FrameSplitter('response');
    const socket = connect(path);
    this.#socket = socket;
    socket.on('error', () => setTimeout(() => this.#connect(path, resolve), CONNECT_AGAIN));
    socket.on('connect', () =>
      socket.write(encodeRequest({ command: COMMANDS.INFO, id: 1, payload: new Uint8Array() })),
    );
    socket.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      for (const body of splitter.push(chunk)) {
        const { status, payload } = decodeResponse(body);
        resolve(status === STATUSES.OK ? payloads.info.response.decode(payload) : statusName(status));
      }
    });
  }

  close(): void {
    this.#isOver = true;
    this.#socket?.destroy();
  }
}

export class StoredMachine {
  readonly machine: TrustZoneMachine;
  readonly folder: string;

  private constructor(folder: string, hardwareKey: (size: number) => Uint8Array) {
    this.folder = folder;
    this.machine = new TrustZoneMachine({ ...PATIENCE, image, folder }, { random: hardwareKey });
    this.machine.prepare();
  }

  static async create(hardwareKey: (size: number) => Uint8Array): Promise<StoredMachine> {
    return new StoredMachine(await mkdtemp(join(tmpdir(), 'evlock-stored-')), hardwareKey);
  }

  /** Boots, and stays on unless the machine refuses. A refusing one must not have sent a byte to anybody. */
  async boot(): Promise<Outcome> {
    const started = this.machine.start();
    const question = new EarlyQuestion(this.machine.portSocket(CONSOLE_PORT));
    try {
      await started;
      return await question.answer;
    } catch (error) {
      if (question.bytes > 0) throw new Error(`refused, after ${question.bytes} bytes of answers`, { cause: error });
      const { code, details } = EvlockError.from(error);
      return `${code} ${details.status ?? details.problem ?? details.said}`;
    } finally {
      question.close();
    }
  }

  /** Cuts the power; the disk can be changed then. */
  async end(): Promise<void> {
    await this.machine.kill();
  }

  /** A copy of the current disk. */
  keep(name: string): string {
    const copy = join(this.folder, name);
    copyFileSync(this.machine.disk, copy);
    // The journal first: tools do not replay it.
    execFileSync('e2fsck', ['-p', copy], { env, stdio: 'ignore' });
    return copy;
  }

  putBack(copy: string): void {
    copyFileSync(copy, this.machine.disk);
  }

  remove(names: readonly string[]): void {
    for (const name of names) debugfs(this.machine.disk, `rm /tee/${name}`);
  }

  /** Rolls single files of the secure storage back to their content on another disk. */
  putBackFiles(from: string, names: readonly string[]): void {
    this.remove(names);
    for (const name of names) {
      const file = join(this.folder, 'file');
      debugfs(from, `dump /tee/${name} ${file}`);
      debugfs(this.machine.disk, `write ${file} /tee/${name}`);
    }
  }

  async close(): Promise<void> {
    await this.machine.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const debugfs = (disk: string, command: string): string =>
  execFileSync('debugfs', ['-w', '-R', command, disk], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });

/** Names of the secure storage's files on a disk. */
export const storedFiles = (disk: string): string[] =>
  debugfs(disk, 'ls -p /tee')
    .split('\n')
    .map((line) => line.split('/')[5] ?? '')
    .filter((name) => name !== '' && !name.startsWith('.'));

/** Files that differ between two disks, or exist on only one. */
export function changedFiles(one: string, other: string): string[] {
  const content = (disk: string, name: string): string => debugfs(disk, `cat /tee/${name}`);
  return [...new Set([...storedFiles(one), ...storedFiles(other)])].filter(
    (name) => content(one, name) !== content(other, name),
  );
}
