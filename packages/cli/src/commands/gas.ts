/** `evlock gas …`: the small gas key a meter uses to reach the chain directly. */
import type { MeterProfile } from '@evlock/meter';
import { type Address, checksummed, type DeploymentFile, EvlockError, type Hex } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { checkPayable, positive, readAddress, readNative } from '../input/arguments.ts';
import { examples, type JsonOption, jsonOption, show } from '../input/options.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { fields, native } from '../output/format.ts';
import { readPrivateKey } from '../session/session.ts';

interface GasOptions extends JsonOption {
  readonly profile: string;
  readonly address?: Address;
}

interface GasKey {
  readonly address: Address;
  readonly privateKey: Hex;
  readonly endpoint: string;
  readonly dailyGas: bigint;
}

interface MeterGas {
  readonly profile: MeterProfile;
  readonly deployment: DeploymentFile;
  readonly keys: readonly GasKey[];
}

const DAY = 86_400;

/** Throws `NO_GAS_KEY` when the profile names none, `PROFILE_INVALID`, `SECRET_EXPOSED`, `FILE_UNUSABLE`. */
async function meterGas({ profile: file }: GasOptions): Promise<MeterGas> {
  const [{ readMeterProfile }, { addressOfKey, readDeployment }, { readKeyFile }] = await Promise.all([
    import('@evlock/meter'),
    import('@evlock/chain'),
    import('@evlock/files'),
  ]);
  const profile = await readMeterProfile(file);
  const keys: GasKey[] = [];
  for (const one of profile.submitters) {
    if (!('endpoint' in one)) continue;
    const privateKey = await readKeyFile(one.keyFile, 'submitters.keyFile');
    const address = addressOfKey(privateKey);
    keys.push({ address, privateKey, endpoint: one.endpoint, dailyGas: BigInt(one.dailyGasWei) });
  }
  if (keys.length === 0) throw new EvlockError('NO_GAS_KEY', { file });
  return { profile, deployment: await readDeployment(profile.chain.deploymentFile), keys };
}

/** The selected key. Wrong usage if ambiguous. */
function oneOf({ keys }: MeterGas, { address }: GasOptions): GasKey {
  const [first, ...others] = keys.filter((key) => address === undefined || key.address === address);
  if (!first) throw wrongUsage('--address', 'is no gas key of this meter: `evlock gas show` lists them');
  if (others.some((key) => key.address !== first.address))
    throw wrongUsage('--address', 'is required: this meter has several gas keys');
  return first;
}

/** Reserved today for transactions, in wei; null while the meter has no store. */
async function reservedToday(profile: MeterProfile, { clock }: Context): Promise<bigint | null> {
  const { Store, storeFile } = await import('@evlock/meter');
  const { existsSync } = await import('node:fs');
  const file = storeFile(profile);
  if (!existsSync(file)) return null;
  const store = Store.openReadOnly(file);
  try {
    return store.gas.reserved(Math.floor(clock.now() / DAY), '');
  } finally {
    store.close();
  }
}

async function showGas(options: GasOptions, context: Context): Promise<void> {
  const meter = await meterGas(options);
  const reserved = await reservedToday(meter.profile, context);
  const { nativeBalanceOf } = await import('@evlock/chain');
  const keys = await Promise.all(
    meter.keys.map(async ({ address, endpoint, dailyGas }) => {
      return { address, endpoint, balance: await nativeBalanceOf(endpoint, address), dailyGas };
    }),
  );
  show(context, options, { keys, reservedToday: reserved }, () =>
    [
      ...keys.map(({ address, endpoint, balance, dailyGas }) =>
        fields([
          ['gas key', checksummed(address)],
          ['by', endpoint],
          ['holds', native(balance)],
          ['daily limit', native(dailyGas)],
        ]),
      ),
      fields([['reserved today', reserved === null ? null : native(reserved)]]),
    ]
      .filter((text) => text !== '')
      .join('\n\n'),
  );
}

async function refill(
  wei: bigint,
  options: GasOptions & { readonly keyFile?: string },
  context: Context,
): Promise<void> {
  const meter = await meterGas(options);
  const { address: to, endpoint: url } = oneOf(meter, options);
  const privateKey = await readPrivateKey(context, options.keyFile, '--key-file');
  const { nativeBalanceOf, sendNative } = await import('@evlock/chain');
  const { chainId } = meter.deployment;
  const transaction = await sendNative({ url, chainId, to, wei, privateKey });
  const balance = await nativeBalanceOf(url, to);
  show(context, options, { to, wei, transaction, balance }, () =>
    fields([
      ['gas key', checksummed(to)],
      ['sent', native(wei)],
      ['holds now', `${native(balance)}: anyone with access to the meter's disk can spend it`],
      ['transaction', transaction],
    ]),
  );
}

async function drain(options: GasOptions & { readonly to: Address }, context: Context): Promise<void> {
  const meter = await meterGas(options);
  const { to } = options;
  checkPayable('--to', to, meter.deployment);
  const { address, endpoint: url, privateKey } = oneOf(meter, options);
  const { nativeBalanceOf, sendAllNative } = await import('@evlock/chain');
  const { transaction, wei } = await sendAllNative({ url, chainId: meter.deployment.chainId, to, privateKey });
  const balance = await nativeBalanceOf(url, address);
  show(context, options, { from: address, to, wei, transaction, balance }, () =>
    fields([
      ['gas key', checksummed(address)],
      ['sent', native(wei)],
      ['to', checksummed(to)],
      ['left', native(balance)],
      ['transaction', transaction],
    ]),
  );
}

const gasOptions = (command: Command): Command =>
  jsonOption(
    command
      .requiredOption('--profile <file>', "the meter's profile")
      .option('--address <address>', 'which gas key, if the meter has several', argument('--address', readAddress)),
  );

export function register(gas: Command, context: Context): void {
  gas.description(
    'The gas key with which a meter itself submits what its gateway has not: `endpoint` and `keyFile` under `submitters` in its profile. It is optional. Anyone with access to the meter’s disk can spend it, so keep little on it. Amounts are KAIA; wei in JSON.',
  );
  const showing = gas
    .command('show')
    .summary("show the gas key's balance, and what was reserved today")
    .description('Shows each gas key of the profile with its balance, its daily limit, and what was reserved today.')
    .action((options: GasOptions) => showGas(options, context));
  examples(gasOptions(showing), ['evlock gas show --profile meter.json']);
  const refilling = gas
    .command('refill')
    .summary('send native balance to the gas key')
    .description('Sends an amount from a key of yours to the gas key, through the endpoint of the profile.')
    .argument('<amount>', 'KAIA: 0.5', argument('<amount>', positive(readNative)))
    .option('--key-file <file>', 'private key that pays, in hex, mode 0600 (EVLOCK_PRIVATE_KEY)')
    .action((wei: bigint, options: GasOptions & { readonly keyFile?: string }) => refill(wei, options, context));
  examples(gasOptions(refilling), ['evlock gas refill 0.5 --profile meter.json --key-file wallet.key'], true);
  const draining = gas
    .command('drain')
    .summary('send the whole balance of the gas key elsewhere')
    .description(
      'Sends the whole balance of the gas key to an address, less the gas of this transfer. Stop the meter first: its pending transactions would be left without gas.',
    )
    .requiredOption('--to <address>', 'recipient', argument('--to', readAddress))
    .action((options: GasOptions & { readonly to: Address }) => drain(options, context));
  examples(gasOptions(draining), ['evlock gas drain --profile meter.json --to 0x3c…9a']);
  examples(gas, ['evlock gas show --profile meter.json']);
}
