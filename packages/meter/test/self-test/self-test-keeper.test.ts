import { type Current, EvlockError } from '@evlock/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { SelfTestKeeper } from '../../src/self-test/self-test-keeper.ts';

describe('SelfTestKeeper', () => {
  let info: { selfTest: 'none' | 'passed' | 'failed'; selfTestAge: number };
  let events: string[];
  let fault: 'none' | 'gain' | EvlockError;
  let keeper: SelfTestKeeper;
  beforeEach(() => {
    info = { selfTest: 'none', selfTestAge: 0 };
    events = [];
    fault = 'none';
    keeper = new SelfTestKeeper(
      { signal: new AbortController().signal },
      {
        secureWorld: { info: async () => info as never },
        selfTest: {
          run: async () => {
            events.push('run');
            if (fault instanceof EvlockError) throw fault;
            return { fault, openCurrent: 0 as Current, referenceCurrent: 5000 as Current };
          },
          show: async () => {
            events.push('show');
            info = { selfTest: 'passed', selfTestAge: 0 };
            const means = { openCurrent: 0 as Current, referenceCurrent: 5000 as Current };
            return { fault: 'none', ...means, open: [], reference: [], periodMs: 40 };
          },
        },
        sampling: { suspend: () => void events.push('suspend'), resume: () => void events.push('resume') },
      },
    );
  });

  it('runs the test once for all callers', async () => {
    await Promise.all([keeper.ensure(), keeper.ensure(), keeper.ensure()]);
    expect(events).toEqual(['suspend', 'run', 'resume']);
  });

  it.each([
    ['passed', 8 * 60_000, 0],
    ['passed', 9 * 60_000, 1],
    ['failed', 1000, 1],
  ] as const)('takes %s after %d ms for %d new tests', async (selfTest, selfTestAge, tests) => {
    info = { selfTest, selfTestAge };
    await keeper.ensure();
    expect(events.filter((event) => event === 'run')).toHaveLength(tests);
  });

  it('reports the test’s finding, and resumes measuring', async () => {
    fault = 'gain';
    await expect(keeper.ensure()).rejects.toMatchObject({ code: 'SENSOR_FAULT', details: { selfTest: 'gain' } });
    fault = new EvlockError('RELAY_FAULT');
    await expect(keeper.ensure()).rejects.toMatchObject({ code: 'RELAY_FAULT' });
    expect(events).toEqual(['suspend', 'run', 'resume', 'suspend', 'run', 'resume']);
    fault = 'none';
    await keeper.ensure();
  });

  it('shows a test to a person while whoever needs one waits for it', async () => {
    const [shown] = await Promise.all([keeper.show(), keeper.show(), keeper.ensure()]);
    expect(shown.periodMs).toBe(40);
    expect(events).toEqual(['suspend', 'show', 'resume']);
  });
});
