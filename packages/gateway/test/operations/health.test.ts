import { ChainReader } from '@evlock/chain';
import { EvlockError, systemClock } from '@evlock/protocol';
import { networkOfEndpoints, QuirkyEndpoint } from '@evlock/testing/chain/quirky-endpoint';
import { ScriptedChain, START_TIME, scriptedDeployment } from '@evlock/testing/chain/scripted-chain';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHealth, type HealthModules } from '../../src/operations/health.ts';

const ACCOUNT = `0x${'5a'.repeat(20)}`;

const quiet = {
  finalized: async () => ({ number: 7 }) as never,
  endpoints: () => [],
  secondsWithoutBlock: () => 0,
};

const healthOf = (change: Partial<HealthModules> = {}) =>
  createHealth({
    database: { problem: async () => undefined },
    chain: quiet,
    indexer: { block: () => 7, failure: () => undefined, standing: () => undefined },
    submitter: { pending: () => 2, waiting: () => 0, gas: 'enough', problem: () => undefined },
    deviceLink: { count: 3, connections: 5 },
    http: { load: () => ({ connections: 4, streams: 1 }) },
    clock: systemClock,
    ...change,
  })();

const exhausted = new EvlockError('SUBMITTER_EXHAUSTED', { account: ACCOUNT, balance: '1', reserve: '10' });

describe('health', () => {
  it('shows what is in progress', async () => {
    expect(await healthOf()).toMatchObject({
      ok: true,
      queued: 2,
      meters: 3,
      connections: 9,
      streams: 1,
      problems: [],
    });
  });

  it('is not ok without native balance, and names the account to be funded', async () => {
    const submitter = { pending: () => 0, waiting: () => 0, gas: 'exhausted', problem: () => exhausted } as const;
    const { ok, problems } = await healthOf({ submitter });
    expect([ok, problems[0]?.code]).toEqual([false, 'SUBMITTER_EXHAUSTED']);
    expect(problems[0]?.message).toContain(ACCOUNT);
    expect(problems[0]?.remedy).toMatch(/^Fund the account/);
  });

  it('is still ok while native balance runs low, but says so', async () => {
    const submitter = { pending: () => 0, waiting: () => 0, gas: 'low', problem: () => exhausted } as const;
    expect(await healthOf({ submitter })).toMatchObject({ ok: true, problems: [{ code: 'SUBMITTER_EXHAUSTED' }] });
  });

  it('reveals nothing of a URL that does not answer', async () => {
    const finalized = () => Promise.reject(new EvlockError('CHAIN_UNREACHABLE', { url: 'http://secret' }));
    const failure = () => new EvlockError('CHAIN_DISAGREES', { endpoint: 'secret' });
    const health = await healthOf({
      chain: { ...quiet, finalized },
      indexer: { block: () => 7, failure, standing: () => undefined },
      database: { problem: async () => new EvlockError('DATABASE_UNREACHABLE', { problem: 'secret' }) },
    });
    expect(health.problems.map(({ code }) => code)).toEqual([
      'DATABASE_UNREACHABLE',
      'CHAIN_UNREACHABLE',
      'CHAIN_DISAGREES',
    ]);
    expect(JSON.stringify(health)).not.toContain('secret');
  });

  it('is not ok while the indexer is stalled, and says since which block and because of which endpoint', async () => {
    const error = new EvlockError('CHAIN_BEHIND', { endpoint: 'secret.example', missing: 'logs', block: 8 });
    const standing = { block: 7, seconds: 40, error };
    const endpoints = () => [
      { place: 1, name: 'other.example', block: 9, problem: null },
      { place: 2, name: 'secret.example', block: 9, problem: null },
    ];
    const indexer = { block: () => 7, failure: () => undefined, standing: () => standing };
    const { ok, problems } = await healthOf({ chain: { ...quiet, endpoints }, indexer });
    expect([ok, problems[0]?.code]).toEqual([false, 'CHAIN_BEHIND']);
    expect(problems[0]?.message).toContain('(part=indexer, block=7, seconds=40, endpoint=2)');
    const short = { ...indexer, standing: () => ({ ...standing, seconds: 5 }) };
    expect(await healthOf({ indexer: short })).toMatchObject({ ok: true, problems: [] });
  });

  it('is not ok while a transaction is stuck at the head of the line', async () => {
    const submitter = { pending: () => 3, waiting: () => 75, gas: 'enough', problem: () => undefined } as const;
    expect(await healthOf({ submitter })).toMatchObject({
      ok: false,
      chain: true,
      problems: [{ code: 'SUBMISSION_FAILED' }],
    });
  });
});

