/** A key of somebody else's was enrolled for this meter's account, or this meter's key for somebody else's. */
import type { MeterOnChain } from '@evlock/chain';
import { type Address, EvlockError } from '@evlock/protocol';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { describe, expect, it } from 'vitest';
import { OwnStanding } from '../../src/chain/own-standing.ts';
import { silentLog } from '../../src/log.ts';

const [meterKey, account, other]: Address[] = ['a', 'b', 'c'].map((digit): Address => `0x${digit.repeat(40)}`) as [
  Address,
  Address,
  Address,
];

interface Seen {
  readonly meter?: Partial<MeterOnChain>;
  readonly active?: Address;
}

async function alarmOf(seen: Seen | 'unreadable'): Promise<string | null> {
  const clock = new ManualClock();
  const read = <T>(value: T): T => {
    if (seen === 'unreadable') throw new EvlockError('CHAIN_BEHIND');
    return value;
  };
  const { meter, active } = seen === 'unreadable' ? {} : seen;
  const enrolled = { account, active: true, status: 'active', suspended: false };
  const standing = new OwnStanding(
    { meterKey: meterKey as Address, account: account as Address },
    {
      ...{ clock, log: silentLog },
      chain: {
        meter: async () => read(meter && ({ ...enrolled, ...meter } as unknown as MeterOnChain)),
        meterOfAccount: async () => read(active),
      },
    },
  );
  const stop = new AbortController();
  const running = standing.run(stop.signal);
  await clock.advance(1);
  stop.abort();
  await clock.advance(1);
  await running;
  return standing.alarm;
}

describe('this meter as enrolled on chain', () => {
  it.each<[string, Seen | 'unreadable', string | null]>([
    ['as in the secure world', { meter: {}, active: meterKey as Address }, null],
    ['with another account', { meter: { account: other as Address }, active: meterKey as Address }, 'ACCOUNT_TAKEN'],
    ['missing, with another key for its account', { active: other as Address }, 'ACCOUNT_TAKEN'],
    ['replaced', { meter: { status: 'replaced' }, active: other as Address }, 'METER_REPLACED'],
    ['on standby', { meter: { status: 'standby' }, active: other as Address }, 'METER_STANDBY'],
    ['suspended', { meter: { suspended: true }, active: meterKey as Address }, 'NOT_ENROLLED'],
    ['not yet', {}, null],
    ['unknown while it cannot be read', 'unreadable', null],
  ])('%s', async (_name, seen, alarm) => {
    expect(await alarmOf(seen)).toBe(alarm);
  });
});

describe('endpoints that disagree', () => {
  it('neither raise nor clear an alarm: the state is unknown, logged once and queried again soon', async () => {
    const clock = new ManualClock();
    const told = { differ: true, account: account as Address };
    const warned: unknown[] = [];
    const log = { ...silentLog, warn: (details: unknown) => warned.push(details) };
    const meter = async (): Promise<MeterOnChain> => {
      if (told.differ) throw new EvlockError('CHAIN_DISAGREES', { what: 'meter' });
      return { account: told.account, active: true, status: 'active', suspended: false } as unknown as MeterOnChain;
    };
    const chain = { meter, meterOfAccount: async () => meterKey };
    const options = { meterKey: meterKey as Address, account: account as Address };
    const standing = new OwnStanding(options, { clock, log: log as typeof silentLog, chain });
    const stop = new AbortController();
    const running = standing.run(stop.signal);
    const after = async (milliseconds: number): Promise<unknown> => {
      await clock.advance(milliseconds);
      return { alarm: standing.alarm, doubt: standing.doubt };
    };
    expect(await after(1)).toEqual({ alarm: null, doubt: 'CHAIN_DISAGREES' });
    expect(await after(10_000)).toEqual({ alarm: null, doubt: 'CHAIN_DISAGREES' });
    expect(warned).toHaveLength(1);
    Object.assign(told, { differ: false, account: other });
    expect(await after(10_000)).toEqual({ alarm: 'ACCOUNT_TAKEN', doubt: null });
    told.differ = true;
    expect(await after(600_000)).toEqual({ alarm: 'ACCOUNT_TAKEN', doubt: 'CHAIN_DISAGREES' });
    Object.assign(told, { differ: false, account });
    expect(await after(10_000)).toEqual({ alarm: null, doubt: null });
    stop.abort();
    await clock.advance(1);
    await running;
  });
});
