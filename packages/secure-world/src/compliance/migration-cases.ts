/** Another market, other settings, and what remains in a market that was left. */
import { Cancel, type Domain, Migration, type Money, Withdrawal } from '@evlock/protocol';
import { expect } from 'vitest';
import { EVLOCK_ID_STEP_MAX, type MigrationSettings, migrationSettingsHash, type SignedCancel } from '../index.ts';
import { type CommandCases, refused, refusedUnchanged } from './cases.ts';
import { bytes32, domain, NOON, party, provisionInput, WITHDRAWAL_ADDRESS } from './fixture.ts';
import { signerOf } from './provisioning-cases.ts';
import type { Stage } from './stage.ts';

const OTHER_ADDRESS = `0x${'b2'.repeat(20)}` as const;
const elsewhere: Domain = { chainId: 1001, market: `0x${'4e'.repeat(20)}` };

const settings: MigrationSettings = {
  date: provisionInput.date,
  limits: { ...provisionInput.limits, submitterFeeMax: 7n as Money },
  withdrawalAddresses: [OTHER_ADDRESS],
  origins: ['http://localhost:4100'],
};

async function migrationOf(stage: Stage, to: Domain, terms: Partial<Migration> = {}): Promise<Migration> {
  const { nextMigrationId } = await stage.client.info();
  return {
    meterKey: stage.keys.meterKey,
    chainId: BigInt(to.chainId),
    market: to.market,
    settingsHash: migrationSettingsHash(settings),
    migrationId: nextMigrationId,
    ...terms,
  };
}

/** Approved in the domain that the meter leaves. */
export async function migrate(stage: Stage, to: Domain, from = domain, given = settings): Promise<SignedCancel | null> {
  const migration = await migrationOf(stage, to, { settingsHash: migrationSettingsHash(given) });
  return stage.local.migrate(migration, given, stage.approve(Migration.digest(from, migration)));
}

const withdrawalOf = (stage: Stage, to: Withdrawal['to'] = OTHER_ADDRESS): Withdrawal => ({
  account: stage.keys.account,
  token: `0x${'70'.repeat(20)}`,
  to,
  amount: 5n as Money,
  submitterFee: 0n as Money,
  nonce: 1n,
  deadline: NOON,
});

const migrateCases: CommandCases = {
  good: (stage) =>
    stage.withOwnWorld(async (own) => {
      const { meterKey, account } = own.keys;
      await own.passSelfTest();
      await own.grant({ side: 'offer' });
      await own.client.signOrder(await own.ownOrder({ side: 'offer' }));
      const before = await own.client.info();
      const cancel = await migrate(own, elsewhere);
      expect(cancel?.cancel).toMatchObject({ account, meterKey, orderHash: bytes32('00'), submitterFee: 0n });
      expect(cancel?.cancel.minNonce).toBe(before.nextNonce);
      expect(signerOf(Cancel.digest(domain, cancel?.cancel as Cancel), cancel?.signature ?? '0x')).toBe(meterKey);
      const moved = { domain: elsewhere, mandates: 0, orders: 0, nextNonce: before.nextNonce, nextMigrationId: 2 };
      expect(await own.client.info()).toMatchObject({ ...moved, meterKey, account, import: before.import });
      // A mandate for the old market does not count here, and the new limits apply.
      await refused(own.grant({ side: 'offer' }), 'ASSERTION_INVALID', 'CHALLENGE');
      const withdrawal = withdrawalOf(own);
      const digest = Withdrawal.digest(elsewhere, withdrawal);
      expect(signerOf(digest, await own.client.signWithdrawal(withdrawal, own.approve(digest)))).toBe(account);
      const old = withdrawalOf(own, WITHDRAWAL_ADDRESS);
      const oldApproval = own.approve(Withdrawal.digest(elsewhere, old));
      await refused(own.client.signWithdrawal(old, oldApproval), 'LIMIT_EXCEEDED', 'WITHDRAWAL_ADDRESS');
      const elsewhereOnly = own.passkey.assert(digest, { ...party, origin: 'https://community.example' });
      await refused(own.client.signWithdrawal(withdrawal, elsewhereOnly), 'ASSERTION_INVALID', 'ORIGIN');
      // Other settings for the same market; the date may go back.
      expect(await migrate(own, elsewhere, elsewhere, { ...settings, date: 5 as typeof NOON })).toBeNull();
      expect((await own.client.info()).date).toBeLessThan(600);
      await own.world.restart();
      expect(await own.client.info()).toMatchObject({ domain: elsewhere, nextMigrationId: 3 });
    }),
  bad: async (stage) => {
    const good = await migrationOf(stage, elsewhere);
    const attempt = (changes: Partial<Migration>, given = settings, signed = { ...good, ...changes }) =>
      refusedUnchanged.bind(undefined, stage, () =>
        stage.local.migrate({ ...good, ...changes }, given, stage.approve(Migration.digest(domain, signed))),
      );
    await attempt({ meterKey: stage.partner.meterKey })('COMMAND_NOT_AUTHORIZED', 'METER_KEY');
    await attempt({}, { ...settings, withdrawalAddresses: [stage.partner.meterKey] })('INVALID_INPUT', 'SETTINGS');
    await attempt({ chainId: 0n })('INVALID_INPUT');
    // localhost where money is real.
    await attempt({ chainId: 8217n })('INVALID_INPUT');
    await attempt({}, settings, { ...good, chainId: 1n })('ASSERTION_INVALID', 'CHALLENGE');
    const limits = { ...settings.limits, powerLimit: 0 as typeof settings.limits.powerLimit };
    const powerless = { ...settings, limits };
    await attempt({ settingsHash: migrationSettingsHash(powerless) }, powerless)('INVALID_INPUT');
    await attempt({ migrationId: good.migrationId + EVLOCK_ID_STEP_MAX })('LIMIT_EXCEEDED', 'STEP');
    await attempt({ migrationId: 2 ** 40 - 1 })('LIMIT_EXCEEDED', 'STEP');
    await attempt({ migrationId: 0 })('REPLAYED');
  },
  outOfState: async (stage) => {
    const migration = await migrationOf(stage, elsewhere);
    const assertion = stage.approve(Migration.digest(domain, migration));
    await refused(stage.blankLocal.migrate(migration, settings, assertion), 'NOT_PROVISIONED');
    const afar = stage.client.migrate(migration, settings, assertion);
    await refused(afar, 'COMMAND_NOT_AUTHORIZED', 'LOCAL_CONSOLE');
    const tradeId = await stage.open('seller');
    const work = () => stage.local.migrate(migration, settings, assertion);
    await refusedUnchanged(stage, work, 'OUT_OF_STATE', 'DELIVERY_OPEN');
    await stage.client.closeDelivery(tradeId, 'completed');
  },
  replayed: (stage) =>
    stage.withOwnWorld(async (own) => {
      const migration = await migrationOf(own, domain);
      const assertion = own.approve(Migration.digest(domain, migration));
      await own.local.migrate(migration, settings, assertion);
      await refusedUnchanged(own, () => own.local.migrate(migration, settings, assertion), 'REPLAYED');
    }),
};