describe('health of a chain', () => {
  let chain: ScriptedChain;
  let clock: ManualClock;
  let endpoints: [QuirkyEndpoint, QuirkyEndpoint];
  let reader: ChainReader;
  beforeEach(() => {
    chain = new ScriptedChain();
    clock = new ManualClock(START_TIME);
    endpoints = [new QuirkyEndpoint(chain, 'one'), new QuirkyEndpoint(chain, 'two')];
    reader = new ChainReader(
      { endpoints: endpoints.map(({ url }) => url), deployment: scriptedDeployment },
      { clock, fetch: networkOfEndpoints(endpoints) },
    );
  });

  /** Polls every second, as the indexer does, with or without new blocks; then asks for health. */
  async function after(seconds: number, blocks: 'blocks' | 'no blocks') {
    for (let second = 0; second < seconds; second++) {
      if (blocks === 'blocks') chain.mine();
      await clock.advance(1_000);
      reader.finalized().catch(() => undefined);
      await clock.advance(0);
    }
    const health = healthOf({ chain: reader, clock });
    await clock.advance(1_500);
    const { ok, chain: sound, problems } = await health;
    return {
      ok,
      chain: sound,
      problems: problems.map(({ code }) => code),
      said: problems.map(({ message }) => message),
    };
  }

  it('is ok while blocks come', async () => {
    expect(await after(40, 'blocks')).toMatchObject({ ok: true, chain: true, problems: [] });
  });

  it('that is halted is not ok, and says since which block', async () => {
    await after(30, 'blocks');
    const health = await after(46, 'no blocks');
    expect(health).toMatchObject({ ok: false, chain: false, problems: ['CHAIN_HALTED'] });
    expect(health.said[0]).toContain('block=30');
    expect(await after(3, 'blocks')).toMatchObject({ ok: true, problems: [] });
  });

  it.each([
    ['is dead', { state: 'dead' }, 'CHAIN_UNREACHABLE'],
    ['hangs', { state: 'hangs' }, 'CHAIN_UNREACHABLE'],
    ['stands still', { stoppedAt: 20 }, 'CHAIN_BEHIND'],
    ['serves another chain', { chainId: 1 }, 'CHAIN_WRONG_NETWORK'],
  ] as const)(
    'with an endpoint that %s is ok through the other, and says which and since which block',
    async (_name, habit, reason) => {
      await after(20, 'blocks');
      Object.assign(endpoints[0], habit);
      const health = await after(60, 'blocks');
      expect(health).toMatchObject({ ok: true, problems: ['ENDPOINT_LEFT_OUT'] });
      expect(health.said[0]).toContain(`(endpoint=1, reason=${reason}, block=20)`);
      expect(JSON.stringify(health)).not.toContain('one.test');
      endpoints[0].calm();
      expect(await after(40, 'blocks')).toMatchObject({ ok: true, problems: [] });
    },
  );

  it('without an endpoint is not ok', async () => {
    await after(5, 'blocks');
    for (const endpoint of endpoints) endpoint.state = 'dead';
    expect(await after(10, 'blocks')).toMatchObject({ ok: false, chain: false, problems: ['CHAIN_UNREACHABLE'] });
  });
});
