/** A meter in the place of another: what the gateway asks for, puts on chain and refuses. */
import type { Address, Replace, Timestamp } from '@evlock/protocol';
import { type Household, householdNamed } from '@evlock/testing/chain/local-market';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ASSERTION, at, DONE, MarketFixture, NOW, principalOf } from '../support/market-fixture.ts';

const DELAY = 48 * 3600;
let postgres: TestPostgres;
let fixture: MarketFixture;
/** Ana's new meter: another key, the same account. */
let fresh: Household;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  fixture = new MarketFixture(await postgres.open());
  const { meter, deviceIdHash } = householdNamed('ana-again');
  fresh = { ...fixture.ana, name: 'ana-again', meter, deviceIdHash };
  const old = fixture.chain.meters.get(fixture.ana.meter.address);
  if (!old) throw new Error('ana has no meter');
  fixture.chain.meters.set(meter.address, { ...old, active: false, status: 'standby', deviceIdHash });
  fixture.meters.add(fresh);
});

const code = (expected: string, details = {}) => ({ code: expected, details: expect.objectContaining(details) });
const replaceOf = (change: Partial<Replace> = {}): Replace => ({
  account: fixture.ana.account.address,
  oldMeterKey: fixture.ana.meter.address,
  newMeterKey: fresh.meter.address,
  nonce: 0n,
  deadline: at(600),
  ...change,
});
const request = (replace: Replace, household: Household = fresh) =>
  fixture.market.replacements.request(principalOf(household), { replace, assertion: ASSERTION });
const pend = (effectiveFrom: number): void => {
  const pending = { newMeterKey: fresh.meter.address, effectiveFrom: effectiveFrom as Timestamp };
  fixture.chain.replacements.set(fixture.ana.meter.address, pending);
};
const become = (meterKey: Address, change: object): void => {
  const meter = fixture.chain.meters.get(meterKey);
  if (meter) fixture.chain.meters.set(meterKey, { ...meter, ...change });
};

describe('a replacement', () => {
  it.each(['new', 'old'])('is signed by the %s meter, whichever the session is of', async (which) => {
    const household = which === 'new' ? fresh : fixture.ana;
    expect(await request(replaceOf(), household)).toEqual({ transaction: DONE.transaction });
    expect(fixture.meters.sent('signReplace', household)).toHaveLength(1);
    expect(fixture.submitter.actions()).toEqual(['replace']);
  });

  it('is refused before a meter is asked, where the chain would refuse it', async () => {
    const { ben } = fixture;
    await expect(request(replaceOf(), ben)).rejects.toMatchObject(code('FORBIDDEN'));
    const wrong: [string, Partial<Replace>][] = [
      ['oldMeterKey', { oldMeterKey: ben.meter.address }],
      ['newMeterKey', { newMeterKey: ben.meter.address }],
      ['newMeterKey', { newMeterKey: fixture.ana.meter.address }],
      ['nonce', { nonce: 1n }],
      ['deadline', { deadline: at(-1) }],
    ];
    for (const [field, change] of wrong) {
      await expect(request(replaceOf(change))).rejects.toMatchObject(code('REPLACE_INVALID', { field }));
    }
    expect(fixture.meters.sent('signReplace', fresh)).toEqual([]);
  });

  it('shows when it takes effect, and can be withdrawn until then', async () => {
    const owner = principalOf(fresh);
    const standing = { account: owner.account, activeMeter: fixture.ana.meter.address, nonce: 0n, time: NOW };
    expect(await fixture.market.replacements.view(owner)).toEqual({ ...standing, pending: null });
    pend(NOW + DELAY);
    const pending = { newMeterKey: owner.meterKey, effectiveFrom: NOW + DELAY, due: false };
    expect(await fixture.market.replacements.view(owner)).toEqual({ ...standing, pending });
    await request(replaceOf({ newMeterKey: fixture.ana.meter.address }));
    await expect(fixture.market.replacements.finish(owner)).rejects.toMatchObject(code('REPLACE_NOT_DUE'));
    pend(NOW);
    await expect(request(replaceOf({ newMeterKey: fixture.ana.meter.address }))).rejects.toMatchObject(
      code('REPLACE_INVALID', { field: 'effectiveFrom' }),
    );
    expect(await fixture.market.replacements.finish(owner)).toEqual({ transaction: DONE.transaction });
  });

  it('keeps the new meter from orders until it is due, and is then finished by the first', async () => {
    await expect(fixture.sell(fresh)).rejects.toMatchObject(code('METER_STANDBY'));
    pend(NOW + 1);
    await expect(fixture.sell(fresh)).rejects.toMatchObject(code('METER_STANDBY'));
    expect(fixture.submitter.calls).toEqual([]);
    fixture.chain.time = at(1);
    fixture.submitter.done = (action) => {
      if (action === 'finishReplace') become(fresh.meter.address, { active: true, status: 'active' });
    };
    await fixture.sell(fresh);
    expect(fixture.submitter.actions()).toEqual(['finishReplace']);
  });

  it('keeps the old meter from orders once it is due', async () => {
    pend(NOW);
    become(fixture.ana.meter.address, { active: false });
    await expect(fixture.sell(fixture.ana)).rejects.toMatchObject(code('METER_REPLACED'));
    become(fixture.ana.meter.address, { status: 'replaced' });
    await expect(fixture.sell(fixture.ana)).rejects.toMatchObject(code('METER_REPLACED'));
    expect(fixture.meters.sent('signOrder', fixture.ana)).toEqual([]);
  });
});

describe('a mandate', () => {
  it('is revoked with every order that was signed, without a passkey', async () => {
    await fixture.sell(fixture.ana);
    const owner = principalOf(fixture.ana);
    expect(await fixture.market.cancels.revokeMandate(owner, 1)).toEqual({ transaction: DONE.transaction });
    expect(fixture.meters.sent('revokeMandate', fixture.ana)).toEqual([{ mandateId: 1 }]);
    fixture.chain.spent.add(`${owner.meterKey} 1`);
    expect(await fixture.market.cancels.revokeMandate(owner, 1)).toEqual({ transaction: null });
    expect(fixture.submitter.actions()).toEqual(['cancel']);
  });
});
