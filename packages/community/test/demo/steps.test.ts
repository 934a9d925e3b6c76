import { systemClock, timestamp } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { Journal } from '../../src/demo/journal.ts';
import { Steps } from '../../src/demo/steps.ts';
import { FACTS_MAX, snapshotSchema } from '../../src/feed/index.ts';

const clock = { ...systemClock, now: () => timestamp(100) };

describe('the steps of a start', () => {
  it('wait in order, one for each house, and remember what failed', () => {
    const steps = new Steps({ houses: ['alice', 'bob'] }, { clock });
    steps.begin('chain');
    steps.done('chain');
    steps.begin('bob');
    steps.failed('bob', 'DEVICE_OFFLINE');
    steps.begin('nobody');
    const list = snapshotSchema.shape.steps.parse(steps.list());
    expect(list.map(({ step, house, state }) => `${house ?? step} ${state}`)).toEqual([
      'pages waiting',
      'chain done',
      'contracts waiting',
      'gateway waiting',
      'wires waiting',
      'alice waiting',
      'bob failed',
      'deposits waiting',
      'mandates waiting',
    ]);
    expect(list[6]).toMatchObject({ step: 'house', code: 'DEVICE_OFFLINE', began: 100 });
  });
});

describe('the journal', () => {
  it('tells nothing twice in a row, and forgets the oldest', () => {
    const journal = new Journal({ clock });
    journal.tell({ kind: 'meter-offline', house: 'alice' });
    journal.tell({ kind: 'meter-offline', house: 'alice' });
    expect(journal.list()).toHaveLength(1);
    for (let index = 0; index < FACTS_MAX + 5; index++) journal.tell({ kind: 'meter-online', house: `h${index}` });
    expect(journal.list()).toHaveLength(FACTS_MAX);
    expect(journal.list().at(-1)?.id).toBe(FACTS_MAX + 6);
  });
});
