/** A machine with the trusted application on OP-TEE, and the emulator beside it, which is asked the same a moment later. */
import { milliseconds } from '../../../packages/protocol/src/index.ts';
import {
  COMMANDS,
  decodeResponse,
  EVLOCK_RANDOM_TEST_SIZE,
  EVLOCK_SAMPLE_LAG_MS,
  EVLOCK_SAMPLE_SLACK_MS,
  encodeRequest,
  payloads,
  type ResponseFrame,
  STATUSES,
  toHex,
} from '../../../packages/secure-world/src/index.ts';
import { Emulator } from '../../../packages/simulator/src/emulator/emulator.ts';
import { type Keys, keysOf } from '../../../packages/simulator/src/emulator/keys.ts';
import type { State } from '../../../packages/simulator/src/emulator/state.ts';
import { type Draw, seededSource, type Twins, WatchedStorage } from '../../test/differential/twins.ts';
import { expectedPayload, type Identity } from './likeness.ts';
import type { RootedMachine } from './rooted-machine.ts';
import { type StoredSecrets, secretsOf, storedState } from './stored-state.ts';

/** How far from a limit a batch is kept at which the moment of asking decides. ms */
const DOUBT = 200;
/** ms by which the stream of samples is ahead of the clock (-) or behind it where the outcome changes. */
const LIMITS = [-EVLOCK_SAMPLE_SLACK_MS, EVLOCK_SAMPLE_LAG_MS];
/** Of the stored states, which take a look at the disk, every so many-th is compared. */
const STORAGE_EVERY = 5;

const seed = new Uint8Array(32);

/** Keys as the machine has made them; its device id is made of a serial that nobody else knows, and is put in when stored. */
class MachineStorage extends WatchedStorage {
  secrets: StoredSecrets | undefined;

  override save(state: State): void {
    const { provisioned } = state;
    if (provisioned && this.secrets) Object.assign(provisioned, { deviceId: toHex(this.secrets.deviceId) });
    super.save(state);
  }
}

/** Draws the given values one after the other; what the emulator tests a source with is sound. */
function valuesOf(values: readonly Uint8Array[]): Draw {
  const left = [...values];
  return (size) => (size === EVLOCK_RANDOM_TEST_SIZE ? undefined : left.shift()) ?? seededSource(seed)(size);
}

export interface Tally {
  /** Answers held against each other, byte for byte. */
  compared: number;
  /** Stored states held against each other. */
  states: number;
  /** Answers that took so long that the moment of asking decided; both were restarted then. */
  unjudged: number;
}

export class MachineTwins implements Twins {
  now = 0;
  private readonly machine: RootedMachine;
  private readonly identity: Identity;
  private readonly tally: Tally;
  private readonly storage = new MachineStorage();
  private draw: Draw = seededSource(seed);
  private keys: Keys | undefined;
  private emulator: Emulator;
  /** Until when time was let pass; asking takes some of it. */
  private awaited = performance.now();
  /** Where the stream of samples has come to, and how long the answer took by which it is known. */
  private stream: { readonly end: number; readonly took: number } | undefined;
  private slowest = 0;
  private looks = 0;
  private readonly names: string[] = [];

  private constructor(machine: RootedMachine, identity: Identity, tally: Tally) {
    this.machine = machine;
    this.identity = identity;
    this.tally = tally;
    this.emulator = this.start();
    this.tick(0);
  }

  static async create(machine: RootedMachine, tally: Tally): Promise<MachineTwins> {
    const { payload } = await machine.ask(COMMANDS.INFO);
    const { securityClass, taVersion, taHash } = payloads.info.response.decode(payload);
    if (securityClass !== 'qemu') throw new Error(`a machine that says that it is ${securityClass}`);
    return new MachineTwins(machine, { securityClass, taVersion, taHash }, tally);
  }

  async tick(length: number): Promise<void> {
    this.awaited = Math.max(this.awaited + length, performance.now());
    const wait = this.awaited - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    this.now = Math.floor(performance.now());
  }

  /** The machine chooses. */
  seed(): void {}

  /** The trusted application panics, and the emulator loses its power. */
  async restart(): Promise<void> {
    if (!this.keys) return;
    await this.machine.panic();
    this.emulator = this.start();
    this.stream = undefined;
    this.slowest = 0;
  }

  failWritesAfter(): void {
    throw new Error('nobody can make the storage of a machine fail at a given write');
  }

  repairStorage(): void {}

  async compareStorage(): Promise<void> {
    if (++this.looks % STORAGE_EVERY === 0) await this.compareStorageNow();
  }

  async compareStorageNow(): Promise<void> {
    const stored = await storedState(this.machine.shell, this.machine.machine.flash);
    this.tally.states += 1;
    if (!stored.equals(this.storage.content)) throw this.difference('stored state', [], this.storage.content, stored);
  }

