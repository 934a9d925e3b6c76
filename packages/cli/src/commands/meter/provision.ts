/** `evlock meter provision`: create a meter's keys, once, at its provisioning socket. */
import type { Address, DeploymentFile, Energy, Money, Power } from '@evlock/protocol';
import {
  checksummed,
  deploymentFingerprint,
  EvlockError,
  type ProvisionFile,
  provisionFileSchema,
} from '@evlock/protocol';
import type { Calibration, MeterKeys, ProvisionInput, SecureWorldInfo } from '@evlock/secure-world';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { readAddress, readEnergy, readMoney, readPower } from '../../input/arguments.ts';
import { readJsonFile } from '../../input/json-file.ts';
import {
  type DeploymentOption,
  deploymentOption,
  examples,
  type GatewayOptions,
  gatewayOptions,
  type JsonOption,
  jsonOption,
  show,
} from '../../input/options.ts';
import { provisionInput } from '../../input/provision-input.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { atSecureWorld, provisioningSocketOption, type SocketOptions } from '../../meter/provisioning-socket.ts';
import { fields, kW, kWh, tokens } from '../../output/format.ts';
import { checkGateway, fingerprintRow, neededDeployment } from '../../session/deployment.ts';

/** What is set at the provisioning socket, once: the same for a new and a recovered meter. */
export interface SettingsOptions extends SocketOptions, GatewayOptions, DeploymentOption, JsonOption {
  readonly input?: string;
  readonly withdrawTo?: readonly Address[];
  readonly powerLimit?: Power;
  readonly mandateEnergy?: Energy;
  readonly mandateMoney?: Money;
  readonly feeCap?: Money;
}

interface ProvisionOptions extends SettingsOptions {
  readonly recoveryPhraseOut?: string;
}

export interface Settings {
  readonly file: ProvisionFile;
  /** As the operator handed it over. */
  readonly deployment: DeploymentFile;
}

async function readInput(file: string | undefined): Promise<ProvisionFile> {
  return file === undefined ? {} : readJsonFile(provisionFileSchema, file);
}

/** Reads everything that does not need the meter first, so that a mistake or a conflicting gateway is found early. */
export async function readSettings(options: SettingsOptions, context: Context): Promise<Settings> {
  const file = await readInput(options.input);
  const deployment = await neededDeployment(context, options);
  await checkGateway(context, options, deployment);
  return { file, deployment };
}

/** The secure world's input. Throws `ALREADY_PROVISIONED`. */
export async function settingsInput(
  { file, deployment }: Settings,
  options: SettingsOptions,
  info: SecureWorldInfo,
): Promise<ProvisionInput> {
  if (info.state === 'provisioned') throw new EvlockError('ALREADY_PROVISIONED', { meterKey: info.meterKey });
  return provisionInput({
    file,
    deployment,
    withdrawalAddresses: options.withdrawTo ?? [],
    calibration: await knownCalibration(info),
    limits: {
      powerLimit: options.powerLimit,
      mandateEnergyMax: options.mandateEnergy,
      mandateMoneyMax: options.mandateMoney,
      submitterFeeMax: options.feeCap,
    },
  });
}

/** An emulator's hardware is the simulator's; a board's is measured and read from a file. */
async function knownCalibration({ securityClass }: SecureWorldInfo): Promise<Calibration | undefined> {
  if (securityClass !== 'emulator') return undefined;
  const { nominalCalibration } = await import('@evlock/simulator');
  return nominalCalibration();
}

/** Where the recovery phrase goes: a private file, created before the phrase is, or this terminal, once. */
interface PlaceForWords {
  put(words: string): Promise<void>;
  /** The phrase was not generated after all. */
  abandon(): Promise<void>;
}

/** Secrets would go into a pipe or a log, and provisioning cannot be repeated: so it is refused up front. */
function checkPlaceForWords({ recoveryPhraseOut, json }: ProvisionOptions, { terminal }: Context): void {
  if (recoveryPhraseOut === undefined && (!terminal || json))
    throw wrongUsage('--recovery-phrase-out', 'is required without a terminal or with --json');
}

/** Throws `FILE_UNUSABLE` while nothing can be lost. */
async function placeForWords({ recoveryPhraseOut }: ProvisionOptions, context: Context): Promise<PlaceForWords> {
  const onTerminal = async (words: string): Promise<void> => showWords(words, context);
  if (recoveryPhraseOut === undefined) return { put: onTerminal, abandon: async () => undefined };
  const { ReservedFile } = await import('@evlock/files');
  const file = await ReservedFile.open(recoveryPhraseOut);
  return {
    abandon: () => file.abandon(),
    put: (words) =>
      file.write(words).catch((failure: unknown) => {
        // If the disk fails at this very moment, better shown to the person present than lost.
        if (context.terminal) showWords(words, context);
        throw failure;
      }),
  };
}

