/** What the owner does at the meter: mandates, passkeys, and another market or other settings. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { calls, writeDeployment } from '@evlock/chain';
import { Store, storeFile } from '@evlock/meter';
import { firstPage } from '@evlock/owner';
import { readOwnerProfile, writeOwnerProfile } from '@evlock/owner/node';
import {
  type DeploymentFile,
  deploymentFingerprint,
  domainOf,
  energy,
  Mandate,
  money,
  Order,
  ppm,
  price,
  readSignedExport,
  type TradeOrders,
  timestamp,
  toJson,
  tradeOf,
} from '@evlock/protocol';
import { passkeyConfirmation } from '@evlock/secure-world';
import { selfTestSamples } from '@evlock/secure-world/compliance/fixture';
import { SoftwarePasskey } from '@evlock/simulator';
import { deployOn, type Household, householdNamed, keyNamed } from '@evlock/testing/chain/local-market';
import { evlock } from '@evlock/testing/cli/test-context';
import { domain as meterDomain } from '@evlock/testing/meter/samples';
import { signedOrders } from '@evlock/testing/meter/signer';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done, failure, LocalHousehold, PURSE } from '../support/local-household.ts';

let household: LocalHousehold;
/** Owners number by their clock; here one by one from it. */
let mandates = Math.floor(Date.now() / 1000);
const at = (name: string): string => household.at(name);
const console = (): string[] => ['--socket', at('console.sock')];
const meterSocket = (): string[] => ['--socket', at('meter.sock')];
const publicPart = ({ publicKey: { x, y } }: SoftwarePasskey) => `${x}${y.slice(2)}`;
const fingerprint = ({ publicKey: { x, y } }: SoftwarePasskey) => passkeyConfirmation(x, y).slice(2);

beforeAll(async () => {
  household = await LocalHousehold.start();
});
afterAll(() => household.stop());

async function grant(change: Partial<Mandate> = {}): Promise<Mandate> {
  const { deployment, passkey, meterKey } = household;
  const now = Math.floor(Date.now() / 1000);
  const mandate: Mandate = {
    ...{ meterKey, side: 'bid', mandateId: mandates++, approvedAt: timestamp(now) },
    ...{
      energyCap: energy(2_000_000),
      minEnergy: energy(100_000),
      moneyCap: money(240_000),
      limitPrice: price(120_000),
    },
    ...{ deliveryFrom: timestamp(now), deliveryUntil: timestamp(now + 7_200), validUntil: timestamp(now + 3_600) },
    ...{ minReputation: -3, minSensorClass: 'normal-world', lossBandPpm: ppm(30_000) },
    ...change,
  };
  const assertion = passkey.assert(Mandate.digest(domainOf(deployment), mandate), firstPage(deployment));
  await household.atConsole((secureWorld) => secureWorld.authorizeMandate(mandate, assertion));
  return mandate;
}

describe('evlock mandates list', () => {
  it('says that there is none, on either socket', async () => {
    expect(await done(['mandates', 'list', ...meterSocket()])).toEqual({ mandates: [] });
    expect((await evlock(['mandates', 'list', ...console()])).out).toContain('None:');
  });

  it('shows energy and money that are left of each', async () => {
    const { mandateId } = await grant();
    expect(await done(['mandates', 'list', ...meterSocket()])).toEqual({
      mandates: [
        {
          ...{ mandateId, side: 'bid', energyLeft: '2000000', energyReserved: '0' },
          ...{ moneyLeft: '240000', moneyReserved: '0' },
        },
      ],
    });
    const { out } = await evlock(['mandates', 'list', ...meterSocket()]);
    expect(out).toMatch(new RegExp(`${mandateId}\\s+bid\\s+2 kWh\\s+0 Wh\\s+0.24\\s+0$`, 'm'));
  });
});

