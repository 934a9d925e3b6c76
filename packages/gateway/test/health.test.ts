import { EvlockError, systemClock } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { createHealth, type HealthModules } from '../src/health.ts';

const ACCOUNT = `0x${'5a'.repeat(20)}`;

const healthOf = (change: Partial<HealthModules> = {}) =>
  createHealth({
    database: { ping: async () => true },
    chain: { finalized: async () => ({ number: 7 }) as never },
    indexer: { block: () => 7, failure: () => undefined },
    submitter: { pending: () => 2, gas: 'enough', problem: () => undefined },
    deviceLink: { count: 3, connections: 5 },
    http: { load: () => ({ connections: 4, streams: 1 }) },
    clock: systemClock,
    ...change,
  })();

const exhausted = new EvlockError('SUBMITTER_EXHAUSTED', { account: ACCOUNT, balance: '1', reserve: '10' });

describe('health', () => {
  it('shows what is under way', async () => {
    expect(await healthOf()).toMatchObject({
      ok: true,
      queued: 2,
      meters: 3,
      connections: 9,
      streams: 1,
      problems: [],
    });
  });

  it('is not ok without gas money, and names the account to be funded', async () => {
    const submitter = { pending: () => 0, gas: 'exhausted', problem: () => exhausted } as const;
    const { ok, problems } = await healthOf({ submitter });
    expect([ok, problems[0]?.code]).toEqual([false, 'SUBMITTER_EXHAUSTED']);
    expect(problems[0]?.message).toContain(ACCOUNT);
    expect(problems[0]?.solve).toMatch(/^Fund the account/);
  });

  it('is still ok while gas money runs low, but says so', async () => {
    const submitter = { pending: () => 0, gas: 'low', problem: () => exhausted } as const;
    expect(await healthOf({ submitter })).toMatchObject({ ok: true, problems: [{ code: 'SUBMITTER_EXHAUSTED' }] });
  });

  it('tells nothing of an address that does not answer', async () => {
    const chain = { finalized: () => Promise.reject(new EvlockError('CHAIN_UNREACHABLE', { url: 'http://secret' })) };
    const failure = () => new EvlockError('CHAIN_DISAGREES', { endpoint: 'secret' });
    const health = await healthOf({
      chain,
      indexer: { block: () => 7, failure },
      database: { ping: async () => false },
    });
    expect(health.problems.map(({ code }) => code)).toEqual([
      'DATABASE_UNREACHABLE',
      'CHAIN_UNREACHABLE',
      'CHAIN_DISAGREES',
    ]);
    expect(JSON.stringify(health)).not.toContain('secret');
  });
});
