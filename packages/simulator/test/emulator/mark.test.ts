/** The delivery mark: two meters on one wire, with real-world effects: phases, latency, noise, pauses. */
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/electrical/random.ts';
import { FlowDetector } from '../../src/emulator/flow.ts';
import { MarkTracker } from '../../src/emulator/mark.ts';

const NOISE_FLOOR = 200;
const SAMPLE_MS = 40;
const BATCH = 5;
const MARK_MS = 300;

/** One meter: samples the wire at its own phase and hands over batches, as the secure world gets them. */
class Meter {
  readonly marks: MarkTracker;
  private readonly detector = new FlowDetector(NOISE_FLOOR);
  private readonly phase: number;
  private waiting: { time: number; microAmps: number }[] = [];
  missingSince: number | undefined;

  constructor(judges: boolean, phase: number, interval: (k: number) => number) {
    this.marks = new MarkTracker({ judges }, { interval });
    this.phase = phase;
  }

  /** The wire at `now` (ms); true when a batch was handed over. */
  step(now: number, microAmps: number): boolean {
    if (now % SAMPLE_MS !== this.phase) return false;
    this.waiting.push({ time: now * 1000, microAmps });
    if (this.waiting.length < BATCH) return false;
    for (const { time, microAmps: magnitude } of this.waiting) {
      const event = this.detector.push(time, magnitude);
      if (event) this.marks.observe(event);
    }
    this.waiting = [];
    this.marks.pass(now * 1000, this.detector.dipSince);
    if (this.marks.missing) this.missingSince ??= now;
    return true;
  }
}

interface Wire {
  readonly seed: number;
  /** Whether the seller's relay makes the announced marks. */
  readonly marks: boolean;
  /** Mean ms between pauses; no pauses when undefined. */
  readonly pauseEvery?: number;
  readonly length: number;
}

/** Plays a delivery in steps of 1 ms. */
function play({ seed, marks, pauseEvery, length }: Wire): { buyer: Meter; seller: Meter; made: number } {
  const random = new Random(seed);
  const between = (low: number, high: number): number => Math.floor(low + random.uniform() * (high - low));
  const intervals = Array.from({ length: 200 }, () => between(2000, 4001));
  const interval = (k: number): number => intervals[k] ?? 3000;
  const seller = new Meter(false, between(0, SAMPLE_MS), interval);
  const buyer = new Meter(true, between(0, SAMPLE_MS), interval);
  let [markAt, markUntil, pauseUntil, made] = [Number.POSITIVE_INFINITY, 0, 500, 0];
  let pauseAt = pauseEvery === undefined ? Number.POSITIVE_INFINITY : between(2000, 2 * pauseEvery);
  for (let now = 0; now < length; now++) {
    if (now === pauseAt) {
      pauseUntil = now + between(1600, 6000);
      pauseAt = pauseUntil + between(1000, 2 * (pauseEvery ?? 1));
      markAt = Number.POSITIVE_INFINITY;
    }
    if (now === markAt) {
      markUntil = now + MARK_MS + between(0, 30);
      markAt = Number.POSITIVE_INFINITY;
      made += 1;
    }
    const closed = now >= pauseUntil && !(marks && now < markUntil);
    const microAmps = Math.abs(Math.round((closed ? 5_000_000 : 0) + 30_000 * random.gauss()));
    buyer.step(now, microAmps);
    const wait = seller.step(now, microAmps) ? seller.marks.next(now * 1000) : undefined;
    // As the meter does: a near mark is timed, with the lateness of a busy process.
    if (now >= pauseUntil && wait !== undefined && wait <= 450) markAt = now + Math.max(1, wait + between(0, 60));
  }
  return { buyer, seller, made };
}

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

