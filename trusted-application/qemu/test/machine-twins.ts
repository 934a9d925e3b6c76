/**
 * A machine with the trusted application on OP-TEE, and beside it the emulator, which gets the same requests a moment later.
 */
import { milliseconds } from '@evlock/protocol';
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
} from '@evlock/secure-world';
import type { State } from '@evlock/simulator/internal/emulator';
import { Emulator, type Keys, keysOf } from '@evlock/simulator/internal/emulator';
import { encodeState } from '../../test/differential/state-encoding.ts';
import { type Draw, seededSource, type Twins, WatchedStorage } from '../../test/differential/twins.ts';
import { expectedPayload, type Identity, secondsApart } from './likeness.ts';
import type { RootedMachine } from './rooted-machine.ts';
import { type StoredSecrets, secretsOf, storedState } from './stored-state.ts';

/** How far a batch is kept from a limit at which the moment of the request decides. ms */
const DOUBT = 200;
/** More than a batch plus uncertainty. ms */
const DISTANT = 1000;
/** ms by which the stream of samples is ahead of the clock (-) or behind it where a command's outcome changes. */
const LIMITS = new Map<number, readonly number[]>([
  [COMMANDS.ADD_SAMPLES, [-EVLOCK_SAMPLE_SLACK_MS, EVLOCK_SAMPLE_LAG_MS]],
  // During a delivery, in which the sensor must be live.
  [COMMANDS.SIGN_ORDER, [EVLOCK_SAMPLE_LAG_MS]],
]);
/** Comparing stored states reads the disk, so only one in this many is compared. */
const STORAGE_EVERY = 5;

const seed = new Uint8Array(32);

/** The machine's keys; its device id derives from a serial known only to it, and is inserted when stored. */
class MachineStorage extends WatchedStorage {
  secrets: StoredSecrets | undefined;

  override save(state: State): void {
    const { provisioned } = state;
    if (provisioned && this.secrets) Object.assign(provisioned, { deviceId: toHex(this.secrets.deviceId) });
    super.save(state);
  }

  /** The stored state, with the date this many seconds later. */
  dated(seconds: number): State | undefined {
    const state = this.load();
    if (state?.provisioned) state.provisioned.date += seconds;
    return state;
  }
}

/** Yields the given values in order; the emulator's randomness tests get a sound source. */
function valuesOf(values: readonly Uint8Array[]): Draw {
  const left = [...values];
  return (size) => (size === EVLOCK_RANDOM_TEST_SIZE ? undefined : left.shift()) ?? seededSource(seed)(size);
}

export interface Tally {
  /** Answers compared, byte for byte. */
  compared: number;
  /** Stored states compared. */
  states: number;
  /** Answers so slow that the moment of the request decided; both were restarted then. */
  unjudged: number;
}

/** ms; when it was sent, how long the answer took, and how much time it samples. */
interface Asked {
  readonly sent: number;
  readonly took: number;
  readonly duration: number;
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
  /** Until when time was passed; requests take some of it. */
  private awaited = performance.now();
  /** Where the stream of samples stands, and the latency of the answer that showed it. */
  private stream: { readonly end: number; readonly took: number } | undefined;
  private slowest = 0;
  private looks = 0;
  private readonly names: string[] = [];

  private constructor(machine: RootedMachine, identity: Identity, tally: Tally) {
    this.machine = machine;
    this.identity = identity;
    this.tally = tally;
    this.emulator = this.start();
  }

  static async create(machine: RootedMachine, tally: Tally): Promise<MachineTwins> {
    const { payload } = await machine.ask(COMMANDS.INFO);
    const { securityClass, taVersion, taHash } = payloads.info.response.decode(payload);
    if (securityClass !== 'qemu') throw new Error(`a machine that claims to be ${securityClass}`);
    const twins = new MachineTwins(machine, { securityClass, taVersion, taHash }, tally);
    // The machine's stream began at its start: after this both are late, and jump to the clock.
    await twins.tick(EVLOCK_SAMPLE_SLACK_MS + EVLOCK_SAMPLE_LAG_MS + DISTANT);
    return twins;
  }

  async tick(length: number): Promise<void> {
    this.awaited = Math.max(this.awaited + length, performance.now());
    const wait = this.awaited - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    this.now = Math.floor(performance.now());
  }

  /** Chosen by the machine. */
  seed(): void {}

  /** The trusted application panics, and the emulator loses power. */
  async restart(): Promise<void> {
    if (!this.keys) return;
    const { sent, took, info } = await this.machine.panic();
    this.slowest = Math.max(this.slowest, took);
    this.now = Math.floor(sent);
    // From here on both count from the machine's stored date, which did not advance meanwhile.
    const ahead = info.date - (this.storage.load()?.provisioned?.date ?? 0);
    const state = Math.abs(ahead) <= this.secondsApart ? this.storage.dated(ahead) : undefined;
    if (!state) throw new Error(`the machine's date is ${ahead} s ahead after a restart`);
    this.storage.save(state);
    this.emulator = this.start();
    this.stream = { end: this.now + EVLOCK_SAMPLE_SLACK_MS, took };
    this.slowest = took;
  }