  async request(name: string, command: number, payload: Uint8Array, local = false): Promise<ResponseFrame> {
    const body = encodeRequest({ command, id: (this.names.length % 0xffff) + 1, payload }).subarray(4);
    const isTimed = command === COMMANDS.ADD_SAMPLES || command === COMMANDS.OPEN_DELIVERY;
    const duration = command === COMMANDS.ADD_SAMPLES ? durationOf(payload) : 0;
    if (isTimed) await this.leaveDoubt(duration);
    this.names.push(name);
    this.now = Math.floor(performance.now());
    const sent = performance.now();
    const given = await this.machine.handle(body, { local });
    const took = performance.now() - sent;
    this.slowest = Math.max(this.slowest, took);
    const answer = decodeResponse(given.subarray(4));
    const isKeyMaking = command === COMMANDS.PROVISION || command === COMMANDS.RESTORE;
    if (isKeyMaking && answer.status === STATUSES.OK) await this.learnKeys(command);
    // What was accepted came in time, and what was refused as early did not.
    const isDoubtful = isTimed && this.isDoubtful(sent, took, duration);
    // What was accepted came in time, and what was refused as early did not.
    if (isDoubtful && answer.status === STATUSES.OK) this.now += Math.floor(took);
    const ours = decodeResponse((await this.emulator.handle(body, { local })).subarray(4));
    if (isDoubtful) {
      this.tally.unjudged += 1;
      await this.restart();
      return answer;
    }
    this.compare(name, body, ours, answer);
    if (command === COMMANDS.ADD_SAMPLES && answer.status === STATUSES.OK) this.advance(duration, took);
    return answer;
  }

  /** The next answer of the emulator is of another state than the machine's: for the test of this test. */
  async stray(): Promise<void> {
    const payload = payloads.attest.request.write({ verifierNonce: toHex(seed), tlsKeyHash: toHex(seed) } as never);
    const body = encodeRequest({ command: COMMANDS.ATTEST, id: 1, payload }).subarray(4);
    await this.emulator.handle(body, { local: false });
  }

  /** ms by which the stream is behind the clock, were a batch of this duration to come at `moment`. */
  private lag(moment: number, duration: number): number | undefined {
    return this.stream ? moment - (this.stream.end + duration) : undefined;
  }

  /** Waits until what comes of a batch that is sent now does not hang on a few milliseconds. */
  private async leaveDoubt(duration: number): Promise<void> {
    for (;;) {
      const lag = this.lag(performance.now(), duration) ?? 0;
      const limit = LIMITS.find((one) => Math.abs(lag - one) < DOUBT);
      if (limit === undefined) return;
      await this.tick(limit + DOUBT - lag + 1);
    }
  }

  /** Whether a limit was passed while the answer was awaited. */
  private isDoubtful(sent: number, took: number, duration: number): boolean {
    const lag = this.lag(sent, duration);
    if (lag === undefined || !this.stream) return false;
    const [least, most] = [lag - this.stream.took, lag + took];
    return LIMITS.some((limit) => least <= limit && limit <= most);
  }

  private advance(duration: number, took: number): void {
    const end = this.stream ? this.stream.end + duration : this.now;
    const isLate = this.now - end > EVLOCK_SAMPLE_LAG_MS;
    this.stream = isLate || !this.stream ? { end: this.now, took } : { end, took: this.stream.took };
  }

  /** What it has made stands in its secure storage. */
  private async learnKeys(command: number): Promise<void> {
    const secrets = secretsOf(await storedState(this.machine.shell, this.machine.machine.flash));
    const { meterKey, attestationKey, entropy } = secrets;
    const salt = seed;
    const made = [salt, meterKey, attestationKey];
    this.storage.secrets = secrets;
    this.draw = valuesOf(command === COMMANDS.PROVISION ? [entropy, ...made] : made);
    this.keys = keysOf({
      meterPrivateKey: toHex(meterKey),
      attestationPrivateKey: toHex(attestationKey),
      entropy: toHex(entropy),
    });
  }

  private compare(name: string, body: Uint8Array, emulator: ResponseFrame, machine: ResponseFrame): void {
    const circumstances = { identity: this.identity, keys: this.keys, slack: 2 * this.slowest + 5 };
    const expected = expectedPayload(name, emulator, machine, circumstances);
    this.tally.compared += 1;
    if (emulator.status === machine.status && Buffer.from(expected).equals(machine.payload)) return;
    throw this.difference(name, body, bytesOf(emulator.status, expected), bytesOf(machine.status, machine.payload));
  }

  private difference(name: string, request: ArrayLike<number>, emulator: Uint8Array, machine: Uint8Array): Error {
    const hex = (bytes: ArrayLike<number>): string => Buffer.from(Array.from(bytes)).toString('hex');
    return new Error(
      [
        `they differ in ${name}`,
        `request  ${hex(request).slice(0, 4000)}`,
        `emulator ${hex(emulator)}`,
        `machine  ${hex(machine)}`,
        `before   ${this.names.slice(-9, -1).join(', ')}`,
      ].join('\n'),
    );
  }

  private start(): Emulator {
    const modules = {
      clock: { monotonic: () => milliseconds(this.now) },
      random: (size: number) => this.draw(size),
      storage: this.storage,
    };
    return new Emulator({ serial: 'known to the machine alone' }, modules);
  }
}

const bytesOf = (status: number, payload: Uint8Array): Uint8Array => Buffer.concat([Uint8Array.of(status), payload]);

/** ms of sample time in a batch; 0 for one that is none. */
function durationOf(payload: Uint8Array): number {
  if (payload.length < 6) return 0;
  const view = new DataView(payload.buffer, payload.byteOffset);
  return (view.getUint32(0) * view.getUint16(4)) / 1000;
}
