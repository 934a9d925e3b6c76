import { type Clock, EvlockError, milliseconds, timestamp } from '@evlock/protocol';
import type { Sample } from '@evlock/secure-world';
import { describe, expect, it } from 'vitest';
import { Iio } from '../../src/drivers/iio.ts';
import { collectSamples, type SampleBatch, Sampler } from '../../src/drivers/sampler.ts';
import { hardware } from './hardware.ts';

/** A clock whose sleeps last as long as asked plus `late(n)` ms. */
function lateClock(late: (sleeps: number) => number): Clock & { passed: number } {
  let sleeps = 0;
  const clock = {
    passed: 0,
    now: () => timestamp(0),
    monotonic: () => milliseconds(clock.passed),
    sleep: async (length: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      clock.passed += Math.max(0, length) + late(sleeps++);
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
  return clock;
}

const numbered = () => {
  let taken = 0;
  return { read: (): Sample => ({ current: taken++, voltage: 3000 }) };
};

/** Runs a sampler until `enough` returns true; returns its batches and faults. */
async function sample(
  clock: Clock,
  iio: { read(): Sample },
  enough: (batches: SampleBatch[], faults: EvlockError[]) => boolean,
  take: (batch: SampleBatch) => Promise<void> = async () => {},
) {
  const batches: SampleBatch[] = [];
  const faults: EvlockError[] = [];
  const stop = new AbortController();
  const check = () => {
    if (enough(batches, faults)) stop.abort();
  };
  await new Sampler({}, { clock, iio }).run(
    {
      batch: async (batch) => {
        batches.push(batch);
        check();
        await take(batch);
      },
      fault: (error) => {
        faults.push(error);
        check();
      },
    },
    stop.signal,
  );
  return { batches, faults };
}

const micros = (batches: readonly SampleBatch[]) =>
  batches.reduce((sum, batch) => sum + batch.intervalMicros * batch.samples.length, 0);

describe('Sampler', () => {
  it('hands over batches of five, 40 ms apart', async () => {
    const { batches, faults } = await sample(
      lateClock(() => 0),
      numbered(),
      ({ length }) => length === 4,
    );
    expect(batches.map((batch) => [batch.intervalMicros, batch.samples.length])).toEqual(Array(4).fill([40_000, 5]));
    expect(batches.flatMap((batch) => batch.samples.map((one) => one.current))).toEqual([...Array(20).keys()]);
    expect(faults).toEqual([]);
  });

  it('does not drift when every sleep is late, and reports the true time', async () => {
    const clock = lateClock((sleeps) => (sleeps * 7) % 13);
    const { batches } = await sample(clock, numbered(), ({ length }) => length === 200);
    expect(clock.passed).toBeLessThan(200 * 5 * 40 + 2 * 40);
    expect(Math.abs(micros(batches) - clock.passed * 1000)).toBeLessThan(50_000);
  });

  it('skips missed points of the grid instead of making up for them', async () => {
    const clock = lateClock((sleeps) => (sleeps === 2 ? 130 : 0));
    const { batches } = await sample(clock, numbered(), ({ length }) => length === 2);
    expect(batches[0]?.samples.length).toBe(5);
    // 120 and 130 late, then 280 and 320: five samples in 320 ms.
    expect(batches[0]?.intervalMicros).toBe(64_000);
    expect(batches[1]?.intervalMicros).toBe(40_000);
  });

  it('does not count a gap longer than the secure world accepts', async () => {
    const clock = lateClock((sleeps) => (sleeps === 2 ? 10_000 : 0));
    const { batches } = await sample(clock, numbered(), ({ length }) => length === 2);
    expect(batches.map((batch) => batch.intervalMicros)).toEqual([100_000, 40_000]);
  });

  it('collects samples while the consumer is busy, without losing time', async () => {
    const clock = lateClock(() => 0);
    let taken = 0;
    const take = async () => {
      const until = clock.passed + 600;
      taken += 1;
      while (taken < 4 && clock.passed < until) await new Promise<void>((resolve) => setImmediate(resolve));
    };
    const { batches, faults } = await sample(clock, numbered(), ({ length }) => length === 4, take);
    expect(faults).toEqual([]);
    expect(batches[1]?.samples.length).toBeGreaterThan(10);
    expect(batches.flatMap((batch) => batch.samples.map((one) => one.current))).toEqual([
      ...Array(batches.reduce((sum, batch) => sum + batch.samples.length, 0)).keys(),
    ]);
    expect(micros(batches)).toBe(batches.reduce((sum, batch) => sum + batch.samples.length, 0) * 40_000);
  });

  it('reports SAMPLES_LATE rather than piling up', async () => {
    let release = () => {};
    const stuck = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { batches, faults } = await sample(
      lateClock(() => 0),
      numbered(),
      (taken, late) => {
        if (late.length > 0) release();
        return taken.length === 2;
      },
      () => stuck,
    );
    expect(faults.map((error) => [error.code, error.details.thrownAway])).toEqual([['SAMPLES_LATE', 26]]);
    // The time of dropped samples is in no batch.
    expect(batches[1]?.intervalMicros).toBe(40_000);
  });

  it('waits for the consumer before it ends', async () => {
    let done = false;
    await sample(
      lateClock(() => 0),
      numbered(),
      ({ length }) => length === 1,
      async () => {
        for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
        done = true;
      },
    );
    expect(done).toBe(true);
  });

  /** A converter whose reads numbered `failing` throw. */
  const failing = (isFailing: (read: number) => boolean) => {
    let reads = 0;
    return {
      read: (): Sample => {
        reads += 1;
        if (isFailing(reads)) throw new EvlockError('SENSOR_FAULT', { channel: 'in_voltage0_raw', problem: 'EBUSY' });
        return { current: reads, voltage: 1 };
      },
    };
  };

  it.each([1, 2])('loses %i unreadable samples, but not their time', async (lost) => {
    const clock = lateClock(() => 0);
    const iio = failing((read) => read > 2 && read <= 2 + lost);
    const { batches, faults } = await sample(clock, iio, ({ length }) => length === 2);
    expect(faults).toEqual([]);
    expect(batches[0]?.samples.map(({ current }) => current)).toEqual([1, 2, ...[3, 4, 5].map((n) => n + lost)]);
    expect(micros(batches)).toBe(clock.passed * 1000);
  });

  it('reports a gap after several in a row, counts nothing in it, and continues', async () => {
    const clock = lateClock(() => 0);
    const iio = failing((read) => read > 2 && read <= 6);
    const { batches, faults } = await sample(clock, iio, ({ length }) => length === 1);
    expect(faults.map(({ code, details }) => [code, details.failed, details.problem])).toEqual([
      ['SAMPLES_LATE', 3, 'EBUSY'],
      ['SAMPLES_LATE', 4, 'EBUSY'],
    ]);
    expect(batches[0]).toEqual({
      intervalMicros: 40_000,
      samples: [7, 8, 9, 10, 11].map((current) => ({ current, voltage: 1 })),
    });
  });

  it('reports SENSOR_FAULT after five seconds without a sample, and still continues', async () => {
    const iio = failing((read) => read <= 126);
    const { batches, faults } = await sample(
      lateClock(() => 0),
      iio,
      ({ length }) => length === 1,
    );
    const codes = faults.map(({ code }) => code);
    expect(codes.indexOf('SENSOR_FAULT')).toBe(5000 / 40 - 3);
    expect(codes.filter((code) => code === 'SENSOR_FAULT').length).toBe(2);
    expect(batches[0]?.samples[0]?.current).toBe(127);
  });

  it('rejects with the consumer’s error', async () => {
    const broken = sample(
      lateClock(() => 0),
      numbered(),
      () => false,
      async () => {
        throw new EvlockError('SECURE_WORLD_UNREACHABLE');
      },
    );
    await expect(broken).rejects.toMatchObject({ code: 'SECURE_WORLD_UNREACHABLE' });
  });
});

describe('collectSamples', () => {
  it('reads the requested number from the hardware', async () => {
    const world = hardware();
    const iio = new Iio({ sysfsRoot: world.root });
    const modules = { clock: world.clock, iio };
    const samples = await collectSamples({ count: 25, periodMs: 40 }, modules, new AbortController().signal);
    expect(samples.length).toBe(25);
    await expect(collectSamples({ count: 5, periodMs: 40 }, modules, AbortSignal.abort())).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    iio.close();
    world.close();
  });

  it.each([
    ['one in ten fails', (read: number) => read % 10 === 0, true],
    ['three in a row fail', (read: number) => read > 10 && read <= 13, false],
  ])('when %s', async (_name, fails, sound) => {
    let reads = 0;
    const read = (): Sample => {
      if (fails(++reads)) throw new EvlockError('SENSOR_FAULT');
      return { current: reads, voltage: 1 };
    };
    const modules = { clock: lateClock(() => 0), iio: { read } };
    const collected = collectSamples({ count: 25, periodMs: 40 }, modules, new AbortController().signal);
    if (sound) expect((await collected).length).toBe(25);
    else await expect(collected).rejects.toMatchObject({ code: 'SENSOR_FAULT' });
  });
});
