import { systemClock } from '@evlock/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Community } from '../../src/community.ts';
import type { Fact } from '../../src/feed/index.ts';
import type { LyingGateway } from '../../src/sabotage/lying-gateway.ts';
import { Saboteur } from '../../src/sabotage/saboteur.ts';

describe('the saboteur', () => {
  let did: string[];
  let told: Fact[];
  let saboteur: Saboteur;

  const process = (name: string) => ({
    running: false,
    kill: async () => void did.push(`kill ${name}`),
    start: async () => void did.push(`start ${name}`),
  });

  beforeEach(() => {
    did = [];
    told = [];
    const community = {
      households: new Map([['alice', { meter: process('alice') }]]),
      gateway: process('gateway'),
      launchGateway: async () => void did.push('launch gateway'),
      recordChildren: async () => void did.push('record'),
      control: {
        inject: async (target: string, { kind }: { kind: string }) => {
          did.push(`${kind} ${target}`);
          return 41;
        },
        clear: async (id: number) => void did.push(`clear ${id}`),
      },
    };
    const gateway = {
      lie: async (lie: string) => void did.push(`lie ${lie}`),
      beHonest: async () => void did.push('honest'),
    };
    saboteur = new Saboteur({
      community: community as unknown as Community,
      gateway: gateway as unknown as LyingGateway,
      clock: systemClock,
      tell: (fact) => told.push(fact),
    });
  });

  it.each([
    [{ kind: 'wire-cut', wire: 'alice-bob' }, ['wire-cut alice-bob'], ['clear 41']],
    [{ kind: 'wire-stolen', wire: 'alice-bob' }, ['wire-bypass alice-bob'], ['clear 41']],
    [{ kind: 'sensor-drift', house: 'alice' }, ['sensor-drift alice'], ['clear 41']],
    [{ kind: 'sensor-frozen', house: 'alice' }, ['sensor-stuck alice'], ['clear 41']],
    [{ kind: 'sensor-shunted', house: 'alice' }, ['sensor-gain alice'], ['clear 41']],
    [{ kind: 'meter-killed', house: 'alice' }, ['kill alice'], ['start alice', 'record']],
    [{ kind: 'gateway-killed' }, ['kill gateway'], ['launch gateway', 'record']],
    [{ kind: 'gateway-lies', lie: 'prices' }, ['lie prices'], ['honest']],
  ] as const)('does %o, and mends it', async (sabotage, breaks, mends) => {
    const id = await saboteur.sabotage(sabotage);
    expect(did).toEqual(breaks);
    expect(saboteur.list()).toMatchObject([{ id, sabotage }]);
    expect(told.at(-1)).toEqual({ kind: 'sabotaged', sabotage });
    did.length = 0;
    await saboteur.mend(id);
    expect(did).toEqual(mends);
    expect(saboteur.list()).toEqual([]);
    expect(told.at(-1)).toEqual({ kind: 'mended', sabotage });
  });

  it('breaks nothing twice, and mends nothing that is whole', async () => {
    await saboteur.sabotage({ kind: 'gateway-killed' });
    await expect(saboteur.sabotage({ kind: 'gateway-killed' })).rejects.toMatchObject({ code: 'OUT_OF_STATE' });
    await expect(saboteur.mend(7)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(saboteur.sabotage({ kind: 'meter-killed', house: 'zoe' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(saboteur.list()).toHaveLength(1);
  });

  it('says which process ended, and that it runs again', async () => {
    const id = await saboteur.sabotage({ kind: 'meter-killed', house: 'alice' });
    await saboteur.mend(id);
    expect(told.map(({ kind }) => kind)).toEqual(['process-ended', 'sabotaged', 'process-running', 'mended']);
  });
});
