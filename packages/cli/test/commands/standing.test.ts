import { join } from 'node:path';
import { writeOwnerProfile } from '@evlock/owner/node';
import { SoftwarePasskey } from '@evlock/simulator';
import { evlock, NOW } from '@evlock/testing/cli/test-context';
import { account, meterKey } from '@evlock/testing/owner/samples';
import { deployment, hex, TestGateway } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let gateway: TestGateway;
let profile: string;
const as = (...argv: string[]): string[] => ['standing', ...argv, '--profile', profile];
const progress = {
  ...{
    state: 'active',
    placed: NOW,
    energyUsed: '1000000',
    moneyUsed: '100000',
    energyReserved: '0',
    moneyReserved: '0',
  },
  ...{ trades: 2, delivered: '980000', paid: '98000', waitsFor: 'STANDING_RULE_BROKEN', rule: 'reserve' },
};

beforeAll(async () => {
  gateway = await TestGateway.start();
  profile = join(gateway.folder, 'profile.json');
  await SoftwarePasskey.create(join(gateway.folder, 'passkey.pem'));
  await writeOwnerProfile(profile, {
    gateway: { url: gateway.url, authorityFile: 'authority.pem' },
    passkeyFile: 'passkey.pem',
    meterKey,
    account,
    deployment,
  });
});
beforeEach(() => {
  gateway.received.length = 0;
  gateway.handlers = {
    challenge: () => ({ gatewayNonce: hex('9'), expires: NOW + 60 }),
    signIn: () => ({ token: 'token', expires: NOW + 3600 }),
    placeStandingOrder: ({ body: { approval, rules } }) => ({
      ...{ id: approval.mandate.mandateId, mandate: approval.mandate, rules },
      ...progress,
    }),
  };
});
afterAll(() => gateway.stop());

const SELL = ['--sell', '--price', '0.10', '--energy', '20kWh', '--lot', '500Wh', '--for', '7d'];

describe('evlock standing place', () => {
  it('sells by itself, and says apart what is checked and what is kept', async () => {
    const run = await evlock(
      as('place', ...SELL, '--reserve', '30%', '--surplus-only', '--hours', '08:00-18:00', '--time-zone', 'Asia/Seoul'),
    );
    expect(run.exit).toBe(0);
    const { approval, rules } = gateway.last('placeStandingOrder').body;
    expect(approval.mandate).toMatchObject({ side: 'offer', limitPrice: 100_000n, energyCap: 20_000_000n });
    expect(approval.mandate).toMatchObject({ minEnergy: 250_000n, validUntil: NOW + 7 * 86_400 });
    expect(rules).toMatchObject({ lot: 500_000n, reservePpm: 300_000, surplusOnly: true });
    expect(rules.hours).toEqual({ from: 480, until: 1_080, timeZone: 'Asia/Seoul' });
    expect(run.out).toMatch(/^checked by the secure world +sell at least 0.1 TEST\/kWh$/m);
    expect(run.out).toMatch(/^ {2}hours +08:00 to 18:00 Asia\/Seoul$/m);
    expect(run.out).toMatch(/^ {2}reserve +30 % stay in the battery$/m);
    expect(run.out).toMatch(/^waits for +STANDING_RULE_BROKEN \(reserve\)$/m);
  });

  it('buys by itself', async () => {
    const partner = `0x${'12'.repeat(20)}`;
    const buy = ['--buy', '--price', '0.14', '--energy', '10kWh', '--money', '1.2', '--for', '7d', '--lot', '500Wh'];
    const run = await evlock(as('place', ...buy, '--partner', partner, '--json'));
    expect(run.exit).toBe(0);
    const { approval, rules } = gateway.last('placeStandingOrder').body;
    expect(approval.mandate).toMatchObject({ side: 'bid', moneyCap: 1_200_000n });
    expect(rules.partners).toEqual([partner]);
    expect(JSON.parse(run.out)).toMatchObject({ id: approval.mandate.mandateId, state: 'active' });
  });

  it.each([
    ['neither sells nor buys', SELL.slice(1), '--sell'],
    ['sells and buys', [...SELL, '--buy'], '--sell'],
    ['has no end', SELL.slice(0, -2), '--for'],
    ['keeps a reserve when buying', ['--buy', ...SELL.slice(1), '--reserve', '30%'], '--reserve'],
    ['names a cost when selling', [...SELL, '--money', '1'], '--money'],
  ])('is refused when it %s', async (_name, argv, option) => {
    const run = await evlock(as('place', ...argv));
    expect(run.exit).not.toBe(0);
    expect(run.err).toContain(option);
    expect(gateway.received).toEqual([]);
  });
});

describe('evlock standing', () => {
  const placed = async () => {
    await evlock(as('place', ...SELL));
    const { approval, rules } = gateway.last('placeStandingOrder').body;
    return { id: approval.mandate.mandateId, mandate: approval.mandate, rules, ...progress };
  };

  it('lists what trades by itself, and when to place the next', async () => {
    const order = await placed();
    gateway.handlers.standingOrders = () => ({ standingOrders: [order, { ...order, energyUsed: '16000000' }] });
    const { out } = await evlock(as('list'));
    expect(out).toContain('1 kWh of 20 kWh');
    expect(out).toContain('STANDING_RULE_BROKEN (reserve)');
    expect(out).toContain('ends soon (energy): place another');
  });

  it('says when there is none', async () => {
    gateway.handlers.standingOrders = () => ({ standingOrders: [] });
    expect((await evlock(as('list'))).out).toContain('No standing orders.');
  });

  it('stops one by its number', async () => {
    const order = await placed();
    gateway.handlers.stopStandingOrder = () => ({ ...order, state: 'stopped' });
    const run = await evlock(as('stop', String(order.id)));
    expect(gateway.last('stopStandingOrder').params).toEqual({ mandateId: String(order.id) });
    expect(run.out).toMatch(/^state +stopped$/m);
    expect((await evlock(as('stop', 'x'))).err).toContain('not the number of a mandate');
  });
});