const signFormerWithdrawal: CommandCases = {
  // From market to market and back: each one left stays withdrawable; the current one is not among them.
  good: (stage) =>
    stage.withOwnWorld(async (own) => {
      const approveIn = (place: Domain, value: Withdrawal) => own.approve(Withdrawal.digest(place, value));
      const value = withdrawalOf(own);
      const third = { ...elsewhere, market: `0x${'5a'.repeat(20)}` as const };
      await migrate(own, elsewhere);
      await migrate(own, third, elsewhere);
      for (const place of [domain, elsewhere]) {
        const signature = await own.client.signFormerWithdrawal(place, value, approveIn(place, value));
        expect(signerOf(Withdrawal.digest(place, value), signature)).toBe(own.keys.account);
      }
      await migrate(own, domain, third);
      await own.world.restart();
      await own.client.signFormerWithdrawal(third, value, approveIn(third, value));
      const present = own.client.signFormerWithdrawal(domain, value, approveIn(domain, value));
      await refused(present, 'COMMAND_NOT_AUTHORIZED', 'MARKET');
      // Two are left behind: there is room for two more.
      for (const byte of ['61', '62'])
        await migrate(
          own,
          { chainId: 1001, market: `0x${byte.repeat(20)}` },
          (await own.client.info()).domain as Domain,
        );
      const here = (await own.client.info()).domain as Domain;
      const fifth = { chainId: 1001, market: `0x${'63'.repeat(20)}` } as const;
      await refused(migrate(own, fifth, here), 'LIMIT_EXCEEDED', 'MARKET');
    }),
  bad: async (stage) => {
    const value = withdrawalOf(stage, WITHDRAWAL_ADDRESS);
    const assertion = stage.approve(Withdrawal.digest(elsewhere, value));
    const sign = (place: Domain) => stage.client.signFormerWithdrawal(place, value, assertion);
    await refused(sign(elsewhere), 'COMMAND_NOT_AUTHORIZED', 'MARKET');
    await stage.withOwnWorld(async (own) => {
      await migrate(own, elsewhere);
      const mine = withdrawalOf(own);
      const approval = own.approve(Withdrawal.digest(domain, mine));
      const former = (changes: Partial<Withdrawal>, by = approval, place = domain) =>
        own.client.signFormerWithdrawal(place, { ...mine, ...changes }, by);
      await refused(former({ amount: 6n as Money }), 'ASSERTION_INVALID', 'CHALLENGE');
      await refused(former({}, own.approve(Withdrawal.digest(elsewhere, mine))), 'ASSERTION_INVALID', 'CHALLENGE');
      await refused(former({}, approval, { ...domain, chainId: 1 }), 'COMMAND_NOT_AUTHORIZED', 'MARKET');
      const away = { ...mine, to: WITHDRAWAL_ADDRESS };
      const toAway = own.approve(Withdrawal.digest(domain, away));
      await refused(former(away, toAway), 'LIMIT_EXCEEDED', 'WITHDRAWAL_ADDRESS');
      const costly = { ...mine, submitterFee: 8n as Money };
      const toCostly = own.approve(Withdrawal.digest(domain, costly));
      await refused(former(costly, toCostly), 'LIMIT_EXCEEDED', 'SUBMITTER_FEE');
    });
  },
  outOfState: async (stage) => {
    const value = withdrawalOf(stage);
    const assertion = stage.approve(Withdrawal.digest(domain, value));
    await refused(stage.blankClient.signFormerWithdrawal(domain, value, assertion), 'NOT_PROVISIONED');
  },
  replayed: (stage) =>
    stage.withOwnWorld(async (own) => {
      await migrate(own, elsewhere);
      const value = withdrawalOf(own);
      const assertion = own.approve(Withdrawal.digest(domain, value));
      const sign = () => own.client.signFormerWithdrawal(domain, value, assertion);
      expect(await sign()).toBe(await sign());
    }),
};

export const migrationCases = { migrate: migrateCases, signFormerWithdrawal };