describe('evlock passkeys', () => {
  let second: SoftwarePasskey;

  it('lists what is bound', async () => {
    const mine = household.passkey;
    const { passkeys } = await done(['passkeys', 'list', ...meterSocket()]);
    expect(passkeys).toEqual([
      { fingerprint: fingerprint(mine).replaceAll(/(.{4})(?!$)/g, '$1 '), publicPart: publicPart(mine) },
    ]);
    expect((await evlock(['passkeys', 'list', ...meterSocket()])).out).toContain(publicPart(mine));
  });

  it('adds a further one, approved by the first, at the meter’s own socket', async () => {
    second = await SoftwarePasskey.create(at('second.pem'));
    const profile = ['--profile', at('profile.json')];
    const { passkeys } = await done(['passkeys', 'add', publicPart(second), ...profile, ...meterSocket()]);
    expect(passkeys).toHaveLength(2);
    const twice = await failure(['passkeys', 'add', publicPart(second), ...profile, ...meterSocket()]);
    expect(twice.error).toMatchObject({ code: 'OUT_OF_STATE', details: { check: 'PASSKEY_BOUND' } });
    expect(await failure(['passkeys', 'add', '0x12', ...profile, ...meterSocket()])).toMatchObject({ exit: 2 });
  });

  it('removes one by another’s approval, and never by its own', async () => {
    const profile = ['--profile', at('profile.json')];
    const own = ['passkeys', 'remove', fingerprint(household.passkey), '--approve', ...profile, ...meterSocket()];
    expect((await failure(own)).error.code).toBe('ASSERTION_INVALID');
    const unapproved = await failure(['passkeys', 'remove', fingerprint(second), ...meterSocket()]);
    expect(unapproved.error).toMatchObject({ code: 'COMMAND_NOT_AUTHORIZED', details: { check: 'LOCAL_CONSOLE' } });
    const other = ['passkeys', 'remove', fingerprint(second), '--approve', ...profile, ...meterSocket()];
    expect(await done(other)).toMatchObject({ removed: { publicPart: publicPart(second) }, left: [{}] });
    expect(await failure(other)).toMatchObject({ exit: 2, error: { details: { argument: '<passkey>' } } });
  });

  it('removes the last one with the 24 words alone, and a new one is bound in its place: a lost passkey is no lost meter', async () => {
    const last = ['passkeys', 'remove', publicPart(household.passkey), ...console()];
    expect(await failure([...last, '--approve', '--profile', at('profile.json')])).toMatchObject({ exit: 2 });
    expect(await failure(last)).toMatchObject({ exit: 2, error: { details: { argument: '--recovery-phrase-file' } } });
    await writeFile(at('wrong'), household.words.split(' ').reverse().join(' '), { mode: 0o600 });
    expect((await failure([...last, '--recovery-phrase-file', at('wrong')])).error).toMatchObject({
      code: 'COMMAND_NOT_AUTHORIZED',
      details: { check: 'WORDS' },
    });
    const { out } = await evlock([...last, '--recovery-phrase-file', at('words')]);
    expect(out).toContain('evlock meter bind');
    expect((await evlock(['passkeys', 'list', ...console()])).out).toContain('No passkey is bound');
    await household.atConsole(async (secureWorld) => {
      const { x, y } = second.publicKey;
      await secureWorld.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });
    });
    const profile = await readOwnerProfile(at('profile.json'));
    await writeOwnerProfile(at('profile.json'), { ...profile, passkeyFile: at('second.pem') });
    household.passkey = second;
    expect((await done(['passkeys', 'list', ...console()])).passkeys).toMatchObject([
      { publicPart: publicPart(second) },
    ]);
  });
});

