import { EvlockError, type Milliseconds } from '@evlock/protocol';
import { at, sampleTrade } from '@evlock/testing/meter/samples';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { MarkTimer } from '../../src/delivery/mark-timer.ts';

const { id } = sampleTrade();

describe('MarkTimer', () => {
  let clock: ManualClock;
  let next: Milliseconds | null | EvlockError;
  let happened: string[];
  let timer: MarkTimer;
  beforeEach(() => {
    clock = new ManualClock();
    next = at(400);
    happened = [];
    const note = (what: string) => () => void happened.push(`${what} ${clock.monotonic()}`);
    timer = new MarkTimer(
      {
        clock,
        secureWorld: {
          nextMark: async () => {
            if (next instanceof EvlockError) throw next;
            return next;
          },
        },
      },
      { due: note('due'), over: note('over'), failed: (error) => void happened.push(error.code) },
    );
  });

  it('interrupts for 300 ms at the time given by the secure world', async () => {
    timer.watch(id);
    for (let step = 0; step < 8; step++) {
      await clock.advance(100);
      next = null;
      timer.watch(id);
    }
    expect(happened).toEqual(['due 400', 'over 700']);
  });

  it('queries a distant mark again', async () => {
    next = at(3000);
    timer.watch(id);
    await clock.advance(200);
    expect(happened).toEqual([]);
    next = at(0);
    timer.watch(id);
    await clock.advance(300);
    expect(happened).toEqual(['due 200', 'over 500']);
  });

  it('does nothing once cancelled', async () => {
    timer.watch(id);
    await clock.advance(100);
    timer.cancel();
    await clock.advance(1000);
    expect(happened).toEqual([]);
    timer.watch(id);
    await clock.advance(1000);
    expect(happened).toEqual(['due 1500', 'over 1800']);
  });

  it('reports a refusal by the secure world', async () => {
    next = new EvlockError('OUT_OF_STATE');
    timer.watch(id);
    await clock.advance(10);
    expect(happened).toEqual(['OUT_OF_STATE']);
  });
});
