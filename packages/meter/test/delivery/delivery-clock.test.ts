/** Clocks that are set back and forward, before and during a delivery. */
import { timestamp } from '@evlock/protocol';
import { START } from '@evlock/testing/meter/samples';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE, DeliveryClock } from '../../src/delivery/delivery-clock.ts';

let clock: ManualClock;
let time: DeliveryClock;
const at = (seconds: number) => timestamp(START + seconds);
beforeEach(() => {
  clock = new ManualClock();
  time = new DeliveryClock({ clock });
});

describe('without a delivery', () => {
  it('follows the clock unless the chain contradicts it', async () => {
    expect(time.now(false)).toBe(START);
    time.chainSaid(at(-3));
    clock.set(CLOCK_TOLERANCE - 3);
    expect(time.now(false)).toBe(at(CLOCK_TOLERANCE - 3));
    expect(() => time.require()).not.toThrow();
  });

  it.each([-3600, 3600])(
    'follows the chain when the clock is set by %i seconds, and begins nothing',
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

  it('begins nothing before a block has been read', () => {
    expect(() => time.require()).toThrow(expect.objectContaining({ code: 'CHAIN_UNREACHABLE' }));
  });

  it('gives a block seen again its true age', async () => {
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

  it.each([-3600, 3600])('follows the monotonic clock when the clock is set by %i seconds', async (seconds) => {
    await clock.advance(5_000);
    clock.set(seconds);
    expect(time.now(true)).toBe(at(5));
    await clock.advance(5_000);
    expect(time.now(true)).toBe(at(10));
  });

  it.each([-25, 25])('drops an initial clock error of %i seconds once it is corrected', async (seconds) => {
    clock.set(seconds);
    time.now(false);
    await clock.advance(5_000);
    time.chainSaid(at(3));
    expect(time.now(true)).toBe(at(5 + seconds));
    clock.set(-seconds);
    expect(time.now(true)).toBe(at(5));
    await clock.advance(5_000);
    expect(time.now(true)).toBe(at(10));
    // Later changes are not trusted, as always.
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