describe('evlock meter migrate', () => {
  const elsewhere = keyNamed('another purse').address;
  let next: DeploymentFile;
  const migrate = (...more: string[]): string[] => [
    'meter',
    'migrate',
    ...household.here,
    '--withdraw-to',
    PURSE,
    ...more,
  ];

  beforeAll(async () => {
    next = deploymentFile(await deployOn(household.localMarket.chain));
    await writeDeployment(at('next.json'), next);
    const example = JSON.parse((await evlock(['profiles', 'print', 'meter'])).out);
    await writeFile(at('meter.json'), toJson({ ...example, dataFolder: household.folder }));
    Store.open(storeOf()).close();
  });
  const storeOf = (): string => storeFile({ dataFolder: household.folder } as never);
  const toNext = (...more: string[]): string[] =>
    migrate('--deployment', at('next.json'), '--meter-profile', at('meter.json'), '--out', at('former.json'), ...more);

  it('says what it lacks, and does nothing without a yes', async () => {
    const without = ['meter', 'migrate', ...household.here, '--deployment', at('deployment.json'), '--yes'];
    const pages = deploymentFile(next, { rpId: 'other.example', origins: ['https://other.example'] });
    await writeDeployment(at('pages.json'), pages);
    for (const [argv, argument] of [
      [without, '--withdraw-to'],
      [migrate('--deployment', at('next.json'), '--yes'), '--meter-profile'],
      [migrate('--deployment', at('pages.json'), '--yes'), '--deployment'],
      [toNext(), '--yes'],
      [toNext('--yes', '--out', at('next.json')), '--out'],
    ] as const)
      expect(await failure(argv)).toMatchObject({ exit: 2, error: { details: { argument } } });
    const asked = await evlock(toNext(), { terminal: true, answers: ['yes'] });
    expect([asked.exit, asked.err]).toEqual([1, expect.stringContaining(deploymentFingerprint(next))]);
    // Refused in the secure world: the place that was kept for the cancel is given back.
    await SoftwarePasskey.create(at('stranger.pem'));
    const profile = await readOwnerProfile(at('profile.json'));
    await writeOwnerProfile(at('of-a-stranger.json'), { ...profile, passkeyFile: at('stranger.pem') });
    const unknown = await failure(toNext('--yes', '--profile', at('of-a-stranger.json')));
    expect([unknown.error.code, existsSync(at('former.json'))]).toEqual(['ASSERTION_INVALID', false]);
    const nowhere = await failure(toNext('--yes', '--out', at('next.json/former.json')));
    expect(nowhere.error.code).toBe('FILE_UNUSABLE');
    const { domain } = await household.atConsole((secureWorld) => secureWorld.info());
    expect(domain).toEqual(domainOf(household.deployment));
  });

  const stored = (stage: 'confirmed' | 'settled'): void => {
    const orders = signedOrders();
    const trade = tradeOf(meterDomain, orders);
    const store = Store.open(storeOf());
    const over = { delivery: 'closed', cause: null, error: null, claimed: false } as const;
    store.saveTrade({ id: trade.id, orders, role: 'seller', fromBlock: 1, end: trade.end, stage, ...over });
    store.close();
  };
  let orders: TradeOrders;

  /** A bid of this meter that is opened on chain: the account's money is locked. */
  async function openTrade(seller: Household): Promise<void> {
    const { localMarket, account, meterKey } = household;
    await grant({ energyCap: energy(1_000_000), minEnergy: energy(1_000_000) });
    const nobody = householdNamed('nobody');
    const { offer } = await localMarket.orders({ buyer: nobody, seller, energy: 1_000_000n, power: 1_200_000 });
    const bid: Order = {
      ...{ ...offer.order, side: 'bid', account, meterKey, nonce: 1 },
      counterOrder: Order.digest(domainOf(household.deployment), offer.order),
      ...{ minReputation: -3, lossBandPpm: ppm(30_000) },
    };
    const signature = await household.atConsole(async (secureWorld) => {
      await secureWorld.selfTestResult(selfTestSamples);
      return secureWorld.signOrder(bid);
    });
    orders = { bid: { order: bid, signature }, offer };
    await localMarket.submit(calls.openTrade(localMarket.deployment, orders));
  }

  it('leaves no market while a trade is not over, by the chain or by the meter’s own store', async () => {
    stored('confirmed');
    expect((await failure(toNext('--yes'))).error).toMatchObject({ code: 'TRADES_OPEN', details: { locked: '0' } });
    stored('settled');
    const seller = householdNamed('seller of the last trade');
    await household.localMarket.welcome([seller]);
    await openTrade(seller);
    const locked = { code: 'TRADES_OPEN', details: { trades: null, locked: '120000' } };
    expect((await failure(toNext('--yes'))).error).toMatchObject(locked);
    const zero = { energy: energy(0), partnerEnergy: energy(0) };
    const last = await household.localMarket.receipt(orders, seller, 'seller', zero);
    const own = await household.atConsole((secureWorld) => secureWorld.closeUnopened(orders, 'stopped-by-owner'));
    await household.localMarket.submit(calls.settleFinal(household.localMarket.deployment, orders, own, last));
  });

  it('sets limits and addresses anew in the same market, and ends the mandates', async () => {
    await grant();
    const argv = migrate(
      '--deployment',
      at('deployment.json'),
      '--withdraw-to',
      elsewhere,
      '--fee-cap',
      '0.02',
      '--yes',
    );
    expect(await done(argv)).toMatchObject({
      ...{ moved: false, cancel: null, withdrawalAddresses: [PURSE, elsewhere] },
      limits: { submitterFeeMax: '20000' },
    });
    expect(await done(['mandates', 'list', ...meterSocket()])).toEqual({ mandates: [] });
    const withdraw = [
      'account',
      'withdraw',
      '1',
      '--to',
      elsewhere,
      '--local',
      ...household.here,
      '--out',
      at('set-anew.json'),
    ];
    await done(withdraw);
    expect(await household.submit('set-anew.json')).toMatchObject({ result: 'submitted' });
  });

  it('leaves a market with a cancel of all that was signed, and what is still there comes out', async () => {
    const { meterKey, account, localMarket } = household;
    const moved = await done(toNext('--yes'));
    expect(moved).toMatchObject({ moved: true, cancel: at('former.json'), deployment: deploymentFingerprint(next) });
    const { domain } = await household.atConsole((secureWorld) => secureWorld.info());
    expect(domain).toEqual(domainOf(next));
    expect((await readOwnerProfile(at('profile.json'))).deployment).toEqual(next);
    const { cancels, deployment: left } = readSignedExport(await readFile(at('former.json'), 'utf8'));
    expect([left.market, cancels]).toMatchObject([
      household.deployment.market,
      [{ cancel: { meterKey, minNonce: 2 } }],
    ]);
    expect(await household.submit('former.json')).toMatchObject({ item: 'cancel' });
    const { balance } = await localMarket.reader.account(account);
    expect(balance).toBeGreaterThan(0n);
    const before = await localMarket.reader.tokenBalance(PURSE);
    const withdraw = [
      'account',
      'withdraw',
      'all',
      '--to',
      PURSE,
      '--local',
      ...household.here,
      '--out',
      at('left.json'),
    ];
    const former = (file: string) => [...withdraw, '--former', at(file)];
    expect(await failure(former('next.json'))).toMatchObject({
      exit: 2,
      error: { details: { argument: '--former' } },
    });
    expect(await failure(former('pages.json'))).toMatchObject({ exit: 2 });
    await done(former('deployment.json'));
    expect(await household.submit('left.json')).toMatchObject({ result: 'submitted' });
    expect(await localMarket.reader.tokenBalance(PURSE)).toBe(before + balance);
  });
});
