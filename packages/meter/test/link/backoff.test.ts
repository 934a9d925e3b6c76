import { milliseconds } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { Backoff } from '../../src/link/backoff.ts';

const options = { first: milliseconds(250), most: milliseconds(2000) };

describe('Backoff', () => {
  it('doubles up to its limit and restarts after a reset', () => {
    const backoff = new Backoff(options, { random: () => 0.999_999 });
    expect([1, 2, 3, 4, 5].map(() => backoff.next())).toEqual([250, 500, 1000, 2000, 2000]);
    backoff.reset();
    expect(backoff.next()).toBe(250);
  });

  it('never waits less than half', () => {
    const backoff = new Backoff(options, { random: () => 0 });
    expect([1, 2, 3].map(() => backoff.next())).toEqual([125, 250, 500]);
  });
});
