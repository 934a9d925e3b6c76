/**
 * Random command sequences from fixed seeds to the trusted application on OP-TEE and to the emulator: every answer and the
 * stored state must be equal byte for byte, signatures included. The emulator gets the machine's keys from its secure storage.
 *
 * Expected differences: security class, version and code hash, in INFO and in the evidence, which is compared with a signature
 * over the machine's own; the device id, which the emulator is given; milliseconds that depend on the moment of the request
 * (age of the self-test, time to the next mark, the date), within the duration of the answers.
 *
 * A machine's clock, randomness and disk failures cannot be set, so three things are left to the native code
 * (test/differential.test.ts): an expiring self-test, failing sources, failing writes. Samples are sent in step with wall
 * time, and kept 200 ms off the limits at which one moment decides; where an answer took longer than 150 ms both are
 * restarted. A restart is a panic of the trusted application.
 */
import { createHash } from 'node:crypto';
import { COMMANDS, type CommandName, payloads, STATUSES } from '@evlock/secure-world';
import { describe, expect, it } from 'vitest';
import * as actions from '../../test/differential/actions.ts';
import { type Coverage, Household } from '../../test/differential/household.ts';
import * as ordering from '../../test/differential/ordering.ts';
import { type Course, everything, follow } from '../../test/differential/sequence.ts';
import * as trading from '../../test/differential/trading.ts';
import { MachineTwins, type Tally } from './machine-twins.ts';
import { isBuilt } from './machines.ts';
import { RootedMachine } from './rooted-machine.ts';

/** Seeds that together cover everything, and a delivery at each life's end, from its opening to its close. */
const LIVES = [
  { seed: 7, last: trading.deliverWhole('buyer', false) },
  { seed: 9, last: trading.deliverWhole('buyer', true) },
  { seed: 17, last: trading.deliverWhole('seller', true) },
  { seed: 27, last: trading.deliverWhole('buyer', true) },
  { seed: 46, last: trading.deliverWhole('buyer', false) },
] as const;
/** Concurrent: most of their time is spent waiting for samples. */
const MACHINES = 3;
const BATCHES_MAX = 14;

const repertoire = new Map(everything);
repertoire.delete(actions.failingStorage);
// Lets a self-test expire.
repertoire.delete(ordering.orderWhileDelivering);
// What takes real time, or many writes, is done less often.
repertoire.set(trading.deliver, 1.5).set(trading.frozenSensor, 0.5).set(trading.deliverMany, 0.1);
repertoire.set(ordering.drawInPieces, 0.2);
repertoire.set(actions.grantMany, 0.1).set(trading.recover, 1.5);
repertoire.set(actions.withdraw, 2).set(actions.replace, 2).set(actions.cancel, 2);
const course: Course = { sequences: 60, repertoire, pauses: [60, 400], restarts: 0.05 };

/** Statuses that would need different time, randomness or storage. */
const UNREACHABLE = ['INTERNAL', 'STORAGE_DAMAGED', 'RANDOMNESS_FAULT'];

const hardwareKey = (seed: number) => (size: number) =>
  createHash('sha256').update(`${seed}`).digest().subarray(0, size);

describe.skipIf(!isBuilt)('the trusted application on OP-TEE and the emulator', () => {
  const reached = new Set<string>();
  const tally: Tally = { compared: 0, states: 0, unjudged: 0 };
  let played = 0;

  /** One household's life on its own machine; at its end they are made to differ, and this must be detected. */
  async function live({ seed, last }: (typeof LIVES)[number]): Promise<void> {
    const machine = await RootedMachine.start(hardwareKey(seed));
    try {
      const twins = await MachineTwins.create(machine, tally);
      // Its own: what is taken in turn must not depend on what the others do meanwhile.
      const coverage: Coverage = new Map();
      const household = new Household(seed, coverage, twins);
      household.batchesMax = BATCHES_MAX;
      await follow(household, course);
      await last(household);
      await twins.compareStorageNow();
      played += course.sequences;
      for (const what of coverage.keys()) reached.add(what);
      await twins.stray();
      const difference = household.ask('attest', { verifierNonce: seedHash, tlsKeyHash: seedHash }, { whole: true });
      await expect(difference).rejects.toThrow('they differ in attest');
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    } finally {
      await machine.close();
    }
  }

  it(`answer ${LIVES.length * course.sequences} random sequences identically`, async () => {
    const waiting = [...LIVES];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await live(next);
    };
    await Promise.all(Array.from({ length: MACHINES }, worker));
    expect(played).toBe(300);
    expect(tally.compared).toBeGreaterThan(2000);
    expect(tally.states).toBeGreaterThan(60);
    expect(tally.unjudged).toBeLessThan(tally.compared / 50);
  });

  it('covered every command and status, and deep into deliveries', () => {
    const missing = (names: readonly string[]): string[] => names.filter((name) => !reached.has(name));
    const commands = Object.keys(payloads) as CommandName[];
    expect(commands).toHaveLength(Object.keys(COMMANDS).length);
    expect(missing(commands.flatMap((name) => [`${name} ok`, `${name} error`]))).toEqual([]);
    const reachable = Object.entries(STATUSES).filter(([name]) => !UNREACHABLE.includes(name));
    expect(missing(reachable.map(([, number]) => `status ${number}`))).toEqual([]);
    const marks = ['mark waiting', 'mark seen', 'mark missing'];
    const closed = ['closed completed', 'closed mark-missing', 'closed restarted'];
    expect(missing([...marks, ...closed, 'opened as buyer', 'opened as seller', 'restart'])).toEqual([]);
  });
});

const seedHash = `0x${'5e'.repeat(32)}` as const;
