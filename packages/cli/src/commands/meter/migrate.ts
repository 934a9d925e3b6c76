/** `evlock meter migrate`: moves a meter to another market, or changes its settings, at its provisioning socket. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { OwnerProfile } from '@evlock/owner/node';
import {
  checksummed,
  type DeploymentFile,
  deploymentFingerprint,
  domainOf,
  EvlockError,
  isSameMarket,
  Migration,
} from '@evlock/protocol';
import type { MigrationSettings, SecureWorldClient, SignedCancel } from '@evlock/secure-world';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, type OwnerOptions, profileOption, repeatedUrl, show } from '../../input/options.ts';
import { localSettings } from '../../input/provision-input.ts';
import { wrongUsage } from '../../input/usage.ts';
import { checkMeter, ownerAssertion } from '../../meter/own-meter.ts';
import { atSecureWorld } from '../../meter/provisioning-socket.ts';
import { fields, kW, kWh, tokens } from '../../output/format.ts';
import { loadProfile, profileFile } from '../../session/session.ts';
import { ownEndpoints, ownReader, writeSigned } from '../../signed/signing.ts';
import { readSettings, type SettingsOptions, settingsOptions } from './provision.ts';

interface MigrateOptions extends SettingsOptions, OwnerOptions {
  readonly meterProfile?: string;
  readonly rpc?: readonly string[];
  readonly newRpc?: readonly string[];
  readonly yes?: true;
  readonly out: string;
}

interface Plan {
  readonly profile: OwnerProfile;
  /** The target market's deployment file, as handed over. */
  readonly deployment: DeploymentFile;
  readonly settings: MigrationSettings;
  /** Whether the market changes, not only settings. */
  readonly moves: boolean;
}

/** A passkey is tied to one relying party for good, and so is a meter. */
function requireSamePages(from: DeploymentFile, to: DeploymentFile): void {
  if (from.rpId === to.rpId) return;
  throw wrongUsage('--deployment', `is for passkeys of ${to.rpId}, and this meter knows those of ${from.rpId} alone`);
}

async function planOf(options: MigrateOptions, context: Context): Promise<Plan> {
  const profile = await loadProfile(context, options);
  const { file, deployment } = await readSettings(options, context);
  requireSamePages(profile.deployment, deployment);
  const withdrawalAddresses = options.withdrawTo ?? [];
  const { powerLimit, mandateEnergy: mandateEnergyMax, mandateMoney: mandateMoneyMax } = options;
  const limits = { powerLimit, mandateEnergyMax, mandateMoneyMax, submitterFeeMax: options.feeCap };
  const settings = localSettings({ file, deployment, withdrawalAddresses, limits });
  if (settings.withdrawalAddresses.length === 0)
    throw wrongUsage('--withdraw-to', 'is required: the new list replaces the old one');
  const date = context.clock.now();
  return { profile, deployment, settings: { ...settings, date }, moves: !isSameMarket(profile.deployment, deployment) };
}

/** The meter forgets the trades of the market it leaves. Throws `TRADES_OPEN`, `CONTRACT_FOREIGN`. */
async function checkMove({ profile, deployment }: Plan, options: MigrateOptions, context: Context): Promise<void> {
  if (existsSync(options.out)) throw wrongUsage('--out', `already exists: ${options.out}`);
  if (options.meterProfile === undefined)
    throw wrongUsage(
      '--meter-profile',
      'is required for another market: the meter’s store knows which trades are unfinished',
    );
  const { readMeterProfile, Store, storeFile } = await import('@evlock/meter');
  const store = Store.openReadOnly(storeFile(await readMeterProfile(options.meterProfile)));
  const open = (() => {
    try {
      return store.openTrades().map(({ id }) => id);
    } finally {
      store.close();
    }
  })();
  const reader = await ownReader(context, ownEndpoints(options.rpc, profile), profile.deployment);
  const { locked } = await reader.account(profile.account);
  if (open.length > 0 || locked > 0n)
    throw new EvlockError('TRADES_OPEN', { trades: open.join(' ') || null, locked: String(locked) });
  const sameChain = deployment.chainId === profile.deployment.chainId;
  const endpoints = options.newRpc ?? (sameChain ? ownEndpoints(options.rpc, profile) : []);
  if (endpoints.length === 0) throw wrongUsage('--new-rpc', 'is required: the new market is on another chain');
  const { requireOwnContracts } = await import('@evlock/owner/node');
  await requireOwnContracts(endpoints, deployment);
}

function planText({ profile, deployment, settings, moves }: Plan): string {
  const { limits } = settings;
  const from = `${profile.deployment.chainId} ${profile.deployment.market}`;
  return fields([
    ['meter key', checksummed(profile.meterKey)],
    ['account', checksummed(profile.account)],
    ['market', moves ? `${deployment.chainId} ${deployment.market}` : `${from}, as before`],
    ['in place of', moves ? from : null],
    ['deployment', `${deploymentFingerprint(deployment)}  (compare it with the operator's)`],
    ["owner's pages", settings.origins.join(', ')],
    ['power limit', kW(limits.powerLimit)],
    ['mandate at most', `${kWh(limits.mandateEnergyMax)}, ${tokens(limits.mandateMoneyMax, deployment.tokenSymbol)}`],
    ['submitter fee at most', tokens(limits.submitterFeeMax, deployment.tokenSymbol)],
    ['withdrawals only to', settings.withdrawalAddresses.map(checksummed).join(', ')],
    ['mandates', 'all end'],
  ]);
}

