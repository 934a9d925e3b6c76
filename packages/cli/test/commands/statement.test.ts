import { join } from 'node:path';
import { writeOwnerProfile } from '@evlock/owner/node';
import { SoftwarePasskey } from '@evlock/simulator';
import { evlock, NOW } from '@evlock/testing/cli/test-context';
import { energyHistoryOf, movementViews, signedReadings, totalsOf } from '@evlock/testing/owner/history-samples';
import { account, meterKey } from '@evlock/testing/owner/samples';
import { deployment, hex, TestGateway } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let gateway: TestGateway;
let profile: string;
const statement = (...argv: string[]) => evlock(['statement', ...argv, '--profile', profile]);
const momentsIn = (query: Readonly<Record<string, string>>): number[] => String(query.at).split(',').map(Number);

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
  gateway.handlers = {
    challenge: () => ({ gatewayNonce: hex('9'), expires: NOW + 60 }),
    signIn: () => ({ token: 'token', expires: NOW + 3600 }),
    movements: () => ({ movements: movementViews, next: null }),
    totals: ({ query }) => totalsOf(momentsIn(query)),
    energyHistory: ({ query }) => energyHistoryOf(momentsIn(query), signedReadings(momentsIn(query))),
  };
});
afterAll(() => gateway.stop());

describe('evlock statement', () => {
  it('sums a month, and lists its busy days, partners and movements', async () => {
    const { exit, out, err } = await statement('2027-01', '--zone', 'UTC');
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/period +2027-01-01 00:00 to 2027-02-01 00:00, UTC/);
    expect(out).toMatch(/bought +1\.9 kWh for 0\.228001 TEST: 0\.12 TEST\/kWh in 1 trades/);
    expect(out).toMatch(/own use +not measured by this meter/);
    expect(out).toMatch(/2027-01-15 +1\.9 kWh +0\.228001 /);
    expect(out).toMatch(/2027-01-15 00:00 +fee +-0\.0005 +3\.9995 +0 +0x/);
  });

  it('of a day has its quarter hours', async () => {
    const { out } = await statement('2027-01-15', '--zone', 'Europe/Berlin');
    expect(out).toMatch(/period +2027-01-15 00:00 to 2027-01-16 00:00, Europe\/Berlin/);
    expect(out).toMatch(/23:45 +\+01:00 +0\.01 Wh +0\.001 Wh/);
  });

  it.each([
    ['days', '2027-01', 32, 'from_utc,'],
    ['quarters', '2027-03-28', 93, 'from_utc,'],
    ['movements', '2027-01', 7, 'time_utc,'],
  ])('prints %s as CSV', async (csv, period, lines, head) => {
    const { exit, out } = await statement(period, '--csv', csv, '--zone', 'Europe/Berlin');
    expect(exit).toBe(0);
    const rows = out.trimEnd().split('\n');
    expect(rows).toHaveLength(lines);
    expect(rows[0]).toMatch(new RegExp(`^${head}`));
  });

  it('is JSON in the smallest units', async () => {
    const { out } = await statement('2027-01', '--json', '--zone', 'UTC');
    const { sums, verdict, days } = JSON.parse(out);
    expect([sums.bought.money, sums.balance, days.length, verdict.failed]).toEqual(['228001', '3999500', 31, []]);
  });

  it('is of this month where none is given', async () => {
    const { out } = await statement('--json', '--zone', 'UTC');
    const { year, month } = JSON.parse(out).period;
    expect([year, month]).toEqual([new Date(NOW * 1000).getUTCFullYear(), new Date(NOW * 1000).getUTCMonth() + 1]);
  });

  it.each([
    [['2027-13'], '[period]'],
    [['2027-02-30'], '[period]'],
    [['yesterday'], '[period]'],
    [['--zone', 'Moon/Base'], '--zone'],
    [['2027-01', '--csv', 'quarters'], '--csv'],
  ])('refuses %j', async (argv, named) => {
    const { exit, err } = await statement(...argv, '--json');
    expect(exit).toBe(2);
    expect(JSON.parse(err).details.argument).toBe(named);
  });
});
