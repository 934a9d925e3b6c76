import type { MeterOnChain } from '@evlock/chain';
import type { Address } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { standingLook } from '../../src/doctor/own-account.ts';

describe("the chain's account for a meter", () => {
  const [meterKey, account, hers] = ['a', 'b', 'c'].map((digit): Address => `0x${digit.repeat(40)}`) as [
    Address,
    Address,
    Address,
  ];
  const enrolled = { account, status: 'active', active: true, suspended: false };
  const look = (meter: object | undefined, active: Address | undefined) =>
    standingLook(
      { meterKey, account },
      { meter: async () => meter as MeterOnChain | undefined, meterOfAccount: async () => active },
    );

  it.each<[string, object | undefined, Address | undefined, string, string]>([
    ['its own', enrolled, meterKey, 'ok', 'is enrolled'],
    ['none yet', undefined, undefined, 'warning', 'not enrolled'],
    ["somebody else's", { ...enrolled, account: hers }, undefined, 'problem', 'ACCOUNT_TAKEN'],
    ['its own, with another meter', undefined, hers, 'problem', 'ACCOUNT_TAKEN'],
    ['its own, and a meter in its place', { ...enrolled, status: 'replaced' }, hers, 'problem', 'METER_REPLACED'],
    ['its own, on standby', { ...enrolled, status: 'standby' }, hers, 'problem', 'METER_STANDBY'],
    ['its own, suspended', { ...enrolled, suspended: true }, meterKey, 'problem', 'NOT_ENROLLED'],
  ])('is %s', async (_name, meter, active, level, says) => {
    expect({ level: 'ok', ...(await look(meter, active)) }).toMatchObject({
      level,
      says: expect.stringContaining(says),
    });
  });
});
