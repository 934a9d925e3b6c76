/** Options shared by the operator's commands: gateway and token, chain and role key, and the operator's own list. */
import type { TransactionResult } from '@evlock/chain';
import type { Wallet } from '@evlock/owner/node';
import type { Deployment } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import {
  endpointArgument,
  environmentEndpoint,
  gatewayOptions,
  type JsonOption,
  jsonOption,
} from '../../input/options.ts';
import { wrongUsage } from '../../input/usage.ts';
import { fields } from '../../output/format.ts';
import { neededDeployment } from '../../session/deployment.ts';
import { withWallet } from '../../session/session.ts';

export interface LedgerOption {
  readonly ledger?: string;
}

export const ledgerOption = (command: Command): Command =>
  command.option(
    '--ledger <file>',
    "the operator's own list of codes and devices (EVLOCK_LEDGER; default in ~/.evlock/operator)",
  );

/** Throws wrong usage when the list is not named and there is no home folder. */
export async function openLedger({ env, home, clock }: Context, options: LedgerOption, deployment: Deployment) {
  const { ledgerFile, OperatorLedger } = await import('@evlock/owner/node');
  const file = options.ledger ?? env.EVLOCK_LEDGER ?? (home === undefined ? undefined : ledgerFile(home, deployment));
  if (file === undefined)
    throw wrongUsage('--ledger', 'is required, or the variable EVLOCK_LEDGER: there is no home folder');
  return OperatorLedger.open(file, deployment, { clock });
}

/** What is needed to reach the chain with a role's key. */
export interface ChainOptions extends JsonOption {
  readonly deployment?: string;
  readonly rpc?: string;
  readonly keyFile?: string;
}

export const operatorOptions = (command: Command): Command =>
  jsonOption(
    gatewayOptions(command).option('--token-file <file>', "the operator's token, mode 0600 (EVLOCK_OPERATOR_TOKEN)"),
  );

export const chainOptions = (command: Command): Command =>
  command
    .option('--deployment <file>', 'deployment file of `evlock chain deploy` (EVLOCK_DEPLOYMENT)')
    .option('--rpc <url>', 'RPC endpoint (EVLOCK_RPC)', endpointArgument)
    .option('--key-file <file>', 'private key of the role, mode 0600 (EVLOCK_PRIVATE_KEY); never on the gateway');

/** Runs `work` with a role's key. The contracts come from the operator's own file, not from the gateway. */
export async function withRole<T>(
  context: Context,
  options: ChainOptions,
  work: (wallet: Wallet) => Promise<T>,
): Promise<T> {
  const endpoint = options.rpc ?? environmentEndpoint(context.env);
  if (endpoint === undefined) throw wrongUsage('--rpc', 'is required, or the variable EVLOCK_RPC');
  const deployment = await neededDeployment(context, options);
  return withWallet(context, { deployment, endpoint, keyFile: options.keyFile, option: '--key-file' }, work);
}

export const onChain = (title: string, subject: string, { transaction, block, gas }: TransactionResult): string =>
  fields([
    [title, subject],
    ['transaction', transaction],
    ['block', `${block}, ${gas} gas`],
  ]);