  private get secondsApart(): number {
    return secondsApart(this.slack);
  }

  /** ms between the moments at which the two may have been asked. */
  private get slack(): number {
    return 2 * this.slowest + 5;
  }

  failWritesAfter(): void {
    throw new Error('a machine’s storage cannot be made to fail at a given write');
  }

  repairStorage(): void {}

  async compareStorage(): Promise<void> {
    if (++this.looks % STORAGE_EVERY === 0) await this.compareStorageNow();
  }

  async compareStorageNow(): Promise<void> {
    const stored = await storedState(this.machine.shell, this.machine.machine.flash);
    this.tally.states += 1;
    const apart = this.secondsApart;
    for (let seconds = -apart; seconds <= apart; seconds++) {
      const state = this.storage.dated(seconds);
      if (state && stored.equals(encodeState(state))) return;
    }
    throw this.difference('stored state', [], this.storage.content, stored);
  }

  async request(name: string, command: number, payload: Uint8Array, local = false): Promise<ResponseFrame> {
    const body = encodeRequest({ command, id: (this.names.length % 0xffff) + 1, payload }).subarray(4);
    const limits = LIMITS.get(command) ?? [];
    const duration = command === COMMANDS.ADD_SAMPLES ? durationOf(payload) : 0;
    await this.leaveDoubt(limits, duration);
    this.names.push(name);
    this.now = Math.floor(performance.now());
    const sent = performance.now();
    const given = await this.machine.handle(body, { local });
    const took = performance.now() - sent;
    this.slowest = Math.max(this.slowest, took);
    const answer = decodeResponse(given.subarray(4));
    const isKeyMaking = command === COMMANDS.PROVISION || command === COMMANDS.RESTORE;
    if (isKeyMaking && answer.status === STATUSES.OK) await this.learnKeys(command);
    const isDoubtful = this.isDoubtful(limits, { sent, took, duration });
    // What was accepted came in time, and what was refused as early did not.
    if (isDoubtful && command === COMMANDS.ADD_SAMPLES && answer.status === STATUSES.OK) this.now += Math.floor(took);
    const ours = decodeResponse((await this.emulator.handle(body, { local })).subarray(4));
    if (isDoubtful) {
      this.tally.unjudged += 1;
      await this.restart();
      return answer;
    }
    this.compare(name, body, ours, answer);
    if (answer.status !== STATUSES.OK) return answer;
    if (command === COMMANDS.ADD_SAMPLES) this.advance(duration, took);
    // A lagging stream starts over.
    const isBehind = (this.lag(this.now, 0) ?? 0) > 0;
    if (command === COMMANDS.OPEN_DELIVERY && isBehind) this.stream = { end: this.now, took };
    return answer;
  }

  /** Makes the emulator's next answer come from a different state than the machine's: tests this test. */
  async stray(): Promise<void> {
    const payload = payloads.attest.request.write({ verifierNonce: toHex(seed), tlsKeyHash: toHex(seed) } as never);
    const body = encodeRequest({ command: COMMANDS.ATTEST, id: 1, payload }).subarray(4);
    await this.emulator.handle(body, { local: false });
  }

  /** ms by which the stream would lag the clock if a batch of this duration came at `moment`. */
  private lag(moment: number, duration: number): number | undefined {
    return this.stream ? moment - (this.stream.end + duration) : undefined;
  }

  /** Waits until the outcome of a batch sent now does not depend on a few milliseconds. */
  private async leaveDoubt(limits: readonly number[], duration: number): Promise<void> {
    for (;;) {
      const most = this.lag(performance.now(), duration) ?? 0;
      const least = most - (this.stream?.took ?? 0);
      const limit = limits.find((one) => least - DOUBT < one && one < most + DOUBT);
      if (limit === undefined) return;
      await this.tick(limit + DOUBT - least + 1);
    }
  }

  /** Whether a limit was passed while waiting for the answer. */
  private isDoubtful(limits: readonly number[], { sent, took, duration }: Asked): boolean {
    const lag = this.lag(sent, duration);
    if (lag === undefined || !this.stream) return false;
    const [least, most] = [lag - this.stream.took, lag + took];
    return limits.some((limit) => least <= limit && limit <= most);
  }

  private advance(duration: number, took: number): void {
    const end = this.stream ? this.stream.end + duration : this.now;
    const isLate = this.now - end > EVLOCK_SAMPLE_LAG_MS;
    this.stream = isLate || !this.stream ? { end: this.now, took } : { end, took: this.stream.took };
  }

  /** What it has made is in its secure storage. */
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
    const circumstances = { identity: this.identity, keys: this.keys, slack: this.slack };
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

/** ms of sample time in a batch; 0 for anything else. */
function durationOf(payload: Uint8Array): number {
  if (payload.length < 6) return 0;
  const view = new DataView(payload.buffer, payload.byteOffset);
  return (view.getUint32(0) * view.getUint16(4)) / 1000;
}
