/** `evlock account faucet ADDRESS`: worthless test money, on development networks. */
import {
  type Address,
  checksummed,
  contractsOf,
  type DeploymentFile,
  EvlockError,
  type Hex,
  type Money,
} from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { readAddress, readMoney, readNative } from '../../input/arguments.ts';
import {
  type DeploymentOption,
  deploymentOption,
  endpointArgument,
  examples,
  type JsonOption,
  jsonOption,
  show,
} from '../../input/options.ts';
import { argument } from '../../input/usage.ts';
import { fields, native, tokens } from '../../output/format.ts';
import { neededDeployment } from '../../session/deployment.ts';
import { readPrivateKey, withWallet } from '../../session/session.ts';

interface FaucetOptions extends JsonOption, DeploymentOption {
  readonly rpc: string;
  readonly keyFile?: string;
  readonly tokens?: Money;
  readonly native?: bigint;
}

/** According to the endpoint itself: the file may be for another chain. Checked before any key is read. */
async function requireDevelopment(url: string, { chainId: expected }: DeploymentFile): Promise<number> {
  const { chainIdOf, networkOf } = await import('@evlock/chain');
  const chainId = await chainIdOf(url);
  const { name, development } = networkOf(chainId);
  if (!development) throw new EvlockError('DEVELOPMENT_ONLY', { network: name, problem: 'faucet' });
  if (chainId !== expected) throw new EvlockError('CHAIN_WRONG_NETWORK', { expected, chainId });
  return chainId;
}

/** On a local chain a well-known rich key pays; elsewhere the operator's own. */
async function payerOf(chainId: number, own: Hex): Promise<Hex> {
  const { developmentAccount, networks } = await import('@evlock/chain');
  return chainId === networks.local.chainId ? developmentAccount(0).privateKey : own;
}

async function pour(to: Address, options: FaucetOptions, context: Context): Promise<void> {
  const deployment = await neededDeployment(context, options);
  const { rpc: endpoint, tokens: amount = readMoney('100'), native: wei = readNative('1') } = options;
  const chainId = await requireDevelopment(endpoint, deployment);
  const own = await readPrivateKey(context, options.keyFile, '--key-file');
  const { sendNative } = await import('@evlock/chain');
  const wallet = { endpoint, deployment: contractsOf(deployment), keyFile: options.keyFile, option: '--key-file' };
  const { sent, minted } = await withWallet(context, wallet, async (operator) => {
    // A key that may not mint sends nothing at all.
    if (amount > 0n) await operator.checkMint(to, amount);
    // First what pays for the gas of everything else.
    const privateKey = await payerOf(chainId, own);
    return {
      sent: wei > 0n ? await sendNative({ url: endpoint, chainId, to, wei, privateKey }) : null,
      minted: amount > 0n ? await operator.mint(to, amount) : undefined,
    };
  });
  const result = { to, tokens: amount, native: wei, minted: minted?.transaction ?? null, sent };
  show(context, options, result, () =>
    fields([
      ['to', checksummed(to)],
      ['tokens', minted ? `${tokens(amount, deployment.tokenSymbol)}, worth nothing` : null],
      ['for gas', sent ? native(wei) : null],
      ['next', 'evlock account deposit pays them into an account'],
    ]),
  );
}

export function registerFaucet(account: Command, context: Context): void {
  const command = account
    .command('faucet')
    .summary('mint test tokens and send gas to an address, on development networks')
    .description(
      'Mints test tokens with the key that owns the token (the admin of a deployment by `evlock chain deploy --development` or `evlock up`), and sends native balance for gas: on a local chain from a well-known development account, otherwise from the same key. Refused outside development networks.',
    )
    .argument(
      '<address>',
      'the recipient, such as the address that `evlock keys create` prints',
      argument('<address>', readAddress),
    )
    .requiredOption('--rpc <url>', 'RPC endpoint of the development chain', endpointArgument)
    .option('--key-file <file>', "the admin's private key in hex, mode 0600 (EVLOCK_PRIVATE_KEY)")
    .option('--tokens <amount>', 'test tokens (default 100); 0 for none', argument('--tokens', readMoney))
    .option('--native <amount>', 'native balance in KAIA (default 1); 0 for none', argument('--native', readNative))
    .action((to: Address, options: FaucetOptions) => pour(to, options, context));
  examples(
    deploymentOption(jsonOption(command)),
    [
      'evlock keys create --key-file wallet.key',
      'evlock account faucet 0x3c…9a --deployment .evlock/chain/deployment.json --rpc http://127.0.0.1:8545 \\',
      '  --key-file .evlock/keys/operator.key',
    ],
    true,
  );
}
