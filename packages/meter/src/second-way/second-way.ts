/**
 * A meter's second way to the chain: what a gateway leaves undone some minutes after a trade's end, the meter passes to its
 * next submitter, until it sees the result on chain. Every submission is stored, so that a restart sends nothing twice.
 */
import {
  type Address,
  type Bytes32,
  type Clock,
  type ErrorCode,
  EvlockError,
  type Milliseconds,
  milliseconds,
  type Timestamp,
} from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { SubmissionRecord, SubmissionRecords } from '../store/submission-records.ts';
import type { DueItem, DueItems, Phase } from './due-items.ts';
import { Lane } from './lane.ts';
import type { Submitter } from './submitter.ts';
import { jitter, nextTurn, type TurnRules, turnLength } from './turns.ts';

export interface SecondWayOptions {
  readonly meterKey: Address;
  /** Seconds that each submitter has before the next one is asked. */
  readonly patience: number;
}

export interface SecondWayModules {
  /** In the order in which they are asked. */
  readonly submitters: readonly [Submitter, ...Submitter[]];
  readonly due: Pick<DueItems, 'find'>;
  readonly records: Pick<SubmissionRecords, 'last' | 'save'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is in progress, for the status. */
export interface Undone {
  readonly id: Bytes32;
  readonly phase: Phase;
  /** Last submitter asked; null if none. */
  readonly submitter: string | null;
  readonly error: ErrorCode | null;
  /** When the next one is asked. */
  readonly next: Timestamp;
}

const LOOK_MS = milliseconds(30_000);

interface Turn {
  readonly turn: number;
  readonly next: Timestamp;
  /** How long the submitter has. */
  readonly patience: Milliseconds;
  readonly signal: AbortSignal;
}

export class SecondWay {
  readonly #options: SecondWayOptions;
  readonly #modules: SecondWayModules;
  #undone: readonly Undone[] = [];
  #problem: ErrorCode | null = null;
  /** By item. */
  readonly #underWay = new Map<Bytes32, Promise<void>>();
  /** Endpoint submissions take turns, whatever the endpoint: one key sends them all. */
  readonly #endpoints: Lane;

  constructor(options: SecondWayOptions, modules: SecondWayModules) {
    this.#options = options;
    this.#modules = modules;
    this.#endpoints = new Lane(modules);
  }

  /** What should be on chain and is not, as of the last check. */
  get undone(): readonly Undone[] {
    return this.#undone;
  }

  /** Whether anybody but the gateway can submit this meter's data. */
  get exists(): boolean {
    return this.#modules.submitters.some(({ kind }) => kind !== 'gateway');
  }

  /** Runs until the signal is aborted, then waits for what has begun. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#modules;
    if (!this.exists) log.warn({ code: 'NO_SECOND_WAY' }, 'only the gateway can submit what this meter signs');
    while (!signal.aborted) {
      await this.#look(signal);
      await clock.sleep(LOOK_MS, signal).catch(() => undefined);
    }
    await Promise.all(this.#underWay.values());
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { due, log } = this.#modules;
    try {
      const items = await due.find();
      if (signal.aborted) return;
      this.#undone = items.map((item) => this.#attend(item, signal));
      this.#problem = null;
    } catch (cause) {
      const error = EvlockError.from(cause);
      // Logged once per reason.
      if (error.code !== this.#problem) log.warn({ error }, 'cannot tell what is due on chain');
      this.#problem = error.code;
    }
  }

  /** Starts what is due for an item, concurrently with all others. */
  #attend(item: DueItem, signal: AbortSignal): Undone {
    const { submitters, clock } = this.#modules;
    const before = this.#before(item);
    const rules: TurnRules = { count: submitters.length, patience: this.#options.patience };
    const last = before && { turn: before.turn, at: before.at, failed: before.error !== null };
    const { turn, from } = nextTurn(item.since, last, rules);
    const next = (from + jitter(item.id, this.#options.meterKey, rules)) as Timestamp;
    const submitter = submitters[turn % submitters.length];
    if (clock.now() >= next && submitter && !this.#underWay.has(item.id)) {
      const patience = milliseconds(1000 * turnLength(turn, rules));
      this.#begin(item, submitter, { turn, next, patience, signal });
    }
    return undoneOf(item, before, next);
  }

  #begin(item: DueItem, submitter: Submitter, turn: Turn): void {
    const brought = this.#bring(item, submitter, turn).then(
      (record) => {
        if (!record) return;
        const isSame = ({ id, phase }: Undone): boolean => id === item.id && phase === item.phase;
        this.#undone = this.#undone.map((one) => (isSame(one) ? undoneOf(item, record, turn.next) : one));
      },
      (error: unknown) => this.#modules.log.warn({ id: item.id, error }, 'a submission could not be recorded'),
    );
    this.#underWay.set(
      item.id,
      brought.finally(() => this.#underWay.delete(item.id)),
    );
  }

  /**
   * A watchtower that holds a request open delays nothing else; an endpoint delays what waits for it by no more than its turn.
   * Throws `CANCELLED` for what had not begun when the meter stopped.
   */
  #submit({ item }: DueItem, submitter: Submitter, { patience, signal }: Turn): Promise<string> {
    const work = (): Promise<string> => submitter.bring(item);
    return submitter.kind === 'endpoint' ? this.#endpoints.run(work, { patience, signal }) : work();
  }

  /** The item's last submission. One dated in the future was made while the clock was ahead, and would block all others. */
  #before({ id, phase }: DueItem): SubmissionRecord | undefined {
    const { records, clock } = this.#modules;
    const last = records.last(id);
    if (last?.phase !== phase) return undefined;
    const now = clock.now();
    if (last.at <= now) return last;
    const mended = { ...last, at: now };
    records.save(mended);
    return mended;
  }

  /** Resolves to the record; undefined where nothing was done, since the meter stops. */
  async #bring(due: DueItem, submitter: Submitter, turn: Turn): Promise<SubmissionRecord | undefined> {
    const { records, clock, log } = this.#modules;
    const { id, phase, item } = due;
    const about = { id, kind: item.kind, phase, submitter: submitter.name };
    let error: ErrorCode | null = null;
    try {
      const done = await this.#submit(due, submitter, turn);
      log[submitter.kind === 'gateway' ? 'debug' : 'info']({ ...about, done }, 'passed to a submitter');
    } catch (cause) {
      const failure = EvlockError.from(cause);
      if (failure.code === 'CANCELLED' && turn.signal.aborted) return undefined;
      log.warn({ ...about, error: failure }, 'a submitter refused it');
      error = failure.code;
    }
    const record = { id, phase, turn: turn.turn, submitter: submitter.name, at: clock.now(), error };
    records.save(record);
    return record;
  }
}

const undoneOf = ({ id, phase }: DueItem, last: SubmissionRecord | undefined, next: Timestamp): Undone => ({
  id,
  phase,
  submitter: last?.submitter ?? null,
  error: last?.error ?? null,
  next,
});
