import { milliseconds, systemClock } from '@evlock/protocol';
import { expect, it } from 'vitest';
import { IdentityBuckets } from '../../src/listeners/identity-buckets.ts';

function world() {
  const time = { milliseconds: 0 };
  const clock = { ...systemClock, monotonic: () => milliseconds(time.milliseconds) };
  return { time, buckets: new IdentityBuckets({ perSecond: 0.5, burst: 2 }, { clock }) };
}

it('gives each identity its own rate, and says when the next request is allowed', () => {
  const { time, buckets } = world();
  buckets.take('alice');
  buckets.take('alice');
  expect(() => buckets.take('alice')).toThrow(
    expect.objectContaining({ code: 'RATE_LIMITED', details: { seconds: 2 } }),
  );
  expect(() => buckets.require('alice')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  buckets.take('bob');
  time.milliseconds = 2_000;
  buckets.take('alice');
});

it('remembers a bounded number of identities, and forgets the quietest first', () => {
  const { buckets } = world();
  for (const _ of [1, 2]) buckets.take('loud');
  for (let index = 0; index < 20_000; index++) {
    buckets.take(`address ${index}`);
    if (index % 1_000 === 0) expect(() => buckets.take('loud')).toThrow();
  }
  expect(() => buckets.take('loud')).toThrow();
});