describe('the delivery mark', () => {
  it.each(seeds)('is seen while the seller makes it (wire %i)', (seed) => {
    const { buyer, made } = play({ seed, marks: true, length: 60_000 });
    expect(made).toBeGreaterThanOrEqual(14);
    expect(buyer.missingSince).toBeUndefined();
  });

  it.each(seeds)('survives pauses (wire %i)', (seed) => {
    expect(play({ seed, marks: true, pauseEvery: 9000, length: 60_000 }).buyer.missingSince).toBeUndefined();
  });

  it.each(seeds)('is reported missing within five seconds when not made (wire %i)', (seed) => {
    const { buyer } = play({ seed, marks: false, length: 20_000 });
    expect(buyer.missingSince).toBeLessThanOrEqual(500 + 5000);
  });

  it('is not replaced by pauses, nor by interruptions at other times', () => {
    const interval = (): number => 3000;
    const events = (...kinds: [kind: 'flow' | 'pause' | 'interruption', ms: number][]): boolean => {
      const tracker = new MarkTracker({ judges: true }, { interval });
      for (const [kind, ms] of kinds) tracker.observe({ kind, at: ms * 1000 });
      return tracker.missing;
    };
    expect(events(['flow', 0], ['interruption', 3000])).toBe(false);
    expect(events(['flow', 0], ['interruption', 2599])).toBe(true);
    expect(events(['flow', 0], ['interruption', 3401])).toBe(true);
    expect(events(['flow', 0], ['interruption', 1000])).toBe(true);
    const rests = (count: number) =>
      Array.from({ length: count }, (_, index): ['flow' | 'pause', number][] => [
        ['pause', 2000 + 4000 * index],
        ['flow', 4000 + 4000 * index],
      ]).flat();
    expect(events(['flow', 0], ...rests(3))).toBe(false);
    expect(events(['flow', 0], ...rests(4))).toBe(true);
  });

  it('is announced once, and not before current flows', () => {
    const tracker = new MarkTracker({ judges: false }, { interval: () => 3000 });
    expect(tracker.next(0)).toBeUndefined();
    tracker.observe({ kind: 'flow', at: 1_000_000 });
    expect(tracker.next(1_500_000)).toBe(2500);
    expect(tracker.next(4_000_000)).toBe(0);
    expect(tracker.next(4_200_000)).toBeUndefined();
    tracker.observe({ kind: 'interruption', at: 4_010_000 });
    expect(tracker.next(4_400_000)).toBe(2610);
    tracker.observe({ kind: 'pause', at: 5_000_000 });
    expect(tracker.next(5_000_000)).toBeUndefined();
  });
});

describe('the flow detector', () => {
  const run = (samples: readonly [ms: number, milliAmps: number][]) => {
    const detector = new FlowDetector(NOISE_FLOOR);
    const events: string[] = [];
    let time = 0;
    for (const [length, milliAmps] of samples) {
      for (const end = time + length; time < end; time += 10) {
        const event = detector.push(time * 1000, milliAmps * 1000);
        if (event) events.push(`${event.kind} ${event.at / 1000}`);
      }
    }
    return events;
  };

  it('distinguishes noise, interruption and pause by their length', () => {
    expect(
      run([
        [500, 0],
        [2000, 5000],
      ]),
    ).toEqual(['flow 500']);
    expect(
      run([
        [1000, 5000],
        [140, 0],
        [1000, 5000],
      ]),
    ).toEqual(['flow 0']);
    expect(
      run([
        [1000, 5000],
        [150, 0],
        [1000, 5000],
      ]),
    ).toEqual(['flow 0', 'interruption 1000']);
    expect(
      run([
        [1000, 5000],
        [990, 0],
        [100, 5000],
      ]),
    ).toEqual(['flow 0', 'interruption 1000']);
    expect(
      run([
        [1000, 5000],
        [1100, 0],
        [100, 5000],
      ]),
    ).toEqual(['flow 0', 'pause 1000', 'flow 2100']);
  });

  it('recognises a lasting drop to a smaller load', () => {
    expect(
      run([
        [3000, 10_000],
        [3000, 1000],
        [300, 0],
        [500, 1000],
      ]),
    ).toEqual(['flow 0', 'interruption 6000']);
  });
});
