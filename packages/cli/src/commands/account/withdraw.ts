/** `evlock account withdraw AMOUNT`: withdraw free money. */
import { requireProven } from '@evlock/owner';
import { type Address, checksummed, type Money } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { checkPayable, positive, readAddress, readMoney } from '../../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, repeatedUrl, show } from '../../input/options.ts';
import { PHRASE_FILE } from '../../input/recovery-phrase.ts';
import { onlyWith } from '../../input/stray.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { readSocketAddress } from '../../meter/provisioning-socket.ts';
import { fields, tokens } from '../../output/format.ts';
import { sentRow } from '../../output/proof.ts';
import { withOwner } from '../../session/session.ts';
import { withdrawByPhrase } from './withdraw-by-phrase.ts';
import { type LocalWithdrawal, withdrawLocally } from './withdraw-local.ts';

interface GatewayWithdrawal extends OwnerOptions {
  readonly to: Address;
  readonly fee?: Money;
}

interface WithdrawOptions extends LocalWithdrawal {
  readonly local?: true;
  readonly recoveryPhraseFile?: string;
  readonly deployment?: string;
}

const readAmount = (text: string): Money | 'all' => (text === 'all' ? text : positive(readMoney)(text));

async function withdrawByGateway(amount: Money, options: GatewayWithdrawal, context: Context): Promise<void> {
  await withOwner(context, options, async (owner) => {
    const { to, fee } = options;
    checkPayable('--to', to, owner.deployment);
    const wish = fee === undefined ? { to, amount } : { to, amount, submitterFee: fee };
    const { transaction, verdict } = requireProven('transaction', await owner.withdraw(wish));
    show(context, options, { amount, to, transaction, verdict }, () =>
      fields([
        ['withdrawn', tokens(amount, owner.deployment.tokenSymbol)],
        ['to', checksummed(to)],
        ['transaction', transaction],
        sentRow(verdict),
      ]),
    );
  });
}

async function withdraw(amount: Money | 'all', options: WithdrawOptions, context: Context): Promise<void> {
  const { local, recoveryPhraseFile, socket, former } = options;
  if (local && recoveryPhraseFile) throw wrongUsage('--recovery-phrase-file', 'cannot be combined with --local');
  if (local) return withdrawLocally(amount, options, context);
  if (socket) throw wrongUsage('--socket', 'requires --local');
  if (former)
    throw wrongUsage('--former', 'requires --local; with --recovery-phrase-file, --deployment names any market');
  if (recoveryPhraseFile) return withdrawByPhrase(amount, { ...options, recoveryPhraseFile }, context);
  if (amount === 'all') throw wrongUsage('<amount>', '`all` requires --local or --recovery-phrase-file');
  return withdrawByGateway(amount, options, context);
}

export function registerWithdraw(account: Command, context: Context): void {
  const command = account
    .command('withdraw')
    .summary('withdraw free money from your account')
    .description(
      "Withdraws free money from your account. Your passkey approves the withdrawal, and the meter's secure world signs it for the chain, only to an address on its own list. With --local the gateway is not involved: the withdrawal is signed at the meter and written to a file, which `evlock chain submit` submits with any key. With --recovery-phrase-file neither gateway nor meter is needed: the account's recovery phrase signs, to any address.",
    )
    .argument(
      '<amount>',
      'tokens: 12.5; with --local or --recovery-phrase-file, `all` is allowed too',
      argument('<amount>', readAmount),
    )
    .requiredOption(
      '--to <address>',
      "an address on the meter's list; with --recovery-phrase-file, any",
      argument('--to', readAddress),
    )
    .option('--fee <tokens>', 'fee for the submitter (default 0)', argument('--fee', readMoney))
    .option('--local', 'sign at the meter, without the gateway, and write a file')
    .option(
      '--socket <address>',
      "requires --local: the secure world's socket",
      argument('--socket', readSocketAddress),
    )
    .option(
      '--former <file>',
      'requires --local: deployment file of a market that the meter has left (evlock meter migrate)',
    )
    .option('--recovery-phrase-file <file>', `sign with the recovery phrase, and write a file: ${PHRASE_FILE}`)
    .option(
      '--deployment <file>',
      'requires --recovery-phrase-file: deployment file (EVLOCK_DEPLOYMENT; default: the market of the profile)',
    )
    .option(
      '--rpc <url>',
      'requires --local or --recovery-phrase-file: RPC endpoint, repeatable; all must agree (default: those of the profile)',
      repeatedUrl('--rpc'),
    )
    .option('--out <file>', 'requires --local or --recovery-phrase-file: file to write', 'withdrawal.json')
    .action((amount: Money | 'all', options: WithdrawOptions) => withdraw(amount, options, context));
  onlyWith(command, ['local', 'recoveryPhraseFile'], ['rpc', 'out']);
  onlyWith(command, ['recoveryPhraseFile'], ['deployment']);
  examples(
    ownerOptions(command),
    [
      'evlock account withdraw 12.5 --to 0x3c…9a',
      'evlock account withdraw all --to 0x3c…9a --local --socket /run/evlock/secure-world.sock --out withdrawal.json',
      'evlock account withdraw all --to 0x3c…9a --local --socket /run/evlock/secure-world.sock --former old-deployment.json',
      'evlock account withdraw all --to 0x3c…9a --recovery-phrase-file phrase.txt --deployment deployment.json --rpc https://rpc.example',
    ],
    true,
  );
}
