/** A meter in the place of another: what the gateway asks for, puts on chain and refuses. */
import type { Address, Replace, Timestamp } from '@evlock/protocol';
import { type Household, householdNamed } from '@evlock/testing/chain/world';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ASSERTION, at, DONE, MarketWorld, NOW, principalOf } from '../support/market-world.ts';

const DELAY = 48 * 3600;
let postgres: TestPostgres;
let world: MarketWorld;
/** Ana's new meter: another key, the same account. */
let fresh: Household;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  world = new MarketWorld(await postgres.open());
  const { meter, deviceIdHash } = householdNamed('ana-again');
  fresh = { ...world.ana, name: 'ana-again', meter, deviceIdHash };
  const old = world.chain.meters.get(world.ana.meter.address);
  if (!old) throw new Error('ana has no meter');
  world.chain.meters.set(meter.address, { ...old, active: false, status: 'standby', deviceIdHash });
  world.meters.add(fresh);
});

const code = (expected: string, details = {}) => ({ code: expected, details: expect.objectContaining(details) });
const replaceOf = (change: Partial<Replace> = {}): Replace => ({
  account: world.ana.account.address,
  oldMeterKey: world.ana.meter.address,
  newMeterKey: fresh.meter.address,
  nonce: 0n,
  deadline: at(600),
  ...change,
});
const request = (replace: Replace, household: Household = fresh) =>
  world.market.replacements.request(principalOf(household), { replace, assertion: ASSERTION });
const pend = (effectiveFrom: number): void => {
  const pending = { newMeterKey: fresh.meter.address, effectiveFrom: effectiveFrom as Timestamp };
  world.chain.replacements.set(world.ana.meter.address, pending);
};
const become = (meterKey: Address, change: object): void => {
  const meter = world.chain.meters.get(meterKey);
  if (meter) world.chain.meters.set(meterKey, { ...meter, ...change });
};

describe('a replacement', () => {
  it.each(['new', 'old'])('is signed by the %s meter, whichever the session is of', async (which) => {
    const household = which === 'new' ? fresh : world.ana;
    expect(await request(replaceOf(), household)).toEqual({ transaction: DONE.transaction });
    expect(world.meters.sent('signReplace', household)).toHaveLength(1);
    expect(world.submitter.actions()).toEqual(['replace']);
  });

  it('is refused before a meter is asked, where the chain would refuse it', async () => {
    const { ben } = world;
    await expect(request(replaceOf(), ben)).rejects.toMatchObject(code('FORBIDDEN'));
    const wrong: [string, Partial<Replace>][] = [
      ['oldMeterKey', { oldMeterKey: ben.meter.address }],
      ['newMeterKey', { newMeterKey: ben.meter.address }],
      ['newMeterKey', { newMeterKey: world.ana.meter.address }],
      ['nonce', { nonce: 1n }],
      ['deadline', { deadline: at(-1) }],
    ];
    for (const [field, change] of wrong) {
      await expect(request(replaceOf(change))).rejects.toMatchObject(code('REPLACE_INVALID', { field }));
    }
    expect(world.meters.sent('signReplace', fresh)).toEqual([]);
  });

  it('shows when it takes effect, and can be withdrawn until then', async () => {
    const owner = principalOf(fresh);
    const standing = { account: owner.account, activeMeter: world.ana.meter.address, nonce: 0n, time: NOW };
    expect(await world.market.replacements.view(owner)).toEqual({ ...standing, pending: null });
    pend(NOW + DELAY);
    const pending = { newMeterKey: owner.meterKey, effectiveFrom: NOW + DELAY, due: false };
    expect(await world.market.replacements.view(owner)).toEqual({ ...standing, pending });
    await request(replaceOf({ newMeterKey: world.ana.meter.address }));
    await expect(world.market.replacements.finish(owner)).rejects.toMatchObject(code('REPLACE_NOT_DUE'));
    pend(NOW);
    await expect(request(replaceOf({ newMeterKey: world.ana.meter.address }))).rejects.toMatchObject(
      code('REPLACE_INVALID', { field: 'effectiveFrom' }),
    );
    expect(await world.market.replacements.finish(owner)).toEqual({ transaction: DONE.transaction });
  });

  it('keeps the new meter from orders until it is due, and is then finished by the first', async () => {
    await expect(world.sell(fresh)).rejects.toMatchObject(code('METER_STANDBY'));
    pend(NOW + 1);
    await expect(world.sell(fresh)).rejects.toMatchObject(code('METER_STANDBY'));
    expect(world.submitter.calls).toEqual([]);
    world.chain.time = at(1);
    world.submitter.done = (action) => {
      if (action === 'finishReplace') become(fresh.meter.address, { active: true, status: 'active' });
    };
    await world.sell(fresh);
    expect(world.submitter.actions()).toEqual(['finishReplace']);
  });

  it('keeps the old meter from orders once it is due', async () => {
    pend(NOW);
    become(world.ana.meter.address, { active: false });
    await expect(world.sell(world.ana)).rejects.toMatchObject(code('METER_REPLACED'));
    become(world.ana.meter.address, { status: 'replaced' });
    await expect(world.sell(world.ana)).rejects.toMatchObject(code('METER_REPLACED'));
    expect(world.meters.sent('signOrder', world.ana)).toEqual([]);
  });
});

describe('a mandate', () => {
  it('is revoked with every order that was signed, without a passkey', async () => {
    await world.sell(world.ana);
    const owner = principalOf(world.ana);
    expect(await world.market.cancels.revokeMandate(owner, 1)).toEqual({ transaction: DONE.transaction });
    expect(world.meters.sent('revokeMandate', world.ana)).toEqual([{ mandateId: 1 }]);
    world.chain.spent.add(`${owner.meterKey} 1`);
    expect(await world.market.cancels.revokeMandate(owner, 1)).toEqual({ transaction: null });
    expect(world.submitter.actions()).toEqual(['cancel']);
  });
});
