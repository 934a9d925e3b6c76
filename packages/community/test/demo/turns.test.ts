import { type Clock, EvlockError, milliseconds, timestamp } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { takeTurns, WAIT_WHILE_BUSY } from '../../src/index.ts';

const PAUSE = milliseconds(3_000);

/** Takes turns with these outcomes, one an attempt, and stops at the last one. */
async function takeAll(outcomes: readonly (string | null)[], once: boolean) {
  const stop = new AbortController();
  const slept: number[] = [];
  const clock: Clock = {
    now: () => timestamp(0),
    monotonic: () => milliseconds(0),
    sleep: async (duration, signal) => {
      signal?.throwIfAborted();
      slept.push(duration);
    },
  };
  const told: string[] = [];
  const turns: number[] = [];
  const end = await takeTurns(
    async (index) => {
      const outcome = outcomes[turns.length];
      turns.push(index);
      if (turns.length === outcomes.length && !once) stop.abort(new EvlockError('CANCELLED'));
      if (typeof outcome === 'string') throw new EvlockError(outcome as never);
    },
    { once, pause: PAUSE },
    { clock, signal: stop.signal, onWait: ({ code }) => told.push(code) },
  ).then(
    () => 'done',
    (error: unknown) => EvlockError.from(error).code,
  );
  return { end, turns, told, slept };
}

describe('the demo', () => {
  it('waits while a visitor has its households, says so once, and goes on with the same turn', async () => {
    const { end, turns, told, slept } = await takeAll([null, 'METER_BUSY', 'METER_BUSY', 'ORDER_TAKEN', null], false);
    expect(turns).toEqual([0, 1, 1, 1, 1]);
    expect(told).toEqual(['METER_BUSY', 'ORDER_TAKEN']);
    expect(slept).toEqual([PAUSE, WAIT_WHILE_BUSY, WAIT_WHILE_BUSY, WAIT_WHILE_BUSY]);
    expect(end).toBe('CANCELLED');
  });

  it('tells again what it waits for after a trade of its own', async () => {
    expect((await takeAll(['METER_BUSY', null, 'METER_BUSY', null], false)).told).toEqual(['METER_BUSY', 'METER_BUSY']);
  });

  it.each(['INSUFFICIENT_BALANCE', 'DEVICE_OFFLINE', 'SUBMITTER_EXHAUSTED'])('waits out %s', async (code) => {
    expect((await takeAll([code, null], false)).turns).toEqual([0, 0]);
  });

  it.each(['INTERNAL', 'RECORDS_DIFFER'])('ends on %s, which no waiting mends', async (code) => {
    expect(await takeAll([null, code, null], false)).toMatchObject({ end: code, turns: [0, 1], told: [] });
  });

  it('makes one trade also where its households are busy at first', async () => {
    expect(await takeAll(['METER_BUSY', null, null], true)).toMatchObject({ end: 'done', turns: [0, 0] });
  });

  it('waits for a meter that cannot test itself yet, but not for ever', async () => {
    expect(await takeAll(['SELF_TEST_REQUIRED', null], true)).toMatchObject({ end: 'done', turns: [0, 0] });
    const never = Array.from({ length: 100 }, () => 'SELF_TEST_REQUIRED');
    const { end, turns } = await takeAll(never, true);
    expect([end, turns.length]).toEqual(['SELF_TEST_REQUIRED', 60]);
  });

  it('fails with what one trade fails with', async () => {
    expect(await takeAll(['INSUFFICIENT_BALANCE'], true)).toMatchObject({ end: 'INSUFFICIENT_BALANCE', turns: [0] });
  });
});
