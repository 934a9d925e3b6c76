/** `evlock withdraw AMOUNT`: take free money out of the market. */
import { requireProven } from '@evlock/owner';
import { type Address, checksummed, type Money } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { checkPayable, readAddress, readMoney } from '../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, repeatedUrl, show } from '../input/options.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { WORDS_FILE } from '../input/words.ts';
import { readConsoleAddress } from '../meter/provisioning-socket.ts';
import { fields, tokens } from '../output/format.ts';
import { sentRow } from '../output/proof.ts';
import { withOwner } from '../session/session.ts';
import { type LocalWithdrawal, withdrawLocally } from './withdraw-local.ts';
import { withdrawByWords } from './withdraw-words.ts';

interface GatewayWithdrawal extends OwnerOptions {
  readonly to: Address;
  readonly fee?: Money;
}

interface WithdrawOptions extends LocalWithdrawal {
  readonly local?: true;
  readonly wordsFile?: string;
  readonly deployment?: string;
}

const readAmount = (text: string): Money | 'all' => (text === 'all' ? text : readMoney(text));

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
  const { local, wordsFile, socket, former } = options;
  if (local && wordsFile) throw wrongUsage('--words-file', 'cannot be combined with --local: only one of them signs');
  if (local) return withdrawLocally(amount, options, context);
  if (socket) throw wrongUsage('--socket', 'requires --local');
  if (former) throw wrongUsage('--former', 'requires --local; with --words-file, --deployment names any market');
  if (wordsFile) return withdrawByWords(amount, { ...options, wordsFile }, context);
  if (amount === 'all') throw wrongUsage('<amount>', 'can be `all` with --local or --words-file only');
  return withdrawByGateway(amount, options, context);
}

export function registerWithdraw(program: Command, context: Context): void {
  const command = program
    .command('withdraw')
    .summary('take free money out of the market')
    .description(
      "Takes free money out of the market. Your passkey signs the withdrawal; the meter's secure world signs it for the chain, and only to an address on its own list. With --local the gateway is not asked: the withdrawal is signed at the meter's console and written to a file, which `evlock submit` puts on chain by any key. With --words-file neither gateway nor meter is needed: the account's 24 words sign, for any address.",
    )
    .argument('<amount>', 'tokens: 12.5, or with --local or --words-file `all`', argument('<amount>', readAmount))
    .requiredOption(
      '--to <address>',
      "an address on the meter's list; with --words-file any",
      argument('--to', readAddress),
    )
    .option('--fee <tokens>', 'what the submitter may keep (0)', argument('--fee', readMoney))
    .option('--local', 'sign at the meter, without the gateway, into a file')
    .option('--socket <address>', "with --local: the secure world's socket", argument('--socket', readConsoleAddress))
    .option('--former <file>', 'with --local: deployment file of a market that the meter has left (evlock migrate)')
    .option('--words-file <file>', `sign with the words of the account, into a file: ${WORDS_FILE}`)
    .option(
      '--deployment <file>',
      'with --words-file: deployment file (EVLOCK_DEPLOYMENT; else the market of the profile)',
    )
    .option(
      '--endpoint <url>',
      'with --local or --words-file: RPC endpoint (the one of the profile), may be repeated: all must say the same',
      repeatedUrl('--endpoint'),
    )
    .option('--out <file>', 'with --local or --words-file: file to write', 'withdrawal.json')
    .action((amount: Money | 'all', options: WithdrawOptions) => withdraw(amount, options, context));
  examples(
    ownerOptions(command),
    [
      'evlock withdraw 12.5 --to 0x3c…9a',
      'evlock withdraw all --to 0x3c…9a --local --socket /run/evlock/secure-world.sock --out withdrawal.json',
      'evlock withdraw all --to 0x3c…9a --local --socket /run/evlock/secure-world.sock --former old-deployment.json',
      'evlock withdraw all --to 0x3c…9a --words-file words.txt --deployment deployment.json --endpoint https://rpc.example',
    ],
    true,
  );
}
