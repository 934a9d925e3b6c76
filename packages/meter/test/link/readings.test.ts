import { type Energy, EvlockError, type Timestamp, timestamp, ZERO_BYTES32 } from '@evlock/protocol';
import { EVLOCK_READING_STEP_MAX_S, type SignedReading } from '@evlock/secure-world';
import { offerOrder, START, unsigned } from '@evlock/testing/meter/samples';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { describe, expect, it } from 'vitest';
import { Readings } from '../../src/link/readings.ts';
import { silentLog } from '../../src/log.ts';

interface Asked {
  intervalStart: Timestamp;
  intervalEnd: Timestamp;
  flags: number;
}

function setup(latest?: SignedReading) {
  const clock = new ManualClock();
  const asked: Asked[] = [];
  const stored: SignedReading[] = [];
  const state = { flushes: 0, failure: undefined as EvlockError | undefined, known: START as number };
  const readings = new Readings(
    { interval: 900 },
    {
      clock,
      log: silentLog,
      recovery: { require: () => undefined },
      stored: () => {
        state.flushes++;
      },
      store: { latestReading: () => latest, addReading: (signed) => void stored.push(signed) },
      secureWorld: {
        signReading: async (input) => {
          if (state.failure) throw state.failure;
          if (input.intervalEnd > state.known + EVLOCK_READING_STEP_MAX_S)
            throw new EvlockError('LIMIT_EXCEEDED', { check: 'INTERVAL' });
          state.known = input.intervalEnd;
          asked.push(input);
          return signed(asked.length, input.intervalStart, input.intervalEnd);
        },
        info: async () => ({ date: state.known - 60, lastReadingEnd: state.known }) as never,
      },
    },
  );
  return { clock, asked, stored, state, readings };
}

const signed = (sequence: number, intervalStart: Timestamp, intervalEnd: Timestamp): SignedReading => ({
  reading: {
    meterKey: offerOrder.meterKey,
    sequence,
    intervalStart,
    intervalEnd,
    import: 0n as Energy,
    export: 0n as Energy,
    flags: 1,
    previousHash: ZERO_BYTES32,
  },
  signature: unsigned,
});

/** What the secure world accepts at once, in intervals. */
const STEP = EVLOCK_READING_STEP_MAX_S / 900;

/** START is a multiple of 900 s. */
const boundary = (count: number) => timestamp(START + 900 * count);

describe('Readings', () => {
  it('signs one at the end of every interval, stored before it is sent', async () => {
    const { clock, asked, stored, state, readings } = setup();
    const stop = new AbortController();
    const running = readings.run(stop.signal);
    await clock.advance(1_900_000);
    stop.abort();
    await running;
    expect(asked).toEqual([
      { intervalStart: boundary(0), intervalEnd: boundary(1), flags: 1 },
      { intervalStart: boundary(1), intervalEnd: boundary(2), flags: 1 },
    ]);
    expect([stored.length, state.flushes]).toEqual([2, 2]);
  });

  it('covers the gap after a pause', async () => {
    const { clock, asked, readings } = setup(signed(4, boundary(-5), boundary(-4)));
    const stop = new AbortController();
    const running = readings.run(stop.signal);
    await clock.advance(62_000);
    stop.abort();
    await running;
    expect(asked).toEqual([{ intervalStart: boundary(-4), intervalEnd: boundary(0), flags: 1 }]);
  });

  it.each([
    ['at the start, for seconds', 0],
    ['later on, for half a minute', 400_000],
  ])('signs no date from a clock that is ahead %s', async (_name, before) => {
    const { clock, asked, readings } = setup(signed(4, boundary(-1), boundary(0)));
    const stop = new AbortController();
    const running = readings.run(stop.signal);
    await clock.advance(before);
    clock.set(365 * 86_400);
    await clock.advance(30_000);
    clock.set(-365 * 86_400);
    await clock.advance(905_000 - before);
    stop.abort();
    await running;
    expect(asked).toEqual([{ intervalStart: boundary(0), intervalEnd: boundary(1), flags: 1 }]);
  });

  it('covers months in steps, starting from the secure world’s state whatever the store says', async () => {
    for (const latest of [signed(4, boundary(-9000), boundary(-8000)), undefined]) {
      const { clock, asked, state, readings } = setup(latest);
      state.known = boundary(-8000);
      const stop = new AbortController();
      const running = readings.run(stop.signal);
      await clock.advance(180_000);
      if (!latest) await clock.advance(900_000);
      stop.abort();
      await running;
      const starts = [boundary(-8000), boundary(-8000 + STEP), boundary(-8000 + 2 * STEP)];
      expect(asked.map(({ intervalStart }) => intervalStart)).toEqual(starts);
      expect(asked.at(-1)?.intervalEnd).toBe(boundary(latest ? 0 : 1));
    }
  });

  it('retries while the secure world does not answer', async () => {
    const { clock, asked, state, readings } = setup();
    const stop = new AbortController();
    const running = readings.run(stop.signal);
    state.failure = new EvlockError('SECURE_WORLD_UNREACHABLE');
    await clock.advance(1_805_000);
    state.failure = undefined;
    await clock.advance(2000);
    stop.abort();
    await running;
    expect(asked).toEqual([{ intervalStart: boundary(0), intervalEnd: boundary(2), flags: 1 }]);
  });
});