async function confirm(plan: Plan, { yes }: MigrateOptions, context: Context): Promise<void> {
  if (yes) return;
  if (!context.terminal) throw wrongUsage('--yes', 'is required without a terminal');
  context.err(planText(plan));
  if ((await context.ask('Type `migrate` to apply all this: ')).trim() !== 'migrate')
    throw new EvlockError('CANCELLED');
}

async function approveAndSet(secureWorld: SecureWorldClient, plan: Plan): Promise<SignedCancel | null> {
  const { profile, deployment, settings } = plan;
  const info = await secureWorld.info();
  checkMeter(info, profile);
  const { migrationSettingsHash } = await import('@evlock/secure-world');
  const migration: Migration = {
    meterKey: info.meterKey,
    chainId: BigInt(deployment.chainId),
    market: deployment.market,
    settingsHash: migrationSettingsHash(settings),
    migrationId: info.nextMigrationId,
  };
  // In the domain of the market being left.
  const assertion = await ownerAssertion(profile, Migration.digest(domainOf(profile.deployment), migration));
  return secureWorld.migrate(migration, settings, assertion);
}

async function migrate(options: MigrateOptions, context: Context): Promise<void> {
  const plan = await planOf(options, context);
  const { profile, deployment, settings, moves } = plan;
  if (moves) await checkMove(plan, options, context);
  await confirm(plan, options, context);
  const file = await profileFile(context, options);
  // The cancel is signed only once: its file is reserved first.
  if (moves) await writeSigned(options.out, context, profile.deployment, {});
  const cancel = await atSecureWorld(options, (secureWorld) => approveAndSet(secureWorld, plan)).catch(
    async (failed) => {
      if (moves) await rm(options.out, { force: true });
      throw failed;
    },
  );
  // Signatures for the old market, for whoever submits them there.
  if (cancel) await writeSigned(options.out, context, profile.deployment, { cancels: [{ ...cancel, order: null }] });
  const { writeOwnerProfile } = await import('@evlock/owner/node');
  const chain = options.newRpc === undefined ? {} : { chain: { endpoints: [...options.newRpc] } };
  await writeOwnerProfile(file, { ...profile, ...chain, deployment });
  const { meterKey, account } = profile;
  const result = { meterKey, account, ...settings, deployment: deploymentFingerprint(deployment), moved: moves };
  show(context, options, { ...result, cancel: cancel ? options.out : null, profile: file }, () =>
    [planText(plan), fields(nextRows(cancel !== null, options, file))].join('\n'),
  );
}

const nextRows = (moved: boolean, { out }: MigrateOptions, profile: string): [string, string | null][] => [
  ['profile', profile],
  ['cancel of the old orders', moved ? `${out}: evlock chain submit ${out}, in the old market` : null],
  ['money left there', moved ? 'evlock account withdraw all --local --former OLD_DEPLOYMENT' : null],
  [
    'next',
    moved
      ? 'give the meter the new deployment file and a new data folder, and enrol it there: evlock enrolments request'
      : null,
  ],
];

export function registerMigrate(meter: Command, context: Context): void {
  const command = meter
    .command('migrate')
    .summary('move a meter to another market, or replace its limits, addresses and pages')
    .description(
      'Replaces market, limits, withdrawal addresses and pages, all at once. It requires both your passkey and the provisioning socket. A setting that is not given gets its default, not its previous value. Every mandate ends. To move to another market (by a deployment file that the operator handed over), no trade may be open; what was signed for the old market is cancelled by a file for `evlock chain submit`, and money there stays withdrawable: evlock account withdraw --former. With the deployment file of the same market, only the settings change.',
    )
    .option('--meter-profile <file>', "for another market: the meter's profile, whose store knows the open trades")
    .option(
      '--rpc <url>',
      'RPC endpoint of the old market, repeatable (default: those of the profile)',
      repeatedUrl('--rpc'),
    )
    .option(
      '--new-rpc <url>',
      'RPC endpoint of the new market, repeatable; written into the profile (default on the same chain: the old ones)',
      repeatedUrl('--new-rpc'),
    )
    .option('--out <file>', 'file for the cancel of the old orders', 'former-orders.json')
    .option('--yes', 'do not ask for confirmation');
  command.action((options: MigrateOptions) => migrate(options, context));
  examples(
    profileOption(settingsOptions(command)),
    [
      'evlock meter migrate --socket /run/evlock/console.sock --deployment new-deployment.json \\',
      '  --withdraw-to 0x3c…9a --meter-profile meter.json',
      'evlock meter migrate --socket /run/evlock/console.sock --deployment deployment.json \\',
      '  --withdraw-to 0x3c…9a --withdraw-to 0x77…01 --mandate-energy 30kWh',
    ],
    true,
  );
}
