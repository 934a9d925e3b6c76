/** Clocks that are set back and forward, before and during a delivery. */
import { timestamp } from '@evlock/protocol';
import { START } from '@evlock/testing/meter/samples';
import { beforeEach, describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE, DeliveryClock } from '../../src/delivery/delivery-clock.ts';
import { ManualClock } from '../support/manual-clock.ts';

let clock: ManualClock;
let time: DeliveryClock;
const at = (seconds: number) => timestamp(START + seconds);
beforeEach(() => {
  clock = new ManualClock();
  time = new DeliveryClock({ clock });
});

describe('while nothing is delivered', () => {
  it('follows the clock, as far as the chain does not contradict', async () => {
    expect(time.now(false)).toBe(START);
    time.chainSaid(at(-3));
    clock.set(CLOCK_TOLERANCE - 3);
    expect(time.now(false)).toBe(at(CLOCK_TOLERANCE - 3));
    expect(() => time.require()).not.toThrow();
  });

  it.each([-3600, 3600])(
    'goes by the chain when the clock is set by %i seconds, and begins nothing',
    async (seconds) => {
      time.chainSaid(START);
      clock.set(seconds);
      await clock.advance(2_000);
      expect(time.now(false)).toBe(at(2));
      expect(() => time.require()).toThrow(expect.objectContaining({ code: 'CLOCK_WRONG' }));
      clock.set(-seconds);
      expect(() => time.require()).not.toThrow();
    },
  );

  it('begins nothing before a block was read', () => {
    expect(() => time.require()).toThrow(expect.objectContaining({ code: 'CHAIN_UNREACHABLE' }));
  });

  it('takes a block that is seen again for as old as it is', async () => {
    time.chainSaid(START);
    await clock.advance(60_000);
    time.chainSaid(START);
    expect(() => time.require()).not.toThrow();
    expect(time.now(false)).toBe(at(60));
  });
});

describe('while a delivery is held', () => {
  beforeEach(() => {
    time.chainSaid(START);
    time.now(false);
  });

  it.each([-3600, 3600])('goes on by the monotonic clock when the clock is set by %i seconds', async (seconds) => {
    await clock.advance(5_000);
    clock.set(seconds);
    expect(time.now(true)).toBe(at(5));
    await clock.advance(5_000);
    expect(time.now(true)).toBe(at(10));
  });

  it.each([-25, 25])('forgets that the clock was wrong by %i seconds when the delivery began', async (seconds) => {
    clock.set(seconds);
    time.now(false);
    await clock.advance(5_000);
    time.chainSaid(at(3));
    expect(time.now(true)).toBe(at(5 + seconds));
    clock.set(-seconds);
    expect(time.now(true)).toBe(at(5));
    await clock.advance(5_000);
    expect(time.now(true)).toBe(at(10));
    // What is set after that is not believed, as ever.
    clock.set(seconds);
    expect(time.now(true)).toBe(at(10));
  });

  it('catches up with the chain after the machine slept', () => {
    clock.set(600);
    expect(time.now(true)).toBe(START);
    time.chainSaid(at(600));
    expect(time.now(true)).toBe(at(600));
  });
});
