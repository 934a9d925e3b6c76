/**
 * Two secure worlds that get identical requests; one of them the emulator, with a script that the native program must answer
 * identically.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { EvlockError, milliseconds } from '@evlock/protocol';
import { decodeResponse, encodeRequest, type ResponseFrame } from '@evlock/secure-world';
import { uintBytes } from '@evlock/secure-world/internal/frames';
import type { State } from '@evlock/simulator/internal/emulator';
import { Emulator, MemoryStorage } from '@evlock/simulator/internal/emulator';
import { encodeState } from './state-encoding.ts';

const SERIAL = 'EVL-0001';
const ALL_WRITES = 0xffffffff;

const RANDOM_SOURCES = { seeded: 1, stuck: 2, failing: 3 } as const;
export type RandomSource = keyof typeof RANDOM_SOURCES;

/** Two secure worlds behind one household: one answers it, and the other must answer identically. */
export interface Twins {
  /** ms, of a clock parallel to both. */
  readonly now: number;
  /** Passes time on both. ms */
  tick(length: number): void | Promise<void>;
  /** The source of the next keys, where it can be chosen. */
  seed(source: RandomSource, seed: Uint8Array): void;
  /** Cuts both worlds' power and restores it. */
  restart(): void | Promise<void>;
  failWritesAfter(writes: number): void;
  repairStorage(): void;
  /** Both must have stored the same. */
  compareStorage(): void | Promise<void>;
  request(name: string, command: number, payload: Uint8Array, local?: boolean): Promise<ResponseFrame>;
}

/** Storage that fails on demand, and knows its content in the native program's encoding. */
export class WatchedStorage extends MemoryStorage {
  writesAllowed = ALL_WRITES;
  content: Uint8Array = new Uint8Array(0);

  override save(state: State): void {
    if (this.writesAllowed === 0) throw new Error('full');
    if (this.writesAllowed !== ALL_WRITES) this.writesAllowed -= 1;
    super.save(state);
    this.content = encodeState(state);
  }
}

export type Draw = (size: number) => Uint8Array<ArrayBufferLike>;

/** SHA-256(seed ‖ u32 counter), block after block, as drawn by the native platform. */
export function seededSource(seed: Uint8Array): Draw {
  let rest = Buffer.alloc(0);
  let counter = 0;
  return (size) => {
    while (rest.length < size) {
      const block = createHash('sha256').update(seed).update(uintBytes(counter++, 4)).digest();
      rest = Buffer.concat([rest, block]);
    }
    const drawn = new Uint8Array(rest.subarray(0, size));
    rest = rest.subarray(size);
    return drawn;
  };
}

const sources: Readonly<Record<RandomSource, (seed: Uint8Array) => Draw>> = {
  seeded: seededSource,
  stuck: () => (size) => new Uint8Array(size),
  failing: () => () => {
    throw new Error('no randomness');
  },
};

interface Step {
  readonly record: Uint8Array;
  readonly answer: Uint8Array;
  /** For the report of a difference. */
  readonly name: string;
}

/** The emulator, with its requests and answers. */
export class ScriptedTwins implements Twins {
  now = 5_000;
  private emulator: Emulator;
  private storage = new WatchedStorage();
  private random: Draw = sources.seeded(new Uint8Array(32));
  private readonly steps: Step[] = [];
  private id = 0;

  constructor() {
    this.tick(0);
    this.emulator = this.start();
    this.record('new device', 'N', []);
  }

  tick(length: number): void {
    this.now += length;
    this.record('clock', 'C', [uintBytes(this.now, 8)]);
  }

  seed(source: RandomSource, seed: Uint8Array): void {
    this.random = sources[source](seed);
    this.record('random', 'S', [Uint8Array.of(RANDOM_SOURCES[source]), seed]);
  }

  restart(): void {
    // The native program draws its blinding values here; keys have a seed of their own anyway.
    this.seed('seeded', new Uint8Array(32));
    this.emulator = this.start();
    this.record('restart', 'B', []);
  }

  failWritesAfter(writes: number): void {
    this.storage.writesAllowed = writes;
    this.record('failing storage', 'F', [uintBytes(writes, 4)]);
  }

  repairStorage(): void {
    this.failWritesAfter(ALL_WRITES);
  }

  compareStorage(): void {
    this.record('stored state', 'M', [], this.storage.content);
  }

  async request(name: string, command: number, payload: Uint8Array, local = false): Promise<ResponseFrame> {
    this.id = (this.id % 0xffff) + 1;
    const body = encodeRequest({ command, id: this.id, payload }).subarray(4);
    const answer = await this.emulator.handle(body, { local });
    this.record(name, 'R', [Uint8Array.of(local ? 1 : 0), body], answer);
    return decodeResponse(answer.subarray(4));
  }

  /** Every request so far: a frame without its length. */
  get requests(): Uint8Array[] {
    return this.steps.filter(({ record }) => record[4] === 'R'.charCodeAt(0)).map(({ record }) => record.subarray(6));
  }

  get storedState(): Uint8Array {
    return this.storage.content;
  }

  /** The script's peak use of the program's stack and heap. Bytes; only of a `measured` program. */
  usage(program: string): { stack: number; heap: number } {
    const records = [...this.steps.map(({ record }) => record), Buffer.from([0, 0, 0, 1, 'P'.charCodeAt(0)])];
    const input = Buffer.concat(records);
    const { status, stdout } = spawnSync(program, ['--driver', '--serial', SERIAL], { input, maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(`${program} ended with ${status}`);
    const answer = stdout.subarray(-8);
    return { stack: answer.readUInt32BE(0), heap: answer.readUInt32BE(4) };
  }

  /** Runs the script on the native program; returns the first difference, or undefined. Throws when the program fails. */
  difference(program: string): string | undefined {
    const input = Buffer.concat(this.steps.map(({ record }) => record));
    const options = { input, maxBuffer: 2 ** 30 };
    const { status, stdout, stderr } = spawnSync(program, ['--driver', '--serial', SERIAL], options);
    if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.toString()}`);
    let at = 0;
    for (const [index, { name, record, answer }] of this.steps.entries()) {
      const size = stdout.readUInt32BE(at);
      const given = stdout.subarray(at + 4, at + 4 + size);
      at += 4 + size;
      if (given.equals(answer)) continue;
      return [
        `step ${index}, ${name}`,
        `record   ${Buffer.from(record).toString('hex').slice(0, 4000)}`,
        `emulator ${Buffer.from(answer).toString('hex')}`,
        `native   ${given.toString('hex')}`,
        `before   ${this.steps
          .slice(Math.max(0, index - 8), index)
          .map((step) => step.name)
          .join(', ')}`,
      ].join('\n');
    }
    return undefined;
  }

  private start(): Emulator {
    const modules = {
      clock: { monotonic: () => milliseconds(this.now) },
      random: (size: number) => this.random(size),
      storage: this.storage,
    };
    try {
      return new Emulator({ serial: SERIAL }, modules);
    } catch (error) {
      throw EvlockError.from(error);
    }
  }

  private record(
    name: string,
    operation: string,
    body: readonly Uint8Array[],
    answer: Uint8Array = new Uint8Array(0),
  ): void {
    const bytes = Buffer.concat([Buffer.from(operation), ...body]);
    this.steps.push({ name, record: Buffer.concat([uintBytes(bytes.length, 4), bytes]), answer });
  }
}
