import {
  type Clock,
  type DeploymentFile,
  type ErrorCode,
  EvlockError,
  milliseconds,
  timestamp,
} from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import type { ApiEvent } from '../src/api/event-stream.ts';
import { Session, type SessionModules } from '../src/session.ts';

const heartbeat = { name: 'heartbeat' } as unknown as ApiEvent;

/** The delays before an owner's event stream is reopened, after each attempt failed with one of these. */
async function pausesAfter(...failures: EvlockError[]): Promise<number[]> {
  const pauses: number[] = [];
  const clock: Clock = {
    now: () => timestamp(0),
    monotonic: () => milliseconds(0),
    sleep: async (length) => void pauses.push(length),
  };
  const api = {
    async *events() {
      const failure = failures.shift();
      if (failure) throw failure;
      yield heartbeat;
    },
  };
  const store = { load: () => ({ session: { token: 'token', expires: timestamp(1_000) } }), save: () => undefined };
  const modules = { api, clock, store, passkey: {} } as unknown as SessionModules;
  const session = new Session({ deployment: {} as DeploymentFile, meterKey: `0x${'aa'.repeat(20)}` }, modules);
  const events = session.events(new AbortController().signal);
  expect((await events.next()).value).toBe(heartbeat);
  await events.return(undefined);
  return pauses;
}
const failed = (...codes: ErrorCode[]): EvlockError[] => codes.map((code) => new EvlockError(code));

describe("an owner's event stream", () => {
  it.each(['GATEWAY_UNREACHABLE', 'TIMED_OUT', 'UNAUTHENTICATED', 'DATABASE_UNREACHABLE'] as const)(
    'is opened again after %s',
    async (code) => {
      expect(await pausesAfter(...failed(code, code))).toEqual([1_000, 1_000]);
    },
  );

  it('waits as long as the gateway asks, but no longer than a minute', async () => {
    const limited = (seconds: number) => new EvlockError('RATE_LIMITED', { seconds });
    expect(await pausesAfter(limited(7), limited(10 ** 9))).toEqual([7_000, 60_000]);
  });

  it.each(['NOT_PROVEN', 'GATEWAY_UNTRUSTED', 'FORBIDDEN', 'INTERNAL', 'CANCELLED'] as const)(
    'ends with %s',
    async (code) => {
      await expect(pausesAfter(...failed(code))).rejects.toMatchObject({ code });
    },
  );
});
