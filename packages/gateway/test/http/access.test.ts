import {
  EvlockError,
  milliseconds,
  type OperatorRole,
  type Route,
  rolesOf,
  routes,
  systemClock,
} from '@evlock/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { Access } from '../../src/http/access.ts';
import type { OperatorSessions } from '../../src/http/operator-sessions.ts';
import type { Sessions } from '../../src/http/sessions.ts';

const TOKEN = 'the-token-of-the-operator';
const [MALLORY, OPERATOR] = ['203.0.113.7', '198.51.100.2'];
/** One person has a session. */
const people: Pick<OperatorSessions, 'authenticate'> = {
  authenticate: async (token) => {
    if (token === 'a-session-of-the-auditor') return { name: 'Ada', role: 'auditor' };
    throw new EvlockError('UNAUTHENTICATED');
  },
};
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
  access = new Access(options, { clock, sessions: {} as Sessions, operators: people });
});

const call = (token: string, source: string): Promise<string> =>
  access.caller({ access: 'operator' }, `Bearer ${token}`, source).then(
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
      { clock, sessions: { authenticate } as unknown as Sessions, operators: people },
    ).stillHolds(owner, 'Bearer abc');

  it('is valid for its own owner only, and not treated as expired while the database is down', async () => {
    const failing = (code: 'UNAUTHENTICATED' | 'DATABASE_UNREACHABLE') => () => Promise.reject(new EvlockError(code));
    expect(await holds(async () => ({ deviceId: '0x01' }))).toBe(true);
    expect(await holds(async () => ({ deviceId: '0x02' }))).toBe(false);
    expect(await holds(failing('UNAUTHENTICATED'))).toBe(false);
    expect(await holds(failing('DATABASE_UNREACHABLE'))).toBe(true);
  });
});

describe("the operator's roles", () => {
  const asked = (roles: readonly OperatorRole[] | undefined, token: string) =>
    access.caller({ access: 'operator', ...(roles && { roles }) }, `Bearer ${token}`, OPERATOR).then(
      (caller) => (caller.kind === 'operator' ? caller.person.name : caller.kind),
      (error: EvlockError) => error.code,
    );

  it('admit a session where its role may call, and the token everywhere', async () => {
    const session = 'a-session-of-the-auditor';
    expect(await asked(['operator', 'auditor'], session)).toBe('Ada');
    expect(await asked(['operator', 'installer'], session)).toBe('ROLE_MISSING');
    expect(await asked(undefined, session)).toBe('ROLE_MISSING');
    expect(await asked(['operator', 'auditor'], TOKEN)).toBe('token');
    expect(await asked(undefined, TOKEN)).toBe('token');
  });

  it('let an auditor call nothing that changes anything but starts an audit, and an installer invite only', () => {
    const posts = (role: OperatorRole) =>
      Object.entries(routes as Record<string, Route>)
        .filter(([, route]) => route.access === 'operator' && route.method === 'POST' && rolesOf(route).includes(role))
        .map(([name]) => name);
    expect(posts('auditor')).toEqual(['operatorSignOut', 'startAudit']);
    expect(posts('installer')).toEqual(['createEnrolmentCode', 'operatorSignOut']);
  });
});
