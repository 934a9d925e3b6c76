import { EvlockError, milliseconds, systemClock } from '@evlock/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { Access } from '../../src/http/access.ts';
import type { Sessions } from '../../src/http/sessions.ts';

const TOKEN = 'the-token-of-the-operator';
const [MALLORY, OPERATOR] = ['203.0.113.7', '198.51.100.2'];
let time: number;
const clock = { ...systemClock, monotonic: () => milliseconds(time) };
let access: Access;

beforeEach(() => {
  time = 0;
  const options = {
    operatorToken: TOKEN,
    rate: { perSecond: 20, burst: 100 },
    guesses: { perSecond: 0.2, burst: 30 },
  };
  access = new Access(options, { clock, sessions: {} as Sessions });
});

const call = (token: string, source: string): Promise<string> =>
  access.caller('operator', `Bearer ${token}`, source).then(
    ({ kind }) => kind,
    (error: EvlockError) => error.code,
  );

/** A hundred guesses a second; counts each answer. */
async function guessFor(seconds: number): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  for (let guess = 0; guess < seconds * 100; guess++) {
    const answer = await call(`${TOKEN}${guess}`, MALLORY);
    answers[answer] = (answers[answer] ?? 0) + 1;
    time += 10;
  }
  return answers;
}

describe("guesses at the operator's token", () => {
  it('are limited per address', async () => {
    const { UNAUTHENTICATED: judged = 0, RATE_LIMITED: refused = 0 } = await guessFor(60);
    expect(judged).toBeLessThanOrEqual(30 + 0.2 * 60);
    expect(judged + refused).toBe(6000);
  });

  it('never lock out another address, however many there are', async () => {
    await guessFor(10);
    expect([await call(TOKEN, MALLORY), await call(TOKEN, OPERATOR)]).toEqual(['RATE_LIMITED', 'operator']);
  });

  it('are forgiven with time', async () => {
    await guessFor(10);
    time += 5_000;
    expect(await call(TOKEN, MALLORY)).toBe('operator');
  });
});

describe('a session that is looked up again', () => {
  const owner = { deviceId: '0x01' } as never;
  const holds = (authenticate: () => Promise<unknown>) =>
    new Access(
      { operatorToken: TOKEN, rate: { perSecond: 1, burst: 1 }, guesses: { perSecond: 1, burst: 1 } },
      { clock, sessions: { authenticate } as unknown as Sessions },
    ).stillHolds(owner, 'Bearer abc');

  it('is valid for its own owner only, and not treated as expired while the database is down', async () => {
    const failing = (code: 'UNAUTHENTICATED' | 'DATABASE_UNREACHABLE') => () => Promise.reject(new EvlockError(code));
    expect(await holds(async () => ({ deviceId: '0x01' }))).toBe(true);
    expect(await holds(async () => ({ deviceId: '0x02' }))).toBe(false);
    expect(await holds(failing('UNAUTHENTICATED'))).toBe(false);
    expect(await holds(failing('DATABASE_UNREACHABLE'))).toBe(true);
  });
});
