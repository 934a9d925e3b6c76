/** The emulated device: what it stores, what it forgets at a restart, its keys and its clock. Every command works on it. */
import { createHash } from 'node:crypto';
import { type Clock, type Energy, EvlockError, type Hex } from '@evlock/protocol';
import {
  EVLOCK_DATE_STEP_MAX_S,
  EVLOCK_SAMPLE_SLACK_MS,
  EVLOCK_SEQUENCE_BLOCK,
  refusal,
  toHex,
} from '@evlock/secure-world';
import type { Keys } from './keys.ts';
import type { DeliveryRecord, Provisioned, Sequence, State, Volatile } from './state.ts';

export interface Storage {
  /** The stored state; undefined for a new device. Throws `STORAGE_DAMAGED`. */
  load(): State | undefined;
  /** Stores the whole state durably, or throws and leaves the old one. */
  save(state: State): void;
}

export interface EmulatorModules {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly random: (size: number) => Uint8Array;
  readonly storage: Storage;
  /** Creates the device's TLS key along with its keys; the emulator has no PKCS#11 token. */
  readonly makeTlsKey?: () => void;
}

export interface EmulatorOptions {
  /** In place of the hardware's serial number. */
  readonly serial: string;
}

const MICROS_PER_SECOND = 1_000_000;

export class Device {
  readonly options: EmulatorOptions;
  readonly modules: EmulatorModules;
  readonly state: State;
  readonly volatile: Volatile;
  /** Derived when the state is loaded or created. */
  keys: Keys | undefined;
  /** The current request came over the provisioning socket. */
  isLocal = false;

  constructor(options: EmulatorOptions, modules: EmulatorModules, state: State) {
    this.options = options;
    this.modules = modules;
    this.state = state;
    this.volatile = {
      dateAt: this.now,
      selfTest: undefined,
      // Ahead by the slack: what was sampled ahead of the clock before a restart is not sampled again after it.
      stream: { time: this.now + EVLOCK_SAMPLE_SLACK_MS * 1000, lag: 0 },
      flow: undefined,
      delivery: undefined,
      frozen: undefined,
    };
  }

  /** Throws `NOT_PROVISIONED`. */
  get provisioned(): Provisioned {
    if (!this.state.provisioned) throw refusal('NOT_PROVISIONED');
    return this.state.provisioned;
  }

  /** Throws `NOT_PROVISIONED`. */
  get ownKeys(): Keys {
    if (!this.keys) throw refusal('NOT_PROVISIONED');
    return this.keys;
  }

  /** µs of the monotonic clock. */
  get now(): number {
    return this.modules.clock.monotonic() * 1000;
  }

  /** UTC seconds certain to have passed, whatever the caller says. */
  get date(): number {
    return this.provisioned.date + this.secondsSinceDate;
  }

  /** This date has now passed. Throws `LIMIT_EXCEEDED` (DATE) when it is more than one step ahead. */
  hearDate(date: number): void {
    const { provisioned } = this;
    this.advanceDate();
    if (date > provisioned.date + EVLOCK_DATE_STEP_MAX_S) throw refusal('LIMIT_EXCEEDED', 'DATE');
    if (date <= provisioned.date) return;
    provisioned.date = date;
    this.volatile.dateAt = this.now;
  }

  /** No earlier time may be sampled any more: a lagging stream is moved to the clock. */
  startStream(): void {
    const time = Math.max(this.volatile.stream.time, this.now);
    this.volatile.stream = { time, lag: this.now - time };
  }

  private get secondsSinceDate(): number {
    return Math.floor((this.now - this.volatile.dateAt) / MICROS_PER_SECOND);
  }

  /** Adds the elapsed seconds to the stored date; the remaining fraction keeps counting. */
  private advanceDate(): void {
    const seconds = this.secondsSinceDate;
    this.provisioned.date += seconds;
    this.volatile.dateAt += seconds * MICROS_PER_SECOND;
  }

  /** Before a state-changing command is answered. A failed write leaves memory ahead of storage, which is fatal. */
  save(): void {
    if (this.state.provisioned) this.advanceDate();
    try {
      this.modules.storage.save(this.state);
    } catch (cause) {
      throw new EvlockError('STORAGE_DAMAGED', {}, { cause });
    }
  }

  /** The next number of a sequence; reserves and stores the next block when this one is used up. */
  take(sequence: Sequence): number {
    if (sequence.next >= sequence.reserved) {
      sequence.reserved = sequence.next + EVLOCK_SEQUENCE_BLOCK;
      this.save();
    }
    return sequence.next++;
  }

  /** The delivery that is open, or was interrupted by a restart. */
  get unclosed(): DeliveryRecord | undefined {
    return this.state.provisioned?.deliveries.find((record) => record.cause === 'none');
  }
}

export const sha256 = (...parts: readonly (Uint8Array | string)[]): Hex => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return toHex(hash.digest());
};

export const newSequence = (): Sequence => ({ next: 1, reserved: 1 });

export const NO_ENERGY = 0n as Energy;
