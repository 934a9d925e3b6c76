/** `evlock chain deploy --network NAME`: create the contracts, once. */
import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Network, Roles } from '@evlock/chain';
import {
  type Address,
  checksummed,
  type DeploymentFile,
  deploymentFingerprint,
  type Energy,
  EvlockError,
  type Hex,
  NETWORK_NAMES,
  originSchema,
  parse,
  toJson,
} from '@evlock/protocol';
import { type Command, Option } from 'commander';
import type { Context } from '../../context.ts';
import { readAddress, readEnergy, readPath } from '../../input/arguments.ts';
import { endpointArgument, examples, type JsonOption, jsonOption, repeated, show } from '../../input/options.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { fields } from '../../output/format.ts';
import { readPrivateKey } from '../../session/session.ts';

interface DeployOptions extends JsonOption, Partial<Roles> {
  readonly network: string;
  readonly rpc?: string;
  readonly keyFile?: string;
  readonly out: string;
  readonly token?: Address;
  readonly development?: true;
  readonly minimumLot: Energy;
  readonly minimumReputationLot: Energy;
  readonly rpId: string;
  readonly origin: readonly string[];
  readonly attestationKey?: readonly Address[];
}

const LOCAL_ENDPOINT = 'http://127.0.0.1:8545';

/**
 * A named network and an endpoint for it; or an endpoint alone, which is asked for its chain id. A chain Evlock does not know by
 * name gets a real network's rules.
 */
async function target({ network: name, rpc: endpoint }: DeployOptions): Promise<{ network: Network; url: string }> {
  const { chainIdOf, networkNamed, networkOf } = await import('@evlock/chain');
  if (/^https?:\/\//.test(name)) {
    if (endpoint !== undefined) throw wrongUsage('--rpc', 'cannot be combined with a URL as --network');
    return { network: networkOf(await chainIdOf(name)), url: name };
  }
  if (!NETWORK_NAMES.some((known) => known === name))
    throw wrongUsage('--network', `is one of ${NETWORK_NAMES.join(', ')}, or an http(s) URL`);
  const network = networkNamed(name);
  const url = endpoint ?? (name === 'local' ? LOCAL_ENDPOINT : undefined);
  if (url === undefined) throw wrongUsage('--rpc', `is required: an RPC endpoint of ${name}`);
  return { network, url };
}

/** Publicly known keys may deploy contracts on a local machine, never where others can see them. */
async function refuseDevelopmentKey(privateKey: Hex, network: Network): Promise<void> {
  if (network.name === 'local') return;
  const { developmentAccount } = await import('@evlock/chain');
  const known = Array.from({ length: 10 }, (_, index) => developmentAccount(index).privateKey);
  if (!known.includes(privateKey)) return;
  throw new EvlockError('DEVELOPMENT_ONLY', { network: network.name, problem: 'a development key' });
}

/** On a development network the deployer may hold every role; elsewhere each must be assigned. */
async function rolesOf(options: DeployOptions, network: Network, privateKey: Hex): Promise<Roles> {
  const { addressOfKey } = await import('@evlock/chain');
  const deployer = network.development ? addressOfKey(privateKey) : undefined;
  const role = (name: keyof Roles, otherwise: Address | undefined): Address => {
    const holder = options[name] ?? otherwise;
    if (holder === undefined) throw wrongUsage(`--${name}`, `is required on ${title(network)}`);
    return holder;
  };
  const admin = role('admin', deployer);
  const enroller = role('enroller', deployer);
  return { admin, enroller, suspender: role('suspender', admin), pauser: role('pauser', admin) };
}

/** For display: an unnamed chain is shown by its id. */
const title = ({ name, chainId }: Network): string => (name === String(chainId) ? `chain ${name}` : name);

function checkToken({ token, development }: DeployOptions, network: Network): void {
  if (token !== undefined && development) throw wrongUsage('--token', 'cannot be combined with --development');
  if (development && !network.development) {
    throw new EvlockError('DEVELOPMENT_ONLY', { network: network.name, problem: 'test token' });
  }
  if (token !== undefined || development) return;
  const instead = network.development ? '; --development creates a worthless test token instead' : '';
  throw wrongUsage('--token', `is required on ${title(network)}${instead}`);
}

/** Problems with the file are found before any gas is spent, and an existing file is not touched. */
async function checkFile({ out, rpId, origin, attestationKey = [], ...lots }: DeployOptions, network: Network) {
  if (lots.minimumLot <= 0n) throw wrongUsage('--minimum-lot', 'must be above 0');
  if (existsSync(out)) throw new EvlockError('FILE_UNUSABLE', { file: out, problem: 'EEXIST' });
  await access(dirname(resolve(out)), constants.W_OK).catch((cause: NodeJS.ErrnoException) => {
    throw new EvlockError('FILE_UNUSABLE', { file: out, problem: cause.code ?? 'unusable' }, { cause });
  });
  const { requirePublicPages } = await import('@evlock/chain');
  const origins = origin.map(argument('--origin', (text) => parse(originSchema, text)));
  const { chainId, development } = network;
  requirePublicPages({ chainId, rpId, origins });
  if (attestationKey.length === 0 && !development)
    throw wrongUsage('--attestation-key', `is required on ${title(network)}`);
  return { rpId, origins, attestationKeys: [...attestationKey] };
}