function showWords(words: string, context: Context): void {
  const numbered = words.split(' ').map((word, index) => `${String(index + 1).padStart(2)} ${word.padEnd(9)}`);
  const lines = [0, 6, 12, 18].map((start) =>
    numbered
      .slice(start, start + 6)
      .join(' ')
      .trimEnd(),
  );
  context.out(
    `Write this recovery phrase down now. It is shown only once; anyone who has it can take the account's money.\n`,
  );
  context.out(`${lines.join('\n')}\n`);
}

async function provision(options: ProvisionOptions, context: Context): Promise<void> {
  checkPlaceForWords(options, context);
  const settings = await readSettings(options, context);
  await atSecureWorld(options, async (secureWorld) => {
    const input = await settingsInput(settings, options, await secureWorld.info());
    const place = await placeForWords(options, context);
    const { words, ...keys } = await secureWorld.provision(input).catch(async (failure: unknown) => {
      await place.abandon();
      throw failure;
    });
    await place.put(words);
    // Only now does the device have its id.
    const { securityClass, deviceId } = await secureWorld.info();
    const fingerprint = deploymentFingerprint(settings.deployment);
    const result = { deviceId, securityClass, ...keys, ...input, deployment: fingerprint };
    show(context, options, result, () => provisionedText(result, settings.deployment));
  });
}

export type Provisioned = MeterKeys & ProvisionInput & Pick<SecureWorldInfo, 'deviceId' | 'securityClass'>;

export function provisionedText(made: Provisioned, deployment: DeploymentFile): string {
  const { limits } = made;
  const symbol = deployment.tokenSymbol;
  return fields([
    ['device', made.deviceId],
    ['secure world', made.securityClass === 'emulator' ? 'emulator: protects nothing' : made.securityClass],
    ['meter key', checksummed(made.meterKey)],
    ['account', checksummed(made.account)],
    ['chain', String(made.domain.chainId)],
    ['market', made.domain.market],
    fingerprintRow(deployment),
    ["owner's pages", made.origins.join(', ')],
    ['power limit', kW(limits.powerLimit)],
    ['mandate at most', `${kWh(limits.mandateEnergyMax)}, ${tokens(limits.mandateMoneyMax, symbol)}`],
    ['submitter fee at most', tokens(limits.submitterFeeMax, symbol)],
    [
      'withdrawals only to',
      made.withdrawalAddresses.map(checksummed).join(', ') || 'no address: only the recovery phrase can withdraw',
    ],
    ['next', "bind the owner's passkey, at this socket: evlock meter bind"],
  ]);
}

export const settingsOptions = (command: Command): Command =>
  jsonOption(
    deploymentOption(
      gatewayOptions(
        provisioningSocketOption(command)
          .option('--input <file>', 'JSON file of settings; `evlock profiles print provision` prints an example')
          .option(
            '--withdraw-to <address>',
            'withdrawal address, repeatable, up to 8',
            (text: string, before: readonly Address[] = []) => [
              ...before,
              argument('--withdraw-to', readAddress)(text),
            ],
          )
          .option(
            '--power-limit <power>',
            'maximum power of a sample (default 1500W)',
            argument('--power-limit', readPower),
          )
          .option(
            '--mandate-energy <energy>',
            'maximum energy of a mandate (default 20kWh)',
            argument('--mandate-energy', readEnergy),
          )
          .option(
            '--mandate-money <tokens>',
            'maximum money of a mandate (default 100)',
            argument('--mandate-money', readMoney),
          )
          .option('--fee-cap <tokens>', 'maximum fee for a submitter (default 0)', argument('--fee-cap', readMoney)),
      ),
    ),
  );

export function registerProvision(meter: Command, context: Context): void {
  const command = meter
    .command('provision')
    .summary("create a meter's keys, once, at its provisioning socket")
    .description(
      "Creates a meter's keys inside its secure world, once, and shows the account's recovery phrase this one time. No page and no gateway can change what is set here: chain, market and pages, from the deployment file that the operator handed over; limits, calibration and withdrawal addresses. If you name a gateway, its market must match the file.",
    )
    .option('--recovery-phrase-out <file>', 'new file, mode 0600, for the recovery phrase, instead of the terminal')
    .action((options: ProvisionOptions) => provision(options, context));
  settingsOptions(command);
  examples(
    command,
    [
      'evlock meter provision --socket /run/evlock/console.sock \\',
      '  --deployment deployment.json --withdraw-to 0x3c…9a',
    ],
    true,
  );
}
