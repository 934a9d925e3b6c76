import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError, systemClock } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Household } from '../../src/parts/household.ts';
import { WaitingHouse } from '../../src/parts/waiting-house.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-waiting-'));
  await mkdir(join(folder, 'keys'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** One look of the house follows the other as soon as its state has changed. */
function stage(states: readonly (() => Promise<unknown> | unknown)[]) {
  const codes: unknown[] = [];
  const taken: string[] = [];
  const stop = new AbortController();
  let next = 0;
  let info: unknown;
  let isEnrolled = false;
  const household = {
    deviceId: `0x${'d'.repeat(64)}`,
    layout: { folder, keys: join(folder, 'keys') },
    learn: async () => {
      if (info instanceof Error) throw info;
      return info;
    },
  };
  const clock = {
    ...systemClock,
    sleep: async () => {
      taken.push(house.taken);
      const state = states[next++];
      if (!state) {
        isEnrolled = true;
        return;
      }
      info = await state();
    },
  };
  const house = new WaitingHouse(household as unknown as Household, {
    operator: {
      createCode: async (deviceId: unknown) => {
        codes.push(deviceId);
        return { code: 'one-time code' };
      },
    } as never,
    ledger: { codeMade: async () => undefined } as never,
    reader: { meter: async () => (isEnrolled ? {} : undefined) } as never,
    clock,
  });
  return { house, codes, taken, stop };
}

const provisioned = (passkeys: number) => ({ state: 'provisioned', passkeys, meterKey: `0x${'1'.repeat(40)}` });

describe('a house that waits for an owner', () => {
  it('gets the operator’s code once somebody’s passkey is bound, and is taken once it is admitted', async () => {
    const { house, codes, taken, stop } = stage([
      () => undefined,
      () => provisioned(0),
      () => provisioned(1),
      () => provisioned(1),
      async () => {
        await writeFile(join(folder, 'certificate.pem'), 'a certificate');
        return provisioned(1);
      },
    ]);
    await house.untilTaken(stop.signal);
    expect(taken).toEqual(['nobody', 'nobody', 'provisioned', 'provisioned', 'provisioned', 'requested']);
    expect(house.taken).toBe('enrolled');
    // One code, for its own device, readable by its owner alone.
    expect(codes).toEqual([`0x${'d'.repeat(64)}`]);
    const file = join(folder, 'keys', 'enrolment.code');
    expect(await readFile(file, 'utf8')).toBe('one-time code');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('waits on while its secure world cannot be asked, and has no page before it is started', async () => {
    const { house, taken, stop } = stage([
      () => provisioned(0),
      () => new EvlockError('SECURE_WORLD_UNREACHABLE'),
      () => provisioned(1),
    ]);
    expect(() => house.page).toThrow(EvlockError);
    await house.untilTaken(stop.signal);
    expect(taken).toEqual(['nobody', 'provisioned', 'provisioned', 'provisioned']);
  });
});