async function createContracts(options: DeployOptions, context: Context): Promise<void> {
  const { network, url } = await target(options);
  checkToken(options, network);
  const choice = await checkFile(options, network);
  const privateKey = await readPrivateKey(context, options.keyFile, '--key-file');
  await refuseDevelopmentKey(privateKey, network);
  const roles = await rolesOf(options, network, privateKey);
  const { deploy, describeDeployment, writeDeployment } = await import('@evlock/chain');
  const { token, minimumLot, minimumReputationLot, out } = options;
  const common = { url, network, privateKey, minimumLot, minimumReputationLot, roles };
  const { clock, signal } = context;
  const contracts = await deploy(token === undefined ? common : { ...common, token }, { clock, signal });
  const deployment = await describeDeployment(url, { deployment: contracts, choice }, context);
  await writeDeployment(out, deployment).catch((error: unknown) => {
    context.err('The contracts were created. Keep this as the deployment file:');
    context.err(toJson(deployment, 2));
    throw error;
  });
  const fingerprint = deploymentFingerprint(deployment);
  show(context, options, { deployment, fingerprint, roles, file: out }, () => deployedText(deployment, roles, out));
}

const deployedText = (deployment: DeploymentFile, roles: Roles, file: string): string =>
  fields([
    ['network', `${deployment.network}, chain ${deployment.chainId}`],
    ['registry', checksummed(deployment.registry)],
    ['market', checksummed(deployment.market)],
    ['token', checksummed(deployment.token)],
    ['first block', String(deployment.block)],
    ['admin', checksummed(roles.admin)],
    ['enroller', checksummed(roles.enroller)],
    ['suspender', checksummed(roles.suspender)],
    ['pauser', checksummed(roles.pauser)],
    ['pages', `${deployment.origins.join(', ')} (passkeys of ${deployment.rpId})`],
    ['written to', file],
    ['fingerprint', deploymentFingerprint(deployment)],
    ['hand over', 'this file in person, to every owner and meter: they trust it instead of the gateway'],
    ['next', 'name this file as chain.deploymentFile in the profile of the gateway: evlock profiles print gateway'],
  ]);

const energyOption = (flags: string, description: string, otherwise: string): Option =>
  new Option(flags, description)
    .argParser(argument(flags.split(' ')[0] ?? flags, readEnergy))
    .default(readEnergy(otherwise), otherwise);

export function registerDeploy(chain: Command, context: Context): void {
  const address = (name: string) => argument(name, readAddress);
  const command = chain
    .command('deploy')
    .summary('create the contracts on a network, once')
    .description(
      'Creates MeterRegistry and EnergyMarket with transactions of your key, and writes their addresses and the operator’s choices into the deployment file, which gateway, meters and owners read and which is handed over in person. An existing file is never overwritten. Give the enrolling role to a key that the gateway does not have.',
    )
    .requiredOption('--network <name>', `${NETWORK_NAMES.join(', ')}, or the URL of an RPC endpoint of any chain`)
    .option('--rpc <url>', `RPC endpoint (default for local: ${LOCAL_ENDPOINT})`, endpointArgument)
    .option('--key-file <file>', 'private key in hex that pays the gas, mode 0600 (EVLOCK_PRIVATE_KEY)')
    .option('--out <file>', 'new deployment file to write', argument('--out', readPath), 'deployment.json')
    .option('--rp-id <name>', "relying party of the owners' passkeys: the host name of their page", 'localhost')
    .option('--origin <url>', "origin of the owners' page, repeatable (default https://localhost)", repeated)
    .option(
      '--attestation-key <address>',
      'attestation key whose evidence is trusted, repeatable (development networks need none)',
      (text: string, before: readonly Address[] = []) => [...before, address('--attestation-key')(text)],
    )
    .option('--token <address>', 'the settlement token, an ERC-20 with 6 decimals', address('--token'))
    .option('--development', 'create a worthless test token, on development networks')
    .option(
      '--admin <address>',
      'grants and revokes roles (default on development networks: the deployer)',
      address('--admin'),
    )
    .option(
      '--enroller <address>',
      'admits meters (default on development networks: the deployer)',
      address('--enroller'),
    )
    .option('--suspender <address>', 'suspends meters (default: the admin)', address('--suspender'))
    .option('--pauser <address>', 'pauses new trades (default: the admin)', address('--pauser'))
    .addOption(energyOption('--minimum-lot <energy>', 'minimum energy of a trade', '100Wh'))
    .addOption(energyOption('--minimum-reputation-lot <energy>', 'minimum energy that changes reputation', '100Wh'))
    .action((options: DeployOptions) =>
      createContracts({ ...options, origin: options.origin ?? ['https://localhost'] }, context),
    );
  examples(
    jsonOption(command),
    [
      'evlock chain deploy --network local --development --key-file deployer.key',
      'evlock chain deploy --network kairos --rpc https://rpc.example --development --key-file deployer.key \\',
      '  --enroller 0x3c…9a --rp-id gateway.example --origin https://gateway.example',
    ],
    true,
  );
}
