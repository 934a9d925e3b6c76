import { type ErrorCode, EvlockError } from '@evlock/protocol';
import type { SampleOutcome } from '@evlock/secure-world';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SampleBatch, SampleConsumer } from '../../src/drivers/sampler.ts';
import { Sampling } from '../../src/drivers/sampling.ts';
import { silentLog } from '../../src/log.ts';

const batch: SampleBatch = { intervalMicros: 40_000, samples: [{ current: 1, voltage: 2 }] };

describe('Sampling', () => {
  let clock: ManualClock;
  let events: string[];
  let refusal: EvlockError | undefined;
  let hungry: boolean;
  let consumer: SampleConsumer | undefined;
  let sampling: Sampling;
  let stop: AbortController;
  let running: Promise<void>;

  const sampler = (pace: string) => ({
    run: async (given: SampleConsumer, signal: AbortSignal): Promise<void> => {
      events.push(pace);
      consumer = given;
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    },
  });

  beforeEach(() => {
    clock = new ManualClock();
    events = [];
    refusal = undefined;
    hungry = false;
    stop = new AbortController();
    sampling = new Sampling({
      clock,
      log: silentLog,
      samplers: { idle: sampler('idle'), delivering: sampler('delivering') },
      watchdog: {
        feed: () => {
          events.push('fed');
          if (hungry) throw new EvlockError('WATCHDOG_FAULT');
        },
      },
      secureWorld: {
        addSamples: async () => {
          if (refusal) throw refusal;
          return { mark: 'none' } as SampleOutcome;
        },
      },
    });
    running = sampling.run(
      {
        measured: () => void events.push('measured'),
        late: () => void events.push('late'),
        failed: (code: ErrorCode) => void events.push(code),
      },
      stop.signal,
    );
  });

  it('feeds the watchdog with every accepted batch', async () => {
    await consumer?.batch(batch);
    expect(events).toEqual(['idle', 'fed', 'measured']);
    await clock.advance(300);
    expect(sampling.age).toBe(300);
    await consumer?.batch(batch);
    expect(sampling.age).toBe(0);
  });

  it.each([
    ['SECURE_WORLD_UNREACHABLE', 'SECURE_WORLD_UNREACHABLE', {}],
    ['SENSOR_FAULT', 'SENSOR_FAULT', { check: 'FROZEN' }],
  ] as const)('does not feed it on %s', async (code, told, details) => {
    refusal = new EvlockError(code, details);
    await consumer?.batch(batch);
    expect(events).toEqual(['idle', told]);
  });

  it('drops one batch with too much power, pauses at the second, and gives up on a sensor that persists', async () => {
    refusal = new EvlockError('LIMIT_EXCEEDED', { check: 'POWER' });
    for (let n = 0; n < 5; n++) await consumer?.batch(batch);
    expect(events).toEqual(['idle', 'late', 'late', 'late', 'SENSOR_FAULT']);
    events.length = 0;
    refusal = undefined;
    await consumer?.batch(batch);
    refusal = new EvlockError('LIMIT_EXCEEDED', { check: 'POWER' });
    await consumer?.batch(batch);
    expect(events).toEqual(['fed', 'measured']);
  });

  it('only drops a batch that came too early', async () => {
    refusal = new EvlockError('LIMIT_EXCEEDED', { check: 'SAMPLE_TIME' });
    await consumer?.batch(batch);
    expect(events).toEqual(['idle']);
  });

  it('keeps the self-test’s current out of the registers, including the batch it ends in', async () => {
    sampling.suspend();
    await consumer?.batch(batch);
    sampling.resume();
    await consumer?.batch(batch);
    await consumer?.batch(batch);
    expect(events).toEqual(['idle', 'fed', 'fed', 'fed', 'measured']);
  });

  it('changes its cadence, and ends', async () => {
    sampling.pace = 'delivering';
    sampling.pace = 'delivering';
    await clock.advance(1);
    expect(events).toEqual(['idle', 'delivering']);
    stop.abort();
    await running;
  });

  it('distinguishes sensor faults, late samples and watchdog faults', async () => {
    consumer?.fault(new EvlockError('SAMPLES_LATE'));
    consumer?.fault(new EvlockError('SENSOR_FAULT'));
    hungry = true;
    await consumer?.batch(batch);
    expect(events).toEqual(['idle', 'late', 'SENSOR_FAULT', 'fed', 'WATCHDOG_FAULT', 'measured']);
  });
});
