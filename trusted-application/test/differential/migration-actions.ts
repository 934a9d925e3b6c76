/** Other settings, another market, and back. */
import { type Domain, Migration, type Timestamp, Withdrawal } from '@evlock/protocol';
import { type MigrationSettings, migrationSettingsHash } from '@evlock/secure-world';
import { bytes32, domain, NOON, provisionInput } from '@evlock/secure-world/compliance/fixture';
import { type Action, isLocal, withdrawalOf } from './actions.ts';
import type { Household } from './household.ts';

const elsewhere: Domain = { chainId: 1001, market: `0x${'4e'.repeat(20)}` };

/** Approved in the market being left. */
export async function migrate(
  household: Household,
  [from, to]: readonly [Domain, Domain],
  terms: Partial<MigrationSettings> = {},
): Promise<boolean> {
  const { date, limits, withdrawalAddresses, origins } = provisionInput;
  const settings = { date, limits, withdrawalAddresses, origins, ...terms };
  const migration: Migration = {
    meterKey: household.meterKey,
    chainId: BigInt(to.chainId),
    market: to.market,
    settingsHash: household.chance(0.95) ? migrationSettingsHash(settings) : bytes32('0e'),
    migrationId: household.nextMigrationId,
  };
  const request = { migration, ...settings, assertion: household.approve(Migration.digest(from, migration)) };
  if (!(await household.ask('migrate', request, { local: isLocal(household) }))) return false;
  household.nextMigrationId += 1;
  household.streamEnd = Math.max(household.streamEnd ?? 0, household.twins.now);
  household.reached('migrated');
  return true;
}

const odderSettings = (household: Household): Partial<MigrationSettings> =>
  household.next('migration', [
    {},
    { limits: { ...provisionInput.limits, powerLimit: 0 as never } },
    { origins: [] },
    { date: (NOON - household.below(86_400)) as Timestamp },
    { withdrawalAddresses: [] },
    { limits: { ...provisionInput.limits, submitterFeeMax: 0n as never } },
    { limits: { ...provisionInput.limits, powerLimit: (2 * provisionInput.limits.powerLimit) as never } },
  ]);

/** Other settings, or another market and back, with a withdrawal from the one that was left. */
export const move: Action = async (household) => {
  if (household.chance(0.4)) {
    await migrate(household, [domain, domain], odderSettings(household));
    return;
  }
  if (!(await migrate(household, [domain, elsewhere]))) return;
  await formerWithdrawal(household, household.chance(0.8) ? domain : elsewhere);
  household.trade = undefined;
  await household.twins.compareStorage();
  for (let attempt = 0; attempt < 20; attempt++) if (await migrate(household, [elsewhere, domain])) break;
  await formerWithdrawal(household, elsewhere);
};

async function formerWithdrawal(household: Household, place: Domain): Promise<void> {
  const withdrawal = withdrawalOf(household);
  const assertion = household.approve(Withdrawal.digest(place, withdrawal));
  await household.ask('signFormerWithdrawal', {
    chainId: BigInt(place.chainId),
    market: place.market,
    withdrawal,
    assertion,
  });
}
